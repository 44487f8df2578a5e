"""Noticing saved files by looking: at all folders and the latest files often, at the rest in turn.

For systems and drives that tell nothing: containers' shared folders, network drives, a full table of watches.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Stamp = tuple[int, int, int]

PAUSE = 0.05
"""Seconds between two looks."""
_ROUND = 100
"""Looks within which every file is looked at: five seconds."""
_FEWEST = 200
"""Files that are looked at each time; a chronicle of no more is looked at as a whole."""
_HOT = 200
"""Files that were changed last, and are the likeliest to be changed next."""


class Poll:
    """What was seen at the last look."""

    def __init__(self) -> None:
        """Of nothing yet: the first look tells of no change."""
        self.pause = PAUSE
        self._tops: tuple[str, ...] = ()
        self._folders: dict[str, Stamp] = {}
        self._files: dict[str, Stamp] = {}
        self._turn: list[str] = []
        self._hot: dict[str, None] = {}
        self._is_first = True

    def changed(self, tops: Iterable[str]) -> frozenset[str]:
        """Paths of files and folders that came, went or changed below these since the last look, as far as it went."""
        now = tuple(tops)
        found: set[str] = set()
        if now != self._tops:
            found |= {path for path in {*now} ^ {*self._tops} if not self._is_first}
            self._tops = now
        for top in now:
            if top not in self._folders and top not in self._files:
                self._enter(top, found)
        for folder, stamp in [*self._folders.items()]:
            if _stamp(folder) != stamp:
                self._list(folder, found)
        for file in self._next():
            self._look(file, found)
        if self._is_first:
            self._is_first = False
            return frozenset()
        for path in sorted(found):
            self._hot.pop(path, None)
            self._hot[path] = None
        for path in [*self._hot][:-_HOT]:
            del self._hot[path]
        return frozenset(found)

    def _next(self) -> list[str]:
        """The files whose turn it is, with those that changed last."""
        if not self._turn:
            self._turn = [*self._files]
        count = max(_FEWEST, len(self._files) // _ROUND)
        due, self._turn = self._turn[-count:], self._turn[:-count]
        return [*dict.fromkeys((*self._hot, *due))]

    def _enter(self, path: str, found: set[str]) -> None:
        """Something that was not there before, with all below it."""
        stamp = _stamp(path)
        if stamp is None:
            return
        found.add(path)
        if os.path.isdir(path) and not os.path.islink(path):
            self._folders[path] = stamp
            for child in _children(path):
                self._enter(child, found)
        else:
            self._files[path] = stamp

    def _list(self, folder: str, found: set[str]) -> None:
        """A folder in which names came or went."""
        stamp = _stamp(folder)
        children = {*_children(folder)}
        known = {path for path in (*self._folders, *self._files) if os.path.dirname(path) == folder}
        if stamp is None:
            self._folders.pop(folder, None)
            found.add(folder)
        else:
            self._folders[folder] = stamp
        for path in known - children:
            found.add(path)
            self._folders.pop(path, None)
            self._files.pop(path, None)
        for path in children - known:
            self._enter(path, found)
        for path in children & known & self._files.keys():
            self._look(path, found)

    def _look(self, file: str, found: set[str]) -> None:
        before, now = self._files.get(file), _stamp(file)
        if before != now:
            found.add(file)
            if now is None:
                self._files.pop(file, None)
            else:
                self._files[file] = now


def _children(folder: str) -> list[str]:
    with suppress(OSError), os.scandir(folder) as found:
        return [child.path for child in found]
    return []


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
