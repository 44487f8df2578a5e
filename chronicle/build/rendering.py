"""From pages to staged bytes; what the last build made of the same view is kept."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, has_errors
from chronicle.base.digest import value_digest
from chronicle.build.manifest import Output, stamp
from chronicle.build.options import KEPT
from chronicle.build.output import Made, stage
from chronicle.build.workers import in_parallel
from chronicle.theme.loader import sources_digest, theme_folders
from chronicle.theme.render import Renderer, TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

    from chronicle.build.places import Places
    from chronicle.plan.page import Page
    from chronicle.plan.site import Site


_CAUSES = ("its template", "the words of its language", "what it shows")
"""What the parts of a page's key stand for."""
_KEY_JOINT = "."


@dataclass(frozen=True, slots=True)
class Theme:
    """What a worker needs to make the renderer: plain values."""

    folders: tuple[str, ...]
    languages: tuple[str, ...]
    state: str
    """Differs when any file of the theme does."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The outputs of a site: those made anew, those kept as they are."""

    made: tuple[Made, ...]
    kept: Mapping[str, Output]
    reasons: tuple[tuple[str, str], ...] = ()
    """For each page, why it was rendered or not."""


def theme_of(root: str, languages: tuple[str, ...]) -> Theme:
    """The theme of the chronicle in `root` as it is now."""
    folders = theme_folders(root)
    return Theme(folders, languages, sources_digest(folders))


def render_site(  # noqa: PLR0913 - all of them named
    site: Site,
    theme: Theme,
    places: Places,
    *,
    known: Mapping[str, Output],
    jobs: int,
    progress: Callable[[int, int], None],
    executor: Executor | None = None,
) -> Outcome[Rendered]:
    """Stages every output of a site whose key or file differs from what is known; reports each broken template once."""
    rendered = render_pages(site.pages, theme, places, known=known, jobs=jobs, progress=progress, executor=executor)
    if has_errors(rendered.diagnostics):
        return rendered
    made = [*rendered.value.made]
    made += [stage(places, text.file, "", text.text.encode()) for text in site.texts]
    made += [stage(places, asset.file, "", _read(asset.source)) for asset in site.assets]
    return Outcome(replace(rendered.value, made=tuple(made)), rendered.diagnostics)


def render_pages(  # noqa: PLR0913 - all of them named
    pages: tuple[Page, ...],
    theme: Theme,
    places: Places,
    *,
    known: Mapping[str, Output],
    jobs: int,
    progress: Callable[[int, int], None],
    executor: Executor | None = None,
) -> Outcome[Rendered]:
    """Stages every page whose key or file differs from what is known."""
    keyed = page_keys(pages, theme)
    if has_errors(keyed.diagnostics):
        return Outcome(Rendered((), {}), keyed.diagnostics)
    keys = keyed.value
    reasons = {file: _reason(places, known.get(file), file, key) for file, key in keys.items()}
    kept = {file: known[file] for file, reason in reasons.items() if reason == KEPT}
    todo = [(page, keys[page.file]) for page in pages if page.file not in kept]
    results = in_parallel(partial(_render, theme, places), todo, jobs=jobs, progress=progress, executor=executor)
    problems = {result for result in results if isinstance(result, Diagnostic)}
    made = tuple(result for result in results if isinstance(result, Made))
    return Outcome(Rendered(made, kept, tuple(reasons.items())), (*keyed.diagnostics, *problems))


def page_keys(pages: tuple[Page, ...], theme: Theme) -> Outcome[dict[str, str]]:
    """By file the digest of all that a page is made from: template closure, catalogues, view."""
    renderer = _renderer(theme)
    problems = [*renderer.diagnostics()]
    closures: dict[str, str] = {}
    for template in sorted({page.template for page in pages}):
        try:
            closures[template] = renderer.closure(template)
        except TemplateProblem as problem:
            problems.append(problem.diagnostic)
    if has_errors(problems):
        return Outcome({}, tuple(problems))
    words = {language: renderer.catalogue_digest(language) for language in theme.languages}
    keys = {
        page.file: _KEY_JOINT.join(
            (
                value_digest(page.template, closures[page.template]),
                value_digest(*(words[language] for language in page.languages)),
                value_digest(page.view),
            )
        )
        for page in pages
    }
    return Outcome(keys, tuple(problems))


@lru_cache(maxsize=1)
def _renderer(theme: Theme) -> Renderer:
    return Renderer(theme.folders, theme.languages)


def _render(theme: Theme, places: Places, work: tuple[Page, str]) -> Made | Diagnostic:
    page, key = work
    try:
        text = _renderer(theme).render(page.template, page.view)
    except TemplateProblem as problem:
        return problem.diagnostic
    return stage(places, page.file, key, text.encode())


def _reason(places: Places, known: Output | None, file: str, key: str) -> str:
    """Why a page must be rendered; `KEPT` where it need not be."""
    if known is None:
        return "rendered: no earlier build is known that made it"
    causes = [
        cause
        for cause, before, now in zip(_CAUSES, known.key.split(_KEY_JOINT), key.split(_KEY_JOINT), strict=False)
        if before != now
    ]
    if causes:
        return f"rendered: {' and '.join(causes)} changed"
    return (
        KEPT if known.stamp == stamp(os.path.join(places.output, file)) else "rendered: its file was touched or is gone"
    )


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
