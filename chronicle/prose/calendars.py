"""The words for months and weekdays in each language, CLDR's and what agencies print besides; the Persian calendar."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from chronicle.prose import calendar_words as words


class MonthWords(NamedTuple):
    """The month words of a language with their numbers, folded, without a final full stop."""

    whole: dict[str, int]
    """Words and stems that may take one of `endings`."""
    short: dict[str, int]
    """Abbreviations: they stand as they are, so that `10 декад` is no day of December."""
    endings: str
    """Alternatives of a regular expression; empty where the language has none."""


class WeekdayWords(NamedTuple):
    """The weekday words of a language with their numbers (Monday is 0), folded."""

    whole: dict[str, int]
    """Words that stand as they are."""
    stems: dict[str, int]
    """Stems that may take one of `endings`."""
    endings: str


def folded(word: str) -> str:
    """A word without the differences that do not part months: case, dotted and dotless i, kinds of apostrophes."""
    return word.casefold().replace("i\u0307", "i").translate(_FOLDED)


@cache
def month_words(language: str) -> MonthWords:
    """The month words of a language; empty if CLDR lacks it."""
    primary = language.partition("-")[0]
    whole: dict[str, int] = {}
    short: dict[str, int] = {}
    for tag in (*_COUSINS.get(primary, ()), language):
        tables = _cldr(tag, "months")
        for context in ("format", "stand-alone") if tables else ():
            whole |= _numbered(tables[context]["wide"])
            short |= _numbered(tables[context]["abbreviated"])
    if not whole:
        return MonthWords({}, {}, "")
    endings = words.MONTH_ENDINGS.get(primary, "")
    if endings:
        whole |= {word[:-1]: number for word, number in whole.items() if word[-1] in _VOWELS}
    whole |= {folded(word): number for word, number in words.MONTHS.get(primary, {}).items()}
    short |= {folded(word): number for word, number in words.SHORT_MONTHS.get(primary, {}).items()}
    return MonthWords(whole, {word: number for word, number in short.items() if word not in whole}, endings)


@cache
def weekday_words(language: str) -> WeekdayWords:
    """The weekday words of a language; empty if CLDR lacks it. Words that mean something else too are left out."""
    primary = language.partition("-")[0]
    stems, endings = words.WEEKDAY_STEMS.get(primary, ({}, ""))
    whole = {folded(name): number for number, name in enumerate(weekday_names(language))}
    whole |= {folded(name): number for name, number in words.WEEKDAYS.get(primary, {}).items()}
    for name in words.NO_WEEKDAYS.get(primary, ()):
        whole.pop(folded(name), None)
    return WeekdayWords(whole, {folded(stem): number for stem, number in stems.items()}, endings)


def weekday_names(language: str) -> tuple[str, ...]:
    """CLDR's seven words for the weekdays, Monday first; empty if CLDR lacks the language."""
    tables = _cldr(language, "days")
    return tuple(name for _, name in sorted(tables["format"]["wide"].items())) if tables else ()


@cache
def weekday_abbreviations(language: str) -> frozenset[str]:
    """CLDR's short words for the weekdays, folded, letter by letter where they have stops: `B.e.` gives `b` and `e`.

    In running text they may be other words.
    """
    tables = _cldr(language, "days")
    names = tables["format"]["abbreviated"].values() if tables else ()
    return frozenset(part for name in names for part in folded(name).split(".") if part)


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the Persian calendar, by the 33-year cycle: right for the years 1178 to 1633."""
    leaps = sum(1 for earlier in range(_JALALI_EPOCH, year) if earlier % 33 in _JALALI_LEAPS)
    days = 365 * (year - _JALALI_EPOCH) + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return date.fromordinal(_JALALI_FIRST + days)


_FOLDED = str.maketrans({"ı": "i", "'": "’", "ʼ": "’"})
_VOWELS = "ьюяйиіիი"
"""The last letter of a CLDR month that gives way to a case ending."""
_COUSINS = {"ar": ("ar-SY", "ar-DZ", "ar-MA")}
"""Regional calendars of one written language."""
_JALALI_EPOCH = 979
_JALALI_FIRST = date(1600, 3, 20).toordinal()
_JALALI_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))


def _numbered(table: dict[int, str]) -> dict[str, int]:
    return {folded(word).rstrip("."): number for number, word in table.items() if not word.isdigit()}


def _cldr(language: str, kind: str) -> Any:  # noqa: ANN401 - Babel's tables are untyped
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only an import asks for dates in words

    from chronicle.base.cldr import with_own_tables  # noqa: PLC0415 - with Babel

    try:
        return getattr(with_own_tables(Locale.parse(language, sep="-")), kind)
    except (UnknownLocaleError, ValueError):
        return None
