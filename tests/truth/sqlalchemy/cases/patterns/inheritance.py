# SPDX-License-Identifier: MIT
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, declarative_mixin, declared_attr

Base = declarative_base()


@declarative_mixin
class Stamped:
    @declared_attr
    def stamp(cls):
        return Column(Integer)


class Animal(Stamped, Base):
    __tablename__ = "animal"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "animal"}

    class Nested(Base):
        __tablename__ = "nested"
        id = Column(Integer, primary_key=True)


class Dog(Animal):
    """A single-table child: no table of its own, but mapped."""

    __mapper_args__ = {"polymorphic_identity": "dog"}


class Cat(Animal):
    __tablename__ = "cat"
    id = Column(ForeignKey("animal.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "cat"}
