# A module that another star-imports while this one imports from it.
from django.contrib.auth import get_user_model
from django.db import models

from shopfront import catalogue
from shopfront.catalogue import models as goods

User = get_user_model()


class Buyer(User):
    class Meta:
        proxy = True


class Wish(goods.Product):
    buyer = models.ForeignKey(Buyer, models.CASCADE)


class Order(catalogue.models.Stamped):
    class Meta:
        abstract = "shopfront.sales" not in __import__("django.conf").conf.settings.INSTALLED_APPS


class Line(models.Model):
    order = models.ForeignKey("sales.Order", models.CASCADE)
