"""A seal on a file of ours: whether anyone else has written to it."""

from __future__ import annotations

import os
import stat

_SEALS = range(631_152_000, 631_152_000 + (1 << 24), 2)
"""The first half of 1990, in seconds: a different one each time, so that two builds differ; even, as FAT has it."""


def seal(path: str) -> None:
    """Gives a memo a time of modification that no clock gives: who writes to it after us breaks the seal.

    SQLite sees damage to its own structure, and not to what is stored: a wrong letter there would be a wrong page.
    """
    second = _SEALS[int.from_bytes(os.urandom(4), "big") % len(_SEALS)]
    os.utime(path, (second, second))


def is_sealed(path: str) -> bool:
    """Whether nobody has written to it since."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and int(status.st_mtime) in _SEALS
