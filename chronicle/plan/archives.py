"""The archives: a page for each year, month and day that has entries, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from chronicle.plan import permalinks
from chronicle.plan.list_views import ArchiveKind, ArchiveView, DayGroup, PeriodLink
from chronicle.plan.outline import frame
from chronicle.plan.page import Page, framed
from chronicle.plan.strip import count, month_grids, strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from chronicle.model.entry import Entry
    from chronicle.plan.outline import Outline
    from chronicle.plan.strip import Counts

_ADDRESSES: dict[ArchiveKind, Callable[[str, date], str]] = {
    "year": permalinks.year,
    "month": permalinks.month,
    "day": permalinks.day,
}
_LARGER: dict[ArchiveKind, tuple[ArchiveKind, ...]] = {"year": (), "month": ("year",), "day": ("year", "month")}


@dataclass(frozen=True, slots=True)
class _Period:
    """A year, month or day that has entries, and its neighbours that have some."""

    kind: ArchiveKind
    start: date
    entries: tuple[Entry, ...]
    previous: date | None
    next: date | None


def archive_pages(outline: Outline, language: str) -> Iterator[Page]:
    """Years, months and days; every entry stands in them, in the page's language or, marked, in its own."""
    counts = count(outline.entries)
    for kind in (kind for kind in _ADDRESSES if kind not in outline.chronicle.config.without):
        for period in _periods(outline.entries, kind):
            yield framed(_archive(outline, period, language, counts))


def start_of(day: date, kind: ArchiveKind) -> date:
    """The first day of the day's year, month or day."""
    if kind == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if kind == "month" else day


def _periods(entries: tuple[Entry, ...], kind: ArchiveKind) -> Iterator[_Period]:
    found = [
        (start, tuple(group)) for start, group in groupby(entries, key=lambda entry: start_of(entry.facts.date, kind))
    ]
    starts = [None, *(start for start, _ in found), None]
    for (start, group), previous, following in zip(found, starts, starts[2:], strict=False):
        yield _Period(kind, start, group, previous, following)


def _archive(outline: Outline, period: _Period, language: str, counts: Counts) -> ArchiveView:
    kind, start = period.kind, period.start
    return ArchiveView(
        frame=frame(outline, kind, language, lambda tag: _ADDRESSES[kind](tag, start)),
        kind=kind,
        start=start,
        count=len(period.entries),
        strip=() if kind == "day" else strip(counts, language, current=start, kind=kind),
        months=month_grids(start.year, counts, partial(outline.day_address, language), language)
        if kind == "year"
        else (),
        days=() if kind == "year" else _day_groups(outline, period.entries, language),
        up=tuple(_link(larger, start_of(start, larger), language) for larger in _LARGER[kind]),
        previous=_link(kind, period.previous, language) if period.previous else None,
        next=_link(kind, period.next, language) if period.next else None,
    )


def _link(kind: ArchiveKind, start: date, language: str) -> PeriodLink:
    return PeriodLink(start, _ADDRESSES[kind](language, start))


def _day_groups(outline: Outline, entries: tuple[Entry, ...], language: str) -> tuple[DayGroup, ...]:
    has_pages = "day" not in outline.chronicle.config.without
    return tuple(
        DayGroup(
            day,
            permalinks.day(language, day) if has_pages else "",
            tuple(outline.cards[entry.key, language] for entry in group),
        )
        for day, group in groupby(entries, key=lambda entry: entry.facts.date)
    )
