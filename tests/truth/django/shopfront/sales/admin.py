from django.apps import apps
from django.contrib import admin

from .models import Buyer as Account

admin.site.register(apps.get_model("sales", "Order"))
admin.site.register(apps.get_model("sales.line"))


class AccountAdmin(admin.ModelAdmin):
    def __init__(self, model, site):
        super().__init__(model, site)


if apps.is_installed("shopfront.sales"):
    admin.site.register(Account, AccountAdmin)
