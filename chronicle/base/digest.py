"""Digests: of bytes, of blocks, of values."""

from __future__ import annotations

import hashlib
import marshal
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCK_DIGITS = 8
"""Hexadecimal digits of a block's digest, as `follows` holds them."""


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def block_digest(source: str) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of a block's Markdown, white space folded to single spaces."""
    return sha256(" ".join(source.split()).encode())[:BLOCK_DIGITS]


def value_digest(*values: object) -> str:
    """A digest of frozen values that differs as soon as any field differs.

    Takes strings, numbers, booleans, None, bytes, dates, tuples and frozen dataclasses of these.
    Marshal's version 2 knows no references, so equal values give equal bytes.
    """
    plain: tuple[Any, ...] = tuple(map(_plain, values))
    return hashlib.blake2b(marshal.dumps(plain, 2), digest_size=16).hexdigest()


_ATOMS = frozenset((str, int, bool, float, bytes, type(None)))


def _plain(value: object) -> object:
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return tuple(map(_plain, value))  # type: ignore[call-overload]  # a tuple, as just seen
    if isinstance(value, date):
        return ("date", value.isoformat())
    return (kind.__name__, *map(_plain, _values_of(kind)(value)))  # type: ignore[arg-type]  # a class is hashable


@cache
def _values_of(kind: type) -> Callable[[object], tuple[object, ...]]:
    """What reads all fields of a dataclass at once, in their order."""
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no digest")
    names = [field.name for field in fields(kind)]
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else lambda _: ()
