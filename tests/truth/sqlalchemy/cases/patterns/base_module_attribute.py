# SPDX-License-Identifier: MIT
import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy import orm
from sqlalchemy.ext import declarative

First = sqlalchemy.orm.declarative_base()
Second = orm.declarative_base(metadata=sa.MetaData())
Third = declarative.declarative_base()


class One(First):
    __tablename__ = "one"
    id = sa.Column(sa.Integer, primary_key=True)


class Two(Second):
    __tablename__ = "two"
    id = sa.Column(sa.Integer, primary_key=True)


class Three(Third):
    __tablename__ = "three"
    id = sa.Column(sa.Integer, primary_key=True)
