"""Parity: which figures and days two versions of a passage state differently."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from chronicle.prose.concepts import concepts
from chronicle.prose.names import WORD
from chronicle.prose.numbers import number_spans, printed_numbers
from chronicle.prose.quick_dates import find_dates_quickly


class Span(NamedTuple):
    """A stretch of a text, in code points, its end excluded."""

    start: int
    end: int


class Statement(NamedTuple):
    """A figure or a day that a text states."""

    span: Span
    values: frozenset[str]
    """What it may mean: `2.4 million` is `2.4` and `2400000`."""


class _Numbers(NamedTuple):
    stated: tuple[Statement, ...]
    """Without those of days and hours."""
    meant: frozenset[str]
    """The numbers that the text states in figures or in words."""


Spans = tuple[Span, ...]
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d{2})?[\s\u00a0\u202f]?(?:[ap]\.?\s?m\b|[hч]\b|Uhr\b|часов\b|часа\b|годин\b|heures?\b)"
    r"|\d{1,2}[:h]\d{2}"
    r"|(?i:saat|ساعت|الساعة|ժամը|o godz)\s\d{1,2}(?:[:.]\d{2})?"
)
"""A time of day: half of the world counts to twelve, and zones differ."""


def differences(one: str, other: str, one_language: str, other_language: str) -> tuple[Spans, Spans]:
    """The spans in two versions of a passage where they contradict each other, in order.

    A figure counts as contradicted where the other version lacks it, in figures and in words, and has itself a figure
    that is lacking here; a day likewise. What only one version states is no contradiction: it may be said in words
    that nobody can compare.
    """
    if not (_DIGIT.search(one) and _DIGIT.search(other)):
        return (), ()
    # What follows grows dearer from step to step, and of most passages only the first is asked.
    numbers: tuple[Spans, Spans] = (), ()
    if sorted(printed_numbers(one)) != sorted(printed_numbers(other)):
        numbers = _contradicting(_figures(one, one_language), _figures(other, other_language))
    if all(numbers):
        mine, theirs = _numbers(one, one_language), _numbers(other, other_language)
        numbers = _lacking(mine.stated, theirs.meant), _lacking(theirs.stated, mine.meant)
    days: tuple[Spans, Spans] = (), ()
    if _named_days(one, one_language) != _named_days(other, other_language):
        days = _contradicting(_days(one, one_language), _days(other, other_language))
    contradicting = [pair for pair in (numbers, days) if all(pair)]
    first, second = (tuple(sorted(span for pair in contradicting for span in pair[side])) for side in (0, 1))
    return first, second


def _contradicting(mine: tuple[Statement, ...], theirs: tuple[Statement, ...]) -> tuple[Spans, Spans]:
    return _lacking(mine, _values(theirs)), _lacking(theirs, _values(mine))


def _lacking(stated: tuple[Statement, ...], meant: frozenset[str]) -> Spans:
    return tuple(each.span for each in stated if meant.isdisjoint(each.values))


def _values(stated: tuple[Statement, ...]) -> frozenset[str]:
    return frozenset(value for each in stated for value in each.values)


# Kept, because each text is compared with those of all other languages.
@lru_cache(maxsize=4096)
def _figures(text: str, language: str) -> tuple[Statement, ...]:
    """All figures, those of days and hours too."""
    return tuple(Statement(Span(start, end), frozenset(values)) for start, end, values in number_spans(text, language))


def _named_days(text: str, language: str) -> set[tuple[int, int]]:
    return {(found.month, found.day) for found in find_dates_quickly(text, language)}


def _days(text: str, language: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(Span(found.start, found.end), frozenset((f"{found.month}-{found.day}",)))
        for found in find_dates_quickly(text, language)
    )


def _numbers(text: str, language: str) -> _Numbers:
    stated = _figures(text, language)
    taken = [*(day.span for day in _days(text, language)), *(Span(*match.span()) for match in _CLOCK.finditer(text))]
    numbers = tuple(
        each for each in stated if not any(span.start < each.span.end and each.span.start < span.end for span in taken)
    )
    in_words = (key for word in WORD.findall(text) for key in concepts(word, language) if key.isdecimal())
    return _Numbers(numbers, _values(stated) | frozenset(in_words))
