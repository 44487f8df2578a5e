"""What a page of a built site refers to and can be referred to by, read off its tags."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNREAD = re.compile(r"<!--.*?-->|(?<=>)[^<]*(?=</(?:script|style)\b)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*(.+)", re.IGNORECASE | re.DOTALL)
_LOADED = frozenset(("stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect"))
_FOLLOWED = frozenset(("a", "area"))


class PageTags(NamedTuple):
    """What a page's tags say."""

    kind: str
    """`data-page-type`: entry, parallel, redirect …"""
    ids: frozenset[str]
    links: tuple[str, ...]
    """What a reader may follow, or is sent to."""
    loads: tuple[str, ...]
    """What a browser fetches without being asked."""
    alternates: tuple[tuple[str, str], ...]
    """Language and address of every `hreflang` of the head."""


def page_tags(text: str) -> PageTags:
    """The tags of a page, in any HTML that a browser reads; scripts and comments are passed over."""
    kind = ""
    ids: set[str] = set()
    links: dict[str, None] = {}
    loads: dict[str, None] = {}
    alternates: list[tuple[str, str]] = []
    for name, written in _TAG.findall(_UNREAD.sub("", text)):
        if "=" not in written:
            continue
        values = _attributes(written)
        tag = name.lower()
        if "id" in values:
            ids.add(values["id"])
        if tag == "html":
            kind = values.get("data-page-type", "")
        elif tag == "link":
            relations = frozenset(values.get("rel", "").lower().split())
            if "alternate" in relations and "hreflang" in values:
                alternates.append((values["hreflang"], values.get("href", "")))
            elif "href" in values:
                (loads if relations & _LOADED else links)[values["href"]] = None
        elif tag == "meta":
            found = _REFRESH.fullmatch(values.get("content", ""))
            if found and values.get("http-equiv", "").lower() == "refresh":
                links[found[1].strip("'\" ")] = None
        elif tag in _FOLLOWED:
            if "href" in values:
                links[values["href"]] = None
        else:
            loads.update(dict.fromkeys(_loaded(values)))
    return PageTags(kind, frozenset(ids), tuple(links), tuple(loads), tuple(alternates))


def _attributes(written: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        values.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return values


def _loaded(values: dict[str, str]) -> Iterator[str]:
    for name in ("src", "poster", "data"):
        if name in values:
            yield values[name]
    for candidate in values.get("srcset", "").split(","):
        if words := candidate.split():
            yield words[0]
