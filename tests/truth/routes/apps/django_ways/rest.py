# SPDX-License-Identifier: MIT
from rest_framework import routers, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter


class OrderViewSet(viewsets.ViewSet):
    def list(self, request):
        return Response([])

    @action(detail=True, methods=["post"])
    def pay(self, request, pk=None):
        return Response({})


class ItemViewSet(viewsets.ViewSet):
    def retrieve(self, request, pk=None):
        return Response({})


class OwnRouter(SimpleRouter):
    pass


router = routers.DefaultRouter()
router.register("orders", OrderViewSet, basename="order")
router.register(prefix=r"items", viewset=ItemViewSet, basename="item")
nested = OwnRouter()
nested.register(r"deep/items", ItemViewSet, basename="deep")
