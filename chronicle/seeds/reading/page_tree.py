"""A saved page as blocks of text, each with the elements that it stands in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chronicle.seeds.reading.clutter import reason_of, structure_of
from chronicle.seeds.reading.document import folded
from chronicle.seeds.reading.markup import attributes, tokens
from chronicle.seeds.reading.page import Head, Node, Page, TextBlock

if TYPE_CHECKING:
    from chronicle.seeds.reading.markup import Token


def read_page(source: str) -> Page:
    """The blocks of a page, split at line breaks where those part its paragraphs, and what its head says."""
    builder = _Builder()
    for token in tokens(source):
        builder.take(token)
    blocks = [part for block in builder.blocks for part in _split(block)]
    for block in blocks:
        if not block.is_link and len(block.text) >= _PROSE:
            block.node.prose += len(block.text)
            block.node.own_prose += len(block.text)
            block.node.paragraphs += 1
    for node in reversed(builder.nodes):
        if node.parent:
            node.parent.prose += node.prose
            node.parent.paragraphs += node.paragraphs
    return Page(builder.head, builder.nodes, blocks, builder.broken)


_PROSE = 40
"""A shorter text is a label."""
_INLINE_WORDS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr q rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_WORDS.split())
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_CLOSES = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
}
_BORDERS = frozenset(["ul", "ol", "dl", "table", "body"])
_REACH = 24
"""Elements that an omitted end tag may have to close."""
_ATTRIBUTES = (
    "class id role hidden style rel href hreflang name property itemprop content datetime lang type http-equiv"
)
_WANTED = frozenset(_ATTRIBUTES.split())


class _Builder:
    """The open elements, and what is found on the way."""

    def __init__(self) -> None:
        root = Node("", None, "paragraph", "", is_certain=True, is_marked=False, root=None)
        self.head = Head()
        self.nodes = [root]
        self.blocks: list[TextBlock] = []
        self.broken: list[Token] = []
        self.stack = [root]
        self.open: Counter[str] = Counter()
        self.inline: list[tuple[str, bool]] = []
        self.links = 0
        self.block: TextBlock | None = None
        self.hidden: TextBlock | None = None

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self.write(token.text, token.offset)
        elif token.kind == "open":
            self.begin(token)
        elif token.kind == "close":
            self.end(token.name)
        elif token.kind == "raw":
            self.keep_raw(token)
        elif token.kind == "broken":
            self.broken.append(token)
        elif not self.blocks:
            self.head.comments.append(token.text[:_LONGEST_COMMENT])

    def keep_raw(self, token: Token) -> None:
        if token.name == "title":
            self.head.titles.append(" ".join(token.text.split()))
        elif token.name == "script" and self.is_data:
            self.head.scripts.append(token.text)

    def begin(self, token: Token) -> None:
        name, given = token.name, attributes(token.text, _WANTED)
        self.is_data = "ld+json" in given.get("type", "").lower()
        self.note(name, given)
        if name == "br":
            self.write("\v", token.offset)
        elif name in _INLINE:
            if name not in _VOID:
                self.begin_inline(name, given, token.offset)
        elif name not in ("html", "head", "body", "meta", "link", "script", "base", "title", "style"):
            self.border()
            if name not in _VOID:
                self.close_omitted(name)
                self.push(name, given)

    def begin_inline(self, name: str, given: dict[str, str], offset: int) -> None:
        reason, _ = reason_of(name, given)
        is_hidden = reason == "hidden"
        if is_hidden and self.hidden is None:
            self.hidden = TextBlock(self.child(name, given), offset)
            self.blocks.append(self.hidden)
        self.inline.append((name, is_hidden))
        self.links += name == "a"

    def end(self, name: str) -> None:
        if name in _INLINE:
            self.end_inline(name)
        elif name == "br":
            self.write("\v", 0)
        else:
            self.border()
            if self.open[name]:
                while self.pop() != name:
                    pass

    def end_inline(self, name: str) -> None:
        place = next((at for at in range(len(self.inline) - 1, -1, -1)[:_REACH] if self.inline[at][0] == name), None)
        if place is not None:
            for closed, _ in self.inline[place:]:
                self.links -= closed == "a"
            del self.inline[place:]
            if not any(is_hidden for _, is_hidden in self.inline[-_REACH:]):
                self.hidden = None

    def note(self, name: str, given: dict[str, str]) -> None:
        """What of an element concerns the page and not its text."""
        said = (
            given.get("property") or given.get("name") or given.get("itemprop") or given.get("http-equiv") or ""
        ).lower()
        if name == "meta" and said and "content" in given:
            self.head.metas.append((said, given["content"]))
        elif name in ("link", "a") and "href" in given and ("rel" in given or given.get("itemprop") == "url"):
            self.head.links.append((given.get("rel", "").lower(), given.get("hreflang", ""), given["href"]))
        elif name == "html" and given.get("lang"):
            self.head.languages.append(given["lang"])
        elif name == "time" and given.get("datetime"):
            self.head.times.append(given["datetime"])

    def write(self, text: str, offset: int) -> None:
        if self.hidden is not None:
            self.hidden.parts.append(text)
            return
        if self.block is None:
            if not text.strip():
                return
            self.block = TextBlock(self.stack[-1], offset)
            self.blocks.append(self.block)
        self.block.parts.append(text)
        if self.links > 0:
            self.block.linked += len(text)

    def border(self) -> None:
        self.block = self.hidden = None
        self.inline.clear()
        self.links = 0

    def child(self, name: str, given: dict[str, str]) -> Node:
        parent = self.stack[-1]
        reason, is_certain = reason_of(name, given)
        kind, is_marked = structure_of(name, given)
        node = Node(
            name,
            parent,
            kind or parent.kind,
            reason,
            is_certain=is_certain,
            is_marked=is_marked,
            root=parent.root,
        )
        if name in ("ul", "ol"):
            node.root = node
        self.nodes.append(node)
        return node

    def push(self, name: str, given: dict[str, str]) -> None:
        self.stack.append(self.child(name, given))
        self.open[name] += 1

    def pop(self) -> str:
        name = self.stack.pop().name
        self.open[name] -= 1
        return name

    def close_omitted(self, name: str) -> None:
        """Close what HTML lets stay open: a paragraph before any block, an item before the next."""
        closed = _CLOSES.get(name, ("p",))
        for depth, node in enumerate(self.stack[: -_REACH - 1 : -1], 1):
            if node.name in closed:
                for _ in range(depth):
                    self.pop()
                return
            if node.name in _BORDERS:
                return


_LONGEST_COMMENT = 2000
_WRAPPED = range(35, 100)
"""Characters of the lines of a paragraph that was broken by hand; others that end in a break are paragraphs."""
_FEWEST_WRAPPED = 3


def _split(block: TextBlock) -> list[TextBlock]:
    """The block's paragraphs: what double breaks part, and what single ones do unless they only wrap the text."""
    text = "".join(block.parts)
    block.parts = []
    groups: list[list[str]] = [[]]
    for line in map(folded, text.split("\v")):
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    paragraphs = [part for group in groups for part in ([" ".join(group)] if _is_wrapped(group) else group)]
    share = block.linked / max(1, len(text))
    return [TextBlock(block.node, block.offset, linked=round(share * len(each)), text=each) for each in paragraphs]


def _is_wrapped(lines: list[str]) -> bool:
    return len(lines) >= _FEWEST_WRAPPED and all(len(line) in _WRAPPED for line in lines[:-1])
