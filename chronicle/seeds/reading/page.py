"""What a saved page is made of: elements, blocks of text, and what it says outside its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chronicle.model.seed import PieceKind
    from chronicle.seeds.reading.markup import Token


@dataclass(slots=True, eq=False)
class Node:
    """An element that holds blocks."""

    name: str
    parent: Node | None
    kind: PieceKind
    """What a text in it is."""
    reason: str
    """Why it is clutter; empty where it may be the article."""
    is_certain: bool
    """Whether that is said by the element itself and not only by the name of its class."""
    is_marked: bool
    """Whether the page says that this is the article's text."""
    root: Node | None
    """The list that it belongs to."""
    prose: int = 0
    """Characters of running text in it."""
    own_prose: int = 0
    """Those that stand in none of its own elements."""
    paragraphs: int = 0
    """Runs of running text in it."""


@dataclass(slots=True, eq=False)
class TextBlock:
    """A run of text between two borders."""

    node: Node
    offset: int
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    """Characters of it that are a link's."""
    text: str = ""

    @property
    def is_link(self) -> bool:
        """Whether most of it leads elsewhere."""
        return self.linked > _MOSTLY * len(self.text)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself outside its text, in order."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    """Name or property in lower case, content."""
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """`rel` in lower case, `hreflang`, address."""
    scripts: list[str] = field(default_factory=list)
    """Linked data, as JSON."""
    times: list[str] = field(default_factory=list)
    """Machine-readable times of publication in the text."""
    comments: list[str] = field(default_factory=list)
    """Those before the text: browsers note there where a page was saved from."""
    titles: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart."""

    head: Head
    nodes: list[Node]
    """Every parent before its children."""
    blocks: list[TextBlock]
    """Those with text, in order."""
    broken: list[Token]
    """Tags that never end, with all that they swallow."""


_MOSTLY = 0.6
