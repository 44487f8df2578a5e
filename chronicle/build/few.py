"""The build where nothing changed, or a few entries did: the memo is amended, and what it says of the rest stays."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import in_order
from chronicle.build.glance import glance
from chronicle.build.manifest import CHECKSUMS, amended_checksums, checksums, close_journal, is_healing, stamp
from chronicle.build.memo import Amendment, facts_of
from chronicle.build.options import BuildResult, Stages
from chronicle.build.output import Committed, commit, open_staging, target_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.build.glance import Glance
    from chronicle.build.manifest import Output
    from chronicle.build.memo import Inputs, Memo
    from chronicle.build.options import BuildOptions
    from chronicle.build.places import Places


def build_few(where: Places, options: BuildOptions, memo: Memo, *, setting: str, now: int) -> BuildResult | None:
    """The build where nothing changed, or a few entries did; None where everything must be looked at."""
    clock = Stages()
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
    clock: Stages,
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
