# SPDX-License-Identifier: MIT
"""Applications around Flask extensions that bring routes."""

from flask import Flask


def appbuilder():
    from flask_appbuilder import AppBuilder
    from flask_appbuilder.models.sqla.base import SQLA

    app = Flask("glue")
    app.config.update(
        SECRET_KEY="comparison",
        SQLALCHEMY_DATABASE_URI="sqlite://",
        FAB_ADD_SECURITY_API=True,
        FAB_ADD_OPENAPI_VIEWS=True,
    )
    with app.app_context():
        db = SQLA(app)
        AppBuilder(app, db.session)
    return app


def dashboard():
    import flask_monitoringdashboard

    app = Flask("glue")
    app.config["SECRET_KEY"] = "comparison"
    flask_monitoringdashboard.config.enable_logging = False
    flask_monitoringdashboard.bind(app)
    return app


def queues():
    import rq_dashboard

    app = Flask("glue")
    app.register_blueprint(rq_dashboard.blueprint, url_prefix="/rq")
    return app
