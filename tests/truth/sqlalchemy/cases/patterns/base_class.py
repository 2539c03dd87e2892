# SPDX-License-Identifier: MIT
from sqlalchemy.ext.asyncio import AsyncAttrs
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(DeclarativeBase):
    pass


class AsyncBase(AsyncAttrs, DeclarativeBase):
    type_annotation_map = {}


class DataBase(MappedAsDataclass, DeclarativeBase, init=False):
    pass


class WithId:
    id: Mapped[int] = mapped_column(primary_key=True)


class Ship(WithId, Base):
    __tablename__ = "ship"


class Boat(AsyncBase):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)


class Raft(DataBase):
    __tablename__ = "raft"
    id: Mapped[int] = mapped_column(primary_key=True)


class Middle(Base):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)


class Ferry(Middle):
    __tablename__ = "ferry"


def make_model():
    class Local(Base):
        __tablename__ = "local"
        id: Mapped[int] = mapped_column(primary_key=True)

    return Local


make_model()
