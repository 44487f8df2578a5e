"""HTML as a stream of tags and texts: read as browsers read it, in one pass, and nothing of it is obeyed."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TAGS = 120_000
"""Most tags of a page; a long article among its clutter has a few thousand."""
MAX_TEXT = 1024 * 1024
"""Most characters of text between the tags; a long page has a hundred thousand."""


class Token(NamedTuple):
    """A piece of a page."""

    kind: Literal["text", "open", "close", "raw", "comment", "broken"]
    """`raw` is the content of a script, a style or a title; `broken` a tag that never ends."""
    name: str
    """Of the element, in lower case; empty for a text or a comment."""
    text: str
    """Of a text without references; of an opening tag its attributes as written."""
    offset: int


class TooMuchError(ValueError):
    """A page of more tags or text than is read; the message says of which."""


def tokens(page: str) -> Iterator[Token]:
    """The pieces of a page, in order. Every pattern here takes what it has taken for good: the time is linear.

    Declarations are passed over, so entities that a page declares stay as they are written.
    """
    place = count = length = 0
    while match := _PIECE.match(page, place):
        start, place = place, match.end()
        if match["text"]:
            length += place - start
            if length > MAX_TEXT:
                raise TooMuchError(f"more than {MAX_TEXT // 1024} KiB of text between the tags")
            yield Token("text", "", plain(match["text"]), start)
        elif match["name"]:
            count += 1
            if count > MAX_TAGS:
                raise TooMuchError(f"more than {MAX_TAGS} tags")
            name = match["name"].lower()
            if not match["end"]:
                yield Token("broken", name, match[0], start)
            elif match["slash"]:
                yield Token("close", name, "", start)
            else:
                yield Token("open", name, match["attributes"], start)
                if name in _RAW:
                    begin, place = place, _raw_end(page, name, place)
                    yield Token("raw", name, page[begin:place], begin)
        elif match["comment"]:
            yield Token("comment", "", match["comment"], start)


def attributes(source: str, wanted: frozenset[str]) -> dict[str, str]:
    """Those of an opening tag's attributes that are `wanted`; of two with one name the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        name = match["name"].lower()
        if name in wanted and name not in found:
            found[name] = plain(match["double"] or match["single"] or match["bare"] or "")
    return found


def plain(text: str) -> str:
    """The text with its character references resolved; numbers beyond every character become U+FFFD."""
    return unescape(_ENDLESS.sub("\ufffd", text)) if "&" in text else text


_VALUE = r"""(?:"(?P<double>[^"]*+)"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+))"""
_ATTRIBUTE = re.compile(rf"(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+{_VALUE})?+")
_ANY_VALUE = re.sub(r"\?P<\w+>", "?:", _VALUE)
_PIECE = re.compile(
    rf"""(?P<text>(?:[^<]++|<(?![a-zA-Z/!?]))++)
    |<!--(?:-?>|(?P<comment>.*?)(?:--!?>|\Z))
    |<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)
      (?P<attributes>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_ANY_VALUE})?+)*+)(?P<end>>?)
    |<[!?/][^>]*+>?""",
    re.VERBOSE | re.DOTALL,
)
_RAW = frozenset(["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "plaintext"])
"""Elements whose content is no markup."""
_ENDLESS = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


def _raw_end(page: str, name: str, place: int) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, place)
    return match.start() if match else len(page)
