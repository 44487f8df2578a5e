"""The text that a block's HTML shows, each character at its place, so that what is found there can be marked up."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

PAD = "\0"
"""Stands for markup inside a word: nothing that anyone sees."""
WALL = "\1"
"""Stands for markup that parts words, so that nothing is found across it."""

_MARKUP = re.compile(r"(</?[a-z][^<>]*>|&#?\w+;)")
_NAME = re.compile(r"[a-z0-9]+")
_INLINE = frozenset(("a", "code", "em", "mark", "s", "strong", "sup"))
_PLAIN = len("<p>")


@lru_cache(maxsize=1 << 13)
def visible_text(html: str) -> str:
    """A text as long as `html` with `PAD` and `WALL` in place of tags; an entity becomes its character, padded.

    Kept, because names, days and contradictions are looked for in the same paragraphs one after the other.
    """
    if html.startswith("<p>") and html.count("<") == 2 and "&" not in html:  # noqa: PLR2004 - its own two tags
        return f"{WALL * _PLAIN}{html[_PLAIN : -_PLAIN - 1]}{WALL * (_PLAIN + 1)}"
    pieces = _MARKUP.split(html)
    pieces[1::2] = map(_blank, pieces[1::2])
    return "".join(pieces)


@lru_cache(maxsize=1 << 10)
def _blank(markup: str) -> str:
    if markup[0] == "&":
        return unescape(markup).ljust(len(markup), PAD)
    name = _NAME.search(markup)
    return (PAD if name and name[0] in _INLINE else WALL) * len(markup)
