"""The types of a single value: how its text reads, what is wrong with it, its JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import nearest
from chronicle.base.languages import is_tag
from chronicle.base.slugs import MAX_SLUG, slug_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_TEXT = 500
"""Longest one-line text, in characters."""
MAX_URL = 2000

URL = re.compile(r"https?://(?P<host>[^\s/?#@\\<>\"`{}|^]+)(?P<rest>[/?#][^\s\\<>\"`{}|^]*)?", re.IGNORECASE)
"""An absolute address of the web: no user information, no backslash, nothing that HTML or a terminal would read."""


_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]").fullmatch


@dataclass(frozen=True, slots=True)
class ScalarType:
    """A type of single values."""

    noun: str
    """What the value is, for messages: `a day such as 2020-11-15`."""
    parse: Callable[[str], object]
    """The value of a text; raises ValueError with a clause that continues the quoted value."""
    json: Mapping[str, object]
    """JSON Schema of the value."""
    is_text: bool = False
    """Whether an unquoted `null` must be told from the text of that name."""


def text(max_length: int = MAX_TEXT, *, has_lines: bool = False) -> ScalarType:
    """A text that is not empty, on one line unless `has_lines`."""

    def parse(value: str) -> str:
        if len(value) > max_length:
            raise ValueError(f"is longer than {max_length} characters")
        if not value.strip():
            raise ValueError("is empty")
        if "\n" in value and not has_lines:
            raise ValueError("holds a line break")
        return value

    noun = "a text" if has_lines else "a text of one line"
    return ScalarType(noun, parse, {"type": "string", "minLength": 1, "maxLength": max_length}, is_text=True)


def choice(*values: str) -> ScalarType:
    """One of a few words."""

    def parse(value: str) -> str:
        if value in values:
            return value
        near = nearest(value, values)
        raise ValueError(
            f"is none of {', '.join(f'`{known}`' for known in values)}" + (f": did you mean `{near}`?" if near else "")
        )

    return ScalarType(f"one of {', '.join(values)}", parse, {"enum": list(values)})


def number(low: float, high: float) -> ScalarType:
    """A finite decimal number within bounds, both allowed."""

    def parse(value: str) -> float:
        if not re.fullmatch(r"[-+]?[0-9]{1,9}(\.[0-9]{1,15})?", value):
            raise ValueError("is not a decimal number")
        if not low <= float(value) <= high:
            raise ValueError(f"is not between {low:g} and {high:g}")
        return float(value)

    json = {"type": "number", "minimum": low, "maximum": high}
    return ScalarType(f"a number between {low:g} and {high:g}", parse, json)


def integer(low: int, high: int) -> ScalarType:
    """A whole number within bounds, both allowed."""

    def parse(value: str) -> int:
        if not re.fullmatch(r"[-+]?[0-9]{1,18}", value):
            raise ValueError("is not a whole number")
        if not low <= int(value) <= high:
            raise ValueError(f"is not between {low} and {high}")
        return int(value)

    return ScalarType(
        f"a whole number from {low} to {high}", parse, {"type": "integer", "minimum": low, "maximum": high}
    )


def pattern(expression: str, noun: str, *, max_length: int = MAX_TEXT) -> ScalarType:
    """A text that a regular expression matches as a whole."""
    compiled = re.compile(expression)

    def parse(value: str) -> str:
        if len(value) > max_length or not compiled.fullmatch(value):
            raise ValueError(f"is not {noun}")
        return value

    json = {"type": "string", "pattern": f"^(?:{expression})$", "maxLength": max_length}
    return ScalarType(noun, parse, json)


@lru_cache(maxsize=4096)
def _day(value: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("is not a day such as `2020-11-15`")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a day of the calendar") from None


def _time(value: str) -> str:
    if not _CLOCK(value):
        raise ValueError("is not a time such as `09:30`")
    return value


def _boolean(value: str) -> bool:
    if value not in ("true", "false"):
        raise ValueError("is neither `true` nor `false`")
    return value == "true"


@lru_cache(maxsize=4096)
def _tag(value: str) -> str:
    if not is_tag(value):
        raise ValueError("is not a language tag such as `fr` or `sr-Latn`")
    return value


@lru_cache(maxsize=4096)
def _key(value: str) -> str:
    if problem := slug_problem(value):
        raise ValueError(problem)
    return value


def _url(value: str) -> str:
    if len(value) > MAX_URL:
        raise ValueError(f"is longer than {MAX_URL} characters")
    if not URL.fullmatch(value) or not value.isprintable():
        raise ValueError("is not an address that begins with `https://` or `http://`")
    return value


_STRING = {"type": "string"}
DATE = ScalarType("a day such as 2020-11-15", _day, {**_STRING, "format": "date"})
TIME = ScalarType("a time such as 09:30", _time, {**_STRING, "pattern": "^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"})
BOOLEAN = ScalarType("true or false", _boolean, {"type": "boolean"})
TAG = ScalarType("a language tag such as fr", _tag, {**_STRING, "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"})
KEY = ScalarType("a key", _key, {**_STRING, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": MAX_SLUG})
WEB_ADDRESS = ScalarType(
    "a web address", _url, {**_STRING, "format": "uri", "pattern": "^https?://", "maxLength": MAX_URL}
)
SHA256 = pattern("[0-9a-f]{64}", "a SHA-256 in 64 hexadecimal digits")
