# SPDX-License-Identifier: MIT
from flask_sqlalchemy import SQLAlchemy as Database


class ShopDatabase(Database):
    def all_tables(self):
        return self.metadata.tables


def make_database():
    return Database()


own = ShopDatabase()
made = make_database()


class Order(own.Model):
    id = own.Column(own.Integer, primary_key=True)


class Invoice(made.Model):
    id = made.Column(made.Integer, primary_key=True)
