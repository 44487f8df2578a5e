"""Bodies of simple Markdown, read without the parser: most of what a curator writes.

Paragraphs, headings, flat lists, quotations of paragraphs, tables, figures and notes of one line, each between blank
lines and each in its plainest form, hold no more than `quick_inline` can read. A body that holds anything else goes to
the parser whole (`None`). What comes out equals what the parser would give: see the tests, which compare the two on
the examples of CommonMark, on fragments in any order and on mutilated bodies.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.text_safety import is_suspect
from chronicle.content.figures import figure_block, picture_file
from chronicle.content.quick_inline import NOTE, SIGNS, Inline, escaped, inline
from chronicle.model.entry import Block, BlockKind
from chronicle.model.picture import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_RUN = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_UNREADABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
"""Signs that Markdown reads, or ends a line at, in a way of its own."""
_HARMLESS = re.compile(
    "[\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u060c\u061b\u061f-\u064a\u0660-\u0669"
    "\u0671-\u06d3\u10a0-\u10ff\u2010-\u2027\u202f-\u203a\u20ac\u2116\u2212\u3001-\u3003\u3005-\u3029\u3041-\u3096"
    "\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*"
)
"""Letters, figures and punctuation of most languages; a text of them alone needs no closer look."""
_SPACE = r" \x80-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
"""What Python or Markdown strips from the ends of a line."""
# Here begins no list, heading, quotation, table, rule, fence, definition or code.
_START = rf"(?![=:>#+~{_SPACE}-]|\*[ *]*(?:\n|\Z|\*\*| )|\d{{1,9}}[.)](?:[ \n]|\Z))"
_LINE = re.compile(rf"{_START}[^\n]++(?<![{_SPACE}])")
_PLAIN = re.compile(rf"{_START}[^{SIGNS}\n]++(?<![{_SPACE}])")
"""A paragraph without markup in one line."""
_LINES = re.compile(rf"{_LINE.pattern}(?:\n{_LINE.pattern})*")
_HEADING = re.compile(r"(#{1,6}) ([^#\n]+)")
_NOTE = re.compile(r"\[\^([1-9][0-9]{0,3})\]: (.+)")
_MARKS = {"-": re.compile("- "), "1": re.compile(r"(\d{1,9})\. ")}
_SIGN = r"[^\\`*_\[\]<>&|!^\"\n\x80-\xa0]"
_FIGURE = re.compile(rf'!\[({_SIGN}*)\]\(([A-Za-z0-9][A-Za-z0-9._/-]*)(?: "({_SIGN}*)")?\)')
"""A picture whose words are plain and whose address normalising leaves as it is."""
_SPACES = re.compile("[ \t\n]+")
_DELIMITER = re.compile(r":?-{3,}:?")
_ALIGNMENTS = {(True, True): "center", (True, False): "left", (False, True): "right"}


class _Read(NamedTuple):
    """A block, but for the numbers of its notes."""

    kind: BlockKind
    html: str
    text: str
    source: str
    notes: tuple[str, ...] = ()
    figure: Figure | None = None


def quick_blocks(body: str, language: str, folder: str = "") -> tuple[Block, ...] | None:
    """The blocks of a body, which has line feeds alone; None where the parser must be asked.

    `folder` is the name of the entry's own, where its pictures lie.
    """
    if not _HARMLESS.fullmatch(body) and (_UNREADABLE.search(body) or is_suspect(body)):
        return None
    sources = _RUN.findall(body)
    read: list[_Read] = []
    definitions: dict[str, _Read] = {}
    for source in sources:
        if note := _NOTE.fullmatch(source):
            found = _paragraph(note[2])
            if found is None or found.notes or note[1] in definitions:
                return None
            definitions[note[1]] = found
        elif source.startswith("!["):
            figure = _figure(source, folder)
            if figure is None:
                return None
            read.append(figure)
        elif block := _block(source):
            read.append(block)
        else:
            return None
    if body.count("]:") != len(definitions) or _has_joined_lists(read):
        return None
    return _numbered(read, definitions, language)


def _block(source: str) -> _Read | None:
    reader = _READERS.get(source[0], _steps if source[0].isdigit() else _paragraph)
    return reader(source) or (_paragraph(source) if reader is _steps else None)


def _paragraph(source: str) -> _Read | None:
    if _PLAIN.fullmatch(source):
        return _Read("paragraph", f"<p>{escaped(source)}</p>", _folded(source), source)
    found = inline(source) if _LINES.fullmatch(source) else None
    return _Read("paragraph", f"<p>{found.html}</p>", _folded(found.text), source, found.notes) if found else None


def _heading(source: str) -> _Read | None:
    match = _HEADING.fullmatch(source)
    found = inline(match[2]) if match and _LINE.fullmatch(match[2]) else None
    if match is None or found is None:
        return None
    tag = f"h{min(len(match[1]) + 1, 6)}"
    return _Read("heading", f"<{tag}>{found.html}</{tag}>", _folded(found.text), source, found.notes)


def _figure(source: str, folder: str) -> _Read | None:
    """A picture that may be shown and that is described; whatever is to be said of one, the parser's way says it."""
    match = _FIGURE.fullmatch(source)
    file = picture_file(match[2], folder) if match else None
    if match is None or not isinstance(file, str) or not match[1].strip(" "):
        return None
    figure = Figure(file, _folded(match[1]), _folded(match[3] or ""))
    return _Read(*figure_block(figure, source)[:4], figure=figure)


def _bullets(source: str) -> _Read | None:
    return _list(source, "-", "ul")


def _steps(source: str) -> _Read | None:
    return _list(source, "1", "ol")


def _list(source: str, kind: str, tag: str) -> _Read | None:
    lines = source.split("\n")
    marks = [_MARKS[kind].match(line) for line in lines]
    items = [_line(line[mark.end() :]) if mark else None for line, mark in zip(lines, marks, strict=True)]
    known = [item for item in items if item]
    if len(known) < len(lines):
        return None
    first = marks[0]
    start = int(first[1]) if first and kind == "1" else 1
    opening = f'<{tag} start="{start}">' if start != 1 else f"<{tag}>"
    html = "".join(f"<li>{item.html}</li>\n" for item in known)
    return _joined("list", f"{opening}\n{html}</{tag}>", known, source)


def _quotation(source: str) -> _Read | None:
    lines = source.split("\n")
    if not all(line == ">" or line.startswith("> ") for line in lines) or ">" in (lines[0], lines[-1]):
        return None
    parts = "\n".join(line[2:] for line in lines).split("\n\n")
    known = [part for part in map(_paragraph, parts) if part]
    if len(known) < len(parts):
        return None
    html = "\n".join(part.html for part in known)
    notes = tuple(note for part in known for note in part.notes)
    text = " ".join(part.text for part in known)
    return _Read("quote", f"<blockquote>\n{html}\n</blockquote>", text, source, notes)


def _table(source: str) -> _Read | None:
    rows = [_cells(line) for line in source.split("\n")]
    if len(rows) < len(("head", "rule", "row")) or not all(rows) or len({len(row) for row in rows}) != 1:
        return None
    head, rule, *body = rows
    if not all(map(_DELIMITER.fullmatch, rule)):
        return None
    styles = [_style(cell) for cell in rule]
    known = [_line(cell) for row in (head, *body) for cell in row]
    if not all(known):
        return None
    cells = [cell for cell in known if cell]
    width = len(head)
    parts = [_row(cells[:width], styles, "th")]
    parts += [_row(cells[start : start + width], styles, "td") for start in range(width, len(cells), width)]
    html = f"<table>\n<thead>\n{parts[0]}</thead>\n<tbody>\n{''.join(parts[1:])}</tbody>\n</table>"
    return _joined("table", html, cells, source)


def _cells(line: str) -> list[str]:
    """The cells between the bars of a line; none where it does not begin and end with one."""
    if not (line.startswith("| ") and line.endswith(" |")) or "`" in line or "\\" in line:
        return []
    return [cell.strip(" ") for cell in line[1:-1].split("|")]


def _row(cells: Sequence[Inline], styles: Sequence[str], tag: str) -> str:
    written = "".join(f"<{tag}{style}>{cell.html}</{tag}>\n" for cell, style in zip(cells, styles, strict=True))
    return f"<tr>\n{written}</tr>\n"


def _style(rule: str) -> str:
    alignment = _ALIGNMENTS.get((rule.startswith(":"), rule.endswith(":")))
    return f' style="text-align:{alignment}"' if alignment else ""


def _line(source: str) -> Inline | None:
    """A line that stands alone in an item or a cell."""
    return inline(source) if _LINE.fullmatch(source) else None


def _joined(kind: BlockKind, html: str, parts: list[Inline], source: str) -> _Read:
    text = _folded(" ".join(part.text for part in parts))
    return _Read(kind, html, text, source, tuple(note for part in parts for note in part.notes))


def _folded(text: str) -> str:
    text = text.replace("\n", " ")
    if "  " not in text:  # a look costs a twentieth of replacing each space by itself
        return text.strip(" ")
    return _SPACES.sub(" ", text).strip(" ")


def _has_joined_lists(read: list[_Read]) -> bool:
    """Whether two lists of one kind follow each other, which Markdown reads as one."""
    return any(one.kind == other.kind == "list" and one.html[:3] == other.html[:3] for one, other in pairwise(read))


def _numbered(read: list[_Read], definitions: dict[str, _Read], language: str) -> tuple[Block, ...] | None:
    """The blocks with their notes numbered; None unless each note is referred to once."""
    order = [label for block in read for label in block.notes]
    if len(order) != len(definitions) or set(order) != set(definitions):
        return None
    prefix = f"-{language}-" if language else ""
    blocks = []
    number = 0
    for block in read:
        html = block.html
        for _ in block.notes:
            number += 1
            html = html.replace(NOTE, _reference(prefix, number), 1)
        blocks.append(Block(block.kind, html, block.text, block.source, block.figure))
    if order:
        blocks.append(_notes([definitions[label] for label in order], prefix))
    return tuple(blocks)


def _reference(prefix: str, number: int) -> str:
    link = f'<a href="#fn{prefix}{number}" id="fnref{prefix}{number}">[{number}]</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def _notes(notes: list[_Read], prefix: str) -> Block:
    items = []
    for number, note in enumerate(notes, 1):
        back = f'<a href="#fnref{prefix}{number}" class="footnote-backref">↩︎</a>'
        text = note.html.removesuffix("</p>")
        items.append(f'<li id="fn{prefix}{number}" class="footnote-item">{text} {back}</p>\n</li>\n')
    ordered = f'<ol class="footnotes-list">\n{"".join(items)}</ol>'
    html = f'<hr class="footnotes-sep">\n<section class="footnotes">\n{ordered}\n</section>'
    text = " ".join(note.text for note in notes)
    return Block("notes", html, text, " ".join(note.source for note in notes))


_READERS: dict[str, Callable[[str], _Read | None]] = {
    "#": _heading,
    "-": _bullets,
    ">": _quotation,
    "|": _table,
}
"""What a block may be by its first sign; a digit may begin a list or a paragraph."""
