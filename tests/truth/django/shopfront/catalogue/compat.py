# Whoever imports from here gets what the environment offers.
from django.conf import settings
from django.db import models

try:
    from not_installed.models import Dated
except ImportError:
    from shopfront.base import Stamped as Dated

Chosen = Dated if settings.SHOPFRONT_PLAIN else models.Model
