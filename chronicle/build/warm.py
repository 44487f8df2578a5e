"""A chronicle that stays loaded: what a preview builds, again and again, within moments of each save."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from chronicle.build.engine import build, guarded
from chronicle.build.few import Former, job_of, revised
from chronicle.build.glance import Glance, stamps
from chronicle.build.manifest import is_healing
from chronicle.build.memo import open_memo
from chronicle.build.options import Stages
from chronicle.build.places import places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chronicle.build.job import Job
    from chronicle.build.memo import Memo
    from chronicle.build.options import BuildOptions, BuildResult
    from chronicle.build.places import Places


class Warm:
    """A chronicle, its former build and its theme, in memory."""

    def __init__(self, root: str, options: BuildOptions) -> None:
        """Of the chronicle in `root`; nothing is read or built before the first `update`."""
        self._root = root
        self._options = options
        self._former: Former | None = None
        self._job: Job | None = None
        self._mark: tuple[int, ...] = ()
        self._waiting: set[str] = set()

    def update(self, touched: Iterable[str] = ()) -> BuildResult:
        """Brings the site up to date after the files at these paths, below the root, were saved, and no others.

        A few saved entries are all that is read. For anything else, and where nothing is named, it is a whole `build`.
        What could not be built for a mistake is tried again with the next save.
        """
        self._waiting |= {*touched}
        if self._waiting and self._former and self._waiting <= self._former.inputs.sources.keys():
            try:
                result = guarded(self._root, self._options, self._revise)
            except OutdatedError:
                result = self._build()
        else:
            result = self._build()
        if result.is_done:
            self._waiting.clear()
        return result

    def _build(self) -> BuildResult:
        result = build(self._root, options=self._options)
        self._former = self._job = None
        if result.is_done:
            where = places(self._root, self._options.output)
            with open_memo(where.memo) as memo:
                self._former = Former(memo.inputs(), frozenset(file for file, *_ in memo.stamps()))
            self._job = job_of(where, self._options)
            self._mark = _mark(where)
        return result

    def _revise(self, where: Places, memo: Memo) -> BuildResult:
        """Reads the saved entries; gives up what is in memory where someone else has built meanwhile."""
        former, job = self._former, self._job
        saved = stamps(where.root, sorted(self._waiting), time.time_ns())
        if former is None or job is None or is_healing(where) or self._mark != _mark(where) or "" in saved.values():
            raise OutdatedError
        known = former.inputs
        seen = Glance(tuple(saved), (), (), saved, known.folders, known.scan_diagnostics)
        revision = revised(job, memo, seen, former, clock=Stages(), is_synced=False)
        if revision is None:
            raise OutdatedError
        result, self._former = revision
        self._mark = _mark(where)
        return result


class OutdatedError(Exception):
    """What is in memory is no longer what is on the disk."""


def _mark(where: Places) -> tuple[int, ...]:
    """Differs when another process has written the memo."""
    status = os.stat(where.memo)
    return (status.st_ino, status.st_size, status.st_mtime_ns)
