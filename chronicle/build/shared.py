"""What is not an entry's own: the pages of many entries, static files, texts; and the addresses of them all."""

from __future__ import annotations

from functools import partial
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from chronicle.build.output import Made, stage
from chronicle.build.rendering import Rendered, joined, render_pages
from chronicle.build.workers import in_common
from chronicle.plan.search import search_files
from chronicle.plan.site import (
    PLANNERS,
    Claim,
    Planner,
    address_problems,
    asset,
    own_claims,
    robot_pages,
    shared_pages,
    texts,
)
from chronicle.plan.sitemap import listed
from chronicle.theme.static import content, site_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chronicle.base.diagnostics import Diagnostic
    from chronicle.build.job import Job
    from chronicle.build.manifest import Output
    from chronicle.build.workers import Workers
    from chronicle.model.chronicle import Chronicle
    from chronicle.plan.machine_views import SitemapUrl
    from chronicle.plan.outline import Outline
    from chronicle.plan.page import Page

BATCH = 64
"""Pages in one message to a worker."""


class Shared(NamedTuple):
    """All that is made from the entries together."""

    rendered: Rendered
    files: frozenset[str]
    """Every file of the site, the entries' own among them."""
    problems: tuple[Diagnostic, ...]
    """Of addresses."""


class _Batch(NamedTuple):
    pages: tuple[Page, ...]
    known: Mapping[str, Output]


class _Whole(NamedTuple):
    """All that the pages of many entries are made from."""

    job: Job
    outline: Outline
    known: Mapping[str, Output]


class _Part(NamedTuple):
    """What became of some of the pages of many entries."""

    rendered: Rendered
    claims: tuple[Claim, ...]
    urls: tuple[SitemapUrl, ...]


def make_shared(job: Job, public: Chronicle, known: Mapping[str, Output], crew: Workers) -> Shared:
    """Renders the pages of many entries, and looks at the addresses of the whole site.

    `public` holds the published entries, abridged; `known` what the last build made.
    """
    whole = _Whole(job, job.outline(public), known)
    parts = [*(_forked(whole, crew) if crew.can_fork else _sent(whole, crew))]
    claims = [claim for part in parts for claim in part.claims]
    claims += [(text.file, "") for text in texts(public)]
    claims += [(file, "") for file in search_files(public)]
    claims += [(asset(file.below), "") for file in site_files(job.theme.folders, job.config.fonts)]
    rendered = joined(part.rendered for part in parts)
    return Shared(rendered, frozenset(file for file, _ in claims), tuple(address_problems(claims)))


def stage_files(job: Job, public: Chronicle) -> Iterator[Made]:
    """Stages the outputs that need no template."""
    for text in texts(public):
        yield stage(job.places, text.file, "", text.text.encode())
    yield from stage_assets(job)


def stage_assets(job: Job) -> Iterator[Made]:
    """Stages the static files."""
    for file in site_files(job.theme.folders, job.config.fonts):
        yield stage(job.places, asset(file.below), "", content(file))


def _forked(whole: _Whole, crew: Workers) -> Iterator[_Part]:
    """Processes that have all entries plan pages and render them: no page is sent."""
    languages = whole.outline.languages
    # Cards of a language are shared by its pages, so that one process had best plan them all.
    planners = (PLANNERS,) if len(languages) >= crew.jobs else tuple((planner,) for planner in PLANNERS)
    urls: list[SitemapUrl] = []
    meanwhile: list[_Part] = []

    def pieces() -> Iterator[tuple[str, tuple[Planner, ...]]]:
        yield from product(languages, planners)
        meanwhile.append(_entries(whole))  # all are sent, and nothing is to do but wait

    with crew.forked(whole) as those:
        for part in those.each(in_common(_planned), pieces()):
            urls += part.urls
            yield part
    yield from meanwhile
    yield _rendered(whole, robot_pages(whole.outline, urls))  # here: all addresses would take as long to be sent


def _planned(whole: _Whole, piece: tuple[str, tuple[Planner, ...]]) -> _Part:
    language, planners = piece
    return _rendered(whole, (page for planner in planners for page in planner(whole.outline, language)))


def _rendered(whole: _Whole, pages: Iterable[Page]) -> _Part:
    claims: list[Claim] = []
    urls: list[SitemapUrl] = []
    rendered = render_pages(whole.job, _noted(pages, claims, urls), whole.known)
    return _Part(rendered, tuple(claims), tuple(urls))


def _sent(whole: _Whole, crew: Workers) -> Iterator[_Part]:
    """Pages are planned here and rendered wherever the workers are."""
    claims: list[Claim] = []
    urls: list[SitemapUrl] = []

    def batches() -> Iterator[_Batch]:
        for language in whole.outline.languages:
            yield from batched(shared_pages(whole.outline, language))
        yield from batched(robot_pages(whole.outline, urls))

    def batched(pages: Iterator[Page]) -> Iterator[_Batch]:
        noted = _noted(pages, claims, urls)
        while some := tuple(islice(noted, BATCH)):
            yield _Batch(some, {page.file: whole.known[page.file] for page in some if page.file in whole.known})

    for rendered in crew.each(partial(_render, whole.job), batches()):
        yield _Part(rendered, (), ())
    yield _Part(Rendered(), tuple(claims), ())
    yield _entries(whole)


def _entries(whole: _Whole) -> _Part:
    """The addresses of the entries' own pages, which others render."""
    entries = whole.outline.entries
    return _Part(Rendered(), tuple(claim for entry in entries for claim in own_claims(whole.outline, entry)), ())


def _noted(pages: Iterable[Page], claims: list[Claim], urls: list[SitemapUrl]) -> Iterator[Page]:
    """Pages as they are planned, one at a time, with a note of the addresses that they take and the sitemap names."""
    for page in pages:
        claims.append((page.file, page.origin))
        if url := listed(page):
            urls.append(url)
        yield page


def _render(job: Job, batch: _Batch) -> Rendered:
    return render_pages(job, batch.pages, batch.known)
