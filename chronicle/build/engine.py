"""A build: a glance at what changed, then the short way or the long one; nothing is touched before all is known."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from chronicle import CONFIG_FILE
from chronicle.base.diagnostics import Diagnostic, diagnose, in_order
from chronicle.build.few import build_few
from chronicle.build.glance import content_folders, setting_of, stamps_of
from chronicle.build.lock import build_lock
from chronicle.build.manifest import (
    CHECKSUMS,
    checksums,
    close_journal,
    is_healing,
    owned_files,
)
from chronicle.build.memo import Inputs, Memo
from chronicle.build.memo_file import forget, open_memo
from chronicle.build.options import BuildOptions, BuildResult, Stages, no_progress
from chronicle.build.output import close_staging, commit, open_staging, target_problems
from chronicle.build.places import place_problem, places
from chronicle.build.workers import WorkersLost, unhindered

if TYPE_CHECKING:
    from collections.abc import Callable

    from chronicle.build.options import Progress
    from chronicle.build.places import Places


def build(root: str, *, options: BuildOptions, progress: Progress = no_progress) -> BuildResult:
    """Brings the site of the chronicle in `root` up to date; on any error the former site is left as it is."""
    return guarded(root, options, partial(_build, options, progress, is_rehearsal=False))


def rehearse(root: str, *, options: BuildOptions, progress: Progress = no_progress) -> BuildResult:
    """Everything that `build` does short of touching the site: what passes here, builds."""
    return guarded(root, options, partial(_build, options, progress, is_rehearsal=True))


def workers_lost(reason: str) -> Diagnostic:
    """What is said of a build whose workers went away."""
    return diagnose(
        "workers-lost",
        "the workers were gone before their work was done" + (f" ({reason})" if reason else ""),
        help="build again, with fewer `--jobs` where memory ran out; the site is as it was",
    )


def guarded(root: str, options: BuildOptions, work: Callable[[Places, Memo], BuildResult]) -> BuildResult:
    """What `work` does with the places and the memo of a build: one at a time, in a chronicle, where it may write."""
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
                with unhindered():
                    return _remembering(where, work)
            finally:
                close_staging(where)
    except (WorkersLost, OSError, sqlite3.Error) as error:
        return BuildResult((_failure(where, error),))


def _remembering(where: Places, work: Callable[[Places, Memo], BuildResult]) -> BuildResult:
    """Work with the memo; once more without one that turns out to be damaged."""
    try:
        with open_memo(where.memo) as memo:
            return work(where, memo)
    except sqlite3.DatabaseError:
        forget(where.memo)
        with open_memo(where.memo) as memo:
            return work(where, memo)


def _build(options: BuildOptions, progress: Progress, where: Places, memo: Memo, *, is_rehearsal: bool) -> BuildResult:
    now = time.time_ns()
    setting = setting_of(where.root, options)
    if not (is_rehearsal or options.is_clean or is_healing(where)) and memo.is_usable:
        few = build_few(where, options, memo, setting=setting, now=now)
        if few:
            return few
    return _whole(where, options, progress, memo, setting=setting, now=now, is_rehearsal=is_rehearsal)


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
    from chronicle.build.job import certain, open_job  # noqa: PLC0415 - the other ways may do without
    from chronicle.build.whole import make_site  # noqa: PLC0415 - as above
    from chronicle.content.scan import scan  # noqa: PLC0415 - as above

    clock = Stages()
    open_staging(where)
    where = replace(where, is_new=not os.path.lexists(where.output))
    folders = content_folders(where.root, now)
    scanned = scan(where.root)
    opened = open_job(where, options, scanned.value)
    job = opened.value
    if job is None:
        return BuildResult(in_order([*opened.diagnostics]))
    files = tuple(file for file in scanned.value if file.kind == "entry")
    seen = stamps_of(scanned.value, now)
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
        sums=lambda new: [checksums({**kept, **new})],
    )
    inputs = Inputs(
        setting=setting,
        as_of=options.as_of.isoformat(),
        until=site.until,
        encoder=site.encoder,
        scan_diagnostics=scanned.diagnostics,
        diagnostics=site.diagnostics,
        folders=folders,
        sources={file.path: (seen[file.path], file.key) for file in scanned.value if file.path in seen},
        entries=site.entries,
        terms=site.search.terms,
        shards=site.search.shards,
    )
    memo.save(inputs, {**kept, **certain(job, committed.outputs)})
    close_journal(where)
    if os.path.isdir(where.pictures):
        from chronicle.pictures.cache import forget_others  # noqa: PLC0415 - most chronicles have no pictures

        forget_others(where.pictures, site.pictures)
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
