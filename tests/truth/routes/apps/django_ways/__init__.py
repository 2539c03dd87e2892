# SPDX-License-Identifier: MIT
"""Every way to register a route in Django, REST framework and django-ninja."""
