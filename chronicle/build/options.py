"""What a build is asked for, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection
    from concurrent.futures import Executor

    Progress = Callable[[str, int, int], None]
    """Told the stage, how much of it is done and how much there is."""


Early = Callable[[Mapping[str, str]], None]
"""Told of pages that are made before the rest of a build is: the staged file of each file of the site."""

KEPT = "kept: nothing that it is made from changed"
"""Why a page was not rendered."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def nobody(pages: Mapping[str, str]) -> None:
    """Early pages that nobody waits for."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What may differ from build to build of the same chronicle."""

    as_of: dt.date
    """The day that decides which embargoes have passed."""
    output: str = "site"
    """Folder of the site; relative to the chronicle's root."""
    base_url: str | None = None
    """In place of the one in chronicle.yml."""
    with_drafts: bool = False
    is_clean: bool = False
    """Render everything, whatever is known from earlier builds."""
    jobs: int = 1
    """Processes to start here, or the number of the executor's workers."""
    executor: Executor | None = None
    """Whose workers read and render: any of them, as long as they see the chronicle's folder under the same path."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found, did and left alone."""

    diagnostics: tuple[Diagnostic, ...]
    documents: int = 0
    """Content files read."""
    outputs: int = 0
    """Files of the site."""
    rendered: tuple[str, ...] = ()
    """Files whose template was run."""
    written: tuple[str, ...] = ()
    """Files that are new or have other bytes than before."""
    pruned: tuple[str, ...] = ()
    """Files of earlier builds that are gone."""
    reasons: tuple[tuple[str, str], ...] = ()
    """For each file of the site that was looked at, why it was rendered or not, in words."""
    kept: Collection[str] = ()
    """Files of which those without a reason were not looked at, because nothing near them changed."""
    seconds: tuple[tuple[str, float], ...] = ()
    """Wall time of each stage."""

    @property
    def is_done(self) -> bool:
        """Whether the site was brought up to date."""
        return not has_errors(self.diagnostics)


class Stages:
    """The wall time of each stage; holds the one clock of a build, which decides no byte."""

    def __init__(self) -> None:
        """The first stage begins."""
        self.ended: tuple[tuple[str, float], ...] = ()
        self._since = time.perf_counter()

    def end(self, stage: str) -> None:
        """The stage of this name is done, and the next begins."""
        now = time.perf_counter()
        self.ended = (*self.ended, (stage, now - self._since))
        self._since = now
