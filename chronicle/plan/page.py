"""A page: where it goes, which template makes it, what that template sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chronicle.plan.list_views import (
    AboutView,
    ArchiveView,
    ChoiceView,
    HomeView,
    NotFoundView,
    SearchView,
    StandingView,
    TimelineView,
    TopicsView,
    TopicView,
)
from chronicle.plan.machine_views import FeedView, RedirectView, RobotsView, SitemapIndexView, SitemapView
from chronicle.plan.name_views import NamesView, NameView
from chronicle.plan.reading_views import EntryView, ParallelView

if TYPE_CHECKING:
    from chronicle.plan.views import Frame

FramedView = (
    AboutView
    | ArchiveView
    | ChoiceView
    | EntryView
    | HomeView
    | NamesView
    | NameView
    | NotFoundView
    | ParallelView
    | SearchView
    | StandingView
    | TimelineView
    | TopicsView
    | TopicView
)
BareView = FeedView | RedirectView | RobotsView | SitemapIndexView | SitemapView
View = FramedView | BareView

TEMPLATES: dict[type, str] = {
    AboutView: "about.html",
    ArchiveView: "archive.html",
    ChoiceView: "choice.html",
    EntryView: "entry.html",
    FeedView: "feed.xml",
    HomeView: "home.html",
    NamesView: "names.html",
    NameView: "name.html",
    NotFoundView: "404.html",
    ParallelView: "parallel.html",
    RedirectView: "redirect.html",
    RobotsView: "robots.txt",
    SearchView: "search.html",
    SitemapIndexView: "sitemap-index.xml",
    SitemapView: "sitemap.xml",
    StandingView: "page.html",
    TimelineView: "timeline.html",
    TopicsView: "topics.html",
    TopicView: "topic.html",
}
"""The template of each view."""


class Page(NamedTuple):
    """One output that a template makes."""

    file: str
    """Below site/."""
    template: str
    view: View
    languages: tuple[str, ...]
    """Whose catalogues it speaks."""
    origin: str = ""
    """The source file that asked for this address; empty for pages of the chronicle's own."""


def framed(view: FramedView, *, origin: str = "", languages: tuple[str, ...] | None = None) -> Page:
    """A page with masthead and head."""
    spoken = languages or (view.frame.chrome.language,)
    return Page(view.frame.route.file, TEMPLATES[type(view)], view, spoken, origin)


def bare(view: BareView, *, origin: str = "") -> Page:
    """An output for machines, or a redirect."""
    return Page(view.route.file, TEMPLATES[type(view)], view, (view.chrome.language,), origin)


def frame_of(page: Page) -> Frame | None:
    """The page's frame; None for outputs for machines."""
    view = page.view
    return None if isinstance(view, BareView) else view.frame
