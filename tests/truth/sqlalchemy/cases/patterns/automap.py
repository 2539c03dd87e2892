# SPDX-License-Identifier: MIT
from sqlalchemy import Column, Integer
from sqlalchemy.ext.automap import automap_base

AutomapBase = automap_base()


class Known(AutomapBase):
    __tablename__ = "known"
    id = Column(Integer, primary_key=True)
