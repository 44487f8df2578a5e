"""A saved web page: its article out of the clutter, and a line for all that is left out."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Outcome, diagnose
from chronicle.model.seed import Dropped
from chronicle.seeds.reading.clutter import is_consent, wall_in
from chronicle.seeds.reading.document import Document, Piece, folded, without_mojibake
from chronicle.seeds.reading.markup import TooMuchError
from chronicle.seeds.reading.page_metadata import page_words
from chronicle.seeds.reading.page_tree import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chronicle.seeds.reading.page import Node, Page, TextBlock
    from chronicle.seeds.reading.page_metadata import PageWords


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
    title = _title(page, words, _reasons(page.nodes, frozenset(map(id, page.nodes))))
    reasons = _reasons(page.nodes, _around(title))
    article = _article(page, reasons, title)
    chosen = [block for block in article if not wall_in(block.text)]
    shown = sum(len(block.text) for block in chosen)
    is_hidden = len(words.body) > _FULLER * shown
    if problem := None if is_hidden else _problem(page, article, chosen, reasons):
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
_AROUND = 0.25
"""Share of the page's prose with which an element around the headline is where the article stands."""
_WALLS = frozenset(["paywall", "dialog"])
"""Clutter that may hide the article."""
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


def _reasons(nodes: Sequence[Node], around: frozenset[int]) -> dict[int, str]:
    """Why each element is clutter, by identity: as it says itself, or as one that it stands in.

    What a class says is not believed of an element with most of the page's prose, nor of one `around` the headline.
    """
    most = _OF_THE_PAGE * nodes[0].prose
    found: dict[int, str] = {}
    for node in nodes:
        outer = found[id(node.parent)] if node.parent else ""
        is_believed = node.is_certain or (node.prose <= most and id(node) not in around)
        found[id(node)] = outer or (node.reason if is_believed else "")
    return found


def _around(title: _Title) -> frozenset[int]:
    return frozenset(map(id, _elements(title.block.node))) if title.block else frozenset()


def _elements(node: Node | None) -> Iterator[Node]:
    """The element and those that it stands in, from within."""
    while node is not None:
        yield node
        node = node.parent


def _title(page: Page, words: PageWords, reasons: dict[int, str]) -> _Title:
    """The headline as the page shows it, else as it tells it to programs."""
    told = _without_site(words.headline, words.site)
    heads = [block for block in page.blocks if block.node.kind == "heading" and not reasons[id(block.node)]]
    if told:
        same = _same(heads, _letters(words.headline), _letters(told))
        if same is not None or not _first_headings(heads):
            return _named(same.text if same else told, same)
    first = _first_headings(heads)
    if len(first) == 1 and (not told or _letters(first[0].text)[:_SAME] == _letters(told)[:_SAME]):
        return _named(first[0].text, first[0])
    if told:
        return _named(told, None)
    return _named(first[0].text, first[0]) if first else _Title(None, None)


def _same(heads: Sequence[TextBlock], *told: str) -> TextBlock | None:
    """The heading that says what the page tells, or most of it: the rest is the site's name."""
    for words in told:
        alike = [block for block in heads if (head := _letters(block.text)) in words and 2 * len(head) >= len(words)]
        if alike:
            return max(alike, key=lambda block: len(block.text))
    return None


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


def _article(page: Page, reasons: dict[int, str], title: _Title) -> list[TextBlock]:
    """The blocks of the article: those of the narrowest element that holds the prose, without the clutter in it.

    What stands between the headline and that element belongs to it: the lede, the day.
    """
    prose = _clean_prose(page.nodes, reasons)
    region = _region(page.nodes, prose, title)
    home = _narrowest(page.nodes, prose, region)
    inside: dict[int, Node | None] = {}
    for node in page.nodes:
        outer = inside[id(node.parent)] if node.parent else None
        inside[id(node)] = home if node is home or outer is home else region if node is region else outer
    places = {id(block): place for place, block in enumerate(page.blocks)}
    first = next((place for place, block in enumerate(page.blocks) if inside[id(block.node)] is home), 0)
    start = places[id(title.block)] if title.block else first
    return [
        block
        for place, block in enumerate(page.blocks)
        if block is not title.block
        and (inside[id(block.node)] is home or (inside[id(block.node)] is region and start < place < first))
        and not reasons[id(block.node)]
        and not (block.is_link and len(block.text) < _LABEL)
    ]


def _clean_prose(nodes: Sequence[Node], reasons: dict[int, str]) -> dict[int, int]:
    """Characters of running text in each element that are no clutter, by identity."""
    clean = {id(node): 0 for node in nodes}
    for node in reversed(nodes):
        clean[id(node)] += 0 if reasons[id(node)] else node.own_prose
        if node.parent:
            clean[id(node.parent)] += clean[id(node)]
    return clean


def _region(nodes: Sequence[Node], prose: dict[int, int], title: _Title) -> Node:
    """Where the article stands: around its headline, else in what calls itself the article, else on the page."""
    whole = prose[id(nodes[0])]
    around = _elements(title.block.node) if title.block else ()
    named = (node for node in nodes if node.is_marked and prose[id(node)] > _ARTICLE * whole)
    enough = (node for node in around if node.paragraphs > 1 and prose[id(node)] > _AROUND * whole)
    return next(enough, None) or max(named, key=lambda node: prose[id(node)], default=nodes[0])


def _narrowest(nodes: Sequence[Node], prose: dict[int, int], region: Node) -> Node:
    """The narrowest element of the region that still holds most of its parent's prose, in more than one paragraph."""
    children: dict[int, list[Node]] = {}
    for node in nodes:
        if node.parent:
            children.setdefault(id(node.parent), []).append(node)
    while below := children.get(id(region)):
        widest = max(below, key=lambda node: prose[id(node)])
        if widest.paragraphs <= 1 or prose[id(widest)] <= _NARROWER * prose[id(region)]:
            break
        region = widest
    return region


def _problem(
    page: Page, article: Sequence[TextBlock], chosen: Sequence[TextBlock], reasons: dict[int, str]
) -> str | None:
    """Why what was found is no article: a wall, or nothing but words about cookies."""
    size = sum(len(block.text) for block in chosen)
    consent = sum(len(block.text) for block in chosen if is_consent(block.text))
    walls = [block for block in page.blocks if reasons[id(block.node)] in _WALLS and wall_in(block.text)]
    if walls or len(article) > len(chosen):
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
