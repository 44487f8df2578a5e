"""Frozen values as JSON and back: what caches hold and workers send, in text that cannot make anyone run anything."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from chronicle.base.digest import values_of

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

_ATOMS = frozenset((str, int, float, bool, NoneType))


def frozen_text(value: object) -> str:
    """A dataclass of strings, numbers, dates, tuples, named tuples, dataclasses as JSON: the values of its fields."""
    return _ENCODER.encode(value)


def frozen_value(kind: type[Value], text: str) -> Value:
    """The value of this kind that `frozen_text` wrote; raises ValueError, TypeError or LookupError for other text."""
    value: Value = _reader(kind)(json.loads(text))  # type: ignore[arg-type]  # a class is hashable
    return value


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return values_of(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain, check_circular=False)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type as annotations have it; what JSON holds
    """What makes a value of a type out of JSON."""
    if kind in _ATOMS or get_origin(kind) is Literal:
        return _same
    if kind is dt.date:
        return cache(dt.date.fromisoformat)
    if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        return _record(kind)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if get_origin(kind) in (Union, UnionType):
        return _optional(get_args(kind))
    raise TypeError(f"{kind} has no form in JSON")


def _same(data: object) -> object:
    return data


def _record(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind, localns={"dt": dt})
    names = getattr(kind, "_fields", None) or [field.name for field in fields(kind)]
    readers = [_reader(hints[name]) for name in names]
    needed = [(place, reader) for place, reader in enumerate(readers) if reader is not _same]

    def read(data: list[Any]) -> object:
        for place, reader in needed:
            data[place] = reader(data[place])
        return kind(*data)

    return read


def _tuple(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    readers = [_reader(kind) for kind in kinds if kind is not Ellipsis]
    if kinds[-1] is not Ellipsis:
        return lambda data: tuple(reader(item) for reader, item in zip(readers, data, strict=True))
    (reader,) = readers
    return tuple if reader is _same else lambda data: tuple(map(reader, data))


def _optional(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    (kind,) = (kind for kind in kinds if kind is not NoneType)
    reader = _reader(kind)
    return _same if reader is _same else lambda data: None if data is None else reader(data)
