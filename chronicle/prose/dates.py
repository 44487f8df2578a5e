"""Dates and weekdays in words and figures, in any language that CLDR knows."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.calendar_words import JALALI_MONTHS, MONTH_FIRST
from chronicle.prose.calendars import folded, from_jalali, month_words, weekday_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

YEARS = range(1500, 2200)
"""What is taken for a year."""
JALALI_YEARS = range(1250, 1500)
"""What is taken for a year of the Persian calendar."""


class FoundDate(NamedTuple):
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

    Digits of any script count. A numeric day counts only where the order of day and month is certain: `3/4/2020` is
    none in English. Days of the Persian calendar are given in the Gregorian one.
    """
    return in_order(filter(None, _candidates(text, language)))


FORMS = {"day-month": 1, "month-day": 0, "year-month-day": 1, "year-day-month": 2}
"""Forms of a date in words, each with how many figures stand before its month."""


def in_order(candidates: Iterable[FoundDate]) -> tuple[FoundDate, ...]:
    """The candidates that begin behind the end of the one before, of those that begin together the longest."""
    found: list[FoundDate] = []
    for candidate in sorted(candidates, key=lambda each: (each.start, -each.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return tuple(found)


def find_months(text: str, language: str) -> tuple[int, ...]:
    """The numbers of the months named in `text`, with or without a day, in order."""
    patterns = date_patterns(language)
    return tuple(_month(match["month"], language) for match in patterns["month"].finditer(text)) if patterns else ()


def find_weekdays(text: str, language: str) -> tuple[tuple[str, int], ...]:
    """The weekday words of `text` as printed, each with its number (Monday is 0)."""
    return tuple((text[start:end], number) for start, end, number in weekday_spans(text, language))


def weekday_spans(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Where the weekday words of `text` begin and end, in code points, each with its number (Monday is 0)."""
    known = weekday_words(language)
    if not known.whole and not known.stems:
        return
    for match in _weekday_pattern(language).finditer(text):
        number = known.stems[folded(match["stem"])] if match["stem"] else known.whole[folded(match["whole"])]
        yield match.start(), match.end(), number


@lru_cache(maxsize=4096)
def nearest_day(month: int, day: int, near: date) -> date | None:
    """The date of this month and day that is nearest to `near`; None for a 29 February out of reach."""
    days = [found for year in (near.year - 1, near.year, near.year + 1) if (found := _day(year, month, day))]
    return min(days, key=lambda found: (abs((found - near).days), found), default=None)


_LETTER = r"[^\W\d_]"
_DAY = r"(?<!\d)(?<!\d[.,:])(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_ORDINAL = rf"(?:er|re|º|°|[-–]?(?:го|е|ого)|st|nd|rd|th|-{_LETTER}{{1,3}})?"
_NUMERIC = (
    re.compile(r"(?<![\d./-])(?P<year>\d{4})(?P<s>[-/.\u2024])(?P<month>\d{1,2})(?P=s)(?P<day>\d{1,2})(?![\d/-])"),
    re.compile(
        r"(?<![\d./-])(?P<day>\d{1,2})(?P<s>[.\u2024]|\.\ )(?P<month>\d{1,2})(?P=s)(?P<year>\d{4})(?![.\u2024]?\d)"
    ),
    re.compile(r"(?<![\d./-])(?P<day>\d{1,2})(?P<s>[/-]|\ /\ )(?P<month>\d{1,2})(?P=s)(?P<year>\d{4})(?![\d/-])"),
)
_MONTHS = 12
_LEAP_YEAR = 2000
"""A day without a year may be 29 February."""
_JALALI = re.compile(
    rf"{_DAY}\s+(?P<month>{'|'.join(sorted(JALALI_MONTHS))})(?:[\s\u200c]*ماه)?\s*،?\s+(?P<year>\d{{4}})(?!\d)"
)
_JALALI_LONG_MONTHS = 6
_JALALI_DAYS = (31, 30)


def _candidates(text: str, language: str) -> Iterator[FoundDate | None]:
    for pattern in _NUMERIC:
        for match in pattern.finditer(text):
            if pair := _month_and_day(match, language):
                yield _found(match, language, month=pair[0], day=pair[1])
    patterns = date_patterns(language)
    for form in FORMS if patterns else ():
        for match in patterns[form].finditer(text) if form in patterns else ():
            yield date_in_words(match, language)
    if _primary(language) == "fa":
        for match in _JALALI.finditer(text):
            yield _found(match, language, month=JALALI_MONTHS[match["month"]], day=int(match["day"]))


def _month_and_day(match: re.Match[str], language: str) -> tuple[int, int] | None:
    """Which figure is the month: in English with strokes the one that can be; None where both can."""
    month, day = int(match["month"]), int(match["day"])
    is_american = match.re is _NUMERIC[-1] and _primary(language) == "en"
    if is_american and month <= _MONTHS and day <= _MONTHS and month != day:
        return None
    return (day, month) if is_american and month > _MONTHS else (month, day)


def _found(match: re.Match[str], language: str, *, month: int, day: int) -> FoundDate | None:
    """The date of a match; None where there is no such day."""
    found = _meant(match["year"], month, day, is_jalali=match.re is _JALALI, is_persian=_primary(language) == "fa")
    return FoundDate(match.start(), match.end(), *found) if found else None


def date_in_words(match: re.Match[str], language: str) -> FoundDate | None:
    """The date that one of the patterns of a language has matched; None where there is no such day."""
    found = _said(*match.group("year", "month", "day"), language)
    return FoundDate(match.start(), match.end(), *found) if found else None


@lru_cache(maxsize=1 << 13)
def _said(year: str | None, month: str, day: str, language: str) -> tuple[int, int, int | None] | None:
    """Month, day and year of a date in words; a chronicle has the same ones again and again."""
    return _meant(year, _month(month, language), int(day), is_persian=_primary(language) == "fa")


def _meant(
    written: str | None, month: int, day: int, *, is_persian: bool, is_jalali: bool = False
) -> tuple[int, int, int | None] | None:
    """Month, day and year of a day in the Gregorian calendar, the last where it can be one; None for no such day."""
    year = int(written) if written else None
    if year and year in JALALI_YEARS and is_persian:
        if 1 <= month <= _MONTHS and 1 <= day <= _JALALI_DAYS[month > _JALALI_LONG_MONTHS]:
            gregorian = from_jalali(year, month, day)
            return gregorian.month, gregorian.day, gregorian.year
        return None
    if is_jalali:
        return None
    if year is not None and year not in YEARS:  # None would be looked for among the years, one by one
        year = None
    return (month, day, year) if _day(year or _LEAP_YEAR, month, day) else None


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str, language: str) -> int:
    """The number of a month that a pattern has found."""
    known, word = month_words(language), folded(word)
    return known.whole[word] if word in known.whole else known.short[word]


@cache
def date_patterns(language: str) -> dict[str, re.Pattern[str]]:
    """By form of a date in words what finds it, see `FORMS`, and by `month` what finds a month; empty without words."""
    known = month_words(language)
    if not known.whole:
        return {}
    ending = f"(?(whole)(?:{known.endings})?)" if known.endings else ""
    words = f"(?P<month>(?P<whole>{_branches(known.whole)})|{_branches(known.short) or '(?!)'}){ending}"
    twin = rf"(?:\s?/\s?|\s)(?:{_branches(known.whole)})" if _primary(language) == "ar" else "(?!)"
    month = rf"(?<!{_LETTER}){words}(?!{_LETTER})\.?(?:[’']{_LETTER}{{1,4}})?"
    forms = {
        "month": month,
        "day-month": rf"{_DAY}{_ORDINAL}(?:\.\s*|\s+)(?:d[e’']\s*|of\s+|من\s+)?{month}(?:{twin})?"
        rf"(?:[,،]?\s*(?:(?<!\d)(?:del?|of)\s+)?(?<!\d){_YEAR})?",
        "year-month-day": rf"(?<!\d){_YEAR}[^\d\n]{{1,12}}?{month}\s+(?P<day>\d{{1,2}})(?!\d){_ORDINAL}",
    }
    if _primary(language) in MONTH_FIRST:
        forms["month-day"] = (
            rf"(?<!\bin\ ){month}(?:(?<=\.)\s*|\s+)(?P<day>\d{{1,2}}){_ORDINAL}(?![\d:]|[.,]\d)(?:,?\s+{_YEAR})?"
        )
    if _primary(language) == "ka":
        forms["year-day-month"] = rf"(?<!\d){_YEAR}\s+წლის\s+(?P<day>\d{{1,2}})\s+{month}"
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


@cache
def _weekday_pattern(language: str) -> re.Pattern[str]:
    known = weekday_words(language)
    stems = rf"(?P<stem>{_branches(known.stems)})(?:{known.endings})?" if known.stems else "(?P<stem>(?!))"
    whole = f"(?P<whole>{_branches(known.whole)})" if known.whole else "(?P<whole>(?!))"
    return re.compile(rf"(?<!\w)(?:{whole}|{stems})(?!\w)", re.IGNORECASE)


def _branches(words: Iterable[str]) -> str:
    """Alternatives, longest first; any kind of apostrophe, any dotted or dotless i."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("’", "[’'ʼ]") for word in ordered)
