"""Views of what programs read: redirects, feeds, sitemap, robots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from chronicle.plan.views import Alternate, Card, Chrome, Route


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An alias: an old address that leads to the new one."""

    route: Route
    chrome: Chrome
    target: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry in a feed."""

    card: Card
    updated: dt.date


@dataclass(frozen=True, slots=True)
class FeedView:
    """`/en/feed.xml`."""

    route: Route
    chrome: Chrome
    updated: dt.date
    items: tuple[FeedItem, ...]


@dataclass(frozen=True, slots=True)
class SitemapUrl:
    """An indexed page."""

    address: str
    alternates: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """`/sitemap.xml`."""

    route: Route
    chrome: Chrome
    urls: tuple[SitemapUrl, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexView:
    """`/sitemap.xml` of a site with more addresses than one file may have."""

    route: Route
    chrome: Chrome
    parts: tuple[str, ...]
    """Addresses of the parts."""


@dataclass(frozen=True, slots=True)
class RobotsView:
    """`/robots.txt`."""

    route: Route
    chrome: Chrome
    sitemap: str
