"""A build: read, plan, render, commit; nothing is touched before everything is known to be right."""

from __future__ import annotations

import os
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose, has_errors, in_order
from chronicle.build.lock import build_lock
from chronicle.build.manifest import owned_files, read_record
from chronicle.build.options import BuildOptions, BuildResult, no_progress
from chronicle.build.output import close_staging, commit, open_staging, target_problems
from chronicle.build.places import place_problem, places
from chronicle.build.rendering import Rendered, render_site, theme_of
from chronicle.build.stages import load
from chronicle.config import read_config
from chronicle.plan.site import Site, plan_site
from chronicle.theme.loader import static_files

if TYPE_CHECKING:
    from chronicle.build.options import Progress
    from chronicle.build.places import Places


def build(root: str, *, options: BuildOptions, progress: Progress = no_progress) -> BuildResult:
    """Brings the site of the chronicle in `root` up to date; on any error the former site is left as it is."""
    return _guarded(root, options, progress, is_rehearsal=False)


def rehearse(root: str, *, options: BuildOptions, progress: Progress = no_progress) -> BuildResult:
    """Everything that `build` does short of touching the site: what passes here, builds."""
    return _guarded(root, options, progress, is_rehearsal=True)


def _guarded(root: str, options: BuildOptions, progress: Progress, *, is_rehearsal: bool) -> BuildResult:
    """One build at a time, in a chronicle, in a folder where it may write."""
    configured = read_config(root)
    if configured.value is None:
        return BuildResult(in_order([*configured.diagnostics]))
    where = places(root, options.output)
    if problem := place_problem(where):
        return BuildResult((problem,))
    try:
        with build_lock(where.root) as is_ours:
            if not is_ours:
                return BuildResult((_another_build(),))
            open_staging(where)
            try:
                return _build(where, options, progress, is_rehearsal=is_rehearsal)
            finally:
                close_staging(where)
    except OSError as error:
        return BuildResult((_unwritable(where, error),))


def _build(where: Places, options: BuildOptions, progress: Progress, *, is_rehearsal: bool) -> BuildResult:
    clock = _Stages()
    loaded = load(where.root, options, progress=progress)
    problems = [*loaded.diagnostics]
    clock.end("read")
    if loaded.value.chronicle is None:
        return BuildResult(in_order(problems), loaded.value.documents)
    theme = theme_of(where.root, loaded.value.chronicle.config.languages)
    planned = plan_site(loaded.value.chronicle, static_files=static_files(theme.folders))
    problems += planned.diagnostics
    clock.end("plan")
    if has_errors(problems):
        return BuildResult(in_order(problems), loaded.value.documents)
    known = {} if is_rehearsal or options.is_clean else read_record(where)
    rendered = render_site(
        planned.value, theme, where, record=known, jobs=options.jobs, progress=partial(progress, "rendering")
    )
    owned = owned_files(where, read_record(where))
    problems += [*rendered.diagnostics, *target_problems(where, rendered.value.made, owned)]
    clock.end("render")
    if has_errors(problems) or is_rehearsal:
        return BuildResult(in_order(problems), loaded.value.documents)
    written, pruned = commit(where, rendered.value.made, rendered.value.kept, owned)
    clock.end("write")
    return BuildResult(
        diagnostics=in_order(problems),
        documents=loaded.value.documents,
        outputs=len(planned.value.files) + 1,
        rendered=_rendered(planned.value, rendered.value),
        written=written,
        pruned=pruned,
        reasons=rendered.value.reasons,
        seconds=clock.ended,
    )


def _rendered(site: Site, rendered: Rendered) -> tuple[str, ...]:
    made = {each.file for each in rendered.made}
    return tuple(page.file for page in site.pages if page.file in made)


class _Stages:
    """The wall time of each stage; holds the one clock of a build, which decides no byte."""

    def __init__(self) -> None:
        self.ended: tuple[tuple[str, float], ...] = ()
        self._since = perf_counter()

    def end(self, stage: str) -> None:
        now = perf_counter()
        self.ended = (*self.ended, (stage, now - self._since))
        self._since = now


def _another_build() -> Diagnostic:
    return diagnose(
        "another-build", "another build of this chronicle is running", help="wait for it to end, then build again"
    )


def _unwritable(where: Places, error: OSError) -> Diagnostic:
    name = os.path.relpath(error.filename, where.root) if isinstance(error.filename, str) else ""
    return diagnose(
        "output-unwritable",
        f"`{name or where.output}` cannot be written: {(error.strerror or str(error)).lower()}",
        path=name,
        help="mend that and build again: the next build puts right whatever was left half done",
    )
