"""What a reader of any format hands on: an article's pieces in order, what the document says of itself, the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from chronicle.model.seed import NO_METADATA, Repair
from chronicle.seeds.decode import mended

if TYPE_CHECKING:
    from chronicle.model.seed import Dropped, Metadata, PieceKind


class Piece(NamedTuple):
    """A paragraph, heading, list or quotation; the items of a list are its lines."""

    kind: PieceKind
    text: str
    line: int
    """Of the seed, from 1, or the number of the paragraph."""
    column: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A file's article, before it is understood."""

    extractor: str
    encoding: str
    pieces: tuple[Piece, ...] = ()
    title: str | None = None
    """The headline, where the format says which it is."""
    text: str = ""
    """In place of `pieces` where the format has none."""
    is_markdown: bool = False
    metadata: Metadata = NO_METADATA
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    """In the order of the file."""


class Composed(NamedTuple):
    """A document's pieces as one text."""

    text: str
    """The headline as a Markdown heading, the pieces between empty lines."""
    places: tuple[tuple[int, int], ...]
    """For each line of it line and column of the seed; none where they are the same."""


def compose(document: Document) -> Composed:
    """The text of a document, and where each line of it stands in the seed."""
    if not document.pieces and not document.title:
        return Composed(document.text, ())
    lines: list[tuple[str, tuple[int, int]]] = []
    if document.title and (document.pieces or document.text.strip()):
        lines += [(f"# {document.title}", _NOWHERE), ("", _NOWHERE)]
    lines += ((line, (number, 1)) for number, line in enumerate(document.text.split("\n"), 1) if document.text)
    for piece in document.pieces:
        lines += ((line, (piece.line, piece.column)) for line in piece.text.split("\n"))
        lines.append(("", _NOWHERE))
    return Composed("\n".join(line for line, _ in lines), tuple(place for _, place in lines))


def without_mojibake(document: Document) -> Document:
    """The document with its headline and pieces decoded right, each change on record."""
    repairs: list[Repair] = []

    def whole(text: str) -> str:
        right = mended(text)
        if right != text:
            repairs.append(Repair("mojibake", "text", 0, 0, text, right))
        return right

    title = whole(document.title) if document.title else None
    pieces = tuple(piece._replace(text="\n".join(map(whole, piece.text.split("\n")))) for piece in document.pieces)
    return replace(document, title=title, pieces=pieces, repairs=(*document.repairs, *repairs))


def folded(text: str) -> str:
    """The text on one line, its white space folded; no-break spaces, which have a meaning, stay."""
    return _WHITE.sub(" ", text).strip(" ")


_WHITE = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_NOWHERE = (0, 0)
