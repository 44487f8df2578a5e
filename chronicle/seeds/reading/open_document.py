"""An .odt file: the paragraphs of its text; notes, comments and deletions are left out with a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.model.seed import Dropped
from chronicle.seeds.reading.document import Piece, folded
from chronicle.seeds.reading.word_document import titled
from chronicle.seeds.reading.zipped_xml import RefusedError, open_archive, parse, part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.model.seed import PieceKind
    from chronicle.seeds.reading.document import Document

EXTRACTOR = "odt"


def read_open_document(data: bytes) -> Document:
    """The text of an .odt file (OpenDocument 1.3); raises RefusedError with why it has none.

    The title is a first paragraph in the style `Title` or a first heading of the first level.
    """
    content = part(open_archive(data), "content.xml")
    if content is None:
        raise RefusedError("the file is none of its format: it lacks `content.xml`")
    text = _Text()
    parse(content, text)
    return titled(EXTRACTOR, text.pieces, text.titles, text.dropped)


ASIDE = {"note": "footnote", "annotation": "comment", "tracked-changes": "deleted-text"}
"""Elements whose text is left out, and as what."""
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_MOST_SPACES = 1000


class _Text:
    """The paragraphs, in order; those of notes apart from those around them."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.titles: list[int] = []
        self.dropped: list[Dropped] = []
        self.parents: dict[str, str] = {}
        self.open: list[list[str]] = []
        self.kinds: list[tuple[PieceKind, bool]] = []
        self.asides: list[str] = []
        self.lists = self.number = 0

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        name, given = _local(name), {_local(key): value for key, value in given.items()}
        if name in ASIDE:
            self.asides.append(ASIDE[name])
        elif name in ("p", "h"):
            self.open.append([])
            self.kinds.append(self.kind(name, given))
        elif name == "style" and "name" in given:
            self.parents[given["name"]] = given.get("parent-style-name", "")
        elif name == "list-item":
            self.lists += 1
        elif self.open:
            self.open[-1].append(_sign(name, given))

    def kind(self, name: str, given: Mapping[str, str]) -> tuple[PieceKind, bool]:
        style = given.get("style-name", "")
        style = self.parents.get(style, "") or style
        if name == "h" or style == "Title":
            return "heading", style == "Title" or given.get("outline-level", "1") == "1"
        if self.lists:
            return "list", False
        return ("quote" if style == "Quotations" else "paragraph"), False

    def end(self, name: str) -> None:
        name = _local(name)
        if name in ASIDE:
            self.asides.pop()
        elif name in ("p", "h"):
            self.finish("".join(self.open.pop()), *self.kinds.pop())
        elif name == "list-item":
            self.lists -= 1

    def finish(self, text: str, kind: PieceKind, is_title: bool) -> None:  # noqa: FBT001 - one half of a pair
        self.number += 1
        if self.asides and text.strip():
            self.dropped.append(Dropped(self.asides[-1], self.number, 1, folded(text)))
        elif text.strip():
            if is_title and not self.pieces:
                self.titles.append(self.number)
            self.pieces.append(Piece(kind, folded(text), self.number))

    def characters(self, text: str) -> None:
        if self.open:
            self.open[-1].append(text)


def _sign(name: str, given: Mapping[str, str]) -> str:
    if name == "s":
        count = given.get("c", "1")
        return " " * min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < len(str(_MOST_SPACES)) else " "
    return {"tab": "\t", "line-break": "\n"}.get(name, "")


def _local(name: str) -> str:
    """The name without OpenDocument's namespaces, but for those of the office: annotations' authors are no text."""
    return name.rpartition(" ")[2] if name.startswith(_OFFICE) else name
