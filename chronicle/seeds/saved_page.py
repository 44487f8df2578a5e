"""A saved web page: its article out of the clutter, and a line for all that is left out."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Outcome, diagnose
from chronicle.model.seed import Dropped
from chronicle.seeds.clutter import is_consent, wall_in
from chronicle.seeds.document import Document, Piece, folded, without_mojibake
from chronicle.seeds.markup import TooMuchError
from chronicle.seeds.page_metadata import page_words
from chronicle.seeds.page_tree import read_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chronicle.seeds.page import Node, Page, TextBlock
    from chronicle.seeds.page_metadata import PageWords


def read_saved_page(source: str, *, path: str, encoding: str) -> Outcome[Document | None]:
    """The article of a page and what the page says of it; None where the page shows a wall in its place.

    Scripts, frames, forms and `base` are without effect, and nothing is fetched. Where linked data hold much more of
    the article than the page shows, theirs is taken.
    """
    try:
        page = read_page(source)
    except TooMuchError as error:
        return Outcome(None, (diagnose("file-too-large", f"a page of {error}", path=path, help=_PASTE),))
    words = page_words(page.head)
    reasons = _reasons(page.nodes)
    title = _title(page, words, reasons)
    chosen = _chosen(page, reasons, title)
    shown = sum(len(block.text) for block in chosen)
    is_hidden = len(words.body) > _FULLER * shown
    if problem := None if is_hidden else _problem(page, chosen, reasons):
        return Outcome(None, (diagnose("seed-no-article", problem, path=path, help=_PASTE),))
    places = _Places(source)
    kept = {id(block) for block in ([] if is_hidden else chosen)} | ({id(title.block)} if title.block else set())
    dropped = [
        Dropped(_why(block, reasons), *places.of(block.offset), block.text)
        for block in page.blocks
        if id(block) not in kept
    ]
    dropped += (Dropped("broken-tag", *places.of(token.offset), token.text) for token in page.broken)
    pieces = _linked_pieces(words.body) if is_hidden else _pieces(chosen, places)
    document = Document(
        extractor="linked data" if is_hidden else "web page",
        encoding=encoding,
        pieces=pieces,
        title=title.text,
        metadata=words.metadata,
        dropped=tuple(sorted(dropped, key=lambda each: (each.line, each.column))),
    )
    return Outcome(without_mojibake(document))


_PASTE = "open the whole article and save it anew, or paste its text into a `.txt` file"
_FULLER = 1.5
"""Linked data that hold so much more than the page shows hold what a wall hides."""
_OF_THE_PAGE = 0.5
"""An element with more of the page's prose is no clutter, whatever its class is called."""
_NARROWER = 0.65
"""Share of its parent's prose with which an element is where the article stands."""
_ARTICLE = 0.4
"""Share of the page's prose with which an element that calls itself the article is believed."""
_LEAST = 80
"""Characters that the shortest article has."""
_LABEL = 200
"""A longer text is no label, though it be a link."""
_LONGEST_TITLE = 250
_SEPARATORS = (" | ", " — ", " – ", " - ", " :: ", " • ", " » ")


class _Title(NamedTuple):
    text: str | None
    block: TextBlock | None
    """Where the page shows it."""


class _Places:
    """Lines and columns of a text by offset."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        at = text.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = text.find("\n", at + 1)

    def of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def _reasons(nodes: Sequence[Node]) -> dict[int, str]:
    """Why each element is clutter, by identity: as it says itself, or as one that it stands in."""
    most = _OF_THE_PAGE * nodes[0].prose
    found: dict[int, str] = {}
    for node in nodes:
        outer = found[id(node.parent)] if node.parent else ""
        own = node.reason if node.is_certain or node.prose <= most else ""
        found[id(node)] = outer or own
    return found


def _title(page: Page, words: PageWords, reasons: dict[int, str]) -> _Title:
    """The headline as the page shows it, else as it tells it to programs."""
    told = _without_site(words.headline, words.site)
    heads = [block for block in page.blocks if block.node.kind == "heading" and not reasons[id(block.node)]]
    if told:
        same = next(
            (block for block in heads if _letters(block.text) in (_letters(told), _letters(words.headline))), None
        )
        if same is not None or not _first_headings(heads):
            return _named(same.text if same else told, same)
    first = _first_headings(heads)
    if len(first) == 1 and (not told or _letters(first[0].text)[:_SAME] == _letters(told)[:_SAME]):
        return _named(first[0].text, first[0])
    if told:
        return _named(told, None)
    return _named(first[0].text, first[0]) if first else _Title(None, None)


_SAME = 20
"""Letters at which headlines of one article part, if they do."""


def _first_headings(heads: Sequence[TextBlock]) -> list[TextBlock]:
    return [block for block in heads if block.node.name == "h1"]


def _named(text: str, block: TextBlock | None) -> _Title:
    return _Title(text, block) if len(text) <= _LONGEST_TITLE else _Title(None, None)


def _without_site(title: str | None, site: str | None) -> str | None:
    if not title:
        return None
    for separator in _SEPARATORS:
        front, found, back = title.rpartition(separator)
        if found and (back == site or (site is None and len(back) < len(front) / 2)):
            return front.strip()
    return title


def _letters(text: str | None) -> str:
    return "".join(char for char in (text or "").casefold() if char.isalnum())


def _chosen(page: Page, reasons: dict[int, str], title: _Title) -> list[TextBlock]:
    """The blocks of the article: those of the narrowest element that holds the prose, without the clutter in it."""
    home = _home(page.nodes, reasons)
    inside: dict[int, bool] = {}
    for node in page.nodes:
        inside[id(node)] = node is home or (node.parent is not None and inside[id(node.parent)])
    return [
        block
        for block in page.blocks
        if block is not title.block
        and inside[id(block.node)]
        and not reasons[id(block.node)]
        and not (block.is_link and len(block.text) < _LABEL)
        and not wall_in(block.text)
    ]


def _home(nodes: Sequence[Node], reasons: dict[int, str]) -> Node:
    """The element that calls itself the article, else the narrowest that still holds most of its parent's prose."""
    clean = {id(node): 0 for node in nodes}
    children: dict[int, list[Node]] = {}
    for node in reversed(nodes):
        clean[id(node)] += 0 if reasons[id(node)] else node.own_prose
        if node.parent:
            clean[id(node.parent)] += clean[id(node)]
            children.setdefault(id(node.parent), []).append(node)
    home = nodes[0]
    named = [node for node in nodes if node.is_marked and clean[id(node)] > _ARTICLE * clean[id(home)]]
    if named:
        home = max(named, key=lambda node: clean[id(node)])
    while below := children.get(id(home)):
        widest = max(below, key=lambda node: clean[id(node)])
        if widest.paragraphs <= 1 or clean[id(widest)] <= _NARROWER * clean[id(home)]:
            break
        home = widest
    return home


def _problem(page: Page, chosen: Sequence[TextBlock], reasons: dict[int, str]) -> str | None:
    """Why what was found is no article: a wall, or nothing but words about cookies."""
    size = sum(len(block.text) for block in chosen)
    consent = sum(len(block.text) for block in chosen if is_consent(block.text))
    walls = [
        block
        for block in page.blocks
        if reasons[id(block.node)] in ("", "paywall", "dialog", "aside") and wall_in(block.text)
    ]
    if walls:
        return "the page shows a paywall and not the whole article"
    if size < _LEAST or 2 * consent > size:
        has_consent = any(is_consent(block.text) for block in page.blocks)
        return "the page shows a cookie wall and no article" if has_consent else "no article is found on the page"
    return None


def _why(block: TextBlock, reasons: dict[int, str]) -> str:
    if reason := reasons[id(block.node)]:
        return reason
    if wall_in(block.text):
        return "paywall"
    return "link" if block.is_link else "outside-article"


def _pieces(chosen: Sequence[TextBlock], places: _Places) -> tuple[Piece, ...]:
    """The blocks as pieces; the items of one list together."""
    pieces: list[Piece] = []
    former: Node | None = None
    for block in chosen:
        root = block.node.root if block.node.kind == "list" else None
        if root is not None and root is former:
            pieces[-1] = pieces[-1]._replace(text=f"{pieces[-1].text}\n{block.text}")
        else:
            pieces.append(Piece(block.node.kind, block.text, *places.of(block.offset)))
        former = root
    return tuple(pieces)


def _linked_pieces(body: str) -> tuple[Piece, ...]:
    return tuple(Piece("paragraph", folded(line), 1) for line in body.splitlines() if line.strip())
