"""Dates in words, by CLDR and the page's language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from jinja2 import pass_context

from chronicle.base.cldr import with_own_tables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from babel import Locale
    from jinja2.runtime import Context

    from chronicle.model.entry import DatePrecision

Width = Literal["full", "long", "medium", "month", "month_name", "quarter", "year"]

_SKELETONS: dict[Width, str] = {"month": "yMMMM", "quarter": "yQQQQ", "year": "y"}
_PATTERNS: dict[Width, str] = {"month_name": "LLLL"}
_REGIONS = {"en": "en_GB"}
"""The region whose forms a bare tag takes, where CLDR's own choice puts the month before the day."""
_FIRST_DAYS = {"fr": "1er"}
"""The first of a month as print writes it, where CLDR leaves the bare figure."""
_DAY_FIELD = re.compile(r"\bd\b")
_KEPT = 1 << 16
"""Formatted dates kept: some 8,000 days in two languages and four widths."""


class Dated(Protocol):
    """A view that has a date."""

    @property
    def date(self) -> dt.date:
        """The day, or the first day."""

    @property
    def date_end(self) -> dt.date | None:
        """The last day of several."""

    @property
    def date_precision(self) -> DatePrecision:
        """How well the date is known."""


@cache
def locale_of(tag: str) -> Locale:
    """CLDR's locale for a language tag, of its widest known part; English where CLDR knows none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only a build that renders needs it

    parts = _REGIONS.get(tag, tag.replace("-", "_")).split("_")
    for length in range(len(parts), 0, -1):
        try:
            return with_own_tables(Locale.parse("_".join(parts[:length])))
        except (UnknownLocaleError, ValueError):
            continue
    return with_own_tables(Locale.parse(_REGIONS["en"]))


@lru_cache(maxsize=_KEPT)
def in_words(day: dt.date, width: Width, language: str) -> str:
    """`day` in words; cached, because 20,000 pages name the same few thousand days."""
    from babel.dates import format_date  # noqa: PLC0415 - only a build that renders needs it

    pattern = _pattern(width, language)
    first_day = _FIRST_DAYS.get(language.partition("-")[0])
    if first_day and day.day == 1:
        pattern = _DAY_FIELD.sub(f"'{first_day}'", pattern)
    return format_date(day, pattern, locale=locale_of(language))


@lru_cache(maxsize=_KEPT)
def span_in_words(start: dt.date, end: dt.date, language: str) -> str:
    """The days from `start` to `end`, what they share written once: `15–17 Nov 2020`."""
    from babel.dates import format_interval  # noqa: PLC0415 - only a build that renders needs it

    return format_interval(start, end, "yMMMd", locale=locale_of(language))


def day_in_words(page: str, day: dt.date, width: Width = "long", language: str = "") -> str:
    """`day` in the language of the `page`, or in `language`: `15 November 2020`."""
    return in_words(day, width, language or page)


def time_in_words(
    in_language: Callable[..., object], page: str, thing: Dated, width: Width = "long", language: str = ""
) -> str:
    """See `when`; `in_language` is the function that says a message in any language."""
    language = language or page
    day, end = thing.date, thing.date_end
    if thing.date_precision == "month":
        return in_words(day, "month", language)
    words = span_in_words(day, end, language) if end and end != day else in_words(day, width, language)
    if thing.date_precision == "about":
        return str(in_language(language, "about %(date)s", date=words))
    return words


@pass_context
def day_words(context: Context, day: dt.date, width: Width = "long", language: str = "") -> str:
    """`day` in the page's language, or in `language`."""
    return day_in_words(_language_of(context), day, width, language)


@pass_context
def when(context: Context, thing: Dated, width: Width = "long", language: str = "") -> str:
    """The date of an entry, a card or a parallel page, as precise as it is known: day, span, month, about a day."""
    return time_in_words(context.resolve("in_language"), _language_of(context), thing, width, language)


def machine_date(thing: Dated) -> str:
    """The date of an entry as `<time datetime>` wants it, no more precise than it is known: `2020-11-15`, `2020-11`."""
    day = thing.date.isoformat()
    time: str | None = getattr(thing, "time", None)
    if thing.date_precision == "month":
        return day[: len("2020-11")]
    return f"{day}T{time}" if time and thing.date_precision == "day" else day


def rfc3339(day: dt.date) -> str:
    """The first instant of `day`, in the form of feeds: `2020-11-15T00:00:00Z`."""
    return f"{day.isoformat()}T00:00:00Z"


FILTERS: dict[str, Callable[..., object]] = {
    "day_words": day_words,
    "when": when,
    "machine_date": machine_date,
    "rfc3339": rfc3339,
}
"""The filters of this module."""


def _language_of(context: Context) -> str:
    view = context["view"]
    language: str = (view.frame.chrome if hasattr(view, "frame") else view.chrome).language
    return language


@cache
def _pattern(width: Width, language: str) -> str:
    from babel.dates import match_skeleton  # noqa: PLC0415 - only a build that renders needs it

    locale = locale_of(language)
    if width in _PATTERNS:
        return _PATTERNS[width]
    if width in _SKELETONS:
        known = locale.datetime_skeletons
        return str(known[match_skeleton(_SKELETONS[width], known) or "yMMM"].pattern)
    return str(locale.date_formats[width].pattern)
