"""One build at a time: a lock that the kernel releases when its process dies."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chronicle.build.places import STATE

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_TRIES = 10
_PAUSE = 0.05
"""Seconds between two tries: the workers of a killed build, who hold its lock too, end within that time."""


@contextmanager
def build_lock(root: str) -> Iterator[bool]:
    """Whether this process holds the chronicle's lock, for as long as the context lasts."""
    os.makedirs(os.path.join(root, STATE), exist_ok=True)
    handle = os.open(os.path.join(root, STATE, "lock"), os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o644)
    try:
        yield _acquire_patiently(handle)
    finally:
        os.close(handle)


def _acquire_patiently(handle: int) -> bool:
    for _ in range(_TRIES):
        if _acquire(handle):
            return True
        time.sleep(_PAUSE)
    return _acquire(handle)


if sys.platform == "win32":
    import msvcrt

    def _acquire(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _acquire(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
