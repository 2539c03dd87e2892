# SPDX-License-Identifier: MIT
from django.urls import path

from django_ways.views import Home, with_async

app_name = "shop"
urlpatterns = [path("async/", with_async, name="async"), path("home/", Home.as_view())]
