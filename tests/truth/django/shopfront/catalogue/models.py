from typing import TYPE_CHECKING, Generic, TypeVar

from django.conf import settings
from django.db import models

from shopfront.base import Named, Numbered, Stamped
from shopfront.base.stamps import *

from .compat import Chosen, Dated
from .factories import Describing, priced

try:
    from not_installed.models import Tree
except ImportError:

    class Tree(models.Model):
        class Meta:
            abstract = True


if settings.SHOPFRONT_PLAIN:
    from shopfront.base import Stamped as Base
else:
    from elsewhere.models import Everything as Base

T = TypeVar("T")
BASES = (Describing, Named)

if TYPE_CHECKING:

    class Typed(models.Model):
        pass


class Category(Named):
    """Abstract is not inherited from the Meta of a model."""


class Brand(Named):
    class Meta(Named.Meta):
        pass


class Product(priced(9), Numbered, Describing):
    class Meta(Numbered.Meta):
        verbose_name = "thing to buy"


class Book(Product):
    """Multi-table inheritance."""


class Shown(models.Manager):
    """No model."""


class ShownProduct(Product):
    objects = Shown()

    class Meta:
        proxy = True


class ShownBook(Book):
    class Meta:
        proxy = "shopfront.catalogue" in settings.INSTALLED_APPS


class Legacy(Archived):
    class Meta:
        managed = False
        db_table = "old_products"


class Label(Base):
    class Style(models.TextChoices):
        PLAIN = "plain"


class Node(Tree, Generic[T]):
    pass


class Tagged(*BASES):
    pass


class Season(Dated):
    pass


class Offer(Chosen):
    class Meta:
        proxy = False


class Outer:
    class Inner(models.Model):
        class Meta:
            app_label = "catalogue"


if settings.SHOPFRONT_PLAIN:

    class Seasonal(Stamped):
        class Meta:
            abstract = False

else:

    class Seasonal(Stamped):
        class Meta:
            abstract = False


class Foreign(models.Model):
    """Its table is somebody else's; so are those of whoever inherits its Meta."""

    class Meta:
        abstract = True
        managed = False


class Shipment(Foreign):
    """Unmanaged, for want of a Meta of its own."""


class Invoice(Foreign):
    class Meta(Foreign.Meta):
        """Unmanaged, but not abstract: Django takes that away."""


class Refund(Foreign):
    class Meta:
        verbose_name = "a Meta that inherits nothing: managed"


class Parcel(Shipment):
    """Shipment has no Meta to hand on, Foreign has."""


class Received(Refund):
    """A concrete model keeps its Meta for itself, so this is Foreign's again."""


class ShownShipment(Shipment):
    class Meta:
        proxy = True


class Swapped:
    class Meta:
        swappable = "SHOPFRONT_VOUCHER_MODEL"


class Voucher(Swapped, models.Model):
    """Swappable by a mix-in that is no model."""


class Options:
    abstract = True


class Priced(models.Model):
    Meta = Options


class Category(Category):
    """Resolved by position: this one derives from the one above."""

    class Meta:
        abstract = True


Shelf = type("Shelf", (object,), {})


def local():
    class Temporary(models.Model):
        class Meta:
            app_label = "catalogue"

    return Temporary
