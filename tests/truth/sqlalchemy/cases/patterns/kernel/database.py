# SPDX-License-Identifier: MIT
from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import declarative_base

__all__ = ["Base", "Column", "Integer", "links"]
Base = declarative_base()
metadata = Base.metadata
links = Table("links", metadata, Column("a", Integer), Column("b", Integer))
reflected = Table("links", metadata)
