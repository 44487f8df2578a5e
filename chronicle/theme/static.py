"""The theme's static files as a site holds them: the style sheet joined from its parts, the rest as they are."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from chronicle.theme.loader import STATIC, static_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.chronicle import Fonts

SHEET = "chronicle.css"
"""The style sheet that every page asks for."""
PARTS = (SHEET, "fonts.css", "tokens.css", "own.css")
"""What it is joined from, in this order: one request, and the chronicle replaces or adds the part that it means."""
_FACES = ("fonts.css", "fonts/")
"""What of the default theme a chronicle with system fonts does without."""
_SPARED = re.compile(
    rb"""(?P<comment>/\*.*?(?:\*/|\Z))|(?P<line>\s*\n\s*)|(?P<space>(?<=[{};,:])[ \t]+|[ \t]+(?=[{}]))"""
    rb"""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)"']*\)""",
    re.DOTALL,
)
"""What readers are spared: comments, closed by the end of their part at the latest, indentation, spaces beside marks.

That is 0.5 KB of 7 as a host sends it. Strings and addresses, which may hold what looks so, are passed over.
"""
_INSTEAD = {"comment": b" ", "line": b"\n", "space": b""}
_MARK = b"\xef\xbb\xbf"
"""What some editors write before UTF-8; inside a sheet it would be part of a selector."""


class StaticFile(NamedTuple):
    """A file below assets/."""

    below: str
    """Its path there, with `/`."""
    sources: tuple[str, ...]
    """On disk; of more than one the site holds one after the other."""


def site_files(folders: tuple[str, ...], fonts: Fonts) -> Iterator[StaticFile]:
    """The static files of a site, sorted by their paths; with `system` fonts those of the default theme are left out.

    A chronicle's own files in the places of those stay.
    """
    default = os.path.join(folders[-1], STATIC) + os.sep
    found = {
        below: path
        for path, below in static_files(folders)
        if fonts == "own" or not (below.startswith(_FACES) and path.startswith(default))
    }
    parts = tuple(found.pop(part) for part in PARTS if part in found)
    files = [StaticFile(below, (path,)) for below, path in found.items()]
    yield from sorted([*files, *([StaticFile(SHEET, parts)] if parts else [])])


def content(file: StaticFile) -> bytes:
    """The bytes of a static file."""
    pieces = [_read(path) for path in file.sources]
    if file.below != SHEET:
        return b"".join(pieces)
    return b"".join(_SPARED.sub(_shortened, piece.removeprefix(_MARK)).strip() + b"\n" for piece in pieces)


def _shortened(found: re.Match[bytes]) -> bytes:
    return _INSTEAD.get(found.lastgroup or "", found[0])


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
