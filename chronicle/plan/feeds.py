"""The Atom feed of each language."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from chronicle.plan import permalinks
from chronicle.plan.machine_views import FeedItem, FeedView
from chronicle.plan.page import Page, bare
from chronicle.plan.views import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Entry, Version
    from chronicle.plan.outline import Outline

_NEVER = date(1970, 1, 1)
"""When a feed without entries was updated: Atom wants a date, and the clock must not decide a byte."""


def feed_pages(outline: Outline, language: str) -> Iterator[Page]:
    """The latest entries that a language has, latest first."""
    mine = ((entry, version) for entry in reversed(outline.entries) if (version := entry.version(language)))
    items = tuple(
        FeedItem(outline.cards[entry.key, language], _updated(entry, version))
        for entry, version in islice(mine, outline.chronicle.config.feed_entries)
    )
    updated = max((item.updated for item in items), default=_NEVER)
    yield bare(FeedView(Route(permalinks.feed(language)), outline.chromes[language], updated, items))


def _updated(entry: Entry, version: Version) -> date:
    return max((entry.facts.date, version.published or entry.facts.date, *(note.date for note in version.corrections)))
