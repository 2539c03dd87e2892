# SPDX-License-Identifier: MIT
import functools

import flask
from flask.views import MethodView, View

bp = flask.Blueprint("shop", __name__, url_prefix="/shop")


def logged(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        return view(*args, **kwargs)

    return wrapper


@bp.route("/")
@logged
def front():
    return ""


class ItemAPI(MethodView):
    def get(self, pk):
        return ""

    def post(self, pk):
        return ""


class Listing(View):
    methods = ["GET"]

    def dispatch_request(self):
        return ""


bp.add_url_rule("/items/<int:pk>", view_func=ItemAPI.as_view("item"))
listing = Listing.as_view("listing")
bp.add_url_rule("/listing", view_func=listing)
