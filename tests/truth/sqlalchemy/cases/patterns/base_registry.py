# SPDX-License-Identifier: MIT
import dataclasses

from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import registry

mapper_registry = registry()
Base = mapper_registry.generate_base()


class Tool(Base):
    __tablename__ = "tool"
    id = Column(Integer, primary_key=True)


@mapper_registry.mapped
class Nail:
    __tablename__ = "nail"
    id = Column(Integer, primary_key=True)


@mapper_registry.mapped
@dataclasses.dataclass
class Screw:
    __table__ = Table("screw", mapper_registry.metadata, Column("id", Integer, primary_key=True))
    id: int = 0


class Bolt:
    """Mapped imperatively: no declarative base, so it counts as a table only."""


bolts = Table(
    "bolt",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(10)),
)
mapper_registry.map_imperatively(Bolt, bolts)
