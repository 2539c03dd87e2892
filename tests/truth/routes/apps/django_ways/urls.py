# SPDX-License-Identifier: MIT
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from . import views
from .api import api
from .rest import nested, router

extra = [path("extra/", views.plain)]
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("plain/<int:pk>/", views.plain),
    path("exempt/", csrf_exempt(views.plain)),
    re_path(r"^regex/(?P<x>\d+)/$", views.with_async, {"x": 1}),
    path("shop/", include("django_ways.shop_urls", namespace="shop")),
    path("extra/", include(extra)),
    path("rest/", include(router.urls)),
    path("nested/", include(nested.urls)),
    path("ninja/", api.urls),
]
urlpatterns += [path("later/", view=views.plain)]
