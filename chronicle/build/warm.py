"""A chronicle that stays loaded: what a preview builds, again and again, within moments of each save."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING

from chronicle.build.engine import build, guarded
from chronicle.build.few import Former, job_of, revised
from chronicle.build.glance import Glance, core_of, stamps
from chronicle.build.manifest import is_healing
from chronicle.build.memo_file import open_memo
from chronicle.build.options import BuildResult, Stages, no_progress, nobody
from chronicle.build.output import open_staging
from chronicle.build.places import places
from chronicle.build.restyle import restyled, static_names
from chronicle.content.scan import CONTENT_FOLDER, PAGES_FOLDER, REGISTER_PATHS
from chronicle.plan.permalinks import key_of
from chronicle.theme.loader import STATIC, theme_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from chronicle.build.job import Job
    from chronicle.build.memo import Memo
    from chronicle.build.options import BuildOptions, Early, Progress
    from chronicle.build.places import Places


class Warm:
    """A chronicle, its former build and its theme, in memory."""

    def __init__(
        self, root: str, options: BuildOptions, *, early: Early = nobody, watched: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """Of the chronicle in `root`; nothing is read or built before the first `update`.

        `early` is told of the pages of a saved entry, before those of many entries and the search take their time;
        and before a whole build for a template, a register, a standing text or a setting of the pages that are
        `watched`: files of the site that someone looks at, those of entries first.
        """
        self._root = root
        self._options = options
        self._former: Former | None = None
        self._job: Job | None = None
        self._early = early
        self._watched = watched
        self._mark: tuple[int, ...] = ()
        self._core = ""
        self._static: frozenset[str] = frozenset()
        self._waiting: set[str] = set()

    def is_nothing(self, path: str) -> bool:
        """Whether a path below content/ was not there at the last build and is not now: an editor's passing file."""
        if self._former is None or not path.startswith(f"{CONTENT_FOLDER}/") or path in REGISTER_PATHS:
            return False
        known = self._former.inputs
        return not (
            path in known.sources
            or path in known.folders
            or any(found.path == path for found in known.scan_diagnostics)
            or os.path.lexists(os.path.join(self._root, path))
        )

    def update(self, touched: Iterable[str] = (), *, progress: Progress = no_progress) -> BuildResult:
        """Brings the site up to date after the files at these paths, below the root, were saved, and no others.

        Paths outside the root are whole ones. A few saved entries are all that is read, and static files all that is
        copied. For anything else, and where nothing is named, it is a whole `build`.
        What could not be built for a mistake is tried again with the next save.
        """
        self._waiting |= {*touched}
        try:
            are_known = self._former is not None and self._waiting <= self._former.inputs.sources.keys()
            if self._waiting and are_known and all(map(_is_of_entry, self._waiting)):
                result = guarded(self._root, self._options, self._revise)
            elif self._waiting and self._former and all(map(_is_static, self._waiting)):
                result = guarded(self._root, self._options, self._restyle)
            else:
                self._hurry()
                result = self._build(progress)
        except OutdatedError:
            result = self._build(progress)
        if result.is_done:
            self._waiting.clear()
        return result

    def _hurry(self) -> None:
        """Makes the pages that someone looks at before all others, where no entry was touched."""
        is_setting = self._waiting and not any(map(_is_of_entry, self._waiting))
        files = frozenset(self._watched()) & self._former.files if self._former and is_setting else ()
        if files:
            guarded(self._root, self._options, partial(self._hurried, files))

    def _hurried(self, files: Collection[str], where: Places, memo: Memo) -> BuildResult:
        from chronicle.build.rendering import Rendered  # noqa: PLC0415 - nothing is built before
        from chronicle.build.revision import lists_again, own_pages_again  # noqa: PLC0415 - as above

        job = None if is_healing(where) or self._mark != _mark(where) else job_of(where, self._options)
        if job:
            open_staging(where)
            keys = frozenset(filter(None, map(key_of, files)))
            lists = frozenset(file for file in files if not key_of(file))
            pages: dict[str, str] = {}
            for make, wanted in ((own_pages_again, keys), (lists_again, lists)):
                rendered = make(job, memo, wanted) if wanted else Rendered()
                if rendered.problems:
                    break
                found = {made.file: made.staged for made in rendered.made if made.staged}
                pages |= found
                if found:
                    self._early(pages)
        return BuildResult(())

    def _build(self, progress: Progress) -> BuildResult:
        self._core, self._static = core_of(self._root, self._options), static_names(theme_folders(self._root))
        result = build(self._root, options=self._options, progress=progress)
        self._former = self._job = None
        if result.is_done:
            where = places(self._root, self._options.output)
            with open_memo(where.memo) as memo:
                self._former = Former(memo.inputs(), frozenset(memo.stamps()[0].split("\n")))
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
        revision = revised(job, memo, seen, former, clock=Stages(), is_synced=False, early=self._early)
        if revision is None:
            raise OutdatedError
        result, self._former = revision
        self._mark = _mark(where)
        return result

    def _restyle(self, where: Places, memo: Memo) -> BuildResult:
        """Copies the saved static files; gives up as `_revise` does, and where pages are to be made anew."""
        former, job = self._former, self._job
        is_same = self._core == core_of(self._root, self._options)
        if former is None or job is None or not is_same or is_healing(where) or self._mark != _mark(where):
            raise OutdatedError
        done = restyled(job, memo, former, core=self._core, static=self._static)
        if done is None:
            raise OutdatedError
        result, self._former = done
        self._mark = _mark(where)
        return result


class OutdatedError(Exception):
    """What is in memory is no longer what is on the disk."""


def _is_of_entry(path: str) -> bool:
    """Whether a path is below content/, and no register's or standing text's."""
    is_common = path in REGISTER_PATHS or path.startswith(f"{PAGES_FOLDER}/")
    return path.startswith(f"{CONTENT_FOLDER}/") and not is_common


def _is_static(path: str) -> bool:
    return not path.startswith(f"{CONTENT_FOLDER}/") and STATIC in path.split("/")


def _mark(where: Places) -> tuple[int, ...]:
    """Differs when another process has written the memo."""
    status = os.stat(where.memo)
    return (status.st_ino, status.st_size, status.st_mtime_ns)
