"""Time as pictures: the timeline strip and the months of a year, by entries a day."""

from __future__ import annotations

from calendar import Calendar, monthrange
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from chronicle.plan import permalinks
from chronicle.plan.list_views import ArchiveKind, DayCell, MonthGrid, StripBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.model.entry import Entry

MONTHS = 12
_YEARS_OF_MONTHS = 10
"""A strip of more years has a bar a quarter."""
_MONTHS_OF_DAYS = 4
"""A strip of no more months has a bar a day."""
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
    counts: Counts,
    language: str,
    *,
    current: date | None = None,
    kind: ArchiveKind | None = None,
    day_addresses: Mapping[date, str] | None = None,
) -> tuple[StripBar, ...]:
    """The bars of whole years, first to last; those of the `current` year or month are marked.

    Where the addresses of its days are given, a chronicle of few months has the bars of whole months, one a day.
    """
    if not counts.months:
        return ()
    known = list(counts.months)
    if day_addresses and _months_between(known[0], known[-1]) < _MONTHS_OF_DAYS:
        return _day_bars(counts, day_addresses)
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


def _day_bars(counts: Counts, addresses: Mapping[date, str]) -> tuple[StripBar, ...]:
    known = list(counts.months)
    last = known[-1].replace(day=monthrange(known[-1].year, known[-1].month)[1])
    days = [known[0] + timedelta(days=number) for number in range((last - known[0]).days + 1)]
    fullest = max(counts.days.values())
    return tuple(
        StripBar(
            start=day,
            months=0,
            address=addresses[day] if number else "",
            count=number,
            height=round((number / fullest) ** _HEIGHT_POWER, 3),
        )
        for day, number in ((day, counts.days.get(day, 0)) for day in days)
    )


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * MONTHS + last.month - first.month


def month_grids(year: int, counts: Counts, addresses: Mapping[date, str], language: str) -> tuple[MonthGrid, ...]:
    """The twelve months of a year with a cell a day, which leads to the day's address if it has one."""
    grids = []
    known = {day.month for day in addresses}
    for number in range(1, MONTHS + 1):
        first = date(year, number, 1)
        total = counts.months.get(first, 0)
        weeks = tuple(
            tuple(_cell(day, counts.days, addresses) if day.month == number else None for day in week)
            for week in Calendar().monthdatescalendar(year, number)
        )
        grids.append(MonthGrid(first, permalinks.month(language, first) if number in known else "", total, weeks))
    return tuple(grids)


def _first_month(start: date, counts: tuple[int, ...], language: str) -> str:
    offset = next((n for n, count in enumerate(counts) if count), None)
    return "" if offset is None else permalinks.month(language, start.replace(month=start.month + offset))


def _is_within(current: date, start: date, months: int, kind: ArchiveKind | None) -> bool:
    if current.year != start.year:
        return False
    return kind == "year" or start.month <= current.month < start.month + months


def _cell(day: date, counts: Mapping[date, int], addresses: Mapping[date, str]) -> DayCell:
    count = counts.get(day, 0)
    heat = next((heat for heat, most in enumerate(_HEAT_STEPS) if count <= most), len(_HEAT_STEPS))
    return DayCell(day, addresses.get(day, ""), count, heat)
