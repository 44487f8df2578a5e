"""Digests: of bytes, of blocks, of values."""

from __future__ import annotations

import hashlib
import marshal
from dataclasses import fields, is_dataclass
from datetime import date

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
    return hashlib.blake2b(marshal.dumps(_plain(values), 2), digest_size=16).hexdigest()


_FIELDS: dict[type, tuple[str, ...]] = {}


def _plain(value: object) -> object:
    kind = type(value)
    if kind in (str, int, float, bool, bytes, type(None)):
        return value
    if kind is tuple:
        return tuple(map(_plain, value))  # type: ignore[arg-type, call-overload]  # a tuple, as just seen
    if isinstance(value, date):
        return ("date", value.isoformat())
    names = _FIELDS.get(kind)
    if names is None:
        if not is_dataclass(value):
            raise TypeError(f"{kind.__name__} has no digest")
        names = _FIELDS[kind] = tuple(field.name for field in fields(value))
    return (kind.__name__, *(_plain(getattr(value, name)) for name in names))
