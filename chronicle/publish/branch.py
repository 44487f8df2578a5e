"""The branch that holds the published site: what is there, what would change, and sending it."""

from __future__ import annotations

import os
import re
from typing import IO, NamedTuple

from chronicle.base.digest import sha256
from chronicle.publish.git import ABSENT, GitFailed, git, git_fed, git_line

_THERE = "refs/chronicle/there"
_NEXT = "refs/chronicle/next"
_WHO = "chronicle <chronicle@example.invalid>"
"""The same on every machine, so that the same site makes the same commit."""
_TREE_LINE = re.compile(r"^Site-Tree: ([0-9a-f]{40,64})$", re.MULTILINE)


class Altered(Exception):  # noqa: N818 - says what happened
    """A file of the site is not as it was built."""


class Difference(NamedTuple):
    """What publishing changes; files of the site."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.changed or self.removed)


def tip(root: str, remote: str, branch: str) -> str:
    """The commit that the remote's branch is at; `ABSENT` where there is no such branch."""
    listed = git_line(root, "ls-remote", "--", remote, f"refs/heads/{branch}")
    return listed.split()[0] if listed else ABSENT


def fetch(root: str, remote: str, branch: str) -> None:
    """Brings the branch here, under a name that nobody else uses."""
    refspec = f"+refs/heads/{branch}:{_THERE}"
    quiet = ("--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance", "--refmap=")
    git(root, "fetch", *quiet, "--", remote, refspec)


def is_ours(root: str, commit: str) -> bool:
    """Whether `commit` is as chronicle made it: its message names its tree."""
    found = _TREE_LINE.findall(git(root, "show", "--no-patch", "--format=%B", commit).decode("utf-8", "replace"))
    return found == [git_line(root, "rev-parse", f"{commit}^{{tree}}")]


def store(root: str, site: str, sums: dict[str, str]) -> str:
    """Puts exactly the files of `sums` into the repository, each compared with its digest; returns their tree."""

    def feed(stream: IO[bytes]) -> None:
        stream.write(f"feature done\ncommit {_NEXT}\ncommitter {_WHO} 0 +0000\ndata 0\ndeleteall\n".encode())
        for file in sorted(sums):
            data = _bytes(site, file)
            if sha256(data) != sums[file]:
                raise Altered(file)
            stream.write(b"M 100644 inline %s\ndata %d\n" % (_quoted(file), len(data)))
            stream.write(data)
            stream.write(b"\n")
        stream.write(b"done\n")

    git(root, "update-ref", "-d", _NEXT)
    git_fed(root, ("fast-import", "--quiet", "--force", "--date-format=raw"), feed)
    return git_line(root, "rev-parse", f"{_NEXT}^{{tree}}")


def difference(root: str, before: str, tree: str) -> Difference:
    """What of the files of the commit `before` is other in `tree`."""
    if before == ABSENT:
        names = git(root, "ls-tree", "-r", "-z", "--name-only", tree).decode().split("\0")
        return Difference(tuple(filter(None, names)), (), ())
    fields = git(root, "diff-tree", "-r", "-z", "--no-renames", "--name-status", before, tree).decode().split("\0")
    pairs = list(zip(fields[::2], fields[1::2], strict=False))
    added, changed, removed = (tuple(file for kind, file in pairs if kind in kinds) for kinds in ("A", "MT", "D"))
    return Difference(added, changed, removed)


def texts(root: str, commit: str, files: tuple[str, ...]) -> dict[str, str]:
    """The files as the commit has them."""
    asked = "".join(f"{commit}:{file}\n" for file in files).encode()
    answer = memoryview(git(root, "cat-file", "--batch", data=asked))
    found, position = {}, 0
    for file in files:
        end = bytes(answer[position : position + 200]).index(b"\n") + position
        size = int(bytes(answer[position:end]).split()[-1])
        found[file] = bytes(answer[end + 1 : end + 1 + size]).decode("utf-8", "replace")
        position = end + size + 2
    return found


def commit(root: str, tree: str, *, parent: str, source: str, date: str) -> str:
    """A commit of `tree` on top of what is published; the same on any machine."""
    name, _, address = _WHO.rstrip(">").partition(" <")
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in
           (("NAME", name), ("EMAIL", address), ("DATE", date))}  # fmt: skip
    message = f"Publish {source[:12]}\n\nSource-Commit: {source}\nSite-Tree: {tree}\n"
    parents = () if parent == ABSENT else ("-p", parent)
    return git(root, "commit-tree", *parents, tree, data=message.encode(), also=who).decode().strip()


def push(root: str, remote: str, branch: str, *, new: str, expected: str) -> None:
    """Moves the remote's branch from `expected` to `new`, or not at all; then looks whether it is there."""
    lease = f"--force-with-lease=refs/heads/{branch}:{'' if expected == ABSENT else expected}"
    options = ("--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", lease)
    git(root, "push", *options, "--", remote, f"{new}:refs/heads/{branch}")
    if (there := tip(root, remote, branch)) != new:
        raise GitFailed(f"the branch is at {there[:12]}, not at {new[:12]} that was pushed")


def forget(root: str) -> None:
    """Removes the names that only a publishing under way needs."""
    for name in (_NEXT, _THERE):
        git(root, "update-ref", "-d", name)


def _bytes(site: str, file: str) -> bytes:
    try:
        handle = os.open(os.path.join(site, file), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        raise Altered(file) from None
    with open(handle, "rb") as stream:
        return stream.read()


def _quoted(file: str) -> bytes:
    return b'"%s"' % file.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
