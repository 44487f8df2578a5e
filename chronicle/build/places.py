"""Where a build may write: the site's folder, the state folder, and no link on the way."""

from __future__ import annotations

import os
from dataclasses import dataclass

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.base.digest import sha256

STATE = ".chronicle"
"""Folder of everything that may be deleted at will."""
PREVIEW = f"{STATE}/preview"
"""Where previews are built: never where a site to be published is."""
_INPUTS = ("content", "seeds", "templates", STATE, ".git")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one build; absolute."""

    root: str
    output: str
    staging: str
    """New files wait here until all of them are there; on the output's file system."""
    memo: str
    """What is remembered of the last build of this output."""
    journal: str
    """There while outputs are being replaced."""
    pictures: str
    """What was made of pictures, for any output."""
    is_new: bool = False
    """Whether the site is made whole beside its place, because nothing stands there yet."""


def places(root: str, output: str) -> Places:
    """The folders for building the chronicle in `root` into `output`."""
    root = os.path.abspath(root)
    output = os.path.normpath(os.path.join(root, output))
    name = sha256(os.path.relpath(output, root).encode("utf-8", "surrogateescape"))[:16]
    state = os.path.join(root, STATE)
    is_near = _device(output) == _device(state)
    staging = os.path.join(state, "staging") if is_near else f"{output}.{name}.staging"
    return Places(
        root=root,
        output=output,
        staging=staging,
        memo=os.path.join(state, "outputs", f"{name}.sqlite"),
        journal=os.path.join(state, "outputs", f"{name}.journal"),
        pictures=os.path.join(state, "pictures"),
    )


def place_problem(where: Places) -> Diagnostic | None:
    """Why the site may not be written there: it would swallow the sources, or a link leads elsewhere."""
    name = os.path.relpath(where.output, where.root)
    sources = (where.root, *(os.path.join(where.root, each) for each in _INPUTS))
    swallows = any(_is_within(source, where.output) for source in sources)
    is_swallowed = any(_is_within(where.output, source) for source in sources[1:])
    if swallows or (is_swallowed and where.output != os.path.join(where.root, PREVIEW)):
        return diagnose(
            "output-refused",
            f"the site may not be written to `{name}`, which holds files of the chronicle",
            help="choose a folder of its own, such as `site`",
        )
    if os.path.lexists(where.output) and not os.path.isdir(where.output):
        return diagnose("output-refused", f"`{name}` is not a folder", help="move it away or choose another `--output`")
    return link_problem(where, "")


def link_problem(where: Places, file: str) -> Diagnostic | None:
    """The link on the way from the root to an output file, if there is one: writing through it would leave the site."""
    path = os.path.join(where.output, file) if file else where.output
    stop = where.root if _is_within(where.output, where.root) else os.path.dirname(where.output)
    while len(path) > len(stop):
        if os.path.islink(path):
            name = os.path.relpath(path, where.root)
            return diagnose(
                "output-refused", f"`{name}` is a symbolic link", path=name, help="replace it by a real folder"
            )
        path = os.path.dirname(path)
    return None


def _is_within(path: str, folder: str) -> bool:
    path, folder = os.path.realpath(path), os.path.realpath(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _device(path: str) -> int:
    while not os.path.exists(path):
        path = os.path.dirname(path)
    return os.stat(path).st_dev
