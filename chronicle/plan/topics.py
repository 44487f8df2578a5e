"""The topics: a page for each that has entries, in each language, and one that names them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.base.collation import collation_key
from chronicle.plan import permalinks
from chronicle.plan.list_views import TopicLink, TopicsView, TopicView
from chronicle.plan.outline import frame
from chronicle.plan.page import Page, framed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Entry
    from chronicle.plan.outline import Outline


def topic_pages(outline: Outline, language: str) -> Iterator[Page]:
    """Every entry stands in the pages of its topics, latest first, in the page's language or, marked, in its own."""
    groups = _groups(outline)
    if not groups:
        return
    links = tuple(_link(outline, key, language, len(groups[key])) for key in sorted(groups))
    by_label = sorted(links, key=lambda link: (collation_key(link.label.text, language), link.address))
    yield framed(TopicsView(frame(outline, "topics", language, permalinks.topics), tuple(by_label)))
    for key in sorted(groups):
        yield framed(_topic(outline, key, language, groups[key]))


def _groups(outline: Outline) -> dict[str, list[Entry]]:
    """The entries of each topic, latest first."""
    groups: dict[str, list[Entry]] = {}
    for entry in reversed(outline.entries):
        for key in entry.facts.topics:
            groups.setdefault(key, []).append(entry)
    return groups


def _link(outline: Outline, key: str, language: str, count: int) -> TopicLink:
    return TopicLink(outline.labelled(outline.topics[key].label, language), permalinks.topic(language, key), count)


def _topic(outline: Outline, key: str, language: str, entries: list[Entry]) -> TopicView:
    return TopicView(
        frame=frame(outline, "topic", language, lambda tag: permalinks.topic(tag, key)),
        link=_link(outline, key, language, len(entries)),
        all_topics=permalinks.topics(language),
        cards=tuple(outline.cards[entry.key, language] for entry in entries),
    )
