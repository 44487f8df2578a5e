"""Which days an entry mentions, in each of its versions: found in the text, never typed by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chronicle.base.visible_text import PAD, visible_text
from chronicle.content.shown import shown_passages
from chronicle.model.entry import DayMention
from chronicle.prose.mentioned_days import mentioned_days_in_each

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from chronicle.model.chronicle import Config
    from chronicle.model.entry import Entry, Version


def with_days(entries: Iterable[Entry], config: Config) -> list[Entry]:
    """The entries, each version with the days that it mentions; as they were in a chronicle without pages of days."""
    return [*entries] if "day" in config.without else [_dated(entry) for entry in entries]


def _dated(entry: Entry) -> Entry:
    original, *translations = [version._replace(days=_mentions(entry, version)) for version in entry.versions]
    return replace(entry, original=original, translations=tuple(translations))


def _mentions(entry: Entry, version: Version) -> tuple[DayMention, ...]:
    """The mentions in what is shown of a version, by day and passage; of each passage the first wording of a day."""
    shown = shown_passages(entry, version)
    texts = [visible_text(version.blocks[index].html) for index in shown]
    days = mentioned_days_in_each(texts, version.language, _published(entry, version))
    found: dict[tuple[date, int], DayMention] = {}
    for passage, text, mentioned in zip(shown.values(), texts, days, strict=True):
        for day, start, end in mentioned:
            if (day, passage) not in found:
                found[day, passage] = DayMention(day, passage, text[start:end].replace(PAD, ""))
    return tuple(sorted(found.values()))


def _published(entry: Entry, version: Version) -> date:
    """The day from which a version's words are told: of its publication, else of its dateline, else of the event."""
    said = (version.published, version.dateline and version.dateline.date, entry.original.published)
    return next((day for day in said if day), entry.facts.date)
