"""The build where nothing changed, or a few entries did: the memo is amended, and what it says of the rest stays."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import in_order
from chronicle.build.glance import glance
from chronicle.build.manifest import CHECKSUMS, amended_checksums, checksums, close_journal, is_healing, stamp
from chronicle.build.memo import Amendment, facts_of
from chronicle.build.options import BuildResult, Stages, nobody
from chronicle.build.output import Committed, commit, open_staging, target_problems
from chronicle.build.workers import meanwhile
from chronicle.content.scan import documents_among

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.build.glance import Glance
    from chronicle.build.job import Job
    from chronicle.build.manifest import Output
    from chronicle.build.memo import Inputs, Memo
    from chronicle.build.options import BuildOptions, Early
    from chronicle.build.output import Pieces
    from chronicle.build.places import Places

_MUCH = 100_000
"""Characters of a site's file names from which on a second process looks at them: some two thousand files."""


class Former(NamedTuple):
    """What is known of the former build."""

    inputs: Inputs
    files: frozenset[str]
    """Of the site."""


def build_few(where: Places, options: BuildOptions, memo: Memo, *, setting: str, now: int) -> BuildResult | None:
    """The build where nothing changed, or a few entries did; None where everything must be looked at."""
    clock = Stages()
    files, stamps = memo.stamps()
    question = partial(_is_untouched, where.output, files, stamps)
    with meanwhile(question, worthwhile=options.jobs > 1 and len(files) > _MUCH) as is_untouched:
        known = memo.inputs()
        seen = glance(where.root, known, setting=setting, options=options, now=now)
        if seen is None or not is_untouched():
            return None
    outputs = tuple(files.split("\n"))
    clock.end("glance")
    if seen.is_still and seen.scan_diagnostics == known.scan_diagnostics:
        inputs = known._replace(as_of=options.as_of.isoformat())
        if inputs != known or seen.folders != known.folders:
            memo.amend(Amendment(facts_of(inputs), seen.folders))
        return BuildResult(
            diagnostics=in_order([*known.diagnostics]),
            documents=documents_among(known.sources),
            outputs=len(outputs),
            kept=outputs,
            seconds=clock.ended,
        )
    job = job_of(where, options)
    former = Former(known, frozenset(outputs))
    revision = revised(job, memo, seen, former, clock=clock, jobs=options.jobs) if job else None
    return revision[0] if revision else None


def _is_untouched(output: str, files: str, stamps: str) -> bool:
    """Whether all files of a site have the stamps that the last build left them with."""
    return all(
        " ".join(map(str, stamp(f"{output}/{file}") or ())) == written
        for file, written in zip(files.split("\n"), stamps.split("\n"), strict=True)
    )


def job_of(where: Places, options: BuildOptions) -> Job | None:
    """The job of a chronicle as it is now; None where its configuration cannot be used."""
    from chronicle.build.job import open_job  # noqa: PLC0415 - nothing changed: nothing to read
    from chronicle.content.scan import common_paths, source_file  # noqa: PLC0415 - as above

    return open_job(
        where, options, filter(None, (source_file(where.root, path) for path in common_paths(where.root)))
    ).value


def revised(  # noqa: PLR0913 - three of them named
    job: Job,
    memo: Memo,
    seen: Glance,
    former: Former,
    *,
    clock: Stages,
    jobs: int = 1,
    is_synced: bool = True,
    early: Early = nobody,
) -> tuple[BuildResult, Former] | None:
    """The build where a few entries changed, and what the next one may know of it; on an error as it was before.

    None where everything must be made anew. So many `jobs` make the pages of many entries.
    Not `is_synced`, the disk may have it later: a preview does without. `early` is told of the entries' own pages
    before those of many entries and the search are made, if their neighbours are the same.
    """
    from chronicle.build.job import certain  # noqa: PLC0415 - nothing changed: nothing to read
    from chronicle.build.revision import revise  # noqa: PLC0415 - as above

    where, known, before = job.places, former.inputs, former.files
    open_staging(where)
    revision = revise(job, seen, memo=memo, known=known, jobs=jobs, early=early)
    if revision is None:
        return None
    clock.end("render")
    made = revision.rendered.made
    problems = (*revision.diagnostics, *revision.rendered.problems)
    if revision.files is not None:
        problems = (*problems, *target_problems(where, made, before))
    documents = documents_among(known.sources) + documents_among(seen.added) - documents_among(seen.removed)
    result = BuildResult(in_order([*problems]), documents)
    if not result.is_done:
        return result, former
    gone = before - revision.files - {CHECKSUMS} if revision.files is not None else frozenset[str]()
    committed = Committed((), (), {})
    if gone or any(each.staged for each in made):
        committed = commit(
            where,
            made,
            stale=tuple(sorted(gone)),
            unrecorded=(each.file for each in made if each.file not in before),
            sums=partial(_sums, where, memo, before, gone),
            is_synced=is_synced,
        )
    touched = {path: (seen.sources[path], key) for path, key in revision.sources.items() if path in seen.sources}
    inputs = known._replace(
        as_of=job.as_of.isoformat(),
        until=revision.until,
        encoder=revision.encoder,
        scan_diagnostics=seen.scan_diagnostics,
        diagnostics=revision.diagnostics,
        folders=seen.folders,
        sources={**known.sources, **touched},
    )
    for path in seen.removed:
        del inputs.sources[path]
    memo.amend(
        Amendment(
            facts_of(inputs),
            seen.folders if seen.folders != known.folders else None,
            sources={**dict.fromkeys(seen.removed), **touched},
            entries=revision.entries,
            outputs={**dict.fromkeys(gone), **certain(job, committed.outputs)},
            terms=revision.search.terms,
            shards=revision.search.shards,
        )
    )
    if is_healing(where):
        close_journal(where)
    clock.end("write")
    pages = frozenset(file for file, _ in revision.rendered.reasons)
    files = before if not gone and before.issuperset(committed.outputs) else (before | committed.outputs.keys()) - gone
    result = replace(
        result,
        outputs=len(files),
        rendered=tuple(sorted(each.file for each in made if each.file in pages)),
        written=committed.written,
        pruned=committed.pruned,
        reasons=revision.rendered.reasons,
        kept=files,
        seconds=clock.ended,
    )
    return result, Former(inputs, files)


def _sums(where: Places, memo: Memo, before: frozenset[str], gone: frozenset[str], new: Mapping[str, Output]) -> Pieces:
    """The public checksums after a few outputs changed."""
    if not gone and before.issuperset(new):
        return amended_checksums(where, new)
    left = {file: output for file, output in memo.outputs().items() if file not in gone and file != CHECKSUMS}
    return [checksums({**left, **new})]
