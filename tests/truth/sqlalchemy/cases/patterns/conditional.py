# SPDX-License-Identifier: MIT
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Integer

try:
    from sqlalchemy.orm import declarative_base
except ImportError:
    from sqlalchemy.ext.declarative import declarative_base

if TYPE_CHECKING:
    Base = object
else:
    Base = declarative_base()

Typed: Any = declarative_base()


class Cup(Base):
    __tablename__ = "cup"
    id = Column(Integer, primary_key=True)


class Plate(Typed):
    __tablename__ = "plate"
    id = Column(Integer, primary_key=True)
