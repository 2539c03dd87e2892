from django.contrib import admin


class ShopSite(admin.AdminSite):
    site_header = "Shop"


shop_site = ShopSite(name="shop")
