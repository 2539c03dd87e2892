from shopfront.reports.models import Report


class Monthly(Report):
    pass
