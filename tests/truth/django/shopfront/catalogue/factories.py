# Abstract bases that a function makes, and a mix-in that is a model only together with another base.
from django.db import models


def priced(digits):
    class Priced(models.Model):
        price = models.DecimalField(max_digits=digits, decimal_places=2)

        class Meta:
            abstract = True

    return Priced


class Describing:
    def describe(self):
        return str(self)
