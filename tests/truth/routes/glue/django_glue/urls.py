# SPDX-License-Identifier: MIT
from django.urls import include, path
from ninja_extra import ControllerBase, NinjaExtraAPI, api_controller
from ninja_jwt import controller


@api_controller("/lists")
class BlackList(ControllerBase, controller.TokenBlackListController):
    pass


@api_controller("/late-lists")
class AsyncBlackList(ControllerBase, controller.AsyncTokenBlackListController):
    pass


api = NinjaExtraAPI()
api.register_controllers(
    controller.NinjaJWTDefaultController, controller.NinjaJWTSlidingController, BlackList
)
late = NinjaExtraAPI(urls_namespace="late", version="2")
late.register_controllers(
    controller.AsyncNinjaJWTDefaultController,
    controller.AsyncNinjaJWTSlidingController,
    AsyncBlackList,
)

urlpatterns = [
    path("djoser/", include("djoser.urls")),
    path("djoser/", include("djoser.urls.jwt")),
    path("djoser/", include("djoser.urls.authtoken")),
    path("rest-auth/", include("dj_rest_auth.urls")),
    path("accounts/", include("allauth.urls")),
    path("headless/", include("allauth.headless.urls")),
    path("social/", include("social_django.urls")),
    path("ninja/", api.urls),
    path("late/", late.urls),
]
