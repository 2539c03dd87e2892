# Re-exported twice, by a star import with __all__ the second time.
from .abstract import Named, Numbered
from .stamps import *

__all__ = ["Named", "Numbered", "Stamped"]
