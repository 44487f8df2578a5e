"""Digests: of bytes, of blocks, of values."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

import msgpack

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCK_DIGITS = 8
"""Hexadecimal digits of a block's digest, as `follows` holds them."""
_VALUE_DIGITS = 32
"""Hexadecimal digits of a value's digest: half of SHA-256, which processors have in hardware."""


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=4096)
def block_digest(source: str) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of a block's Markdown, white space folded to single spaces."""
    # Of white space only the space can be printed: most blocks are folded already, and a look costs a tenth.
    is_folded = source.isprintable() and "  " not in source and source.strip(" ") == source
    folded = source if is_folded else " ".join(source.split())
    return sha256(folded.encode())[:BLOCK_DIGITS]


def value_digest(*values: object) -> str:
    """A digest of frozen values that differs as soon as any field differs.

    Takes strings, numbers, booleans, None, bytes, dates, tuples, named tuples and frozen dataclasses of these. All but
    dates and dataclasses are written by MessagePack itself; these are its maps, which nothing else is.
    A named tuple is as good as a plain one with the same items: where the two could meet, a dataclass is needed.
    """
    try:
        data = msgpack.packb(values, default=_plain)
    except UnicodeEncodeError:  # half a character; all other texts are the same bytes either way, a third sooner
        data = msgpack.packb(values, default=_plain, unicode_errors="surrogatepass")
    return sha256(data)[:_VALUE_DIGITS]


class Digested:
    """A frozen dataclass that is part of many values: its own digest is made once, and stands for it in theirs."""

    @cached_property
    def digest(self) -> str:
        """Of all fields."""
        return value_digest(values_of(self))


def values_of(value: object) -> object:
    """The values of a dataclass's fields in their order."""
    return _getter(type(value))(value)  # type: ignore[arg-type]  # a class is hashable


def _plain(value: object) -> dict[str, object]:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Digested):
        return {type(value).__name__: value.digest}
    return {type(value).__name__: values_of(value)}


@cache
def _getter(kind: type) -> Callable[[object], object]:
    """What reads all fields of a dataclass at once."""
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no digest")
    names = [field.name for field in fields(kind)]
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else lambda _: ()
