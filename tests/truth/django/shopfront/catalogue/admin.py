from django.contrib import admin
from django.contrib.admin import register, site

from . import models
from .models import Book, Brand, Label, Legacy, Node, Product, ShownProduct, Tagged
from .sites import shop_site

BOTH = [Brand, Label]


@register(Product, ShownProduct)
class ProductAdmin(admin.ModelAdmin):
    pass


@admin.register(Book, site=shop_site)
class BookAdmin(ProductAdmin):
    pass


class TaggedInline(admin.TabularInline):
    model = Tagged


site.register(BOTH)
site.register((Legacy, models.Node), admin.ModelAdmin)
add = shop_site.register
add(models.Seasonal)
