# SPDX-License-Identifier: MIT
from sqlalchemy import Column, Integer
from sqlalchemy.ext.declarative import as_declarative, declared_attr
from sqlalchemy.orm import registry

mapper_registry = registry()


@as_declarative()
class Base:
    id = Column(Integer, primary_key=True)

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()


@mapper_registry.as_declarative_base()
class RegistryBase:
    id = Column(Integer, primary_key=True)


class Street(Base):
    pass


class House(Street):
    __tablename__ = None


class Room(RegistryBase):
    __tablename__ = "room"
