"""Paragraphs without any markup, read without the Markdown parser: most of what news agencies print.

A run of lines qualifies only if no character in it and no place of it can mean anything to CommonMark, tables or
footnotes; whatever else a body holds goes to the parser, which sees `x` in place of each plain line, so that the
structure around it stays the same. What comes out equals what the parser alone would give: see the tests, which compare
the two on the examples of CommonMark and on every body that Hypothesis thinks of.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from chronicle.base.text_safety import is_suspect
from chronicle.model.entry import Block

STAND_IN = "x"
"""A plain line as the parser sees it."""
_RUN = re.compile(r"[^\n]+(?:\n[^\n]+)*")
"""Lines without a blank one between them; a line of white space alone is no blank line here, and never plain."""
_SIGNS = r"\x00-\x1f\x7f\x85\\`*_\[\]<&|\u2028\u2029"
"""What Markdown reads inside a line: emphasis, code, escape, link, tag, entity, table; and what nobody sees."""
_SPACE = r" \x80-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
"""What Python or Markdown strips from the ends of a paragraph."""
_PLAIN_LINE = (
    # Here begins no list, heading, quotation, table, rule, fence, definition or code.
    r"(?![=:>#+~-]|\d{1,9}[.)](?:[ \n]|\Z))"
    rf"[^{_SIGNS}{_SPACE}](?:[^{_SIGNS}]*[^{_SIGNS}{_SPACE}])?"
)
_PLAIN = re.compile(rf"{_PLAIN_LINE}(?:\n{_PLAIN_LINE})*")
_SPACES = re.compile("[ \t\n]+")


class PlainRun(NamedTuple):
    """A paragraph that needs no parser."""

    first: int
    """Its first line, counted from 0."""
    end: int
    """The line behind its last."""
    source: str

    def block(self) -> Block:
        """The block that the parser would give."""
        html = self.source.replace(">", "&gt;").replace('"', "&quot;")
        return Block("paragraph", f"<p>{html}</p>", _SPACES.sub(" ", self.source), self.source)


def plain_runs(body: str) -> tuple[dict[int, PlainRun], str]:
    """The plain paragraphs of a body by their first line, and the body with stand-ins in their place.

    `body` has line feeds alone. The rest is empty where everything is plain.
    """
    runs: dict[int, PlainRun] = {}
    rest: list[str] = []
    line = position = 0
    is_all = True
    for found in _RUN.finditer(body):
        line += body.count("\n", position, found.start())
        rest.append(body[position : found.start()])
        source = found[0]
        lines = source.count("\n") + 1
        if _PLAIN.fullmatch(source) and not is_suspect(source):
            runs[line] = PlainRun(line, line + lines, source)
            rest.append("\n".join([STAND_IN] * lines))
        else:
            is_all = False
            rest.append(source)
        line += lines - 1
        position = found.end()
    return runs, "" if is_all else "".join((*rest, body[position:]))
