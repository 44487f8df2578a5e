"""The archives: a page for each year, month and day with anything, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from chronicle.base.languages import direction
from chronicle.plan import permalinks
from chronicle.plan.days import Day
from chronicle.plan.list_views import ArchiveKind, ArchiveView, DayGroup, MentioningEntry, PeriodLink, YearLink
from chronicle.plan.outline import frame
from chronicle.plan.page import Page, framed
from chronicle.plan.passages import passage_name
from chronicle.plan.strip import count, month_grids, strip
from chronicle.plan.views import Labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from chronicle.model.entry import Entry
    from chronicle.plan.outline import Outline
    from chronicle.plan.strip import Counts

MOST_MENTIONS = 100
"""Entries that a page of a day lists for mentioning it."""
_ADDRESSES: dict[ArchiveKind, Callable[[str, date], str]] = {
    "year": permalinks.year,
    "month": permalinks.month,
    "day": permalinks.day,
}
_LARGER: dict[ArchiveKind, tuple[ArchiveKind, ...]] = {"year": (), "month": ("year",), "day": ("year", "month")}


@dataclass(frozen=True, slots=True)
class _Period:
    """A year, month or day with anything, and its neighbours of which that is true."""

    kind: ArchiveKind
    start: date
    days: tuple[tuple[date, Day], ...]
    previous: date | None
    next: date | None


def archive_pages(outline: Outline, language: str) -> Iterator[Page]:
    """Years, months and days; every entry stands in them, in the page's language or, marked, in its own."""
    counts = count(outline.entries)
    for kind in (kind for kind in _ADDRESSES if kind not in outline.chronicle.config.without):
        for period in _periods(outline.days, kind):
            yield framed(_archive(outline, period, language, counts))


def day_page(outline: Outline, language: str, day: date, previous: date | None, following: date | None) -> Page:
    """The page of a day between two others; of the chronicle no entries are needed but those that it shows."""
    period = _Period("day", day, ((day, outline.days[day]),), previous, following)
    return framed(_archive(outline, period, language, count(())))


def year_links(entries: tuple[Entry, ...], language: str) -> tuple[YearLink, ...]:
    """The years that have entries, which are in order, latest first."""
    groups = groupby(entries, key=lambda entry: start_of(entry.facts.date, "year"))
    years = [YearLink(year, permalinks.year(language, year), sum(1 for _ in group)) for year, group in groups]
    return tuple(reversed(years))


def start_of(day: date, kind: ArchiveKind) -> date:
    """The first day of the day's year, month or day."""
    if kind == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if kind == "month" else day


def _periods(days: Mapping[date, Day], kind: ArchiveKind) -> Iterator[_Period]:
    found = [(start, tuple(group)) for start, group in groupby(days.items(), key=lambda pair: start_of(pair[0], kind))]
    starts = [None, *(start for start, _ in found), None]
    for (start, group), previous, following in zip(found, starts, starts[2:], strict=False):
        yield _Period(kind, start, group, previous, following)


def _archive(outline: Outline, period: _Period, language: str, counts: Counts) -> ArchiveView:
    kind, start = period.kind, period.start
    of_day = period.days[0][1] if kind == "day" else Day()
    return ArchiveView(
        frame=frame(outline, kind, language, lambda tag: _ADDRESSES[kind](tag, start)),
        kind=kind,
        start=start,
        count=sum(len(day.entries) for _, day in period.days),
        strip=() if kind == "day" else strip(counts, language, current=start, kind=kind),
        months=month_grids(
            start.year, counts, outline.day_addresses(language, (day for day, _ in period.days)), language
        )
        if kind == "year"
        else (),
        days=() if kind == "year" else tuple(_day_groups(outline, period.days, language)),
        up=tuple(_link(larger, start_of(start, larger), language) for larger in _LARGER[kind]),
        previous=_link(kind, period.previous, language) if period.previous else None,
        next=_link(kind, period.next, language) if period.next else None,
        published=tuple(outline.short_cards[entry.key, language] for entry in of_day.published),
        mentioning=tuple(_mentioning(outline, entry, start, language) for entry in _nearest(of_day.mentioning, start)),
        mentions=len(of_day.mentioning),
    )


def _link(kind: ArchiveKind, start: date, language: str) -> PeriodLink:
    return PeriodLink(start, _ADDRESSES[kind](language, start))


def _day_groups(outline: Outline, days: Iterable[tuple[date, Day]], language: str) -> Iterator[DayGroup]:
    has_pages = "day" not in outline.chronicle.config.without
    for day, found in days:
        if found.entries or has_pages:
            yield DayGroup(
                day,
                permalinks.day(language, day) if has_pages else "",
                tuple(outline.cards[entry.key, language] for entry in found.entries),
                len(found.published) + len(found.mentioning),
            )


def _nearest(entries: tuple[Entry, ...], day: date) -> list[Entry]:
    """Those that mention a day, in order; of very many the nearest."""
    if len(entries) <= MOST_MENTIONS:
        return [*entries]
    near = sorted(entries, key=lambda entry: (abs((entry.facts.date - day).days), entry.key))[:MOST_MENTIONS]
    kept = {entry.key for entry in near}
    return [entry for entry in entries if entry.key in kept]


def _mentioning(outline: Outline, entry: Entry, day: date, language: str) -> MentioningEntry:
    """With the passages and words of the version that the card shows; where that has no mention, of one that has."""
    card = outline.short_cards[entry.key, language]
    shown = card.language
    days = outline.mentioned_days[entry.key]
    tag = shown if day in days[shown] else next(tag for tag, found in days.items() if day in found)
    mentions = days[tag][day]
    names = tuple(
        [passage_name(entry, mention.passage) for mention in mentions if tag == shown or mention.passage >= 0]
    )
    written = direction(tag)
    return MentioningEntry(
        card,
        names,
        tuple([Labelled(words, tag, written) for words in dict.fromkeys([mention.words for mention in mentions])]),
    )
