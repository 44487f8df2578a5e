"""Noticing saved files: the system's own events where it has them, else looking again and again."""

from __future__ import annotations

import os
from threading import Event, Thread
from typing import TYPE_CHECKING

from chronicle import CONFIG_FILE
from chronicle.content.scan import CONTENT_FOLDER, LEFTOVERS
from chronicle.serve.polling import Poll
from chronicle.theme.loader import theme_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Touched = Callable[[frozenset[str]], None]

_TEMPLATES = "templates"
_TOP = (CONFIG_FILE, CONTENT_FOLDER, _TEMPLATES)
"""What counts of the names in the root."""
_STEP, _BURST = 15, 120
"""Milliseconds without a further event after which saved files are built, and the longest to wait for that."""
_SLOW_STEP = 50
"""Of the root, where a chronicle changes seldom: each step costs a wake-up."""


class Watch:
    """Two threads that tell of saved files: one looks at the root, one at all below content/ and the theme."""

    def __init__(self, root: str, touched: Touched, *, is_polling: bool = False) -> None:
        """Of the chronicle in `root`; `touched` is told of paths below it, in a thread, theme files elsewhere whole.

        Polls if asked to, and where no events are to be had: for want of watchfiles, or of room in the system's table.
        """
        self._root = root
        self._touched = touched
        self._is_ended = Event()
        self._again = Event()
        self._is_polling = is_polling or not _has_events()
        targets = (self._poll,) if self._is_polling else (self._watch_root, self._watch_below)
        self._threads = [Thread(target=target, name="watch", daemon=True) for target in targets]

    def start(self) -> None:
        """Begins to look."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Looks no more."""
        self._is_ended.set()
        self._again.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(1)

    def _watch_root(self) -> None:
        try:
            for paths in _events((self._root,), _Ear(self._is_ended, self._look), is_deep=False, step=_SLOW_STEP):
                names = {os.path.relpath(path, self._root) for path in paths}
                if names & {CONTENT_FOLDER, _TEMPLATES}:
                    self._again.set()
                if found := names.intersection(_TOP):
                    self._touched(frozenset(found))
        except OSError:
            self._poll()

    def _watch_below(self) -> None:
        while not self._is_ended.is_set():
            self._again.clear()
            folders = watched(self._root)
            try:
                for paths in _events(tuple(folders), _Ear(self._again, self._look), is_deep=True, step=_STEP):
                    self._tell(folders, paths)
            except OSError:
                self._poll()

    def _look(self) -> None:
        """What was saved before anyone listened is found by looking at everything once."""
        self._touched(frozenset((CONFIG_FILE,)))

    def _poll(self) -> None:
        poll = Poll()
        poll.changed(self._tops(watched(self._root)))
        self._look()
        while not self._is_ended.wait(poll.pause):
            folders = watched(self._root)
            self._tell({**folders, self._root: ""}, poll.changed(self._tops(folders)))

    def _tops(self, folders: Mapping[str, str]) -> list[str]:
        return [*folders, os.path.join(self._root, CONFIG_FILE)]

    def _tell(self, folders: Mapping[str, str], paths: Iterable[str]) -> None:
        found = frozenset(filter(None, (shown(path, folders) for path in paths)))
        if found:
            self._touched(found)


class _Ear:
    """The event that ends a watch; asked for the first time when the watch has begun."""

    def __init__(self, ended: Event, begun: Callable[[], None]) -> None:
        self._ended = ended
        self._begun: Callable[[], None] | None = begun

    def is_set(self) -> bool:
        begun, self._begun = self._begun, None
        if begun:
            begun()
        return self._ended.is_set()


def watched(root: str) -> dict[str, str]:
    """The folders that a chronicle is made from, each with what stands before the paths below it."""
    own = os.path.realpath(os.path.join(root, _TEMPLATES))
    content = os.path.realpath(os.path.join(root, CONTENT_FOLDER))
    folders = {folder: _TEMPLATES if folder == own else folder for folder in theme_folders(root)}
    return ({content: CONTENT_FOLDER} if os.path.isdir(content) else {}) | folders


def shown(path: str, folders: Mapping[str, str]) -> str:
    """A changed path as a build knows it; empty where it is an editor's leftover, or is nothing of the chronicle's."""
    if any(LEFTOVERS.fullmatch(part) for part in os.path.basename(path).split(os.sep)):
        return ""
    for folder in sorted(folders, key=len, reverse=True):
        if path == folder or path.startswith(folder + os.sep):
            below = os.path.relpath(path, folder).replace(os.sep, "/")
            return "/".join(part for part in (folders[folder], below) if part not in ("", "."))
    return ""


def _has_events() -> bool:
    try:
        import watchfiles  # noqa: F401, PLC0415 - not every system has it
    except ImportError:
        return False
    return True


def _events(folders: tuple[str, ...], ended: _Ear, *, is_deep: bool, step: int) -> Iterator[frozenset[str]]:
    """Paths that changed in folders, as the system tells of them; raises `OSError` where it cannot."""
    from watchfiles import watch  # noqa: PLC0415 - a preview that polls does without

    try:
        for changes in watch(
            *folders,
            watch_filter=None,
            debounce=_BURST,
            step=step,
            stop_event=ended,
            raise_interrupt=False,
            force_polling=False,
            recursive=is_deep,
            ignore_permission_denied=True,
        ):
            yield frozenset(path for _, path in changes)
    except RuntimeError as error:
        raise OSError(str(error)) from error
