"""A .docx file: the paragraphs of its text; notes, comments and deletions are left out with a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chronicle.model.seed import Dropped
from chronicle.seeds.reading.document import Document, Piece, folded
from chronicle.seeds.reading.zipped_xml import RefusedError, open_archive, parse, part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.model.seed import PieceKind

EXTRACTOR = "docx"


def read_word_document(data: bytes) -> Document:
    """The text of a .docx file (ECMA-376); raises RefusedError with why it has none.

    The title is a first paragraph in the style `Title`, else in `Heading 1`. Who wrote the file, and when, is not
    asked: that is the typist's name and day.
    """
    archive = open_archive(data)
    body = part(archive, "word/document.xml")
    if body is None:
        raise RefusedError("the file is none of its format: it lacks `word/document.xml`")
    styles = _Styles()
    if listed := part(archive, "word/styles.xml"):
        parse(listed, styles)
    text = _Text(styles.names)
    parse(body, text)
    dropped = text.dropped
    for name, reason in NOTES.items():
        if noted := part(archive, name):
            notes = _Text({})
            parse(noted, notes)
            dropped += (Dropped(reason, 0, 0, piece.text) for piece in notes.pieces)
    return titled(EXTRACTOR, text.pieces, text.titles, dropped)


def titled(extractor: str, pieces: list[Piece], titles: list[int], dropped: list[Dropped]) -> Document:
    """The document of these pieces; the first is the title if it is among `titles`, the numbers of title paragraphs."""
    title = None
    if pieces and pieces[0].line in titles and len(pieces[0].text) <= LONGEST_TITLE:
        title, pieces = pieces[0].text, pieces[1:]
    return Document(extractor, "utf-8", tuple(_with_lists(pieces)), title, dropped=tuple(dropped))


LONGEST_TITLE = 250
NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "footnote", "word/comments.xml": "comment"}
"""Parts whose text is left out, and as what."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_HEADING = re.compile(r"heading ([1-9])")


def _with_lists(pieces: list[Piece]) -> list[Piece]:
    """The pieces with neighbouring items of lists put together."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.kind == "list" == joined[-1].kind:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text}\n{piece.text}")
        else:
            joined.append(piece)
    return joined


class _Styles:
    """The English names of styles by their ids, which Word translates."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.style = ""

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        name, given = _local(name), {_local(key): value for key, value in given.items()}
        if name == "style":
            self.style = given.get("styleId", "")
        elif name == "name" and self.style:
            self.names.setdefault(self.style, given.get("val", "").lower())

    def end(self, name: str) -> None:
        if _local(name) == "style":
            self.style = ""

    def characters(self, text: str) -> None:
        pass


class _Text:
    """The paragraphs of a part, in order; one in a text box comes before the one that holds it."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self.styles = styles
        self.pieces: list[Piece] = []
        self.titles: list[int] = []
        self.dropped: list[Dropped] = []
        self.open: list[list[str]] = []
        self.kinds: list[PieceKind] = []
        self.deleted: list[str] = []
        self.number = 0
        self.is_title = False
        self.takes: str = ""
        self.fallbacks = 0

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        name = _local(name)
        self.fallbacks += name == "Fallback"
        if name == "p" and not self.fallbacks:
            self.open.append([])
            self.kinds.append("paragraph")
            self.is_title = False
        elif name in ("t", "delText"):
            self.takes = name
        elif name == "pStyle" and self.kinds:
            self.style(next((value for key, value in given.items() if _local(key) == "val"), ""))
        elif name == "numPr" and self.kinds and self.kinds[-1] == "paragraph":
            self.kinds[-1] = "list"
        elif name in _SIGNS and self.open and not self.fallbacks:
            self.open[-1].append(_SIGNS[name])

    def style(self, style: str) -> None:
        name = self.styles.get(style, style.lower())
        if name == "title" or _HEADING.fullmatch(name):
            self.kinds[-1] = "heading"
            self.is_title = name in ("title", "heading 1")
        elif name in ("quote", "intense quote"):
            self.kinds[-1] = "quote"

    def end(self, name: str) -> None:
        name = _local(name)
        self.fallbacks -= name == "Fallback"
        if name in ("t", "delText"):
            self.takes = ""
        elif name == "p" and self.open and not self.fallbacks:
            self.finish("".join(self.open.pop()), self.kinds.pop())

    def finish(self, text: str, kind: PieceKind) -> None:
        self.number += 1
        if self.deleted:
            self.dropped.append(Dropped("deleted-text", self.number, 1, "".join(self.deleted)))
            self.deleted = []
        if text.strip():
            if self.is_title and not self.pieces:
                self.titles.append(self.number)
            self.pieces.append(Piece(kind, folded(text), self.number))

    def characters(self, text: str) -> None:
        if self.fallbacks or not self.takes:
            return
        if self.takes == "delText":
            self.deleted.append(text)
        elif self.open:
            self.open[-1].append(text)


def _local(name: str) -> str:
    """The name without Word's namespace; names of other namespaces keep theirs, but for the fallback of drawings."""
    if name.startswith((_W, _STRICT)):
        return name.rpartition(" ")[2]
    return "Fallback" if name.endswith("/2006 Fallback") else name
