"""What robots read: the sitemap with its alternates, in parts where it is long, and robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.plan import permalinks
from chronicle.plan.machine_views import RobotsView, SitemapIndexView, SitemapUrl, SitemapView
from chronicle.plan.outline import alternates, present_in
from chronicle.plan.page import Page, bare, frame_of
from chronicle.plan.views import Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chronicle.plan.outline import Outline

MOST_LINKS = 200_000
"""Addresses and alternates in one file, of 80 to 250 bytes each: sitemaps.org allows 50 MB."""
MOST_URLS = 50_000
"""What sitemaps.org allows."""


def listed(page: Page) -> SitemapUrl | None:
    """A page as the sitemap names it; None unless it is indexed and its own canonical."""
    frame = frame_of(page)
    if frame is None or not frame.is_indexed or frame.canonical != frame.route.address:
        return None
    return SitemapUrl(frame.canonical, frame.alternates)


def entry_urls(outline: Outline) -> Iterator[SitemapUrl]:
    """The pages of all entries as `listed` would name them."""
    for entry in outline.entries:
        present = present_in(outline, tuple(version.language for version in entry.versions))
        shared = alternates(present, lambda tag, key=entry.key: permalinks.entry(tag, key))  # type: ignore[misc]  # its default is the key
        for tag in present:
            yield SitemapUrl(permalinks.entry(tag, entry.key), shared)


def sitemap_pages(outline: Outline, urls: Iterable[SitemapUrl]) -> Iterator[Page]:
    """Every address in order: one file, or where that is too long an index of several, and robots.txt."""
    chrome = outline.chromes[outline.languages[0]]
    ordered = sorted(urls, key=lambda url: url.address)
    size = min(MOST_URLS, MOST_LINKS // (len(outline.languages) + 2))
    parts = [tuple(ordered[start : start + size]) for start in range(0, len(ordered), size)]
    if len(parts) > 1:
        addresses = tuple(permalinks.sitemap_part(number) for number in range(1, len(parts) + 1))
        yield bare(SitemapIndexView(Route(permalinks.SITEMAP), chrome, addresses))
        for address, part in zip(addresses, parts, strict=True):
            yield bare(SitemapView(Route(address), chrome, part))
    else:
        yield bare(SitemapView(Route(permalinks.SITEMAP), chrome, tuple(ordered)))
    yield bare(RobotsView(Route(permalinks.ROBOTS), chrome, permalinks.SITEMAP))
