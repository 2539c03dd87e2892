# The user model is the project's own: settings.AUTH_USER_MODEL names Customer.
from django.contrib.auth.models import AbstractBaseUser, AbstractUser, PermissionsMixin
from django.db import models


class Customer(AbstractUser):
    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"


class Device(AbstractBaseUser, PermissionsMixin):
    groups = models.ManyToManyField("auth.Group", related_name="devices")
    user_permissions = models.ManyToManyField("auth.Permission", related_name="devices")
    USERNAME_FIELD = "id"
