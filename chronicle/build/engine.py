"""A build: a glance at what changed, then the quick way or the long one; nothing is touched before all is known."""

from __future__ import annotations

import os
import sqlite3
import time
from functools import partial
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose, has_errors, in_order
from chronicle.build.glance import content_folders, glance, setting_of, stamps
from chronicle.build.lock import build_lock
from chronicle.build.manifest import CHECKSUMS, close_journal, is_healing, owned_files, stamp
from chronicle.build.memo import Inputs, KnownEntry, Memo, forget, open_memo
from chronicle.build.options import BuildOptions, BuildResult, no_progress
from chronicle.build.output import Committed, close_staging, commit, open_staging, target_problems
from chronicle.build.patch import patch
from chronicle.build.places import place_problem, places
from chronicle.build.workers import WorkersLost
from chronicle.config import CONFIG_FILE

if TYPE_CHECKING:
    from chronicle.build.options import Progress
    from chronicle.build.places import Places
    from chronicle.build.stages import Loaded


def build(root: str, *, options: BuildOptions, progress: Progress = no_progress) -> BuildResult:
    """Brings the site of the chronicle in `root` up to date; on any error the former site is left as it is."""
    return _guarded(root, options, progress, is_rehearsal=False)


def rehearse(root: str, *, options: BuildOptions, progress: Progress = no_progress) -> BuildResult:
    """Everything that `build` does short of touching the site: what passes here, builds."""
    return _guarded(root, options, progress, is_rehearsal=True)


def workers_lost(reason: str) -> Diagnostic:
    """What is said of a build whose workers went away."""
    return diagnose(
        "workers-lost",
        "the workers were gone before their work was done" + (f" ({reason})" if reason else ""),
        help="build again, with fewer `--jobs` where memory ran out; the site is as it was",
    )


def _guarded(root: str, options: BuildOptions, progress: Progress, *, is_rehearsal: bool) -> BuildResult:
    """One build at a time, in a chronicle, in a folder where it may write."""
    if not os.path.lexists(os.path.join(root, CONFIG_FILE)):
        from chronicle.config import read_config  # noqa: PLC0415 - says what is wrong

        return BuildResult(in_order([*read_config(root).diagnostics]))
    where = places(root, options.output)
    if problem := place_problem(where):
        return BuildResult((problem,))
    try:
        with build_lock(where.root) as is_ours:
            if not is_ours:
                return BuildResult((_another_build(),))
            try:
                return _remembering(where, options, progress, is_rehearsal=is_rehearsal)
            finally:
                close_staging(where)
    except (WorkersLost, OSError, sqlite3.Error) as error:
        return BuildResult((_failure(where, error),))


def _remembering(where: Places, options: BuildOptions, progress: Progress, *, is_rehearsal: bool) -> BuildResult:
    """A build with the memo; once more without one that turns out to be damaged."""
    try:
        with open_memo(where.memo) as memo:
            return _build(where, options, progress, memo, is_rehearsal=is_rehearsal)
    except sqlite3.DatabaseError:
        forget(where.memo)
        with open_memo(where.memo) as memo:
            return _build(where, options, progress, memo, is_rehearsal=is_rehearsal)


def _build(where: Places, options: BuildOptions, progress: Progress, memo: Memo, *, is_rehearsal: bool) -> BuildResult:
    now = time.time_ns()
    setting = setting_of(where.root, options)
    if not (is_rehearsal or options.is_clean or is_healing(where)) and memo.is_usable:
        quick = _quick(where, options, memo, setting=setting, now=now)
        if quick:
            return quick
    return _whole(where, options, progress, memo, setting=setting, now=now, is_rehearsal=is_rehearsal)


def _quick(where: Places, options: BuildOptions, memo: Memo, *, setting: str, now: int) -> BuildResult | None:
    """The build where nothing changed, or the insides of a few entries; None where the long way must be gone."""
    clock = _Stages()
    known = memo.inputs()
    seen = glance(where.root, known, setting=setting, options=options, now=now)
    outputs = memo.outputs()
    if seen is None or any(output.stamp != stamp(f"{where.output}/{file}") for file, output in outputs.items()):
        return None
    clock.end("glance")
    inputs = known._replace(as_of=options.as_of.isoformat(), folders=seen.folders)
    unchanged = BuildResult(
        diagnostics=in_order([*known.diagnostics]),
        documents=len(known.sources),
        outputs=len(outputs),
        kept=tuple(outputs),
        seconds=clock.ended,
    )
    if not seen.changed:
        if inputs != known:
            memo.amend(inputs, (), {})
        return unchanged
    open_staging(where)
    patched = patch(where, seen, memo=memo, known=known, outputs=outputs, options=options)
    if patched is None:
        return None
    clock.end("render")
    made = patched.rendered.made
    sources = {**known.sources, **{path: (seen.sources[path], known.sources[path][1]) for path in seen.changed}}
    inputs = inputs._replace(sources=sources, diagnostics=patched.diagnostics)
    committed = Committed((), (), {})
    if any(each.staged for each in made):
        again = {each.file for each in made} | {CHECKSUMS}
        kept = {file: output for file, output in outputs.items() if file not in again}
        committed = commit(where, made, kept, frozenset(outputs))
    memo.amend(inputs, seen.changed, committed.outputs)
    if is_healing(where):
        close_journal(where)
    clock.end("write")
    return BuildResult(
        diagnostics=in_order([*patched.diagnostics]),
        documents=len(known.sources),
        outputs=len(outputs),
        rendered=tuple(each.file for each in made),
        written=committed.written,
        reasons=patched.rendered.reasons,
        kept=tuple(outputs),
        seconds=clock.ended,
    )


def _whole(  # noqa: PLR0913 - all of them named
    where: Places,
    options: BuildOptions,
    progress: Progress,
    memo: Memo,
    *,
    setting: str,
    now: int,
    is_rehearsal: bool,
) -> BuildResult:
    """The build that reads, plans and compares everything."""
    from chronicle.build.rendering import render_site, theme_of  # noqa: PLC0415 - the quick way may do without
    from chronicle.build.stages import load  # noqa: PLC0415 - as above
    from chronicle.plan.site import plan_site  # noqa: PLC0415 - as above
    from chronicle.theme.loader import static_files  # noqa: PLC0415 - as above

    clock = _Stages()
    open_staging(where)
    loaded = load(where.root, options, progress=progress)
    problems = [*loaded.diagnostics]
    documents = len(loaded.value.files)
    clock.end("read")
    if loaded.value.chronicle is None:
        return BuildResult(in_order(problems), documents)
    theme = theme_of(where.root, loaded.value.chronicle.config.languages)
    planned = plan_site(loaded.value.chronicle, static_files=static_files(theme.folders))
    problems += planned.diagnostics
    clock.end("plan")
    if has_errors(problems):
        return BuildResult(in_order(problems), documents)
    outputs = memo.outputs()
    rendered = render_site(
        planned.value,
        theme,
        where,
        known={} if is_rehearsal or options.is_clean else outputs,
        jobs=options.jobs,
        progress=partial(progress, "rendering"),
        executor=options.executor,
    )
    made, kept = rendered.value.made, rendered.value.kept
    owned = owned_files(where, outputs)
    problems += [*rendered.diagnostics, *target_problems(where, made, owned)]
    clock.end("render")
    if has_errors(problems) or is_rehearsal:
        return BuildResult(in_order(problems), documents)
    committed = commit(where, made, kept, owned)
    memo.save(
        _inputs(where, loaded.value, options, diagnostics=tuple(problems), setting=setting, now=now),
        {**kept, **committed.outputs},
    )
    close_journal(where)
    clock.end("write")
    pages = {page.file for page in planned.value.pages}
    return BuildResult(
        diagnostics=in_order(problems),
        documents=documents,
        outputs=len(planned.value.files) + 1,
        rendered=tuple(sorted(each.file for each in made if each.file in pages)),
        written=committed.written,
        pruned=committed.pruned,
        reasons=rendered.value.reasons,
        seconds=clock.ended,
    )


def _inputs(  # noqa: PLR0913 - all of them named
    where: Places,
    loaded: Loaded,
    options: BuildOptions,
    *,
    diagnostics: tuple[Diagnostic, ...],
    setting: str,
    now: int,
) -> Inputs:
    """What this build was made from, for the next one to glance at."""
    from chronicle.plan.outline import outward  # noqa: PLC0415 - the quick way does without

    entries = loaded.chronicle.entries if loaded.chronicle else ()
    found = stamps(where.root, (file.path for file in loaded.files), now)
    return Inputs(
        setting=setting,
        as_of=options.as_of.isoformat(),
        until=loaded.until,
        scan_diagnostics=loaded.scan_diagnostics,
        diagnostics=diagnostics,
        folders=content_folders(where.root, now),
        sources={file.path: (found[file.path], file.key) for file in loaded.files},
        entries=tuple(
            KnownEntry(
                f"{entry.facts.date} {entry.facts.time or ''} {entry.key}",
                entry.key,
                tuple(version.language for version in entry.versions),
                outward(entry),
            )
            for entry in entries
        ),
    )


class _Stages:
    """The wall time of each stage; holds the one clock of a build, which decides no byte."""

    def __init__(self) -> None:
        self.ended: tuple[tuple[str, float], ...] = ()
        self._since = time.perf_counter()

    def end(self, stage: str) -> None:
        now = time.perf_counter()
        self.ended = (*self.ended, (stage, now - self._since))
        self._since = now


def _another_build() -> Diagnostic:
    return diagnose(
        "another-build", "another build of this chronicle is running", help="wait for it to end, then build again"
    )


def _failure(where: Places, error: WorkersLost | OSError | sqlite3.Error) -> Diagnostic:
    if isinstance(error, WorkersLost):
        return workers_lost(str(error))
    return _unwritable(where, error if isinstance(error, OSError) else OSError(0, str(error), where.memo))


def _unwritable(where: Places, error: OSError) -> Diagnostic:
    name = os.path.relpath(error.filename, where.root) if isinstance(error.filename, str) else ""
    return diagnose(
        "output-unwritable",
        f"`{name or where.output}` cannot be written: {(error.strerror or str(error)).lower()}",
        path=name,
        help="mend that and build again: the next build puts right whatever was left half done",
    )
