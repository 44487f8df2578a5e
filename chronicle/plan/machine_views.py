"""Views of what programs read: redirects, feeds, sitemap, robots."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from chronicle.plan.views import Alternate, Card, Chrome, Route


class RedirectView(NamedTuple):
    """An alias: an old address that leads to the new one."""

    route: Route
    chrome: Chrome
    target: str


class FeedItem(NamedTuple):
    """An entry in a feed."""

    card: Card
    updated: dt.date


class FeedView(NamedTuple):
    """`/en/feed.xml`."""

    route: Route
    chrome: Chrome
    updated: dt.date
    items: tuple[FeedItem, ...]


class SitemapUrl(NamedTuple):
    """An indexed page."""

    address: str
    alternates: tuple[Alternate, ...]


class SitemapView(NamedTuple):
    """`/sitemap.xml`."""

    route: Route
    chrome: Chrome
    urls: tuple[SitemapUrl, ...]


class SitemapIndexView(NamedTuple):
    """`/sitemap.xml` of a site with more addresses than one file may have."""

    route: Route
    chrome: Chrome
    parts: tuple[str, ...]
    """Addresses of the parts."""


class RobotsView(NamedTuple):
    """`/robots.txt`."""

    route: Route
    chrome: Chrome
    sitemap: str
