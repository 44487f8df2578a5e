"""A glance at the inputs: what changed since the last build, by stamps alone; most builds need no closer look."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from chronicle import CONFIG_FILE
from chronicle.base.digest import value_digest
from chronicle.content.scan import CONTENT_FOLDER, common_paths, scan
from chronicle.theme.loader import sources_digest, static_files, theme_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chronicle.base.diagnostics import Diagnostic
    from chronicle.build.memo import Inputs
    from chronicle.build.options import BuildOptions
    from chronicle.content.scan import SourceFile, Stamp

MOST_CHANGED = 64
"""After a change of more files everything is read."""
_RECENT = 50_000_000
"""Nanoseconds within which a file may change again without another stamp: coarser than any clock of a file system."""
UNSURE = "-"
"""A stamp that equals none: the file was touched too lately to be told apart from its next version."""
_NO_STAMPS = ("", UNSURE)


class Glance(NamedTuple):
    """What the inputs look like beside those of the last build."""

    changed: tuple[str, ...]
    """Files of entries, and what is attached to them, whose stamp differs."""
    added: tuple[str, ...]
    removed: tuple[str, ...]
    sources: Mapping[str, str]
    """Stamp of each such file that is there."""
    folders: Mapping[str, str]
    """Stamp of each folder of content/."""
    scan_diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the names of files."""

    @property
    def is_still(self) -> bool:
        """Whether none of them differs."""
        return not (self.changed or self.added or self.removed)


def glance(root: str, known: Inputs, *, setting: str, options: BuildOptions, now: int) -> Glance | None:
    """What changed since the build that left `known`; None where more than a few entries did.

    `now` is the time in ns before anything was looked at: what was touched just before may be touched again unseen.
    """
    as_of = options.as_of.isoformat()
    if known.setting != setting or as_of < known.as_of or (known.until and as_of >= known.until):
        return None
    if known.encoder and known.encoder != _encoder():
        return None
    folders = stamps(root, known.folders, now)
    found = known.scan_diagnostics
    if folders != known.folders or UNSURE in folders.values():
        folders = content_folders(root, now)
        scanned = scan(root)
        found = scanned.diagnostics
        sources = stamps_of(scanned.value, now)
    else:
        sources = stamps(root, known.sources, now)
    before = known.sources
    changed = tuple(
        path for path, stamp in sources.items() if path in before and (stamp in _NO_STAMPS or stamp != before[path][0])
    )
    added = tuple(path for path in sources if path not in before)
    removed = tuple(path for path in before if path not in sources)
    if len(changed) + len(added) + len(removed) > MOST_CHANGED:
        return None
    return Glance(changed, added, removed, sources, folders, found)


def setting_of(root: str, options: BuildOptions) -> str:
    """A digest of all that a site is made from, but for its entries, the day, and this program."""
    return styled(root, core_of(root, options))


def core_of(root: str, options: BuildOptions) -> str:
    """A digest of that part of the setting which pages are made from: all but static files."""
    files = [CONFIG_FILE, *common_paths(root)]
    return value_digest(
        (options.base_url, options.with_drafts),
        tuple((file, _content(os.path.join(root, file))) for file in files),
        sources_digest(theme_folders(root)),
    )


def styled(root: str, core: str) -> str:
    """The setting of which `core` is the one part and the static files are the other."""
    return value_digest(core, tuple((below, _content(path)) for path, below in static_files(theme_folders(root))))


def content_folders(root: str, now: int) -> dict[str, str]:
    """The stamp of every folder of content/, whose names have not changed as long as it is the same.

    To be taken before the names are read; of a folder that cannot be, `scan` says why.
    """
    found = [CONTENT_FOLDER]
    for folder in found:
        with suppress(OSError), os.scandir(os.path.join(root, folder)) as children:
            found += sorted(f"{folder}/{child.name}" for child in children if child.is_dir(follow_symlinks=False))
    return stamps(root, found, now)


def stamps(root: str, paths: Iterable[str], now: int) -> dict[str, str]:
    """For each file or folder a stamp that differs whenever its bytes or names do; `UNSURE` where nobody can say."""
    found = {}
    lately = now - _RECENT
    for path in paths:
        try:
            status = os.lstat(f"{root}/{path}")
        except OSError:
            found[path] = ""
            continue
        marks = status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
        found[path] = _written(marks, lately)
    return found


def stamps_of(files: Iterable[SourceFile], now: int) -> dict[str, str]:
    """The same of all files that were found but registers, which belong to the setting."""
    return {file.path: _written(file.stamp, now - _RECENT) for file in files if file.kind != "register"}


def _written(stamp: Stamp, lately: int) -> str:
    size, modified, changed, inode = stamp
    return f"{size} {modified} {changed} {inode}" if modified <= lately and changed <= lately else UNSURE


def _encoder() -> str:
    from chronicle.pictures.encoder import encoder  # noqa: PLC0415 - most chronicles have no pictures

    return encoder()


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
