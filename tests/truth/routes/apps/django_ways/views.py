# SPDX-License-Identifier: MIT
from django.http import HttpResponse
from django.views import View


class Home(View):
    def get(self, request):
        return HttpResponse("home")


def plain(request, **kwargs):
    return HttpResponse("plain")


async def with_async(request, x):
    return HttpResponse("async")
