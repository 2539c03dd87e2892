# SPDX-License-Identifier: MIT
from sqlalchemy import Column, Integer, MetaData, create_engine
from sqlalchemy.orm import declarative_base


def make_base(schema=None):
    metadata = MetaData(schema=schema)
    Base = declarative_base(metadata=metadata)
    return Base


class Database:
    def __init__(self, url):
        self.engine = create_engine(url)
        self.Base = declarative_base()


Base = make_base("shop")
database = Database("sqlite://")


class Parcel(Base):
    __tablename__ = "parcel"
    id = Column(Integer, primary_key=True)


class Letter(database.Base):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
