"""The dateline: place, day and agency before the lede, as agencies print it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from chronicle.prose.dates import FoundDate, find_dates
from chronicle.seeds.agencies import NewsAgency, agency_named, names_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ParsedDateline:
    """A dateline and where it ends."""

    text: str
    """As printed, without the space after it."""
    end: int
    """Where the lede begins, in code points of the block."""
    place: str | None
    day: FoundDate | None
    agency: NewsAgency
    printed: str
    """The agency's name as printed."""


def parse_dateline(block: str, language: str) -> ParsedDateline | None:
    """The dateline at the start of a block of running text; None where there is none.

    Before the agency only a place and a day may stand. Do not try titles: `Reuters: …` there is a subject.
    """
    for match in _matches(block[:_REACH]):
        front = match["front"] or ""
        parsed = _front(front, language)
        if parsed is None or not block[match.end() :].strip():
            continue
        place, day = parsed
        if match.re is _patterns()[-1] and not (place and day):
            continue
        found = agency_named(match["agency"])
        if found:
            return ParsedDateline(match[0].strip(), match.end(), place, day, found, match["agency"])
    return None


_REACH = 140
"""A dateline is no longer."""
_LONGEST_PLACE = 60
_MOST_WORDS = 6
_DASH = r"(?:-{1,2}|[–—])"
_LAYOUTS = (
    r"^\s*(?P<front>[^/\n]{{0,80}}?)/\s*(?:[Кк]орр\.\s*|[Cc]orr\.\s*)?(?P<agency>{names})\b[^/\n]{{0,40}}/\s*\.?\s*{dash}?\s*",
    r"^\s*(?P<front>)(?P<agency>{names})\s*/\s*\.?\s+",
    r"^\s*(?P<front>[^(\n]{{0,80}}?)\((?P<agency>{names})(?:/[^)\n]{{1,20}})?\)\s*(?:\.?\s*{dash}|[.:])\s*",
    r"^\s*(?P<front>[^\n]{{1,80}}?)\s{dash}\s+(?P<agency>{names})\s*\.\s+",
    r"^\s*(?P<front>[^\n]{{1,80}}?)[.,،]\s*(?P<agency>{names})\s*(?:[.։]\s*{dash}?|\s{dash}|:)\s+",
    r"^\s*(?P<front>)(?P<agency>{names})\s*(?:\.\s*{dash}|/\.)\s*",
    r"^\s*(?P<front>[^\n]{{1,80}}?),\s*(?P<agency>{names})\s+",
)
"""`/TASS/.` · `TASS /.` (cut) · `(AFP) -` · `— РИА Новости.` · `. INTERFAX.RU -` · `EFE.-` · `, AZERTAC` last."""
_YEAR_WORDS = re.compile(r"\s*(?:г\.|года|թ\.|թվականի|року|р\.|-ci\s+il|ელს)\s*$")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(layout.format(names=names_pattern(), dash=_DASH), re.IGNORECASE) for layout in _LAYOUTS)


def _matches(block: str) -> Iterator[re.Match[str]]:
    for pattern in _patterns():
        if match := pattern.match(block):
            yield match


def _front(front: str, language: str) -> tuple[str | None, FoundDate | None] | None:
    """Place and day before the agency; None if something else stands there."""
    days = find_dates(front, language)
    if len(days) > 1:
        return None
    day = days[0] if days else None
    before, after = (front[: day.start], _YEAR_WORDS.sub("", front[day.end :])) if day else (front, "")
    parts = [part for part in (_trimmed(before), _trimmed(after)) if part]
    if not all(map(_is_proper, parts)) or (front.strip() and not parts and not day):
        return None
    return (_named(parts[0]) if parts else None), day


def _trimmed(text: str) -> str:
    """A place without the marks around it; the full stop of `Ga.` after a comma is its own."""
    bare = text.strip(" \t\u00a0.,،;–—-/")
    region = bare.rpartition(",")[2].strip()
    return f"{bare}." if "," in bare and len(region) <= _LONGEST_REGION and f"{region}." in text else bare


def _is_proper(text: str) -> bool:
    """Whether every word of a place or byline is one: capitalised, but for the small ones, and few."""
    words = re.findall(r"\w+", text)
    is_short = len(text) <= _LONGEST_PLACE and len(words) <= _MOST_WORDS
    return (
        is_short
        and not re.search(r"[:;!?“”«»\"\d]", text)
        and all(not word[0].islower() or word in _SMALL for word in words)
    )


_LONGEST_REGION = 4
_SMALL_WORDS = (
    "al am an auf bei da de del den der des di do du el en et im la le les na on over sous sur the "
    "upon за и на од по під пид при у"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def _named(place: str) -> str:
    """A place in capitals as one writes it: `NEW YORK` is `New York`."""
    return ",".join(
        re.sub(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", _capitalised, part) if part.upper() == part else part
        for part in place.split(",")
    )


def _capitalised(match: re.Match[str]) -> str:
    word = match[0].lower()
    return word if match.start() and word in _SMALL else word[:1].upper() + word[1:]
