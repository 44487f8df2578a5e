"""Pictures in a body: one alone in a paragraph is a figure, if its file lies in the entry's own folder."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from chronicle.model.entry import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chronicle.model.picture import Figure

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
"""Of files that may be shown, in any case of letters."""
MAX_NAME_BYTES = 200

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_UNSAFE = re.compile(r"[/\\\x00-\x1f\x7f-\x9f]")
_OWN = "pictures lie in the entry's folder, such as `content/2020/11/15/talks/` for `talks.en.md`"
_FORMATS = "save it as a JPEG or PNG file; each page of a scan is a picture"


class Refusal(NamedTuple):
    """Why a picture is not shown."""

    clause: str
    help: str


def picture_file(address: str, folder: str) -> str | Refusal:
    """The name of the file that a picture's address means; `folder` is the name of the entry's own.

    The address as Markdown gives it, percent-encoded; beside the bare name editors want `folder/name`.
    """
    if _ELSEWHERE.match(address):
        return Refusal("lies elsewhere, where its owner would see who reads the page", _OWN)
    name = unquote(address)
    if folder and name.startswith(f"{folder}/"):
        name = name[len(folder) + 1 :]
    if not name or name.startswith(".") or _UNSAFE.search(name) or len(name.encode()) > MAX_NAME_BYTES:
        return Refusal("is no file of the entry's folder", _OWN)
    if not name.lower().endswith(ENDINGS):
        return Refusal("is of a kind that is not published", _FORMATS)
    return name


def folder_of(path: str) -> str:
    """The name of the folder in which the pictures of an entry lie, by the path of one of its files."""
    return path.rpartition("/")[2].partition(".")[0]


def figure_block(figure: Figure, source: str) -> Block:
    """The block of a figure: where nobody sees it, its words stand for it."""
    words = html.escape(figure.caption or figure.alternative, quote=False)
    text = " ".join(filter(None, (figure.alternative, figure.caption)))
    return Block("figure", f"<p>{words}</p>", text, source, figure)


def figure_places(blocks: Iterable[Block], body: str, first_line: int) -> Iterator[tuple[str, int, int]]:
    """For each figure its file, and the line and column where it stands; `first_line` is that of the body."""
    position = 0
    for block in blocks:
        if block.figure:
            position = body.find(block.source, position) + block.source.index("![")
            line = body.count("\n", 0, position)
            column = position - body.rfind("\n", 0, position)
            yield block.figure.file, first_line + line, column
            position += 1
