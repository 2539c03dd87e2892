# Each of these imports Report from here: the last star import merely passes it on.
from .report import *
from .monthly import *
from .yearly import *
