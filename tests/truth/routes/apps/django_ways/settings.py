# SPDX-License-Identifier: MIT
SECRET_KEY = "only for the comparison"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"]
ROOT_URLCONF = "django_ways.urls"
DATABASES = {}
