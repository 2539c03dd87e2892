# SPDX-License-Identifier: MIT
from sqlalchemy import Column, Integer
from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase, DeferredReflection
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Reflected(DeferredReflection):
    __abstract__ = True


class Employee(ConcreteBase, Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)


class Manager(Employee):
    __tablename__ = "manager"
    id = Column(Integer, primary_key=True)
    __mapper_args__ = {"concrete": True}


class Vehicle(AbstractConcreteBase, Base):
    __abstract__ = True
