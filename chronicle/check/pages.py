"""What a page of a built site refers to and can be referred to by, read off its tags."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNREAD = re.compile(r"<(?=[!sS])(?:!--.*?-->|(?P<opening>(?i:(script|style))\b[^>]*>).*?(?=</(?i:\2)\b))", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^\s/>]*+[\s/][^\"'>]*+(?:\"[^\"]*+\"[^\"'>]*+|'[^']*+'[^\"'>]*+)*+>")
"""A tag with attributes."""
_NAME = re.compile(r"<([^\s/>]*)")
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
    told = [tag for tag in map(_told, _TAG.findall(_UNREAD.sub(_opening, text))) if tag]
    return PageTags(
        kind=next((tag.kind for tag in told if tag.kind is not None), ""),
        ids=frozenset(tag.id for tag in told if tag.id is not None),
        links=tuple(dict.fromkeys(target for tag in told for target in tag.links)),
        loads=tuple(dict.fromkeys(target for tag in told for target in tag.loads)),
        alternates=tuple(tag.alternate for tag in told if tag.alternate),
    )


class _Tag(NamedTuple):
    """What one tag says of its page."""

    kind: str | None
    id: str | None
    links: tuple[str, ...]
    loads: tuple[str, ...]
    alternate: tuple[str, str] | None


@lru_cache(maxsize=1 << 15)
def _told(tag: str) -> _Tag | None:
    """What a tag says, as it is written; the tags of a site are mostly the same ones."""
    if not _tells(tag.lower()):
        return None
    named = _NAME.match(tag)
    assert named is not None  # noqa: S101 - it is a tag
    name, values = named[1].lower(), _attributes(tag[named.end() : -1])
    return _Tag(
        kind=values.get("data-page-type", "") if name == "html" else None,
        id=values.get("id"),
        links=tuple(_followed(name, values)),
        loads=tuple(_loaded(name, values)),
        alternate=(values["hreflang"], values.get("href", "")) if _is_other(name, values) else None,
    )


def _tells(written: str) -> bool:
    """Whether any attribute may be looked for: of what is between two angles, most is classes and languages."""
    return (
        "id" in written
        or "href" in written
        or "src" in written
        or "poster" in written
        or "http-equiv" in written
        or "page-type" in written
    )


def _opening(unread: re.Match[str]) -> str:
    return f"<{unread['opening']}" if unread["opening"] else ""


def _attributes(written: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        values.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return values


def _is_other(tag: str, values: dict[str, str]) -> bool:
    """Whether a tag names the page in another language."""
    return tag == "link" and "hreflang" in values and "alternate" in values.get("rel", "").lower().split()


def _followed(tag: str, values: dict[str, str]) -> Iterator[str]:
    if "href" in values and (tag in _FOLLOWED or (tag == "link" and not _is_loaded(values))):
        if not _is_other(tag, values):
            yield values["href"]
    elif tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        yield from (target.strip("'\" ") for target in _REFRESH.findall(values.get("content", "")))


def _loaded(tag: str, values: dict[str, str]) -> Iterator[str]:
    if tag == "link" and "href" in values and _is_loaded(values):
        yield values["href"]
    for name in ("src", "poster"):
        if name in values:
            yield values[name]
    for candidate in values.get("srcset", "").split(","):
        if words := candidate.split():
            yield words[0]


def _is_loaded(values: dict[str, str]) -> bool:
    return not _LOADED.isdisjoint(values.get("rel", "").lower().split())
