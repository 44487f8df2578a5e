"""Git, spoken to so that nothing of a project's files can make it run a command: no hooks, no `ext::`, no options."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import IO

_ALWAYS = ("-c", "protocol.ext.allow=never", "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false")
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_NAMESPACE")
"""What git sets for its hooks: it would lead to another repository or index."""
ABSENT = "0" * 40
"""What stands for a branch that is not there."""


class GitFailed(Exception):  # noqa: N818 - says what happened
    """Git is not there, or did not do what it was asked."""


def git(root: str, *arguments: str, data: bytes = b"", also: Mapping[str, str] | None = None) -> bytes:
    """What git prints when run in `root` with `data` to read; raises GitFailed with its last words."""
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell; names are checked by pattern
            ["git", *_ALWAYS, *arguments],  # noqa: S607 - the git of the curator's own path
            cwd=root,
            input=data,
            capture_output=True,
            env=_environment(also),
            check=False,
        )
    except OSError as error:
        raise GitFailed(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None
    if done.returncode:
        raise GitFailed(_last_words(done.stderr))
    return done.stdout


def git_line(root: str, *arguments: str, also: Mapping[str, str] | None = None) -> str:
    """The one line that git prints."""
    return git(root, *arguments, also=also).decode("utf-8", "replace").strip()


def git_fed(root: str, arguments: tuple[str, ...], feed: Callable[[IO[bytes]], None]) -> None:
    """Runs git on what `feed` writes; what raises in `feed` ends git before it has done anything that stays."""
    try:
        process = subprocess.Popen(  # noqa: S603 - as above
            ["git", *_ALWAYS, *arguments],  # noqa: S607 - the git of the curator's own path
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(None),
        )
    except OSError as error:
        raise GitFailed(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None
    with process:
        assert process.stdin  # noqa: S101 - asked for above
        assert process.stderr  # noqa: S101 - asked for above
        try:
            feed(process.stdin)
            process.stdin.close()
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read()
    if process.returncode:
        raise GitFailed(_last_words(said))


def _environment(also: Mapping[str, str] | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    return {**kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(also or {})}


def _last_words(said: bytes) -> str:
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "!"))] or lines
    return telling[0].removeprefix("fatal: ").removeprefix("error: ") if telling else "git said nothing"
