"""Numbers in figures, of any script, in one normal form."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from chronicle.prose.concepts import concepts
from chronicle.prose.dates import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(r"\d(?<![^\Wو]\d)(?<!\.\d)\d*(?:[.,٫٬’'\u00a0\u202f ]\d+)*(?!\d)")
"""It begins with a digit, and not with what may not stand before one, so that it is looked for at digits alone."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,٬’'\u00a0\u202f ])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d+)")
_AMOUNT = re.compile(rf"({_NUMBER.pattern})[ \u00a0\u202f]?([^\W\d_]+)")
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_SCALE_WORD = 24
"""Longest distance to the end of the word that multiplies a figure, in code points."""
_MONTHS = 12
_DAYS = 31


def printed_numbers(text: str) -> list[str]:
    """The numbers of `text` as they are printed."""
    return _NUMBER.findall(text)


def find_numbers(text: str) -> tuple[str, ...]:
    """The numbers of `text` in ASCII digits, thousands joined, `.` before decimals: `1 686` and `1,686` are `1686`."""
    return tuple(number for match in _NUMBER.finditer(text) for number in _normalised(match[0]))


def find_amounts(text: str, language: str) -> tuple[str, ...]:
    """The numbers that a word multiplies, written out: `2.4 million` is `2400000`, `5 тыс.` is `5000`."""
    found = []
    for match in _AMOUNT.finditer(text):
        scale = next((_SCALES[meaning] for meaning in concepts(match[2], language) if meaning in _SCALES), None)
        numbers = _normalised(match[1])
        if scale and len(numbers) == 1:
            amount = Decimal(numbers[0]).scaleb(scale)
            found += [str(int(amount))] if amount == int(amount) else []
    return tuple(found)


def number_spans(text: str, language: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where figures begin and end in `text`, in code points, and what each may mean: `2.4 million` both ways."""
    for match in _NUMBER.finditer(text):
        behind = text[match.start() : match.end() + _SCALE_WORD]
        amount = find_amounts(behind, language)[:1] if _AMOUNT.match(behind) else ()
        yield match.start(), match.end(), (*_normalised(match[0]), *amount)


def number_weight(number: str) -> float:
    """How telling a number is for whether two texts say the same (fitted): days and hours least, years some."""
    if "." in number or not number.isdecimal() or len(number) > len("9999"):
        return 1.2
    value = int(number)
    if value <= _MONTHS:
        return 0.35
    return 0.6 if value <= _DAYS or value in YEARS else 1.2


def _normalised(raw: str) -> tuple[str, ...]:
    if raw.isdecimal():
        return (_ascii(raw),)
    if _GROUPED.fullmatch(raw):
        return (_ascii("".join(char for char in raw if char.isdecimal())),)
    if decimal := _DECIMAL.fullmatch(raw):
        return (f"{_ascii(decimal[1])}.{''.join(str(int(char)) for char in decimal[2])}",)
    return tuple(_ascii(part) for part in re.findall(r"\d+", raw))


def _ascii(digits: str) -> str:
    """Digits of any script in ASCII, without leading zeros (of a text's own length, however long)."""
    return "".join(str(int(char)) for char in digits).lstrip("0") or "0"
