"""One thread that builds, again and again: what is saved while it does is built next, in one go."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

from chronicle.build.warm import Warm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from chronicle.build.options import BuildOptions, BuildResult, Progress

_BUSY = "another-build"
_PAUSE = 0.5
"""Seconds between two tries while another program builds the same chronicle."""


class Built(NamedTuple):
    """A build of the preview."""

    touched: tuple[str, ...]
    """What was saved; empty for the first build."""
    result: BuildResult


class Builder:
    """Builds whenever it is told of saved files."""

    def __init__(  # noqa: PLR0913 - all of them named
        self,
        root: str,
        options: BuildOptions,
        *,
        built: Callable[[Built], None],
        early: Callable[[Mapping[str, bytes]], None],
        watched: Callable[[], Iterable[str]],
        broke: Callable[[Exception], None],
    ) -> None:
        """Of the chronicle in `root`.

        Called in its thread: `built` after each build, `early` with pages before their build is done, `watched` for the
        files of the site that someone looks at, `broke` where a mistake of ours ended a build.
        """
        self._new = partial(Warm, root, options, early=lambda pages: early(_read(pages)), watched=watched)
        self._warm = self._new()
        self._built = built
        self._broke = broke
        self._saved: SimpleQueue[frozenset[str] | None] = SimpleQueue()
        self._is_ended = Event()
        self._thread = Thread(target=self._run, name="builder", daemon=True)

    def first(self, progress: Progress) -> BuildResult:
        """The first build, in the thread that asks for it, before `start`."""
        return self._warm.update(progress=progress)

    def start(self) -> None:
        """Waits for what is saved from now on."""
        self._thread.start()

    def touch(self, paths: Collection[str]) -> None:
        """These files were saved; may be called from any thread."""
        self._saved.put(frozenset(paths))

    def stop(self, seconds: float) -> bool:
        """Begins no other build; says whether the last one has ended within so many seconds."""
        self._is_ended.set()
        self._saved.put(None)
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._is_ended.is_set():
            touched = self._next()
            paths = tuple(sorted(path for path in touched if not self._warm.is_nothing(path)))
            if not paths:
                continue
            try:
                self._build(paths)
            except Exception as error:  # noqa: BLE001 - the preview outlives our mistakes; the next save begins afresh
                self._warm = self._new()
                self._broke(error)

    def _next(self) -> frozenset[str]:
        """All that was saved since, at least one file; nothing at the end."""
        touched = self._saved.get() or frozenset()
        with suppress(Empty):
            while True:
                touched |= self._saved.get_nowait() or frozenset()
        return touched

    def _build(self, paths: tuple[str, ...]) -> None:
        result = self._warm.update(paths)
        while _is_busy(result) and not self._is_ended.wait(_PAUSE):
            result = self._warm.update()
        if not self._is_ended.is_set():
            self._built(Built(paths, result))


def _is_busy(result: BuildResult) -> bool:
    return any(found.code == _BUSY for found in result.diagnostics)


def _read(pages: Mapping[str, str]) -> dict[str, bytes]:
    """The bytes of staged files."""
    found = {}
    for file, staged in pages.items():
        with suppress(OSError), open(os.fspath(staged), "rb") as stream:
            found[file] = stream.read()
    return found
