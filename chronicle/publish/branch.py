"""The published branch: what it holds, what a new site changes in it, a commit more, and the push."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronicle.base.digest import sha256
from chronicle.build.manifest import CHECKSUMS
from chronicle.build.options import no_progress
from chronicle.check.integrity import altered, read_listed
from chronicle.plan import permalinks
from chronicle.publish.git import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chronicle.base.diagnostics import Diagnostic
    from chronicle.build.options import Progress
    from chronicle.publish.git import Git, TreeFile

_FILE = "100644"
_CNAME = permalinks.CNAME.removeprefix("/")
_OURS = "refs/chronicle/published/"
"""Refs that keep what was published from git's sweeping; no command of git's own shows or moves them."""
_BUILDING = "refs/chronicle/building/"
_WHO = "chronicle <chronicle@localhost>"
"""Nobody's name: who publishes a chronicle of a war may not wish to be in its history."""
_TREE = re.compile(r"^Chronicle-Tree: ([0-9a-f]+)$", re.MULTILINE)
_STEP = 500


@dataclass(frozen=True, slots=True)
class Tip:
    """The last commit of the remote's branch."""

    commit: str
    """Empty where the branch is not there yet."""
    files: Mapping[str, TreeFile]
    is_ours: bool
    """Whether chronicle made it, and nobody has touched it since."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new site changes in a branch: files, by path."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.changed or self.removed)


def remote_tip(git: Git, remote: str, branch: str, *, domain: str | None) -> Tip:
    """What the remote's branch holds now; brings its objects here where they are not."""
    listed = git.line("ls-remote", "--", remote, f"refs/heads/{branch}")
    if not listed:
        return Tip("", {}, is_ours=True)
    commit = listed.split("\t")[0]
    if git.answer("cat-file", "-e", f"{commit}^{{commit}}") is None:
        refs = f"+refs/heads/{branch}:{_OURS}{branch}"
        git.run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", "--", remote, refs)
    return Tip(commit, git.tree(commit), _is_ours(git, commit, domain))


def blob_names(git: Git, folder: str, listed: Mapping[str, str], *, progress: Progress = no_progress) -> Blobs:
    """What git calls each file of a site, every one of them read and compared with its checksum on the way."""
    algorithm = git.line("rev-parse", "--show-object-format")
    names: dict[str, str] = {}
    problems = []
    for number, file in enumerate((*sorted(listed), CHECKSUMS)):
        if not number % _STEP:
            progress("comparing", number, len(listed) + 1)
        data = read_listed(folder, file)
        if data is None or (file != CHECKSUMS and sha256(data) != listed[file]):
            problems.append(altered(file, shown="site", is_there=data is not None))
            continue
        names[file] = _blob_name(data, algorithm)
    progress("comparing", 1, 1)
    return Blobs(names, tuple(problems))


@dataclass(frozen=True, slots=True)
class Blobs:
    """The files of a site as git would name them."""

    names: Mapping[str, str]
    problems: tuple[Diagnostic, ...]


def difference(tip: Tip, names: Mapping[str, str]) -> Difference:
    """What differs between the branch and a site."""
    old = {path: (file.mode, file.blob) for path, file in tip.files.items()}
    new = {path: (_FILE, name) for path, name in names.items()}
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def commit_site(  # noqa: PLR0913 - all of them named
    git: Git,
    folder: str,
    *,
    branch: str,
    tip: Tip,
    blobs: Blobs,
    differing: Difference,
    source: str,
    seconds: int,
) -> str:
    """A commit of exactly these files on top of the tip; the same site makes the same tree on any machine.

    Raises `GitFailed` where a file changes under our hands; nothing refers to what was stored till then.
    """
    building = f"{_BUILDING}{branch}"
    pieces = _stream(folder, building, tip=tip, differing=differing, seconds=seconds)
    git.feed("fast-import", "--quiet", "--force", "--date-format=raw", pieces=pieces)
    try:
        tree = git.line("rev-parse", f"{building}^{{tree}}")
        if {path: (file.mode, file.blob) for path, file in git.tree(tree).items()} != {
            path: (_FILE, name) for path, name in blobs.names.items()
        }:
            raise GitFailed("the site changed while it was published")
        manifest = sha256(read_listed(folder, CHECKSUMS) or b"")
        message = (
            f"Publish {source[:12]}\n\n"
            f"Chronicle-Source: {source}\nChronicle-Manifest: {manifest}\nChronicle-Tree: {tree}\n"
        )
        who, mail = _WHO.removesuffix(">").split(" <")
        identity = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", who), ("EMAIL", mail), ("DATE", f"{seconds} +0000"))
        }
        parents = ("-p", tip.commit) if tip.commit else ()
        return git.line("commit-tree", tree, *parents, data=message.encode(), also=identity)
    finally:
        git.run("update-ref", "-d", building)


def push(git: Git, remote: str, branch: str, *, commit: str, tip: Tip) -> bool:
    """Moves the remote's branch from the tip to a commit on top of it; False where it is elsewhere by now.

    The lease makes the remote refuse when anyone has moved the branch since the tip was read.
    Afterwards the remote is asked what it holds.
    """
    ref = f"refs/heads/{branch}"
    failure: GitFailed | None = None
    try:
        lease = f"--force-with-lease={ref}:{tip.commit}"
        git.run("push", "--quiet", "--no-verify", lease, "--", remote, f"{commit}:{ref}")
    except GitFailed as error:
        failure = error
    now = git.line("ls-remote", "--", remote, ref).split("\t")[0]
    if now == commit:
        git.run("update-ref", f"{_OURS}{branch}", commit)
        return True
    if failure and now == tip.commit:
        raise failure
    return False


def _stream(folder: str, ref: str, *, tip: Tip, differing: Difference, seconds: int) -> Iterator[bytes]:
    """What fast-import reads: the files that differ, the others as the tip has them."""
    yield f"commit {ref}\ncommitter {_WHO} {seconds} +0000\ndata 0\n".encode()
    if tip.commit:
        yield f"from {tip.commit}\n".encode()
    for file in differing.removed:
        yield b"D " + _quoted(file) + b"\n"
    for file in (*differing.added, *differing.changed):
        data = read_listed(folder, file)
        if data is None:
            raise GitFailed(f"`{file}` went away while it was published")
        yield b"M " + _FILE.encode() + b" inline " + _quoted(file) + b"\ndata %d\n" % len(data)
        yield data
        yield b"\n"
    yield b"done\n"


def _quoted(path: str) -> bytes:
    escaped = (
        path.encode("utf-8", "surrogateescape").replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    )
    return b'"' + escaped + b'"'


def _blob_name(data: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _is_ours(git: Git, commit: str, domain: str | None) -> bool:
    """Whether a commit holds the tree that its message says; so does one on which GitHub has set our own domain."""
    found = _TREE.search(git.line("show", "--no-patch", "--format=%B", commit))
    if found:
        return found[1] == git.line("rev-parse", f"{commit}^{{tree}}")
    parent = git.answer("rev-parse", "--verify", "--quiet", f"{commit}^1")
    if not (parent and domain):
        return False
    touched = git.line("diff-tree", "-r", "--no-renames", "--name-only", parent, commit)
    named = git.answer("cat-file", "blob", f"{commit}:{_CNAME}")
    return touched == _CNAME and (named or "").strip() == domain and _is_ours(git, parent, None)
