from .names import Named as Named
from .names import Numbered
