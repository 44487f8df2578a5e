"""Frozen values as MessagePack and back: what caches hold and workers send, and what can make nobody run anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgpack

from chronicle.base.digest import values_of

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

_ATOMS = frozenset((str, int, float, bool, NoneType))


def packed(value: object) -> bytes:
    """A dataclass of strings, numbers, dates, tuples and dataclasses: of each the values of its fields."""
    return bytes(msgpack.packb(value, default=_plain))


def unpacked(kind: type[Value], data: bytes) -> Value:
    """The value of this kind that `packed` wrote; raises ValueError, TypeError or LookupError for other bytes."""
    value: Value = _reader(kind)(msgpack.unpackb(data))  # type: ignore[arg-type]  # a class is hashable
    return value


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else values_of(value)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type as annotations have it; what was packed
    """What makes a value of a type out of what was packed."""
    if kind in _ATOMS or get_origin(kind) is Literal:
        return _same
    if kind is dt.date:
        return cache(dt.date.fromisoformat)
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, tuple)):
        return _record(kind)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if get_origin(kind) in (Union, UnionType):
        return _optional(get_args(kind))
    raise TypeError(f"{kind} has no packed form")


def _same(data: object) -> object:
    return data


def _record(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind, localns={"dt": dt})
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields  # type: ignore[attr-defined]  # a named tuple
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
