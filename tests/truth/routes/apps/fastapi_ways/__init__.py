# SPDX-License-Identifier: MIT
"""Every way to register a route in FastAPI."""
