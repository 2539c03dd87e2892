# SPDX-License-Identifier: MIT
"""JSON → frozen dataclasses, by their annotations.

Keys that a class does not know are left out, for a newer program may print more than this package knows.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar, Union

T = TypeVar("T")


@functools.lru_cache(maxsize=None)
def _fields(cls: Any) -> tuple[tuple[str, str, Any], ...]:
    """(name, key in JSON, type) of each field."""
    hints = typing.get_type_hints(cls)
    return tuple((field.name, field.metadata.get("key", field.name), hints[field.name])
                 for field in dataclasses.fields(cls))


def _is_for(hint: Any, value: Any) -> bool:
    """Whether a value can be of this member of a union."""
    if hint is type(None):
        return value is None
    origin = typing.get_origin(hint) or hint
    if dataclasses.is_dataclass(origin) or origin in (Mapping, dict):
        return isinstance(value, dict)
    if origin is tuple:
        return isinstance(value, list)
    if origin is typing.Literal:
        return value in typing.get_args(hint)
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(hint, type) and isinstance(value, hint)


def _value(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is Union:
        for member in typing.get_args(hint):
            if _is_for(member, value):
                return _value(member, value)
        return value
    if dataclasses.is_dataclass(hint):
        return read(hint, value)  # type: ignore[arg-type]
    if origin is tuple:
        return tuple(_value(typing.get_args(hint)[0], item) for item in value)
    if origin is Mapping:
        of = typing.get_args(hint)[1]
        return types.MappingProxyType({key: _value(of, item) for key, item in value.items()})
    return float(value) if hint is float else value


def read(cls: type[T], data: Mapping[str, Any]) -> T:
    """The object of a dataclass that a JSON object stands for."""
    known: Any = cls  # a class is hashable, though its type does not say so
    return cls(**{name: _value(hint, data[key]) for name, key, hint in _fields(known) if key in data})
