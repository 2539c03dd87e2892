# SPDX-License-Identifier: MIT
"""Every way to say that a class is a mapped class, one a module."""
