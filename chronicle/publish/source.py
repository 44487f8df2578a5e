"""The committed state of a chronicle, as files of its own: what is published is what is in the history."""

from __future__ import annotations

import os
import shutil
from typing import NamedTuple

from chronicle.build.places import STATE
from chronicle.publish.git import git, git_line

FOLDER = os.path.join(STATE, "publish")


class Source(NamedTuple):
    """A commit, laid out."""

    root: str
    """Folder of the chronicle's files."""
    commit: str
    date: str
    """When it was committed, as git writes it: seconds and time zone."""
    changed: tuple[str, ...]
    """Files of the chronicle that are not as committed, and so are not published."""


def lay_out(root: str) -> Source:
    """Writes the chronicle's part of the last commit below `.chronicle/`; index and working tree are not touched."""
    commit = git_line(root, "rev-parse", "--verify", "HEAD^{commit}")
    prefix = git_line(root, "rev-parse", "--show-prefix")
    folder = os.path.join(root, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    files = os.path.join(folder, "source")
    os.makedirs(files)
    index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
    git(root, "read-tree", f"{commit}:{prefix}", also=index)
    top = {**index, "GIT_DIR": git_line(root, "rev-parse", "--absolute-git-dir"), "GIT_WORK_TREE": files}
    git(files, "checkout-index", "--all", also=top)
    shutil.rmtree(os.path.join(files, "site"), ignore_errors=True)
    status = git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    changed = tuple(sorted(line[3:].decode("utf-8", "replace") for line in status.split(b"\0") if line))
    date = git_line(root, "show", "--no-patch", "--format=%cd", "--date=raw", commit)
    return Source(files, commit, date, changed)


def clear(root: str) -> None:
    """Nothing of a publishing stays behind."""
    shutil.rmtree(os.path.join(root, FOLDER), ignore_errors=True)
