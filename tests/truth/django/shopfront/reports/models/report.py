from django.db import models


class Report(models.Model):
    class Meta:
        abstract = True
