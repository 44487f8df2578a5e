"""What all workers of a build must know: configuration, registers, standing texts, theme, places; plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose
from chronicle.config import read_config
from chronicle.content.registers import read_registers
from chronicle.content.standing import read_standing_texts
from chronicle.model.chronicle import Chronicle, Config, Registers, StandingText
from chronicle.plan.outline import Outline, is_withheld, published
from chronicle.theme.loader import sources_digest, theme_folders

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from chronicle.build.manifest import Output
    from chronicle.build.options import BuildOptions
    from chronicle.build.places import Places
    from chronicle.content.scan import SourceFile
    from chronicle.model.entry import Entry


@dataclass(frozen=True, slots=True)
class Theme:
    """What a worker needs to make the renderer."""

    folders: tuple[str, ...]
    languages: tuple[str, ...]
    state: str
    """Differs when any file of the theme does."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every page of a build."""

    places: Places
    theme: Theme
    config: Config
    registers: Registers
    unread: frozenset[str]
    """Paths of registers that could not be read: nothing is reported for lacking what they may hold."""
    standing: tuple[StandingText, ...]
    as_of: dt.date
    with_drafts: bool

    def published(self, entries: Iterable[Entry]) -> Chronicle:
        """The chronicle of those of these entries that may be published."""
        whole = Chronicle(self.config, self.registers, tuple(entries), self.standing)
        return published(whole, as_of=self.as_of, with_drafts=self.with_drafts)

    def outline(self, public: Chronicle) -> Outline:
        """What planners start from, `public` being of published entries alone."""
        return Outline(public, self.as_of if self.with_drafts else None)

    def is_public(self, entry: Entry) -> bool:
        """Whether an entry may be published."""
        return self.with_drafts or not is_withheld(entry, as_of=self.as_of)

    def withheld(self, entries: Iterable[Entry]) -> Iterator[Diagnostic]:
        """What is said of the entries that may not."""
        for entry in entries:
            if not self.is_public(entry):
                reason = "is a draft" if entry.facts.draft else f"is under embargo until {entry.facts.embargo}"
                yield diagnose(
                    "withheld-entry",
                    f"`{entry.key}` {reason} and is left out",
                    path=entry.original.path,
                    help="`chronicle build --drafts` shows it",
                )


def open_job(where: Places, options: BuildOptions, files: Iterable[SourceFile]) -> Outcome[Job | None]:
    """Reads the configuration, and of `files` registers and standing texts; None where no configuration can be used."""
    configured = read_config(where.root)
    config = configured.value
    if config is None:
        return Outcome(None, configured.diagnostics)
    if options.base_url is not None:
        config = replace(config, base_url=options.base_url)
    common = tuple(files)
    known = read_registers(where.root, common)
    standing = read_standing_texts(where.root, common, languages=config.languages)
    folders = theme_folders(where.root)
    job = Job(
        places=where,
        theme=Theme(folders, config.languages, sources_digest(folders)),
        config=config,
        registers=known.value,
        unread=frozenset(found.path for found in known.diagnostics if found.severity == "error"),
        standing=standing.value,
        as_of=options.as_of,
        with_drafts=options.with_drafts,
    )
    return Outcome(job, (*configured.diagnostics, *known.diagnostics, *standing.diagnostics))


def certain(job: Job, outputs: Mapping[str, Output]) -> Mapping[str, Output]:
    """Outputs as the memo may know them: without keys where the theme was edited while they were made.

    A template is read once to render and once for the key, which might then be that of a later page.
    """
    if sources_digest(job.theme.folders) == job.theme.state:
        return outputs
    return {file: output._replace(key="") for file, output in outputs.items()}
