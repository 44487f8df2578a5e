"""Time as pictures: the timeline strip and the months of a year, by entries a day."""

from __future__ import annotations

from calendar import Calendar
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from chronicle.plan import permalinks
from chronicle.plan.list_views import ArchiveKind, DayCell, MonthGrid, StripBar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chronicle.model.entry import Entry

MONTHS = 12
_YEARS_OF_MONTHS = 10
"""A strip of more years has a bar a quarter."""
_HEIGHT_POWER = 0.6
_HEAT_STEPS = (0, 1, 2, 4, 8)
"""Up to so many entries a day has heat 0, 1, 2, 3, 4; more is 5."""


class Counts(NamedTuple):
    """How many entries there are, by the first day of each month and by day; both in order."""

    months: Mapping[date, int]
    days: Mapping[date, int]


def count(entries: tuple[Entry, ...]) -> Counts:
    """The counts of entries that are in order."""
    days = {day: sum(1 for _ in group) for day, group in groupby(entries, key=lambda entry: entry.facts.date)}
    months: dict[date, int] = {}
    for day, number in days.items():
        month = day.replace(day=1)
        months[month] = months.get(month, 0) + number
    return Counts(months, days)


def strip(
    counts: Counts, language: str, *, current: date | None = None, kind: ArchiveKind | None = None
) -> tuple[StripBar, ...]:
    """The bars of whole years, first to last; those of the `current` year or month are marked."""
    if not counts.months:
        return ()
    known = list(counts.months)
    years = range(known[0].year, known[-1].year + 1)
    months = 1 if len(years) <= _YEARS_OF_MONTHS else 3
    totals = {
        date(year, first, 1): tuple(counts.months.get(date(year, first + n, 1), 0) for n in range(months))
        for year in years
        for first in range(1, MONTHS + 1, months)
    }
    fullest = max(map(sum, totals.values()))
    return tuple(
        StripBar(
            start=start,
            months=months,
            address=_first_month(start, each, language),
            count=sum(each),
            height=round((sum(each) / fullest) ** _HEIGHT_POWER, 3),
            is_current=current is not None and _is_within(current, start, months, kind),
        )
        for start, each in totals.items()
    )


def month_grids(year: int, counts: Counts, day_address: Callable[[date], str], language: str) -> tuple[MonthGrid, ...]:
    """The twelve months of a year with a cell a day, which leads to the day's address."""
    grids = []
    for number in range(1, MONTHS + 1):
        first = date(year, number, 1)
        total = counts.months.get(first, 0)
        weeks = tuple(
            tuple(_cell(day, counts.days, day_address) if day.month == number else None for day in week)
            for week in Calendar().monthdatescalendar(year, number)
        )
        grids.append(MonthGrid(first, permalinks.month(language, first) if total else "", total, weeks))
    return tuple(grids)


def _first_month(start: date, counts: tuple[int, ...], language: str) -> str:
    offset = next((n for n, count in enumerate(counts) if count), None)
    return "" if offset is None else permalinks.month(language, start.replace(month=start.month + offset))


def _is_within(current: date, start: date, months: int, kind: ArchiveKind | None) -> bool:
    if current.year != start.year:
        return False
    return kind == "year" or start.month <= current.month < start.month + months


def _cell(day: date, counts: Mapping[date, int], day_address: Callable[[date], str]) -> DayCell:
    count = counts.get(day, 0)
    heat = next((heat for heat, most in enumerate(_HEAT_STEPS) if count <= most), len(_HEAT_STEPS))
    return DayCell(day, day_address(day) if count else "", count, heat)
