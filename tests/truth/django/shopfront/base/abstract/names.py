from django.db.models import CharField, IntegerField
from django.db.models import Model as Table


class AbstractMeta:
    """A plain class as base of Meta: what it says is inherited."""

    abstract = True


class Named(Table):
    name = CharField(max_length=80)

    class Meta(AbstractMeta):
        pass


class Numbered(Table):
    number = IntegerField()

    class Meta:
        abstract = True
        ordering = ["number"]
