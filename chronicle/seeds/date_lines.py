"""Lines at the head or foot of an article that say its day and little else, and the day at a headline's end."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.calendars import folded, weekday_abbreviations
from chronicle.prose.dates import find_dates, find_weekdays
from chronicle.seeds.agencies import NewsAgency, agency_named, names_pattern
from chronicle.seeds.bylines import is_small, parse_byline
from chronicle.seeds.date_words import DATE_WORDS, SOURCE_WORDS, UPDATE_WORDS
from chronicle.seeds.datelines import parse_dateline

if TYPE_CHECKING:
    from datetime import date


class DateLine(NamedTuple):
    """What a line says that is no more than a date line."""

    date: date | None
    """None where it lacks the year."""
    day: tuple[int, int]
    """Month and day."""
    is_update: bool
    """Whether it is the day of a change, not of publication."""
    agency: NewsAgency | None
    author: str | None


class Headline(NamedTuple):
    """A headline apart from what was pasted with it."""

    title: str
    rest: str
    """The day, the agency and the marks before them; empty if there were none."""
    date: date | None
    agency: NewsAgency | None


def parse_date_line(line: str, language: str) -> DateLine | None:
    """The day that a line is; None if it says anything else: never running prose.

    Beside the day may stand a weekday, hours and zones, words for publishing, an agency, a byline, and up to three
    capitalised words. Of two days the second must be that of an update, or be the same day of another calendar.
    """
    line = _DIRECTIONS.sub("", line)
    if len(line) >= _LONGEST or parse_dateline(f"{line} …", language):
        return None
    days = find_dates(line, language) or find_dates(line, _FALLBACK)
    if not days:
        return None
    between = line[days[0].end : days[-1].start] if len(days) > 1 else ""
    if len({day.date for day in days}) > 1 and not _has_update_word(between):
        return None
    rest = line
    for day in reversed(days):
        rest = f"{rest[: day.start]} | {rest[day.end :]}"
    rest, agency = _without_agency(rest, language)
    author = next((name for part in rest.split("|") if (name := parse_byline(part.strip(" ,;·•/–—-")))), None)
    if not _is_bare(rest.replace(author, "", 1) if author else rest, language):
        return None
    is_update = len(days) == 1 and _has_update_word(line[: days[0].start])
    return DateLine(days[0].date, (days[0].month, days[0].day), is_update, agency, author)


def parse_agency_line(line: str, language: str) -> NewsAgency | None:
    """The agency that a line names and nothing else: `Reuters`, `© AFP`, `Source: TASS`."""
    match = _agency_line().fullmatch(line.strip())
    return agency_named(match["agency"], language) if match else None


def parse_headline(title: str, language: str) -> Headline:
    """A headline without the day at its end or at its start, or the name of the site after a stroke.

    `… - DW - 08.02.2023`, `… | 15.11.2020`, `15.11.2020 14:05 …`, `… | Reuters`. A span of days is left alone.
    """
    dates = find_dates(title, language)
    for pattern in (_TAIL, _HEAD):
        match = pattern.fullmatch(title)
        if match is None or not dates:
            continue
        own = [day for day in find_dates(match["day"], language) if day.date]
        if len(dates) == len(own) == 1 and _is_bare(_marked(match["day"], own[0].start, own[0].end), language):
            body, agency = _without_site(match["title"], language)
            return Headline(body, title.replace(body, "", 1), own[0].date, agency)
    body, agency = _without_site(title, language, signs="|")
    return Headline(body, title.replace(body, "", 1), None, agency)


_DIRECTIONS = re.compile("[\u200e\u200f\u061c]")
_LONGEST = 120
_FALLBACK = "en"
"""Sites in any language print the day in English where their software does."""
_APART = re.compile(r"([,،|·•/()–—]|\s-\s)")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_OTHER_LETTERS = 22
_MOST_OTHER_WORDS = 3
"""A place or an agency, capitalised: `Moscow, November 15, 2020`."""
_TAIL = re.compile(r"(?P<title>.*[^\W\d_][»”\")]?)\s*(?:\s[|·•–—-]\s|[(\[])\s*(?P<day>[^|·•()\[\]]{6,40})[)\]]?\s*")
_HEAD = re.compile(
    r"[\[(]?(?P<day>(?:\d{1,2}:\d\d\s+)?\d[\d.\u2024/-]{7,9}(?:,?\s+\d{1,2}:\d\d)?)[\])]?"
    r"(?:\s*[|·•–—:]\s*|\s+[–—-]\s+|\s+)(?P<title>[^\W\d_«“„\"].{10,}|[«“„\"].{10,})"
)


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"


def _marked(text: str, start: int, end: int) -> str:
    return f"{text[:start]} | {text[end:]}"


def _is_bare(rest: str, language: str) -> bool:
    """Whether what is left of a line, `|` in place of its days, says nothing of its own.

    A word that is not one of dates stands only apart from the day, as a place or a name does: `Deadline: …` does not.
    """
    for word, _ in find_weekdays(rest, language):
        rest = rest.replace(word, "", 1)
    short = weekday_abbreviations(language)
    pieces = _APART.split(rest)
    parts = [
        [word for word in _WORD.findall(piece) if folded(word) not in short and word.casefold() not in DATE_WORDS]
        for piece in pieces
    ]
    days = [index for index, piece in enumerate(pieces) if piece == "|"]
    beside = [word for index in days for near in (index - 1, index + 1) for word in parts[near]]
    others = [word for part in parts for word in part]
    return (
        not beside
        and len(others) <= _MOST_OTHER_WORDS
        and not any(map(is_small, others))
        and sum(map(len, others)) <= _MOST_OTHER_LETTERS
        and not re.search(r"[!?։“”«»\"%$€]", rest)
    )


def _has_update_word(text: str) -> bool:
    return any(word.casefold() in UPDATE_WORDS for word in re.findall(r"[^\W\d_]+", text))


def _without_agency(rest: str, language: str) -> tuple[str, NewsAgency | None]:
    match = _agency_in_line().search(rest)
    agency = agency_named(match["agency"], language) if match else None
    return (_cut(rest, match.start("agency"), match.end("agency")), agency) if match and agency else (rest, None)


def _without_site(title: str, language: str, *, signs: str = "|·•–—-") -> tuple[str, NewsAgency | None]:
    """A title without the agency after its last stroke."""
    match = re.fullmatch(rf"(?P<title>.*\S)\s+[{signs}]\s+(?P<agency>[^|]{{2,40}})", title)
    agency = agency_named(match["agency"], language) if match else None
    return (match["title"], agency) if match and agency else (title, None)


@cache
def _agency_line() -> re.Pattern[str]:
    return re.compile(rf"(?:©\s*|(?:{SOURCE_WORDS})\s*[:՝]\s*)?(?P<agency>{names_pattern()})\s*\.?", re.IGNORECASE)


@cache
def _agency_in_line() -> re.Pattern[str]:
    """A name at the line's ends or between marks; bare words elsewhere may be anything."""
    return re.compile(rf"(?:^|[|·•,;/©(–—-])\s*(?P<agency>{names_pattern()})\s*(?=$|[|·•,;/)–—-])", re.IGNORECASE)
