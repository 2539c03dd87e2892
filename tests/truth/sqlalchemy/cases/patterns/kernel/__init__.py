# SPDX-License-Identifier: MIT
from .database import *
from .database import Base as KernelBase
