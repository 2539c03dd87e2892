# SPDX-License-Identifier: MIT
from sqlalchemy import Column, Integer
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import declarative_base as make_base


class Common:
    id = Column(Integer, primary_key=True)


Base = declarative_base()
Other = make_base(cls=Common, name="Other")


class Shop(Base):
    __tablename__ = "shop"
    id = Column(Integer, primary_key=True)


class Visit(Other):
    __tablename__ = "visit"


class NotMapped(Common):
    pass
