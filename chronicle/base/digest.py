"""Digests: of bytes, of blocks, of values."""

from __future__ import annotations

import hashlib
import marshal
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

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


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, date):
        return ("date", value.isoformat())
    kind = type(value)
    return (kind.__name__, *(_plain(getattr(value, name)) for name in _field_names(kind)))  # type: ignore[arg-type]  # a class is hashable


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no digest")
    return tuple(field.name for field in fields(kind))
