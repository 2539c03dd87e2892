# SPDX-License-Identifier: MIT
"""Every way to register a route in Flask."""

from flask import Flask

from . import admin, shop


def create_app(config=None):
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(shop.bp)
    app.register_blueprint(admin.parent, url_prefix="/admin")

    @app.route("/inside")
    def inside():
        return ""

    add_urls(app)
    return app


def health():
    return "ok"


def add_urls(app: Flask):
    app.add_url_rule("/health", "health", health)
    app.add_url_rule("/check", view_func=health, endpoint="check", methods=["POST"])


app = create_app()


@app.route("/hello/<name>", methods=["GET", "POST"])
def hello(name):
    return name


@app.get("/only")
async def only():
    return ""


@app.delete("/one")
@app.put("/two")
def twice():
    return ""
