# SPDX-License-Identifier: MIT
"""The ledger of endpoints: what `stayorgo routes` says of small projects, held against what they do.

Each project states its rows by hand: path, view, async or not, and what the view touches, directly, through the
functions it calls, through its dependencies, or through the router it is put on. Then the ledger of every fixture is
held against two others of the same run: the paths of `stayorgo facts --per-file`, and the report's own copy.
"""

import json
import pathlib
import sys
import unittest

import test_cli
from test_cli import Case, run

ROOT = pathlib.Path(__file__).resolve().parents[2]

FASTAPI = {
    "shop/db.py": """\
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
""",
    "shop/users.py": """\
from fastapi import Depends
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")

def who(token: str = Depends(scheme)):
    return token

def staff(user: str = Depends(who)):
    return user
""",
    "shop/api.py": """\
from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel

from .db import Order
from .users import staff, who

class OrderOut(BaseModel):
    id: int

def load(session, number):
    return session.get(Order, number)

router = APIRouter(prefix="/orders")
closed = APIRouter(prefix="/closed", dependencies=[Depends(staff)])

@router.get("/{number}", response_model=OrderOut)
def order(number: int, session=None):
    return load(session, number)

@router.get("/mine", dependencies=[Depends(who)])
async def mine() -> list[OrderOut]:
    return []

@closed.post("/note")
def note():
    return "ok"

@router.get("/plain")
async def plain():
    return {"who": "anybody"}

app = FastAPI()
app.include_router(router, prefix="/api")
app.include_router(closed)
""",
}

DJANGO = {
    "manage.py": "from django.core.management import execute_from_command_line\n",
    "shop/models.py": """\
from django.db import models

class Order(models.Model):
    number = models.IntegerField()
""",
    "shop/views.py": """\
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404, render
from django.views.generic import ListView
from django import forms

from .models import Order

class OrderForm(forms.ModelForm):
    class Meta:
        model = Order
        fields = ["number"]

class Orders(LoginRequiredMixin, ListView):
    queryset = Order.objects.all()
    template_name = "shop/orders.html"

def order(request, number):
    found = get_object_or_404(Order, number=number)
    return render(request, "shop/order.html", {"order": found})

@login_required
def edit(request):
    return render(request, "shop/edit.html", {"form": OrderForm()})

def about(request):
    return render(request, "shop/about.html")
""",
    "shop/urls.py": """\
from django.contrib.auth.decorators import permission_required
from django.urls import include, path

from . import views

inner = [path("edit/", views.edit)]
urlpatterns = [
    path("orders/", views.Orders.as_view()),
    path("orders/<int:number>/", views.order),
    path("about/", permission_required("shop.see")(views.about)),
    path("inner/", include(inner)),
]
""",
}


class Ledger(Case):
    def ledger(self, files):
        for name, content in files.items():
            self.write(name, content)
        result = run("routes", "-o", "json", self.folder)
        self.assertEqual(result.returncode, 0, result.stderr)
        routes = json.loads(result.stdout)["routes"]
        return {route["path"]: route for route in routes}

    def test_what_fastapi_views_touch(self):
        routes = self.ledger(FASTAPI)
        self.assertEqual(set(routes), {"/api/orders/{number}", "/api/orders/mine", "/closed/note", "/api/orders/plain"})
        order, mine, note, plain = (routes[path] for path in ("/api/orders/{number}", "/api/orders/mine",
                                                              "/closed/note", "/api/orders/plain"))
        self.assertEqual((order["methods"], order["view"], order["async"]), (["GET"], "order", False))
        self.assertEqual(order["touches"], {"schema": "OrderOut", "database": "Order"})
        self.assertEqual((mine["async"], sorted(mine["touches"])), (True, ["auth", "schema"]))
        self.assertEqual((note["methods"], sorted(note["touches"])), (["POST"], ["auth"]))
        self.assertEqual((plain["async"], plain["touches"]), (True, {}))
        self.assertEqual((note["file"], note["line"]), ("shop/api.py", 24))

    def test_what_django_views_touch(self):
        routes = self.ledger(DJANGO)
        self.assertEqual(set(routes), {"orders/", "orders/<int:number>/", "about/", "inner/edit/"})
        self.assertEqual(routes["orders/"]["touches"],
                         {"auth": "django.contrib.auth.mixins.LoginRequiredMixin", "template": "shop/orders.html",
                          "database": "django.db.models.Model.objects.all"})
        self.assertEqual(routes["orders/<int:number>/"]["touches"],
                         {"template": "shop/order.html", "database": "Order"})
        self.assertEqual(sorted(routes["about/"]["touches"]), ["auth", "template"])
        self.assertEqual(sorted(routes["inner/edit/"]["touches"]), ["auth", "database", "schema", "template"])

    def test_a_route_that_nothing_mounts_is_a_part(self):
        routes = self.ledger({"api.py": "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"
                                        "def build(maker):\n    api = maker()\n\n"
                                        "    @api.get('/x')\n    def x(): ...\n\n\n"
                                        "@router.get('/y')\ndef y(): ...\n"})
        self.assertEqual({path: route["mounted"] for path, route in routes.items()}, {"/y": False})

    def test_no_routes(self):
        self.write("a.py", "x = 1\n")
        result = run("routes", self.folder)
        self.assertEqual((result.returncode, result.stdout), (0, b"0 endpoints\n"))

    def test_wrong_output(self):
        self.assert_refused(run("routes", "-o", "sarif", self.folder), "routes", "text, json")
        self.assert_refused(run("routes", "-o", "text", "-o", "json:x", self.folder), "one output")

    def test_text_has_every_row_in_80_columns(self):
        routes = self.ledger(DJANGO)
        text = run("routes", self.folder).stdout.decode()
        self.assertIn("4 endpoints, 0 of them async; auth at 3, schema at 1, template at 4, database", text)
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()))
        for path in routes:
            self.assertIn(f" {path}\n", text)


class Fixtures(unittest.TestCase):
    def test_ledgers_agree(self):
        folders = sorted(ROOT.glob("fixtures/*/input"))
        self.assertGreater(len(folders), 40)
        rows = 0
        for folder in folders:
            routes = json.loads(run("routes", "-o", "json", folder).stdout)["routes"]
            report = json.loads(run("scan", "-o", "json", folder).stdout)
            facts = json.loads(run("facts", "--per-file", folder).stdout)["files"]
            self.assertEqual(report["routes"], routes, folder)
            for route in routes:
                known = [r for r in facts[route["file"]]["routes"] if r["line"] == route["line"]]
                paths = {p for r in known for p in (r["path"], r["full_path"], *r.get("other_paths", ()))}
                self.assertIn(route["path"], paths, (folder, route))
                self.assertIn(facts[route["file"]]["role"], ("app", "settings"))
            rows += len(routes)
        self.assertGreater(rows, 300)


if __name__ == "__main__":
    sys.exit(test_cli.main())
