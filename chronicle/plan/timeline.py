"""The timeline: the whole chronicle by year, month and day, in each language."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from chronicle.plan import permalinks
from chronicle.plan.list_views import TimelineDay, TimelineMonth, TimelineView, TimelineYear
from chronicle.plan.outline import frame
from chronicle.plan.page import Page, framed
from chronicle.plan.strip import count, strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Entry
    from chronicle.plan.outline import Outline

MOST_HEADLINES = 300
"""Entries of a chronicle whose timeline has their headlines: 20 KB of compressed HTML."""
MOST_DAYS = 1500
"""Days of one whose timeline has the days; a longer one has months."""


def timeline_pages(outline: Outline, language: str) -> Iterator[Page]:
    """`/en/timeline/`."""
    if not outline.has_timeline:
        return
    entries = outline.entries
    counts = count(entries)
    has_days = len(counts.days) <= MOST_DAYS
    years = []
    for year, in_year in groupby(entries, key=lambda entry: entry.facts.date.replace(month=1, day=1)):
        months = []
        for month, in_month in groupby(in_year, key=lambda entry: entry.facts.date.replace(day=1)):
            days = tuple(_days(outline, tuple(in_month), language))
            shown = days if has_days else ()
            months.append(
                TimelineMonth(month, permalinks.month(language, month), sum(day.entries for day in days), shown)
            )
        total = sum(month.entries for month in months)
        years.append(TimelineYear(year, permalinks.year(language, year), total, tuple(reversed(months))))
    view = TimelineView(
        frame=frame(outline, "timeline", language, permalinks.timeline),
        strip=strip(counts, language, day_addresses=outline.day_addresses(language, counts.days)),
        years=tuple(reversed(years)),
        entries=len(entries),
    )
    yield framed(view)


def _days(outline: Outline, entries: tuple[Entry, ...], language: str) -> Iterator[TimelineDay]:
    has_headlines = len(outline.entries) <= MOST_HEADLINES
    for day, group in groupby(entries, key=lambda entry: entry.facts.date):
        mine = tuple(group)
        cards = tuple(outline.short_cards[entry.key, language] for entry in mine)
        yield TimelineDay(day, outline.day_address(language, day), len(mine), cards if has_headlines else ())
