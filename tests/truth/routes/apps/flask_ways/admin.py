# SPDX-License-Identifier: MIT
from flask import Blueprint as BP

parent = BP("parent", __name__)
child = BP("child", __name__, url_prefix="/child")


@parent.route("/")
def index():
    return ""


@child.post("/save")
def save():
    return ""


parent.register_blueprint(child)
