"""Simple markup inside a line, read without the Markdown parser: links, emphasis, code, references to notes.

Read is only what can mean one thing: delimiters that can open or close and not both, code between two single signs,
links to plain web addresses. Anything else is left to the parser (`None`); see the tests, which compare the two.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from chronicle.content.links import EXTERNAL_REL

SIGNS = r"\\`*_\[\]<&|!^"
"""What Markdown may read inside a line."""
_PLAIN = re.compile(rf"[^{SIGNS}]*")
_TEXT = rf"[^{SIGNS}\n]"
_ADDRESS = (
    r"(?P<web>https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/[A-Za-z0-9._/+=,-]*)?(?:\?[A-Za-z0-9._/+=,&-]*)?)?"
    r"(?:\#[A-Za-z0-9._-]*)?"
)
"""An address that normalising leaves as it is."""
_CONSTRUCT = re.compile(
    rf"""
      `(?P<code>[^`\ \n](?:[^`\n]*[^`\ \n])?)`
    | \[\^(?P<note>[1-9][0-9]{{0,3}})\](?![\[(:])
    | \[(?P<label>[^\[\]\n]+)\]\((?P<address>{_ADDRESS})(?:\ "(?P<title>[^"\\&<>`*_\[\]|\n]+)")?\)
    | \[(?P<bracketed>{_TEXT}*)\](?![\[(:])
    | \*\*(?P<strong>{_TEXT}+)\*\*(?!\*)
    | \*(?P<emphasis>{_TEXT}+)\*(?!\*)
    | (?P<sign>&(?![A-Za-z\#]) | !(?!\[) | \^(?!\[))
    """,
    re.VERBOSE,
)
_BEFORE = frozenset(" \n(“«„[")
"""After these, and at the start, a delimiter can open only, if a letter or digit follows."""
_AFTER = frozenset(" \n.,;:!?()”»…[]")
"""Before these, and at the end, a delimiter can close only, if a letter or digit precedes."""


class Inline(NamedTuple):
    """What a text with markup says."""

    html: str
    text: str
    """Without the markup; line feeds stay."""
    notes: tuple[str, ...] = ()
    """Labels of the notes that it refers to, in order; `NOTE` stands in the HTML for each."""


NOTE = "\0"
"""Where a reference to a note goes: no body that is read here holds this sign."""


def inline(source: str, *, is_label: bool = False) -> Inline | None:
    """The meaning of a text; None where the parser must be asked. Inside a label there are no links and notes."""
    plain = _PLAIN.match(source)[0]  # type: ignore[index]  # it matches the empty text too
    position = len(plain)
    html = [escaped(plain)]
    text = [plain]
    notes: list[str] = []
    while position < len(source):
        match = _CONSTRUCT.match(source, position)
        piece = _piece(source, match, is_label=is_label) if match else None
        if match is None or piece is None:
            return None
        plain = _PLAIN.match(source, match.end())[0]  # type: ignore[index]  # as above
        html += (piece.html, escaped(plain))
        text += (piece.text, plain)
        notes += piece.notes
        position = match.end() + len(plain)
    return Inline("".join(html), "".join(text), tuple(notes))


def _piece(source: str, match: re.Match[str], *, is_label: bool) -> Inline | None:
    kind = match.lastgroup
    if kind == "code":
        return _code(source, match)
    if kind in ("strong", "emphasis"):
        return _emphasis(source, match)
    if kind == "sign":
        return Inline(match[0].replace("&", "&amp;"), match[0])
    return None if is_label else _brackets(match)


def _brackets(match: re.Match[str]) -> Inline | None:
    if match["note"]:
        return Inline(NOTE, "", (match["note"],))
    return _link(match) if match["label"] else Inline(escaped(match[0]), match[0])


def _code(source: str, match: re.Match[str]) -> Inline | None:
    if source[match.end() : match.end() + 1] == "`":
        return None
    written = match["code"].replace("&", "&amp;").replace("<", "&lt;")
    return Inline(f"<code>{escaped(written)}</code>", match["code"])


def _emphasis(source: str, match: re.Match[str]) -> Inline | None:
    tag = "strong" if match["strong"] else "em"
    inner = match["strong"] or match["emphasis"]
    before, after = source[: match.start()][-1:], source[match.end() : match.end() + 1]
    is_certain = (not before or before in _BEFORE) and (not after or after in _AFTER)
    if not (is_certain and inner[0].isalnum() and inner[-1].isalnum()):
        return None
    return Inline(f"<{tag}>{escaped(inner)}</{tag}>", inner)


def _link(match: re.Match[str]) -> Inline | None:
    label = inline(match["label"], is_label=True)
    address = match["address"]
    if label is None or not address:
        return None
    attributes = f'href="{address.replace("&", "&amp;")}"'
    if match["title"]:
        attributes += f' title="{match["title"]}"'
    if match["web"]:
        attributes += f' rel="{EXTERNAL_REL}"'
    return Inline(f"<a {attributes}>{label.html}</a>", label.text)


def escaped(text: str) -> str:
    """A text that holds neither `&` nor `<` of its own, for HTML."""
    return text.replace(">", "&gt;").replace('"', "&quot;")
