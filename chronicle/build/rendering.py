"""From pages to staged bytes; what the last build made of the same view is kept."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.digest import value_digest
from chronicle.build.manifest import Output, stamp
from chronicle.build.options import KEPT
from chronicle.build.output import Made, stage
from chronicle.theme.render import Renderer, TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chronicle.base.diagnostics import Diagnostic
    from chronicle.build.job import Job, Theme
    from chronicle.plan.page import Page

_CAUSES = ("its template", "the words of its language", "what it shows")
"""What the parts of a page's key stand for."""
_KEY_JOINT = "."


class Rendered(NamedTuple):
    """What became of some pages."""

    made: tuple[Made, ...] = ()
    kept: tuple[str, ...] = ()
    """Files that stay as they are."""
    reasons: tuple[tuple[str, str], ...] = ()
    """For each page, why it was rendered or not."""
    problems: tuple[Diagnostic, ...] = ()
    """Templates that could not be rendered, each once."""


def render_pages(job: Job, pages: Iterable[Page], known: Mapping[str, Output]) -> Rendered:
    """Stages every page whose key or file differs from what is known."""
    renderer = renderer_of(job.theme)
    made: list[Made] = []
    reasons: list[tuple[str, str]] = []
    problems: dict[Diagnostic, None] = {}
    for page in pages:
        try:
            key = _page_key(job.theme, page)
            reason = _reason(job, known.get(page.file), page.file, key)
            if reason != KEPT:
                text = renderer.render(page.template, page.view)
                made.append(stage(job.places, page.file, key, text.encode()))
        except TemplateProblem as problem:
            problems[problem.diagnostic] = None
        else:
            reasons.append((page.file, reason))
    kept = tuple(file for file, reason in reasons if reason == KEPT)
    return Rendered(tuple(made), kept, tuple(reasons), tuple(problems))


def joined(parts: Iterable[Rendered]) -> Rendered:
    """What became of all of them."""
    each = [*parts]
    return Rendered(
        tuple(made for part in each for made in part.made),
        tuple(file for part in each for file in part.kept),
        tuple(reason for part in each for reason in part.reasons),
        tuple(dict.fromkeys(problem for part in each for problem in part.problems)),
    )


@lru_cache(maxsize=1)
def renderer_of(theme: Theme) -> Renderer:
    """The theme, ready to render; one at a time is kept."""
    return Renderer(theme.folders, theme.languages)


def _page_key(theme: Theme, page: Page) -> str:
    """A digest of all that a page is made from: template closure, catalogues, view."""
    return f"{_wording(theme, page.template, page.languages)}{_KEY_JOINT}{value_digest(page.view)}"


@lru_cache(maxsize=256)
def _wording(theme: Theme, template: str, languages: tuple[str, ...]) -> str:
    renderer = renderer_of(theme)
    return _KEY_JOINT.join(
        (
            value_digest(template, renderer.closure(template)),
            value_digest(*(renderer.catalogue_digest(language) for language in languages)),
        )
    )


def _reason(job: Job, known: Output | None, file: str, key: str) -> str:
    """Why a page must be rendered; `KEPT` where it need not be."""
    if known is None:
        return "rendered: no earlier build is known that made it"
    if known.key != key:
        pairs = zip(_CAUSES, known.key.split(_KEY_JOINT), key.split(_KEY_JOINT), strict=False)
        causes = [cause for cause, before, now in pairs if before != now]
        return f"rendered: {' and '.join(causes)} changed"
    is_there = known.stamp == stamp(os.path.join(job.places.output, file))
    return KEPT if is_there else "rendered: its file was touched or is gone"
