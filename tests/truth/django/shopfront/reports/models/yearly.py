from ..models import Report
from .monthly import Monthly


class Yearly(Report):
    months = None


class Latest(Monthly):
    class Meta:
        proxy = True
        ordering = ["-id"]
