"""A build: a glance at what changed, then the short way or the long one; nothing is touched before all is known."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose, in_order
from chronicle.build.glance import content_folders, glance, setting_of, stamps
from chronicle.build.lock import build_lock
from chronicle.build.manifest import (
    CHECKSUMS,
    amended_checksums,
    checksums,
    close_journal,
    is_healing,
    owned_files,
    stamp,
)
from chronicle.build.memo import Amendment, Inputs, Memo, facts_of, forget, open_memo
from chronicle.build.options import BuildOptions, BuildResult, no_progress
from chronicle.build.output import Committed, close_staging, commit, open_staging, target_problems
from chronicle.build.places import place_problem, places
from chronicle.build.workers import WorkersLost
from chronicle.config import CONFIG_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.build.glance import Glance
    from chronicle.build.manifest import Output
    from chronicle.build.options import Progress
    from chronicle.build.places import Places


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
        few = _few(where, options, memo, setting=setting, now=now)
        if few:
            return few
    return _whole(where, options, progress, memo, setting=setting, now=now, is_rehearsal=is_rehearsal)


def _few(where: Places, options: BuildOptions, memo: Memo, *, setting: str, now: int) -> BuildResult | None:
    """The build where nothing changed, or a few entries did; None where everything must be looked at."""
    clock = _Stages()
    known = memo.inputs()
    seen = glance(where.root, known, setting=setting, options=options, now=now)
    if seen is None:
        return None
    outputs = _untouched(where, memo)
    if outputs is None:
        return None
    clock.end("glance")
    if seen.is_still and seen.scan_diagnostics == known.scan_diagnostics:
        inputs = known._replace(as_of=options.as_of.isoformat())
        if inputs != known or seen.folders != known.folders:
            memo.amend(Amendment(facts_of(inputs), seen.folders))
        return BuildResult(
            diagnostics=in_order([*known.diagnostics]),
            documents=len(known.sources),
            outputs=len(outputs),
            kept=outputs,
            seconds=clock.ended,
        )
    return _revised(where, options, memo, seen, known=known, outputs=outputs, clock=clock)


def _untouched(where: Places, memo: Memo) -> tuple[str, ...] | None:
    """The site's files, all of them as the last build left them; None if any is not."""
    files = []
    for file, *marks in memo.stamps():
        if stamp(f"{where.output}/{file}") != tuple(marks):
            return None
        files.append(file)
    return tuple(files)


def _revised(  # noqa: PLR0913 - all of them named, or the subject
    where: Places,
    options: BuildOptions,
    memo: Memo,
    seen: Glance,
    *,
    known: Inputs,
    outputs: tuple[str, ...],
    clock: _Stages,
) -> BuildResult | None:
    """The build where a few entries changed."""
    from chronicle.build.job import open_job  # noqa: PLC0415 - nothing changed: nothing to read
    from chronicle.build.revision import revise  # noqa: PLC0415 - as above
    from chronicle.content.scan import REGISTER_PATHS, source_file  # noqa: PLC0415 - as above

    job = open_job(where, options, filter(None, (source_file(where.root, path) for path in REGISTER_PATHS))).value
    if job is None:
        return None
    open_staging(where)
    revision = revise(job, seen, memo=memo, known=known)
    clock.end("render")
    made = revision.rendered.made
    problems = (*revision.diagnostics, *revision.rendered.problems)
    if revision.files is not None:
        problems = (*problems, *target_problems(where, made, frozenset(outputs)))
    result = BuildResult(in_order([*problems]), len(known.sources) + len(seen.added) - len(seen.removed))
    if not result.is_done:
        return result
    before = frozenset(outputs)
    gone = before - revision.files - {CHECKSUMS} if revision.files is not None else frozenset[str]()
    committed = Committed((), (), {})
    if gone or any(each.staged for each in made):
        committed = commit(
            where,
            made,
            stale=tuple(sorted(gone)),
            unrecorded=(each.file for each in made if each.file not in before),
            sums=partial(_sums, where, memo, before, gone),
        )
    inputs = known._replace(
        as_of=options.as_of.isoformat(),
        until=revision.until,
        scan_diagnostics=seen.scan_diagnostics,
        diagnostics=revision.diagnostics,
    )
    touched = {path: (seen.sources[path], key) for path, key in revision.sources.items() if path in seen.sources}
    memo.amend(
        Amendment(
            facts_of(inputs),
            seen.folders if seen.folders != known.folders else None,
            sources={**dict.fromkeys(seen.removed), **touched},
            entries=revision.entries,
            outputs={**dict.fromkeys(gone), **committed.outputs},
        )
    )
    if is_healing(where):
        close_journal(where)
    clock.end("write")
    return replace(
        result,
        outputs=len(before | committed.outputs.keys()) - len(gone),
        rendered=tuple(sorted(each.file for each in made)),
        written=committed.written,
        pruned=committed.pruned,
        reasons=revision.rendered.reasons,
        kept=tuple(file for file in outputs if file not in gone),
        seconds=clock.ended,
    )


def _sums(where: Places, memo: Memo, before: frozenset[str], gone: frozenset[str], new: Mapping[str, Output]) -> bytes:
    """The public checksums after a few outputs changed."""
    if not gone and before.issuperset(new):
        return amended_checksums(where, new)
    left = {file: output for file, output in memo.outputs().items() if file not in gone and file != CHECKSUMS}
    return checksums({**left, **new})


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
    """The build that looks at everything."""
    from chronicle.build.job import open_job  # noqa: PLC0415 - the other ways may do without
    from chronicle.build.whole import make_site  # noqa: PLC0415 - as above
    from chronicle.content.scan import scan  # noqa: PLC0415 - as above

    clock = _Stages()
    open_staging(where)
    scanned = scan(where.root)
    opened = open_job(where, options, (file for file in scanned.value if file.kind == "register"))
    job = opened.value
    if job is None:
        return BuildResult(in_order([*opened.diagnostics]))
    files = tuple(file for file in scanned.value if file.kind == "entry")
    outputs = memo.outputs()
    clock.end("scan")
    site = make_site(
        job,
        files,
        options=options,
        progress=progress,
        known={} if is_rehearsal or options.is_clean else outputs,
        found=(*opened.diagnostics, *scanned.diagnostics),
        finished=clock.end,
    )
    result = BuildResult(in_order([*site.diagnostics]), len(files))
    if not result.is_done:
        return result
    owned = owned_files(where, outputs)
    made = site.rendered.made
    problems = target_problems(where, made, owned)
    if problems or is_rehearsal:
        return replace(result, diagnostics=in_order([*site.diagnostics, *problems]))
    kept = {file: outputs[file] for file in site.rendered.kept}
    ours = owned | {each.file for each in made}
    committed = commit(
        where,
        made,
        stale=tuple(sorted(ours - kept.keys() - {each.file for each in made} - {CHECKSUMS})),
        unrecorded=ours - outputs.keys(),
        sums=lambda new: checksums({**kept, **new}),
    )
    found = stamps(where.root, (file.path for file in files), now)
    inputs = Inputs(
        setting=setting,
        as_of=options.as_of.isoformat(),
        until=site.until,
        scan_diagnostics=scanned.diagnostics,
        diagnostics=site.diagnostics,
        folders=content_folders(where.root, now),
        sources={file.path: (found[file.path], file.key) for file in files},
        entries=site.entries,
    )
    memo.save(inputs, {**kept, **committed.outputs})
    close_journal(where)
    clock.end("write")
    pages = frozenset(file for file, _ in site.rendered.reasons)
    return replace(
        result,
        outputs=len(kept) + len(committed.outputs),
        rendered=tuple(sorted(each.file for each in made if each.file in pages)),
        written=committed.written,
        pruned=committed.pruned,
        reasons=site.rendered.reasons,
        seconds=clock.ended,
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
