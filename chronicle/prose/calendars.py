"""The words for months and weekdays in each language: CLDR's, and what agencies print besides."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

INFLECTING = frozenset(["az", "hy", "ka", "ru", "tr", "uk"])
"""Languages that hang case endings on months and weekdays."""
_JALALI_WORDS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
JALALI_MONTHS = tuple(_JALALI_WORDS.split())


@cache
def month_words(language: str) -> dict[str, int]:
    """Month words of a language with their numbers: case-folded, without a final full stop; empty if CLDR lacks it."""
    months: dict[str, int] = {}
    primary = language.partition("-")[0]
    for tag in (*_COUSINS.get(primary, ()), language):
        tables = _cldr(tag, "months")
        for context in ("format", "stand-alone") if tables else ():
            for width in ("wide", "abbreviated"):
                months |= {
                    word.rstrip(".").casefold(): n for n, word in tables[context][width].items() if not word.isdigit()
                }
    if primary in INFLECTING:
        months |= {
            word[:-1]: number for word, number in months.items() if len(word) >= _LONG_WORD and word[-1] in _VOWELS
        }
    return months | _MONTH_FORMS.get(primary, {})


@cache
def weekday_words(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Weekday words of a language (Monday is 0), case-folded: those that stand as they are, stems that take endings."""
    primary = language.partition("-")[0]
    whole = {name.casefold(): number for number, name in enumerate(weekday_names(language))}
    whole |= _WEEKDAY_FORMS.get(primary, {})
    if primary not in INFLECTING:
        return whole, {}
    stems = {word[:-1]: number for word, number in whole.items() if len(word) > _LONG_WORD and " " not in word}
    return {word: number for word, number in whole.items() if word[:-1] not in stems}, stems


def weekday_names(language: str) -> tuple[str, ...]:
    """CLDR's seven words for the weekdays, Monday first; empty if CLDR lacks the language."""
    tables = _cldr(language, "days")
    return tuple(name for _, name in sorted(tables["format"]["wide"].items())) if tables else ()


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the Persian calendar, by the 33-year cycle: right for the years 1178 to 1633."""
    leaps = sum(1 for earlier in range(_JALALI_EPOCH, year) if earlier % 33 in _JALALI_LEAPS)
    days = 365 * (year - _JALALI_EPOCH) + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return date.fromordinal(_JALALI_FIRST + days)


_LONG_WORD = 5
"""From this length a stem cannot be another word."""
_VOWELS = "aeiouıöüəаеиоуыэюяьйіїաեէըիոուօაეიოუ"
_MONTH_FORMS = {
    "en": {"sept": 9},
    "fr": {"sep": 9, "fev": 2, "fevrier": 2, "aout": 8, "dec": 12, "decembre": 12},
    "ru": {"янв": 1, "фев": 2, "апр": 4, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12},
    "es": {"sep": 9, "setiembre": 9},
    "de": {"jänner": 1, "feber": 2, "mär": 3, "okt": 10, "dez": 12},
    "fa": {"ژانویه": 1, "فوریه": 2, "مه": 5, "ژوئیه": 7, "جولای": 7, "آگوست": 8},
}
_COUSINS = {"ar": ("ar-SY", "ar-DZ", "ar-MA")}
"""Regional calendars of one written language."""
_WEEKDAY_FORMS = {
    "ru": {"среду": 2, "среды": 2, "средой": 2},
    "uk": {"середу": 2, "середи": 2, "п’ятниця": 4, "п’ятницю": 4, "п'ятниця": 4, "п'ятницю": 4},
}
_JALALI_EPOCH = 979
_JALALI_FIRST = date(1600, 3, 20).toordinal()
_JALALI_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))


def _cldr(language: str, kind: str) -> Any:  # noqa: ANN401 - Babel's tables are untyped
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only an import asks for dates in words

    try:
        return getattr(Locale.parse(language, sep="-"), kind)
    except (UnknownLocaleError, ValueError):
        return None
