"""What the site holds: its files as a build leaves them, the journal of one under way, the public checksums."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chronicle import __version__
from chronicle.base.digest import value_digest
from chronicle.plan import permalinks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chronicle.build.places import Places

CHECKSUMS = permalinks.CHECKSUMS.removeprefix("/")
"""The file of the site that lists the SHA-256 of every other, as `sha256sum --check` reads it."""
_SUM = 64
"""Letters of a checksum."""
_LINE_FEED = 10
_CHECKSUM_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


Stamp = tuple[int, int, int]
"""Size of a file, and times of modification and of change in ns."""


class Output(NamedTuple):
    """One file of the site."""

    key: str
    """Digest of all that it was made from; empty where that is not known."""
    sha256: str
    stamp: Stamp
    """As the build left it."""


def stamp(path: str) -> Stamp | None:
    """A file's stamp; None where there is no regular file."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return stamp_of(status)


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file of this status."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def owned_files(places: Places, outputs: Mapping[str, Output]) -> frozenset[str]:
    """Every file of the site that a build of ours has made: by the memo, an open journal, the public checksums."""
    return frozenset(outputs) | _journalled(places) | _public(places)


def open_journal(places: Places, files: Iterable[str]) -> None:
    """Says which files are ours before any of them is touched, so that a killed build can heal."""
    if os.path.isdir(places.journal):
        shutil.rmtree(places.journal)
    _write(places.journal, json.dumps(sorted(files), ensure_ascii=False))


def is_healing(places: Places) -> bool:
    """Whether a build was killed while it replaced files."""
    return os.path.lexists(places.journal)


def close_journal(places: Places) -> None:
    """All outputs are in place and recorded."""
    os.unlink(places.journal)


def checksums(outputs: Mapping[str, Output]) -> bytes:
    """The public checksums, by file."""
    return "".join(f"{outputs[name].sha256}  {name}\n" for name in sorted(outputs)).encode()


def public_checksums(folder: str) -> dict[str, str] | None:
    """The SHA-256 that the public checksums in a site's folder give each file; None where there are none to be read."""
    try:
        with open(os.path.join(folder, CHECKSUMS), encoding="utf-8") as file:
            lines = [_CHECKSUM_LINE.fullmatch(line.rstrip("\n")) for line in file]
    except (OSError, ValueError):
        return None
    if not lines or not all(line and _is_output(line[2]) for line in lines):
        return None
    return {line[2]: line[1] for line in lines if line}


def amended_checksums(places: Places, outputs: Mapping[str, Output]) -> list[bytes | memoryview]:
    """The public checksums as they are in the site, with those of a few files that it has already as they are now.

    In pieces, of which most are looked at where they are: a large site has megabytes of checksums.
    """
    with open(os.path.join(places.output, CHECKSUMS), "rb") as file:
        text = file.read()
    whole = memoryview(text)
    pieces: list[bytes | memoryview] = []
    position = 0
    for name in sorted(outputs):
        line = f"  {name}\n".encode()
        end = text.index(line, position + _SUM)
        while end > _SUM and text[end - _SUM - 1] != _LINE_FEED:
            end = text.index(line, end + 1)
        pieces += (whole[position : end - _SUM], outputs[name].sha256.encode())
        position = end
    return [*pieces, whole[position:]]


@cache
def maker() -> str:
    """Who makes these bytes: the versions and the very code of chronicle; what another maker remembers is not used."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sources = []
    for place, folders, names in os.walk(package):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                with open(os.path.join(place, name), "rb") as file:
                    sources.append((name, file.read()))
    return value_digest(__version__, sys.version_info[:2], tuple(sources))


def _journalled(places: Places) -> frozenset[str]:
    try:
        with open(places.journal, encoding="utf-8") as file:
            names = json.load(file)
    except (OSError, ValueError):
        return frozenset()
    return frozenset(filter(_is_output, names if isinstance(names, list) else ()))


def _public(places: Places) -> frozenset[str]:
    listed = public_checksums(places.output)
    return frozenset((CHECKSUMS, *listed)) if listed else frozenset()


def _is_output(name: object) -> bool:
    return isinstance(name, str) and not name.startswith("/") and ".." not in name.split("/")


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = path + ".new"
    with open(temporary, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(temporary, path)
