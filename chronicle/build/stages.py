"""The way in: from the files of a chronicle to the Chronicle that may be published, with everything that is wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, has_errors
from chronicle.base.source_text import read_text
from chronicle.build.options import no_progress
from chronicle.build.workers import in_parallel
from chronicle.config import read_config
from chronicle.content.assemble import assemble
from chronicle.content.read import read_document
from chronicle.content.registers import read_registers
from chronicle.content.scan import REGISTER_PATHS, scan, source_file
from chronicle.plan.outline import is_withheld, published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.build.options import BuildOptions, Progress
    from chronicle.content.scan import SourceFile
    from chronicle.model.chronicle import Chronicle
    from chronicle.model.entry import Document


class Loaded(NamedTuple):
    """What was read."""

    chronicle: Chronicle | None
    """What may be published; None where an error forbids to go on."""
    files: tuple[SourceFile, ...] = ()
    """The content files read."""
    scan_diagnostics: tuple[Diagnostic, ...] = ()
    """What was found before any was read."""
    until: str = ""
    """The day on which the next embargo passes; empty for never."""


def load(root: str, options: BuildOptions, *, progress: Progress) -> Outcome[Loaded]:
    """Reads and checks the configuration, the registers and every content file; all problems of all files at once."""
    scanned = scan(root)
    return _load(root, scanned, options, progress)


def load_some(root: str, paths: tuple[str, ...], options: BuildOptions) -> Outcome[Chronicle | None]:
    """The chronicle as if it had these content files alone."""
    found = [file for path in (*REGISTER_PATHS, *paths) if (file := source_file(root, path))]
    loaded = _load(root, Outcome(tuple(found)), options, no_progress)
    return Outcome(loaded.value.chronicle, loaded.diagnostics)


def _load(
    root: str, scanned: Outcome[tuple[SourceFile, ...]], options: BuildOptions, progress: Progress
) -> Outcome[Loaded]:
    configured = read_config(root)
    config = configured.value
    if config is None:
        return Outcome(Loaded(None), configured.diagnostics)
    if options.base_url is not None:
        config = replace(config, base_url=options.base_url)
    registers = read_registers(root, scanned.value)
    files = tuple(file for file in scanned.value if file.kind == "entry")
    read = in_parallel(
        partial(_read, root, config.languages),
        files,
        jobs=options.jobs,
        progress=partial(progress, "reading"),
        executor=options.executor,
    )
    problems = [*configured.diagnostics, *scanned.diagnostics, *registers.diagnostics]
    problems += [diagnostic for outcome in read for diagnostic in outcome.diagnostics]
    assembled = assemble(
        config,
        registers.value,
        tuple(outcome.value for outcome in read if outcome.value is not None),
        unread=frozenset(file.key for file, outcome in zip(files, read, strict=True) if outcome.value is None)
        | frozenset(diagnostic.path for diagnostic in registers.diagnostics if diagnostic.severity == "error"),
    )
    problems += assembled.diagnostics
    if has_errors(problems):
        return Outcome(Loaded(None, files), tuple(problems))
    problems += _withheld(assembled.value, options)
    chronicle = published(assembled.value, as_of=options.as_of, with_drafts=options.with_drafts)
    embargoes = (entry.facts.embargo for entry in assembled.value.entries)
    until = min((day.isoformat() for day in embargoes if day and day > options.as_of), default="")
    return Outcome(Loaded(chronicle, files, scanned.diagnostics, until), tuple(problems))


def _read(root: str, languages: tuple[str, ...], file: SourceFile) -> Outcome[Document | None]:
    text = read_text(root, file.path)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    read = read_document(file, text.value, languages=languages)
    return Outcome(read.value, (*text.diagnostics, *read.diagnostics))


def _withheld(chronicle: Chronicle, options: BuildOptions) -> Iterator[Diagnostic]:
    if options.with_drafts:
        return
    for entry in chronicle.entries:
        if is_withheld(entry, as_of=options.as_of):
            reason = "is a draft" if entry.facts.draft else f"is under embargo until {entry.facts.embargo}"
            yield diagnose(
                "withheld-entry",
                f"`{entry.key}` {reason} and is left out",
                path=entry.original.path,
                help="`chronicle build --drafts` shows it",
            )
