"""Dates where a month is named, found in a fraction of the time; for what else may be a date `prose.dates` is asked."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.calendars import month_words
from chronicle.prose.dates import FORMS, FoundDate, date_in_words, date_patterns, find_dates, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEAM = "\1\n\1"
"""Between texts that are looked at together: nothing that is a date goes on across it."""
_PARTS = "./\u2024-"
"""What parts the figures of a date, and is rarer than figures are."""
_IN_FIGURES = "|".join(rf"{re.escape(part)}(?:(?<=\d.)|(?<=\d\ .))\s?\d{{1,2}} ?[{_PARTS}]" for part in _PARTS)
_RUN = re.compile(r"\d\d*")  # quicker to look for than one or more digits
_LETTERS = re.compile(r"[^\W\d_]+")
_FARTHEST = 80
"""Longest distance from the beginning of a date to its month, in code points."""
_MOST = 1 << 13
_KEPT: list[dict[tuple[str, str], tuple[FoundDate, ...]]] = [{}, {}]
"""What was found in a text of a language lately, and before that.

Kept, because a text is asked for the days that it mentions and for those that its other versions state otherwise.
"""


class Together(NamedTuple):
    """Texts to look at with one look: most are short."""

    texts: Sequence[str]
    text: str
    """All of them, one behind the other."""
    small: str
    """The same in small letters, the dotless i and the long s as the usual ones."""


def together(texts: Sequence[str]) -> Together:
    """Texts of one language."""
    text = SEAM.join(texts)
    return Together(texts, text, text.lower().replace("ı", "i").replace("ſ", "s"))


def find_dates_quickly(text: str, language: str) -> tuple[FoundDate, ...]:
    """What `find_dates` finds, looked for only beside the words that name a month.

    Days that more than 80 code points part from their month, or their year, are not found; nor is a month that begins
    with a letter of former times, but for the long s.
    """
    for kept in _KEPT:
        if (text, language) in kept:
            return kept[text, language]
    found = _look(together((text,)), language)
    return _keep(text, language, find_dates(text, language) if found is None else found)


def find_dates_in_each(those: Together, language: str) -> list[tuple[FoundDate, ...]]:
    """What `find_dates_quickly` finds in each text."""
    found = _look(those, language)
    if found is None:
        return [find_dates_quickly(text, language) for text in those.texts]
    each: list[tuple[FoundDate, ...]] = []
    start = number = 0
    for text in those.texts:
        first, end = number, start + len(text)
        while number < len(found) and found[number].start < end:
            number += 1
        mine = [FoundDate(one.start - start, one.end - start, *one[2:]) for one in found[first:number]]
        each.append(_keep(text, language, tuple(mine)))
        start = end + len(SEAM)
    return each


def _keep(text: str, language: str, found: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
    if len(_KEPT[0]) == _MOST:
        _KEPT[:] = {}, _KEPT[0]
    _KEPT[0][text, language] = found
    return found


def _look(those: Together, language: str) -> tuple[FoundDate, ...] | None:
    """The dates beside the words that name a month; None where there may be others."""
    text, small = those.text, those.small
    if len(text) != len(small) or not _has_plain_months(language):
        return None
    places = [match.start() for match in _beginnings(language).finditer(small)]
    if any(small[place] in _PARTS for place in places):
        return None
    return in_order(_beside(places, text, language)) if places else ()


def _beside(months: Iterable[int], text: str, language: str) -> Iterator[FoundDate]:
    """The dates whose months begin at these places, where they are months."""
    forms = _forms(language)
    farthest = max(count for _, count in forms)
    for month in months:
        if month and text[month - 1].isalpha():
            continue
        figures = _figures_before(month, text, farthest)
        for pattern, count in forms:
            if count > len(figures):
                continue
            match = pattern.match(text, figures[count - 1] if count else month)
            if match and (found := date_in_words(match, language)):
                yield found


@cache
def _forms(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """What finds the dates of a language in words, each with how many figures stand before the month."""
    patterns = date_patterns(language)
    return tuple((patterns[form], count) for form, count in FORMS.items() if form in patterns)


def _figures_before(month: int, text: str, count: int) -> Sequence[int]:
    """Where the figures before a month begin, the nearest first; at least this many, if there are."""
    if count == 1 and text[month - 1 : month] == " ":  # as nearly all that belong to a month
        start = month - 1
        while start and text[start - 1].isdecimal():
            start -= 1
        if start < month - 1:
            return (start,)
    return [match.start() for match in _RUN.finditer(text, max(0, month - _FARTHEST), month)][::-1]


@cache
def _has_plain_months(language: str) -> bool:
    """Whether all months of a language are single words of letters."""
    known = month_words(language)
    return bool(known.whole) and all(map(_LETTERS.fullmatch, (*known.whole, *known.short)))


@cache
def _beginnings(language: str) -> re.Pattern[str]:
    """Finds in small letters where something begins as the months of a language do, or may be a date in figures."""
    known = month_words(language)
    months = _branches(sorted((*known.whole, *known.short)))
    return re.compile("|".join((*months, _IN_FIGURES)))


def _branches(words: Sequence[str]) -> list[str]:
    """What finds the beginnings that words in their order have, each letter that some share written once."""
    if "" in words:
        return [""]
    groups = [(letter, [word[1:] for word in group]) for letter, group in groupby(words, key=itemgetter(0))]
    return [re.escape(letter) + _branching(_branches(rest)) for letter, rest in groups]


def _branching(branches: Sequence[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
