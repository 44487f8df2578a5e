"""Putting outputs in place: staged, then replaced one by one, then what is stale removed."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.base.digest import sha256
from chronicle.build.manifest import CHECKSUMS, Output, checksums, open_journal, stamp
from chronicle.build.places import Places, link_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


class Made(NamedTuple):
    """An output as this build makes it."""

    file: str
    key: str
    sha256: str
    staged: str
    """The staged file; empty where the site has these bytes already."""


class Committed(NamedTuple):
    """What a commit did."""

    written: tuple[str, ...]
    pruned: tuple[str, ...]
    outputs: Mapping[str, Output]
    """The files made, as they are now in the site."""


def open_staging(places: Places) -> None:
    """An empty folder for new files."""
    shutil.rmtree(places.staging, ignore_errors=True)
    os.makedirs(places.staging)


def close_staging(places: Places) -> None:
    """Nothing of a build stays behind."""
    shutil.rmtree(places.staging, ignore_errors=True)


def stage(places: Places, file: str, key: str, data: bytes) -> Made:
    """Writes an output to the staging folder, unless the site has the same bytes already."""
    digest = sha256(data)
    if _holds(os.path.join(places.output, file), data):
        return Made(file, key, digest, "")
    staged = os.path.join(places.staging, os.urandom(16).hex())  # not even a worker given up for lost writes there too
    with open(staged, "wb") as target:
        target.write(data)
    os.chmod(staged, _FILE_MODE)
    return Made(file, key, digest, staged)


def target_problems(places: Places, made: Iterable[Made], owned: frozenset[str]) -> list[Diagnostic]:
    """What must not be touched: files that are not ours where an output goes, links on the way to any file of ours."""
    files = {each.file for each in made if each.staged}
    folders = sorted({os.path.dirname(file) for file in (*files, *owned)})
    found = [problem for folder in folders if (problem := link_problem(places, folder))]
    needed = {*files, *(file[:index] for file in files for index, letter in enumerate(file) if letter == "/")}
    found += [_foreign(places, file) for file in sorted(needed - owned) if _is_in_the_way(places, file, files, owned)]
    return found


def commit(places: Places, made: tuple[Made, ...], kept: Mapping[str, Output], owned: frozenset[str]) -> Committed:
    """Brings the site to what was made and kept.

    The order makes every moment safe to be killed at: journal, replace, prune, sync, checksums; the journal stays open
    until the caller has remembered what was done.
    """
    stale = tuple(sorted(owned - {each.file for each in made} - set(kept) - {CHECKSUMS}))
    open_journal(places, owned | {each.file for each in made} | {CHECKSUMS})
    blocking = _blocking(stale, made)
    for file in blocking:
        _remove(places, file)
    written = [each.file for each in made if each.staged]
    for each in made:
        if each.staged:
            _replace(places, each.staged, each.file)
    pruned = tuple(file for file in stale if _remove(places, file) or file in blocking)
    if hasattr(os, "sync"):
        os.sync()
    new = {each.file: _output(places, each) for each in made}
    last = stage(places, CHECKSUMS, "", checksums({**kept, **new}).encode())
    if last.staged:
        _replace(places, last.staged, CHECKSUMS)
        written.append(CHECKSUMS)
    new[CHECKSUMS] = _output(places, last)
    return Committed(tuple(sorted(written)), pruned, new)


def _is_in_the_way(places: Places, file: str, files: set[str], owned: frozenset[str]) -> bool:
    """Whether something that is not ours stands at `file`: a file there, or, where a file must go, others below it."""
    target = os.path.join(places.output, file)
    if not os.path.isdir(target):
        return os.path.lexists(target)
    if file not in files:
        return False
    below = (os.path.join(place, name) for place, _, names in os.walk(target) for name in names)
    return any(os.path.relpath(path, places.output).replace(os.sep, "/") not in owned for path in below)


def _foreign(places: Places, file: str) -> Diagnostic:
    name = os.path.relpath(os.path.join(places.output, file), places.root)
    return diagnose(
        "foreign-file",
        f"`{name}` was not made by chronicle and stands where a page goes",
        path=name,
        help="move it out of the site's folder; nothing was overwritten",
    )


def _holds(path: str, data: bytes) -> bool:
    marks = stamp(path)
    if marks is None or marks[0] != len(data) or os.path.islink(path) or not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return file.read() == data


def _output(places: Places, made: Made) -> Output:
    marks = stamp(os.path.join(places.output, made.file))
    return Output(made.key, made.sha256, marks or (0, 0, 0))


def _replace(places: Places, staged: str, file: str) -> None:
    _make_folder(places.output, os.path.dirname(file))
    os.replace(staged, os.path.join(places.output, file))


def _make_folder(base: str, folder: str) -> None:
    """Each folder with our mode, whatever the umask."""
    path = base
    for part in ("", *folder.split("/")):
        path = os.path.join(path, part) if part else path
        if not os.path.isdir(path):
            os.mkdir(path)
            os.chmod(path, _FOLDER_MODE)


def _blocking(stale: tuple[str, ...], made: tuple[Made, ...]) -> frozenset[str]:
    """Stale files that stand where a folder must be, or in a folder that stands where a file must be."""
    new = {each.file for each in made}
    folders = {file[:index] for file in new for index, letter in enumerate(file) if letter == "/"}
    return frozenset(
        file
        for file in stale
        if file in folders or any(file[:index] in new for index, letter in enumerate(file) if letter == "/")
    )


def _remove(places: Places, file: str) -> bool:
    """Removes one file of ours, and the folders that it leaves empty; says whether it was there."""
    path = os.path.join(places.output, file)
    try:
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    folder = os.path.dirname(path)
    with contextlib.suppress(OSError):
        while folder != places.output:
            os.rmdir(folder)
            folder = os.path.dirname(folder)
    return True
