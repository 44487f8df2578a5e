"""A seed: a raw article as collected, read into its parts, with the evidence for each and a line for every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from chronicle.model.entry import Dateline, TitleSource

DateEvidence = Literal["explicit", "dateline", "metadata", "pair", "override", "none"]
Part = Literal["text", "title", "dateline", "block"]
PieceKind = Literal["paragraph", "heading", "list", "quote"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of typography or encoding: never of a word."""

    rule: str
    part: Part
    block: int
    """From 1; 0 where the part is no block."""
    offset: int
    """Of `before` in its part as it stood when the rule came to it, in code points from 0."""
    before: str
    after: str

    def as_json(self) -> dict[str, str | int]:
        """The repair as a receipt holds it."""
        return {
            "rule": self.rule,
            "part": self.part,
            "block": self.block,
            "offset": self.offset,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Dropped:
    """Characters of the seed that stand in no part of the entry."""

    reason: str
    """`date-line`, `control-character`, `heading-mark`; of a saved page or a mail what else it is: `navigation`."""
    line: int
    """Of the seed, from 1; the number of the paragraph in a word processor's document."""
    column: int
    """From 1, in code points."""
    text: str

    def as_json(self) -> dict[str, str | int]:
        """The loss as a receipt holds it."""
        return {"reason": self.reason, "line": self.line, "column": self.column, "text": self.text}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself outside its text; None where it is silent."""

    published: dt.date | None = None
    """The day of publication, in the publisher's own time zone."""
    language: str | None = None
    """As declared, a tag in lower case."""
    url: str | None = None
    """The canonical address."""
    author: str | None = None
    accessed: dt.date | None = None
    """Day on which the page was saved, where the browser noted it."""
    alternates: tuple[tuple[str, str], ...] = ()
    """Language and address of the versions that the page names, itself among them."""


NO_METADATA = Metadata()


@dataclass(frozen=True, slots=True)
class Seed:
    """A raw article, read: what it says of itself, before any other seed is asked."""

    path: str
    """Below the chronicle's root, with `/`."""
    sha256: str
    """Of its bytes."""
    encoding: str
    language: str
    """A tag of the chronicle."""
    language_confidence: float
    """0 to 1; 1 where the curator said so."""
    title: str
    """Its own, or made from its lede, as `title_source` says."""
    title_source: TitleSource
    date: dt.date | None
    """None where the seed has no whole date of its own."""
    date_evidence: DateEvidence
    dateline: Dateline | None
    """As printed, set apart from the lede; its date only where its year is known."""
    dateline_day: tuple[int, int] | None
    """Month and day of a dateline without a year."""
    agency: str | None
    """Key of sources.yml."""
    blocks: tuple[str, ...]
    """Plain text of each block, the items of a list on lines of their own; or its Markdown if `is_markdown`."""
    is_markdown: bool = False
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    url: str | None = None
    accessed: dt.date | None = None
    translation_of: str | None = None
    """Said by the curator: path of the seed, or language, that it was made from."""
    overrides: str = ""
    """Digest of what seeds.yml says of it; empty where it says nothing."""
    kinds: tuple[PieceKind, ...] = ()
    """Of each block; empty where all are paragraphs, or Markdown."""
    extractor: str = "text"
    """What took the text out of the file: `text`, `web page`, `linked data`, `docx`, `odt`, `mail`."""
    metadata: Metadata = NO_METADATA
    """Of the document; what seeds.yml says is in the fields above."""
