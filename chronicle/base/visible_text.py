"""The text that a block's HTML shows, each character at its place, so that what is found there can be marked up."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

PAD = "\0"
"""Stands for markup inside a word: nothing that anyone sees."""
WALL = "\1"
"""Stands for markup that parts words, so that nothing is found across it."""

_MARKUP = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>|&#?\w+;")
_INLINE = frozenset(("a", "code", "em", "mark", "s", "strong", "sup"))
_PLAIN = len("<p>")


@lru_cache(maxsize=1 << 13)
def visible_text(html: str) -> str:
    """A text as long as `html` with `PAD` and `WALL` in place of tags; an entity becomes its character, padded.

    Kept, because names, days and contradictions are looked for in the same paragraphs one after the other.
    """
    if html.startswith("<p>") and html.count("<") == 2 and "&" not in html:  # noqa: PLR2004 - its own two tags
        return f"{WALL * _PLAIN}{html[_PLAIN : -_PLAIN - 1]}{WALL * (_PLAIN + 1)}"
    return _MARKUP.sub(_blank, html)


def _blank(match: re.Match[str]) -> str:
    length = len(match[0])
    if match[0][0] == "&":
        return unescape(match[0]).ljust(length, PAD)
    return (PAD if match[2] in _INLINE else WALL) * length
