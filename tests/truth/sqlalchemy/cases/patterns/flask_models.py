# SPDX-License-Identifier: MIT
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()

tags = db.Table(
    "tags",
    db.Column("tag_id", db.Integer, db.ForeignKey("tag.id")),
    db.Column("page_id", db.Integer, db.ForeignKey("page.id")),
)


class SurrogateKey:
    id = db.Column(db.Integer, primary_key=True)


class BaseModel(SurrogateKey, db.Model):
    __abstract__ = True


class Tag(BaseModel):
    __tablename__ = "tag"


class Page(SurrogateKey, db.Model):
    tags = db.relationship(Tag, secondary=tags)


Model = db.Model


class Note(Model):
    id = db.Column(db.Integer, primary_key=True)
