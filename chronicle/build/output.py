"""Putting outputs in place: staged, then replaced one by one, then what is stale removed; a new site all at once."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.base.digest import sha256
from chronicle.build.manifest import CHECKSUMS, Output, Stamp, open_journal, stamp, stamp_of
from chronicle.build.places import Places, link_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_PLACE = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL)
"""Errors of an address that collides with another, is too long, or no name of a file."""
_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


Pieces = list[bytes | memoryview]
"""Bytes that follow each other."""


class Made(NamedTuple):
    """An output as this build makes it."""

    file: str
    key: str
    sha256: str
    staged: str
    """The staged file; empty where the site has these bytes already."""
    stamp: Stamp = (0, 0, 0)
    """Of a file staged where it belongs in a new site, which moves there with all folders around it."""


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
    if places.is_new and (made := _staged_in_place(places, file, data)):
        return Made(file, key, digest, *made)
    if _holds(f"{places.output}/{file}", data):
        return Made(file, key, digest, "")
    staged = f"{places.staging}/{os.urandom(16).hex()}"  # not even a worker given up for lost writes there too
    _write(staged, data)
    return Made(file, key, digest, staged)


def _staged_in_place(places: Places, file: str, data: bytes) -> tuple[str, Stamp] | None:
    """Writes an output where it belongs in a new site; None where it cannot stand there, which others report."""
    site = _new_site(places)
    staged = f"{site}/{file}"
    if ".." in file:
        return None
    try:
        _make_folders(staged.rpartition("/")[0])  # nearly every page has a folder of its own
        return staged, _write(staged, data)
    except OSError as error:
        if error.errno not in _NO_PLACE:
            raise
        return None


def _new_site(places: Places) -> str:
    """Where a site is made of which nothing is in its place yet."""
    return f"{places.staging}/site"


def target_problems(places: Places, made: Iterable[Made], owned: frozenset[str]) -> list[Diagnostic]:
    """What must not be touched: files that are not ours where an output goes, links on the way to any file of ours."""
    if not os.path.lexists(places.output):
        return []
    files = {each.file for each in made if each.staged}
    needed = _folders(files)
    there = {""} if os.path.isdir(places.output) else set()
    found = []
    for folder in sorted((needed | _folders(owned)) - {""}):
        if folder.rpartition("/")[0] not in there:
            continue
        kind = _kind(f"{places.output}/{folder}")
        if kind == stat.S_IFDIR:
            there.add(folder)
        elif problem := link_problem(places, folder):
            found.append(problem)
        elif kind and folder in needed and folder not in owned:
            found.append(_foreign(places, folder))
    new = (file for file in sorted(files - owned) if file.rpartition("/")[0] in there)
    return [*found, *(_foreign(places, file) for file in new if _is_in_the_way(places, file, owned))]


def commit(  # noqa: PLR0913 - all of them named, or the subject
    places: Places,
    made: tuple[Made, ...],
    *,
    stale: tuple[str, ...],
    unrecorded: Iterable[str],
    sums: Callable[[Mapping[str, Output]], Pieces],
    is_synced: bool = True,
) -> Committed:
    """Puts what was made in its place and removes what is stale.

    The order makes every moment safe to be killed at: journal, replace, prune, sync, checksums; the journal stays open
    until the caller has remembered what was done. `unrecorded` are the files of ours that the memo does not name;
    `sums` gives the public checksums, of what was made and of the rest. A new site is put in place whole.
    """
    open_journal(places, {*unrecorded, CHECKSUMS})
    if places.is_new and not os.path.lexists(places.output):
        site = _new_site(places)
        if all(each.staged == f"{site}/{each.file}" for each in made):
            return _move_in(places, made, sums)
    blocking = _blocking(stale, made) if stale else frozenset()
    for file in blocking:
        _remove(places, file)
    written = [each.file for each in made if each.staged]
    for folder in sorted(_folders([*written, CHECKSUMS])):
        _make_folder(f"{places.output}/{folder}" if folder else places.output)
    for each in made:
        if each.staged:
            os.replace(each.staged, f"{places.output}/{each.file}")
    pruned = tuple(file for file in stale if _remove(places, file) or file in blocking)
    if is_synced and hasattr(os, "sync"):
        os.sync()
    new = {each.file: _output(places, each) for each in made}
    if _publish_sums(places, sums(new)):
        written.append(CHECKSUMS)
    new[CHECKSUMS] = _output(places, Made(CHECKSUMS, "", "", ""))
    return Committed(tuple(sorted(written)), pruned, new)


def _move_in(places: Places, made: tuple[Made, ...], sums: Callable[[Mapping[str, Output]], Pieces]) -> Committed:
    """Puts a new site in its place, all at once."""
    new = {each.file: Output(each.key, each.sha256, each.stamp) for each in made}
    _write(f"{_new_site(places)}/{CHECKSUMS}", *sums(new))
    if hasattr(os, "sync"):
        os.sync()
    os.rename(_new_site(places), places.output)
    new[CHECKSUMS] = _output(places, Made(CHECKSUMS, "", "", ""))
    return Committed(tuple(sorted(new)), (), new)


def _publish_sums(places: Places, pieces: Pieces) -> bool:
    """Puts the public checksums in place; says whether they are other ones."""
    if len(pieces) == 1 and _holds(f"{places.output}/{CHECKSUMS}", bytes(pieces[0])):
        return False
    staged = f"{places.staging}/{os.urandom(16).hex()}"
    _write(staged, *pieces)
    os.replace(staged, f"{places.output}/{CHECKSUMS}")
    return True


def _is_in_the_way(places: Places, file: str, owned: frozenset[str]) -> bool:
    """Whether something that is not ours stands where a file must go: a file, or others below a folder."""
    target = os.path.join(places.output, file)
    if _kind(target) != stat.S_IFDIR:
        return os.path.lexists(target)
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


def _kind(path: str) -> int:
    """What stands at a path, a link not followed; 0 for nothing."""
    try:
        return stat.S_IFMT(os.lstat(path).st_mode)
    except OSError:
        return 0


def _holds(path: str, data: bytes) -> bool:
    marks = stamp(path)
    if marks is None or marks[0] != len(data) or _kind(path) != stat.S_IFREG:
        return False
    with open(path, "rb") as file:
        return file.read() == data


def _write(path: str, *pieces: bytes | memoryview) -> Stamp:
    """A new file with our mode, whatever the umask, and its stamp; `open` takes three times as long."""
    descriptor = os.open(path, _NEW, _FILE_MODE)
    try:
        os.fchmod(descriptor, _FILE_MODE) if hasattr(os, "fchmod") else os.chmod(path, _FILE_MODE)
        for piece in pieces:
            written = os.write(descriptor, piece)
            while written < len(piece):
                written += os.write(descriptor, piece[written:])
        return stamp_of(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def _output(places: Places, made: Made) -> Output:
    return Output(made.key, made.sha256, stamp(f"{places.output}/{made.file}") or (0, 0, 0))


def _make_folder(path: str) -> None:
    """With our mode, whatever the umask; the folder around it is there."""
    try:
        os.mkdir(path)
    except FileExistsError:
        return
    os.chmod(path, _FOLDER_MODE)


def _make_folders(path: str) -> None:
    """The folder with those around it, of which most are there."""
    try:
        _make_folder(path)
    except FileNotFoundError:
        _make_folders(path.rpartition("/")[0])
        _make_folder(path)


def _folders(files: Iterable[str]) -> set[str]:
    """The folders that files lie in, with all around them; the empty name is the site's own."""
    found: set[str] = set()
    for file in files:
        folder = file.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _blocking(stale: tuple[str, ...], made: tuple[Made, ...]) -> frozenset[str]:
    """Stale files that stand where a folder must be, or in a folder that stands where a file must be."""
    new = {each.file for each in made}
    folders = _folders(new)
    return frozenset(file for file in stale if file in folders or not new.isdisjoint(_folders((file,))))


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
