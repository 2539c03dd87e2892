# SPDX-License-Identifier: MIT
SECRET_KEY = "only for the comparison"
ROOT_URLCONF = "django_glue.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
SITE_ID = 1
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
MFA_PASSKEY_SIGNUP_ENABLED = True
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
REST_AUTH = {"USE_JWT": True, "TOKEN_MODEL": None}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "rest_framework",
    "djoser",
    "dj_rest_auth",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.usersessions",
    "social_django",
    "ninja_extra",
    "ninja_jwt",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
