"""What is not an entry's own: the pages of many entries, static files, texts; and the addresses of them all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chronicle.build.output import Made, stage
from chronicle.build.rendering import Rendered, joined, render_pages
from chronicle.plan.site import Claim, address_problems, assets, own_claims, shared_pages, texts
from chronicle.theme.loader import static_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chronicle.base.diagnostics import Diagnostic
    from chronicle.build.job import Job
    from chronicle.build.manifest import Output
    from chronicle.build.workers import Workers
    from chronicle.model.chronicle import Chronicle
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


def make_shared(job: Job, public: Chronicle, known: Mapping[str, Output], crew: Workers) -> Shared:
    """Renders the pages of many entries, and looks at the addresses of the whole site.

    `public` holds the published entries, abridged; `known` what the last build made.
    """
    outline = job.outline(public)
    claims: list[Claim] = [claim for entry in public.entries for claim in own_claims(outline, entry)]
    rendered = joined(crew.each(partial(_render, job), _batches(outline, known, claims)))
    claims += [(text.file, "") for text in texts(public)]
    claims += [(asset.file, "") for asset in assets(static_files(job.theme.folders))]
    return Shared(rendered, frozenset(file for file, _ in claims), tuple(address_problems(claims)))


def stage_files(job: Job, public: Chronicle) -> Iterator[Made]:
    """Stages the outputs that need no template."""
    for text in texts(public):
        yield stage(job.places, text.file, "", text.text.encode())
    yield from stage_assets(job)


def stage_assets(job: Job) -> Iterator[Made]:
    """Stages the static files."""
    for asset in assets(static_files(job.theme.folders)):
        with open(asset.source, "rb") as file:
            yield stage(job.places, asset.file, "", file.read())


def _batches(outline: Outline, known: Mapping[str, Output], claims: list[Claim]) -> Iterator[_Batch]:
    """The pages as they are planned, a few at a time; their claims are noted on the way."""
    waiting: list[Page] = []
    for page in shared_pages(outline):
        claims.append((page.file, page.origin))
        waiting.append(page)
        if len(waiting) == BATCH:
            yield _batch(waiting, known)
            waiting = []
    yield _batch(waiting, known)


def _batch(pages: list[Page], known: Mapping[str, Output]) -> _Batch:
    return _Batch(tuple(pages), {page.file: known[page.file] for page in pages if page.file in known})


def _render(job: Job, batch: _Batch) -> Rendered:
    return render_pages(job, batch.pages, batch.known)
