"""Git, spoken to by its plumbing: never the index, the working tree, HEAD or a hook."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GUARDS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "protocol.ext.allow=never",
    "gc.auto=0",
    "maintenance.auto=false",
    "push.followTags=false",
    "push.recurseSubmodules=no",
    "fetch.recurseSubmodules=no",
)
"""No program is run that the repository names, but those that reach its remote."""
_LEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
_OBJECTS = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE")
_STEERING = frozenset((*_LEADING, *_OBJECTS))
"""Variables that would lead git to another repository, as inside a hook."""
_SETTLED = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
_BATCH = 1000
_MODES = ("100644", "100755", "120000")


class GitMissing(Exception):  # noqa: N818 - a finding, told as a diagnostic
    """There is no git to be run."""


class GitFailed(Exception):  # noqa: N818 - as above
    """Git refused; what it said, in one line."""


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file of a commit."""

    mode: str
    blob: str
    """Its name among git's objects."""

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == "120000"


@dataclass(frozen=True, slots=True)
class Git:
    """The repository that a folder lies in."""

    folder: str

    def run(self, *arguments: str, data: bytes | None = None, also: dict[str, str] | None = None) -> bytes:
        """What a command prints; raises `GitFailed` with what it complains of."""
        done = self._done(arguments, data, also or {})
        if done.returncode:
            raise GitFailed(_said(done.stderr) or f"git {arguments[0]} ended with {done.returncode}")
        return done.stdout

    def line(self, *arguments: str, data: bytes | None = None, also: dict[str, str] | None = None) -> str:
        """The one line that a command prints."""
        return self.run(*arguments, data=data, also=also).decode("utf-8", "surrogateescape").strip("\n")

    def answer(self, *arguments: str) -> str | None:
        """The one line that a command prints; None where it fails, which is an answer too."""
        done = self._done(arguments, None, {})
        return None if done.returncode else done.stdout.decode("utf-8", "surrogateescape").strip("\n")

    def feed(self, *arguments: str, pieces: Iterator[bytes]) -> None:
        """Gives a command its input piece by piece; whoever stops giving ends it before it has done anything."""
        try:
            process = subprocess.Popen(  # noqa: S603 - git, with names held to patterns
                self._command(arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=_environment({}),
            )
        except FileNotFoundError:
            raise GitMissing from None
        with process:
            assert process.stdin is not None  # noqa: S101 - as asked for
            assert process.stderr is not None  # noqa: S101 - as asked for
            try:
                for piece in pieces:
                    process.stdin.write(piece)
                process.stdin.close()
            except BrokenPipeError:
                pass  # its complaint says why
            except BaseException:
                process.kill()
                with suppress(BrokenPipeError):  # what was not yet given is not given any more
                    process.stdin.close()
                raise
            complaint = process.stderr.read()
        if process.returncode:
            raise GitFailed(_said(complaint) or f"git {arguments[0]} ended with {process.returncode}")

    def tree(self, commit: str) -> dict[str, TreeFile]:
        """The files of a commit or tree, by path."""
        listing = self.run("ls-tree", "-r", "-z", "--full-tree", commit)
        found = {}
        for item in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            facts, path = item.split("\t", 1)
            mode, _, blob = facts.split(" ")
            if mode in _MODES:
                found[path] = TreeFile(mode, blob)
        return found

    def blobs(self, names: Sequence[str]) -> Iterator[bytes]:
        """The bytes of objects, in the order of their names."""
        for first in range(0, len(names), _BATCH):
            part = names[first : first + _BATCH]
            answered = self.run("cat-file", "--batch", data="".join(f"{name}\n" for name in part).encode())
            position = 0
            for name in part:
                end = answered.index(b"\n", position)
                head = answered[position:end].split(b" ")
                if len(head) != 3:  # noqa: PLR2004 - name, type and size
                    raise GitFailed(f"the object {name} is missing")
                size = int(head[2])
                yield answered[end + 1 : end + 1 + size]
                position = end + size + 2

    def _done(
        self, arguments: tuple[str, ...], data: bytes | None, also: dict[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - as above
                self._command(arguments),
                input=b"" if data is None else data,
                capture_output=True,
                env=_environment(also),
                check=False,
            )
        except FileNotFoundError:
            raise GitMissing from None

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return ["git", "-C", self.folder, *(part for guard in _GUARDS for part in ("-c", guard)), *arguments]


def _environment(also: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _STEERING}
    return {**kept, **_SETTLED, **also}


def _said(complaint: bytes) -> str:
    """The line of a complaint that says why."""
    lines = [line.strip() for line in complaint.decode("utf-8", "replace").split("\n") if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:", "!", "remote: error"))]
    return (telling or lines or [""])[0].removeprefix("fatal: ").removeprefix("error: ")
