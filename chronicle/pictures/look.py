"""The pictures beside an entry: found in its own folder, measured, and made ready for publication."""

from __future__ import annotations

import os
import stat

from chronicle.base.diagnostics import Diagnostic, Mark, Outcome, diagnose
from chronicle.base.digest import value_digest
from chronicle.base.source_text import read_bytes
from chronicle.base.text_safety import shown
from chronicle.model.picture import Picture
from chronicle.pictures.cache import Ready, recall, remember
from chronicle.pictures.encoder import RECIPE

MAX_BYTES = 50 * 1024 * 1024
"""Largest file that is read."""


def look(root: str, cache: str, folder: str, file: str) -> Outcome[Picture | None]:
    """The picture `file` in the entry's `folder` below `root`; None with why it cannot be shown.

    No decoder is loaded for a picture that `cache`, a folder, remembers.
    """
    path = f"{folder}/{file}"
    data = _bytes(root, path)
    if data.value is None:
        return Outcome(None, data.diagnostics)
    digest = _digest(data.value)
    known = recall(cache, digest)
    if known:
        return Outcome(Picture(file, digest, known.width, known.height, known.fallback))
    from chronicle.pictures.decode import Unusable, measured  # noqa: PLC0415 - Pillow takes 50 ms to load

    try:
        width, height, fallback = measured(data.value)
    except Unusable as problem:
        return Outcome(None, (_unusable(path, problem.code, problem.clause, problem.help),))
    return Outcome(Picture(file, digest, width, height, fallback))


def ready(root: str, cache: str, folder: str, picture: Picture) -> Outcome[Ready | None]:
    """A picture as it is published, from `cache` or made now; None with why it cannot be."""
    known = recall(cache, picture.digest)
    if known:
        return Outcome(known)
    path = f"{folder}/{picture.file}"
    data = _bytes(root, path)
    if data.value is None:
        return Outcome(None, data.diagnostics)
    if _digest(data.value) != picture.digest:
        return Outcome(None, (_unusable(path, "picture-unreadable", "changed while it was read", "build again"),))
    from chronicle.pictures.decode import Unusable, encoded  # noqa: PLC0415 - Pillow takes 50 ms to load

    try:
        files = encoded(data.value, picture)
    except Unusable as problem:
        return Outcome(None, (_unusable(path, problem.code, problem.clause, problem.help),))
    made = Ready(picture.width, picture.height, picture.fallback, files)
    remember(cache, picture.digest, made)
    return Outcome(made)


def missing(path: str, mark: Mark, folder: str, file: str) -> Diagnostic:
    """What is said of a picture that the body at `path` shows and that is not there."""
    return diagnose(
        "picture-missing",
        f"the picture `{shown(file)}` is not there",
        path=path,
        mark=mark,
        help=f"put it into `{shown(folder)}/`, with the same letters in its name",
    )


def is_there(root: str, folder: str, file: str) -> bool:
    """Whether anything of that name lies in the folder."""
    return os.path.lexists(os.path.join(root, folder, file))


def _bytes(root: str, path: str) -> Outcome[bytes | None]:
    """The bytes of a picture; the folders on the way are real ones too."""
    folder = os.path.join(root, os.path.dirname(path))
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        message = f"`{shown(os.path.dirname(path))}` is a symbolic link"
        return Outcome(
            None, (diagnose("path-leaves-chronicle", message, path=path, help="put the folder itself there"),)
        )
    data = read_bytes(root, path, limit=MAX_BYTES)
    if any(found.code == "file-too-large" for found in data.diagnostics):
        clause = f"is larger than {MAX_BYTES // 1024 // 1024} MiB"
        return Outcome(None, (_unusable(path, "picture-too-large", clause, "save it smaller"),))
    return data


def _unusable(path: str, code: str, clause: str, help_: str) -> Diagnostic:
    return diagnose(code, f"the picture `{shown(path)}` {clause}", path=path, help=help_)


def _digest(data: bytes) -> str:
    return value_digest(RECIPE, data)
