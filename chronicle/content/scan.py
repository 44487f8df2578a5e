"""The files below content/: found without following links, classified by their paths, unread."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, in_order
from chronicle.base.slugs import slug_problem
from chronicle.base.text_safety import deceptions, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTENT_FOLDER = "content"
PAGES_FOLDER = f"{CONTENT_FOLDER}/pages"
REGISTER_FILES = ("names.yml", "sources.yml", "topics.yml")
REGISTER_PATHS = tuple(f"{CONTENT_FOLDER}/{name}" for name in REGISTER_FILES)
MAX_FOLDERS = 12
"""Deepest folder below content/; an entry lies in the third, its attachments in the fourth or below."""
MAX_NAME_BYTES = 200
"""Longest name of a file or folder: file systems end at 255, and outputs add to it."""
LEFTOVERS = re.compile(r"\.(?!\.).*|.*~|#.*|.*\.(?:bak|swp|orig|tmp)|Thumbs\.db", re.DOTALL | re.IGNORECASE)
"""Names that editors and systems leave behind: nothing of the chronicle's."""

_DEPTH = 4
"""Slashes in the path of an entry."""
_ENTRY = re.compile(r"content/(\d{4})/(\d{2})/(\d{2})/([^/]+)\.([^./]+)\.md")
_DAY = re.compile(r"content/([0-9]{4})/([0-9]{2})/([0-9]{2})")
_PLAIN_NAME = re.compile(r"([a-z0-9-]{1,80})\.([A-Za-z0-9-]{1,40})\.md")
_UNDATED = re.compile(r"content/undated/([^/]+)\.([^./]+)\.md")
_PROPOSED = re.compile(r"content/(?:\d{4}/\d{2}/\d{2}|undated)/([^/]+)\.([^./]+)\.md\.proposed")
_STANDING = re.compile(r"content/pages/([^/]+)\.([^./]+)\.md")
_ATTACHMENT = re.compile(r"content/(\d{4})/(\d{2})/(\d{2})/([a-z0-9-]+)/.+", re.DOTALL)


Stamp = tuple[int, int, int, int]
"""Size, times of modification and of change in ns, inode."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the user's, as its path tells it."""

    path: str
    """Below the chronicle's root, with `/`."""
    stamp: Stamp
    kind: Literal["entry", "register", "standing", "attachment"]
    day: date | None = None
    """Of an entry, and of its attachments."""
    slug: str = ""
    language: str = ""
    """Of an entry or a standing text: the suffix of its name, unchecked."""

    @property
    def key(self) -> str:
        """The key of the entry: day and slug; the path of any other file."""
        return f"{self.day}/{self.slug}" if self.day else self.path


def scan(root: str) -> Outcome[tuple[SourceFile, ...]]:
    """Every file below content/ that the site is made from, by path, and what else lies there that should not."""
    top = os.path.join(root, CONTENT_FOLDER)
    if os.path.islink(top):
        return Outcome((), (_link(CONTENT_FOLDER),))
    files: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    folders = [(top, CONTENT_FOLDER, 0)]
    while folders:
        folder, path, depth = folders.pop()
        try:
            with os.scandir(folder) as found:
                children = list(found)
        except OSError as error:
            diagnostics.append(_unreadable(path, error))
            continue
        day = _day(path)
        for child in children:
            if day and (file := _plain_entry(child, path, day)):
                files.append(file)
                continue
            if LEFTOVERS.fullmatch(child.name):
                continue
            below = f"{path}/{child.name}"
            if problem := _refusal(child, below, depth):
                diagnostics.append(problem)
            elif child.is_dir(follow_symlinks=False):
                folders.append((child.path, below, depth + 1))
            else:
                _take(child, below, files, diagnostics)
    return Outcome(tuple(sorted(files, key=attrgetter("path"))), in_order(diagnostics))


def common_paths(root: str) -> tuple[str, ...]:
    """The files below content/ that every page may depend on: registers, there or not, and standing texts."""
    folder = os.path.join(root, PAGES_FOLDER)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) and not os.path.islink(folder) else []
    standing = (f"{PAGES_FOLDER}/{name}" for name in names if not LEFTOVERS.fullmatch(name))
    return (*REGISTER_PATHS, *filter(_STANDING.fullmatch, standing))


def documents_among(paths: Iterable[str]) -> int:
    """How many of these files are entries; the others are attached to them, a folder further down."""
    return len([path for path in paths if path.count("/") == _DEPTH])


def source_file(root: str, path: str) -> SourceFile | None:
    """The entry, attachment, register or standing text at `path` below `root`; None where there is none."""
    try:
        status = os.lstat(os.path.join(root, path))
    except OSError:
        return None
    found = _classified(path, status)
    return found if isinstance(found, SourceFile) else None


def _day(folder: str) -> date | None:
    """The day that a folder of entries stands for; None where it is no such folder, or not certainly."""
    match = _DAY.fullmatch(folder)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _plain_entry(child: os.DirEntry[str], folder: str, day: date) -> SourceFile | None:
    """The entry that a name of plain letters tells, as nearly all do; None where it has to be looked at closer."""
    match = _PLAIN_NAME.fullmatch(child.name)
    if match is None or slug_problem(match[1]) or not child.is_file(follow_symlinks=False):
        return None
    return SourceFile(
        f"{folder}/{child.name}", _stamp(child.stat(follow_symlinks=False)), "entry", day, match[1], match[2]
    )


def _stamp(status: os.stat_result) -> Stamp:
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _take(child: os.DirEntry[str], path: str, files: list[SourceFile], diagnostics: list[Diagnostic]) -> None:
    file = _classified(path, child.stat(follow_symlinks=False))
    if isinstance(file, SourceFile):
        files.append(file)
    elif file is not None:
        diagnostics.append(file)


def _classified(path: str, status: os.stat_result) -> SourceFile | Diagnostic | None:
    if attachment := _ATTACHMENT.fullmatch(path):
        year, month, day, slug = attachment.groups()
        when = _day(f"{CONTENT_FOLDER}/{year}/{month}/{day}")
        return SourceFile(path, _stamp(status), "attachment", when, slug) if when else None
    return _read_later(path, _stamp(status)) or _left_out(path)


def _read_later(path: str, stamp: Stamp) -> SourceFile | Diagnostic | None:
    """A file that the site is made from; None for any other."""
    if entry := _ENTRY.fullmatch(path):
        return _entry(path, stamp, entry)
    if path.removeprefix("content/") in REGISTER_FILES:
        return SourceFile(path, stamp, "register")
    if standing := _STANDING.fullmatch(path):
        if problem := slug_problem(standing[1]):
            message = f"the name `{shown(standing[1])}` {problem}"
            return diagnose("path-unsafe", message, path=path, help="rename the file")
        return SourceFile(path, stamp, "standing", None, standing[1], standing[2])
    return None


def _left_out(path: str) -> Diagnostic:
    """What is said of a file that the site is not made from."""
    if _UNDATED.fullmatch(path):
        help_ = "move it to `content/YYYY/MM/DD/` and give it that `date`; or date its seed in `seeds/seeds.yml`"
        return diagnose("undated-entry", f"`{shown(path)}` has no date and is left out", path=path, help=help_)
    if _PROPOSED.fullmatch(path):
        help_ = (
            f"compare it with `{shown(path.removesuffix('.proposed'))}`: rename it over that to take it, or delete it"
        )
        return diagnose("entry-proposed", f"`{shown(path)}` waits for a decision", path=path, help=help_)
    help_ = (
        "entries are `content/YYYY/MM/DD/name.LANGUAGE.md`, "
        "pages of the chronicle's own `content/pages/name.LANGUAGE.md`, "
        "registers `content/names.yml`, `sources.yml`, `topics.yml`"
    )
    return diagnose("unexpected-file", f"`{shown(path)}` is no entry and is left out", path=path, help=help_)


def _entry(path: str, stamp: Stamp, match: re.Match[str]) -> SourceFile | Diagnostic:
    year, month, day, slug, language = match.groups()
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        message = f"the folder `{year}/{month}/{day}` is no day of the calendar"
        return diagnose("date-against-path", message, path=path, help="move the file to the day of the event")
    if problem := slug_problem(slug):
        return diagnose("path-unsafe", f"the name `{shown(slug)}` {problem}", path=path, help="rename the file")
    return SourceFile(path, stamp, "entry", when, slug, language)


def _refusal(child: os.DirEntry[str], path: str, depth: int) -> Diagnostic | None:
    if problem := _name_problem(child.name):
        return diagnose("path-unsafe", f"the name `{shown(child.name)}` {problem}", path=path, help="rename it")
    # Windows has junctions besides links; Python knows them from 3.12 on, and `bool()` is False.
    if child.is_symlink() or getattr(child, "is_junction", bool)():
        return _link(path)
    if child.is_dir(follow_symlinks=False):
        if depth == MAX_FOLDERS:
            message = f"folders more than {MAX_FOLDERS} deep"
            return diagnose("path-unsafe", message, path=path, help="move the files up")
        if child.name.endswith(".md"):
            return diagnose(
                "unexpected-file", f"`{shown(path)}` is a folder", path=path, help="rename it without `.md`"
            )
    elif not child.is_file(follow_symlinks=False):
        return diagnose("file-unreadable", f"`{shown(path)}` is not a regular file", path=path, help="delete it")
    return None


def _name_problem(name: str) -> str | None:
    try:
        data = name.encode()
    except UnicodeEncodeError:
        return "is not UTF-8"
    if len(data) > MAX_NAME_BYTES:
        return f"is longer than {MAX_NAME_BYTES} bytes"
    if "\n" in name or "\t" in name or deceptions(name):
        return "holds signs that do not show"
    return None


def _link(path: str) -> Diagnostic:
    message = f"`{shown(path)}` is a symbolic link"
    return diagnose("path-leaves-chronicle", message, path=path, help="put the file itself in its place")


def _unreadable(path: str, error: OSError) -> Diagnostic:
    reason = (error.strerror or "no reason given").lower()
    help_ = "entries and registers lie in the folder `content`" if path == CONTENT_FOLDER else ""
    return diagnose("file-unreadable", f"the folder `{shown(path)}` cannot be read: {reason}", path=path, help=help_)
