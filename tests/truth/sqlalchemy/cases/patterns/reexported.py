# SPDX-License-Identifier: MIT
from . import kernel
from .kernel import Base, Column, Integer, KernelBase


class Nut(Base):
    __tablename__ = "nut"
    id = Column(Integer, primary_key=True)


class Seed(KernelBase):
    __tablename__ = "seed"
    id = Column(Integer, primary_key=True)


class Leaf(kernel.Base):
    __tablename__ = "leaf"
    id = Column(Integer, primary_key=True)
