"""Parity: which figures and days two versions of a passage state differently."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from chronicle.prose.concepts import concepts
from chronicle.prose.dates import find_dates_quickly
from chronicle.prose.names import WORD
from chronicle.prose.numbers import number_spans


class Span(NamedTuple):
    """A stretch of a text, in code points, its end excluded."""

    start: int
    end: int


class Statement(NamedTuple):
    """A figure or a day that a text states."""

    span: Span
    values: frozenset[str]
    """What it may mean: `2.4 million` is `2.4` and `2400000`."""


class _Stated(NamedTuple):
    numbers: tuple[Statement, ...]
    days: tuple[Statement, ...]
    meant: frozenset[str]
    """The numbers that the text states in figures or in words."""


Spans = tuple[Span, ...]
_DIGITS = re.compile(r"\d+")
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
    if not (_DIGITS.search(one) and _DIGITS.search(other)):
        return (), ()
    mine, theirs = _stated(one, one_language), _stated(other, other_language)
    numbers = _lacking(mine.numbers, theirs.meant), _lacking(theirs.numbers, mine.meant)
    days = _lacking(mine.days, _values(theirs.days)), _lacking(theirs.days, _values(mine.days))
    contradicting = [pair for pair in (numbers, days) if all(pair)]
    first, second = (tuple(sorted(span for pair in contradicting for span in pair[side])) for side in (0, 1))
    return first, second


def _lacking(stated: tuple[Statement, ...], meant: frozenset[str]) -> Spans:
    return tuple(each.span for each in stated if meant.isdisjoint(each.values))


def _values(stated: tuple[Statement, ...]) -> frozenset[str]:
    return frozenset(value for each in stated for value in each.values)


@lru_cache(maxsize=4096)
def _stated(text: str, language: str) -> _Stated:
    """Kept, because each text is compared with those of all other languages."""
    days = tuple(
        Statement(Span(found.start, found.end), frozenset((f"{found.month}-{found.day}",)))
        for found in find_dates_quickly(text, language)
    )
    taken = [*(day.span for day in days), *(Span(*match.span()) for match in _CLOCK.finditer(text))]
    figures = [*number_spans(text, language)]
    numbers = tuple(
        Statement(Span(start, end), frozenset(values))
        for start, end, values in figures
        if not any(span.start < end and start < span.end for span in taken)
    )
    in_words = (key for word in WORD.findall(text) for key in concepts(word, language) if key.isdecimal())
    in_figures = (value for _, _, values in figures for value in values)
    return _Stated(numbers, days, frozenset((*in_figures, *in_words)))
