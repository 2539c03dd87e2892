import django.db.models

__all__ = ("Stamped",) + ("Archived",)


class Stamped(django.db.models.Model):
    created = django.db.models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Archived(Stamped):
    archived = django.db.models.DateTimeField(null=True)

    class Meta(Stamped.Meta):
        abstract = True


class _Hidden(Stamped):
    class Meta:
        abstract = True
