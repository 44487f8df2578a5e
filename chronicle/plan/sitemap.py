"""What robots read: the sitemap with its alternates, and robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.plan import permalinks
from chronicle.plan.machine_views import RobotsView, SitemapUrl, SitemapView
from chronicle.plan.page import Page, bare, frame_of
from chronicle.plan.views import Route

if TYPE_CHECKING:
    from chronicle.plan.outline import Outline


def sitemap_page(outline: Outline, pages: tuple[Page, ...]) -> Page:
    """Every indexed page that is its own canonical, by address."""
    frames = (frame for page in pages if (frame := frame_of(page)))
    urls = sorted(
        (
            SitemapUrl(frame.canonical, frame.alternates)
            for frame in frames
            if frame.is_indexed and frame.canonical == frame.route.address
        ),
        key=lambda url: url.address,
    )
    return bare(SitemapView(Route(permalinks.SITEMAP), outline.chromes[outline.languages[0]], tuple(urls)))


def robots_page(outline: Outline) -> Page:
    """Everything may be read; the sitemap is named."""
    chrome = outline.chromes[outline.languages[0]]
    return bare(RobotsView(Route(permalinks.ROBOTS), chrome, permalinks.SITEMAP))
