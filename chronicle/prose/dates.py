"""Dates and weekdays in words and figures, in any language that CLDR knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from chronicle.prose.calendars import INFLECTING, JALALI_MONTHS, from_jalali, month_words, weekday_words

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS = range(1500, 2200)
"""What is taken for a year."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day as a text names it."""

    start: int
    end: int
    """Span in code points, end excluded."""
    month: int
    day: int
    year: int | None

    @property
    def date(self) -> date | None:
        """The whole date; None without a year, or where that year lacks the day."""
        return _day(self.year, self.month, self.day) if self.year else None


def find_dates(text: str, language: str) -> tuple[FoundDate, ...]:
    """The days named in `text`, in order, spans not overlapping; `language` is a BCP 47 tag.

    Digits of any script count. A numeric day counts only where the order of day and month is certain.
    """
    found: list[FoundDate] = []
    for candidate in sorted(_candidates(text, language), key=lambda each: (each.start, -each.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return tuple(found)


def find_months(text: str, language: str) -> tuple[int, ...]:
    """The numbers of the months named in `text`, with or without a day, in order."""
    months = month_words(language)
    if not months:
        return ()
    return tuple(months[match["month"].casefold()] for match in _patterns(language)["month"].finditer(text))


def find_weekdays(text: str, language: str) -> tuple[tuple[str, int], ...]:
    """The weekday words of `text` as printed, each with its number (Monday is 0)."""
    whole, stems = weekday_words(language)
    if not whole and not stems:
        return ()
    numbers = whole | stems
    return tuple(
        (match[0], numbers[(match["whole"] or match["stem"]).casefold()])
        for match in _weekday_pattern(language).finditer(text)
    )


def nearest_day(month: int, day: int, near: date) -> date | None:
    """The date of this month and day that is nearest to `near`; None for a 29 February out of reach."""
    days = [found for year in (near.year - 1, near.year, near.year + 1) if (found := _day(year, month, day))]
    return min(days, key=lambda found: (abs((found - near).days), found), default=None)


_DAY = r"(?<!\d)(?<!\d[.,:])(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_AFTER_DAY = r"(?:er|re|º|°|-?(?:го|е)|st|nd|rd|th|-(?:ին|ի))?[.\s]\s*(?:de\s+|of\s+)?"
_LETTER = r"[^\W\d_]"
_NUMERIC = (
    re.compile(r"(?<![\d.])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})[.\u2024](?P<month>\d{1,2})[.\u2024](?P<year>\d{4})(?![.\u2024]?\d)"),
    re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])"),
)
_LAST_MONTH = 12
_LEAP_YEAR = 2000
"""A day without a year may be 29 February."""
_JALALI = re.compile(
    rf"{_DAY}\s+(?P<month>{'|'.join(JALALI_MONTHS)})(?:\s*ماه)?\s+(?P<year>1[2-4]\d\d|[۱][۲-۴]\d\d)(?!\d)"
)
_JALALI_DAYS = (31,) * 6 + (30,) * 6


def _candidates(text: str, language: str) -> Iterator[FoundDate]:
    for pattern in _NUMERIC:
        for match in pattern.finditer(text):
            if not ("/" in match[0] and _is_american(language) and int(match["day"]) <= _LAST_MONTH):
                yield from _found(match, int(match["month"]))
    months = month_words(language)
    for form in ("day-month", "month-day", "year-month-day") if months else ():
        for match in _patterns(language)[form].finditer(text):
            yield from _found(match, months[match["month"].casefold()])
    if _primary(language) == "fa":
        yield from _persian_days(text)


def _found(match: re.Match[str], month: int) -> Iterator[FoundDate]:
    year = int(match["year"]) if match["year"] else None
    if year not in YEARS:
        year = None
    if _day(year or _LEAP_YEAR, month, int(match["day"])):
        yield FoundDate(match.start(), match.end(), month, int(match["day"]), year)


def _persian_days(text: str) -> Iterator[FoundDate]:
    for match in _JALALI.finditer(text):
        month, day = JALALI_MONTHS.index(match["month"]) + 1, int(match["day"])
        if 1 <= day <= _JALALI_DAYS[month - 1]:
            gregorian = from_jalali(int(match["year"]), month, day)
            yield FoundDate(match.start(), match.end(), gregorian.month, gregorian.day, gregorian.year)


def _is_american(language: str) -> bool:
    """Whether 3/4/2020 may be a day of March as well as of April."""
    return _primary(language) == "en"


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    ending = f"{_LETTER}{{0,4}}" if _primary(language) in INFLECTING else ""
    month = (
        rf"(?<!{_LETTER})(?P<month>{_branches(month_words(language))}){ending}(?!{_LETTER})\.?(?:[’']{_LETTER}{{1,4}})?"
    )
    forms = {
        "month": month,
        "day-month": rf"{_DAY}{_AFTER_DAY}{month}(?:[,،\s]\s*(?:del?\s+)?{_YEAR})?",
        "month-day": rf"{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th|-ին|-ի)?(?![\d:]|[.,]\d)(?:,?\s+{_YEAR})?",
        "year-month-day": rf"(?<!\d){_YEAR}[^\d\n]{{1,12}}?{month}\s+(?P<day>\d{{1,2}})(?!\d)",
    }
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


@cache
def _weekday_pattern(language: str) -> re.Pattern[str]:
    whole, stems = weekday_words(language)
    branches = [f"(?P<whole>{_branches(whole)})" if whole else "(?P<whole>(?!))"]
    branches.append(f"(?P<stem>{_branches(stems)}){_LETTER}{{0,3}}" if stems else "(?P<stem>(?!))")
    return re.compile(rf"(?<![\w])(?:{'|'.join(branches)})(?![\w])", re.IGNORECASE)


def _branches(words: dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
