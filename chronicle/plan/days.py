"""The days of a chronicle: what happened on each, what was published, and which texts mention it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from chronicle.model.entry import DayMention, Entry


class Day(NamedTuple):
    """A day with anything; an entry stands in one of the lists at most, in the order of the chronicle."""

    entries: tuple[Entry, ...] = ()
    """What happened on it."""
    published: tuple[Entry, ...] = ()
    """What a source published on it, of another day."""
    mentioning: tuple[Entry, ...] = ()
    """What mentions it besides."""


MentionedDays = dict[str, dict["date", list["DayMention"]]]
"""By language and day."""


def mentioned_days(entry: Entry) -> MentionedDays:
    """Where an entry mentions which day, in the order of its versions and of their texts."""
    found: MentionedDays = {}
    for version in entry.versions:
        of = found[version.language] = {}
        for mention in version.days:
            of.setdefault(mention.day, []).append(mention)
    return found


def days_of(entries: Iterable[Entry]) -> dict[date, Day]:
    """Each day with anything, in order; `entries` are in order, and may be abridged."""
    happened: dict[date, list[Entry]] = {}
    published: dict[date, list[Entry]] = {}
    mentioning: dict[date, list[Entry]] = {}
    for entry in entries:
        own = entry.facts.date
        happened.setdefault(own, []).append(entry)
        printed = {version.published for version in entry.versions if version.published} - {own}
        mentioned = {mention.day for version in entry.versions for mention in version.days} - {own} - printed
        for day in printed:
            published.setdefault(day, []).append(entry)
        for day in mentioned:
            mentioning.setdefault(day, []).append(entry)
    lists = (happened, published, mentioning)
    return {
        day: Day(*(tuple(each.get(day, ())) for each in lists)) for day in sorted({*happened, *published, *mentioning})
    }
