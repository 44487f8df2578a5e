"""The pages that are there once: choice of language, homes, not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.model.chronicle import label
from chronicle.plan import permalinks
from chronicle.plan.archives import year_links
from chronicle.plan.list_views import ChoiceLanguage, ChoiceView, HomeView, NotFoundView
from chronicle.plan.outline import frame, language_link
from chronicle.plan.page import Page, framed
from chronicle.plan.search import is_searched
from chronicle.plan.strip import count, strip
from chronicle.plan.views import Frame, Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.plan.outline import Outline
    from chronicle.plan.views import LanguageLink

LATEST = 20
"""Entries on a home page."""


def front_pages(outline: Outline, language: str) -> Iterator[Page]:
    """`/en/`; with the first language `/` and `/404.html`, which speak them all."""
    if language == outline.languages[0]:
        yield framed(_choice(outline), languages=outline.languages)
        yield framed(_not_found(outline), languages=outline.languages)
    yield framed(_home(outline, language))


def _home_frame(outline: Outline, language: str) -> Frame:
    return frame(outline, "home", language, permalinks.home, default=permalinks.ROOT)


def _choice(outline: Outline) -> ChoiceView:
    """The front page is x-default of the homes, so it shares their alternates."""
    home = _home_frame(outline, outline.languages[0])
    front = Frame(
        page_type="choice",
        route=Route(permalinks.ROOT),
        chrome=home.chrome,
        canonical=permalinks.ROOT,
        alternates=home.alternates,
        switcher=_homes(outline),
    )
    config = outline.chronicle.config
    choices = tuple(
        ChoiceLanguage(
            link=link,
            site_title=label(config.title, link.language, *outline.languages)[1],
            latest=next(
                (outline.cards[e.key, link.language] for e in reversed(outline.entries) if e.version(link.language)),
                None,
            ),
        )
        for link in _homes(outline)
    )
    return ChoiceView(front, choices)


def _not_found(outline: Outline) -> NotFoundView:
    first = outline.languages[0]
    homes = _homes(outline)
    lost = Frame(
        page_type="404",
        route=Route(permalinks.NOT_FOUND),
        chrome=outline.chromes[first],
        canonical=permalinks.NOT_FOUND,
        alternates=(),
        switcher=homes,
        is_indexed=False,
    )
    links = tuple(language_link(language, permalinks.search(language)) for language in outline.languages)
    return NotFoundView(lost, homes, links if is_searched(outline.chronicle.config) else ())


def _home(outline: Outline, language: str) -> HomeView:
    entries = outline.entries
    counts = count(entries)
    return HomeView(
        frame=_home_frame(outline, language),
        strip=strip(counts, language, day_addresses=outline.day_addresses(language, counts.days)),
        years=year_links(entries, language),
        latest=tuple(outline.cards[entry.key, language] for entry in reversed(entries[-LATEST:])),
        count=len(entries),
        translated=sum(1 for entry in entries if entry.version(language)),
        topics=permalinks.topics(language) if any(entry.facts.topics for entry in entries) else "",
    )


def _homes(outline: Outline) -> tuple[LanguageLink, ...]:
    return tuple(language_link(language, permalinks.home(language)) for language in outline.languages)
