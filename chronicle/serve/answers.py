"""What a preview answers to an address: decided as a static host decides it, below the sub-path of production."""

from __future__ import annotations

import os
import stat
from mimetypes import MimeTypes
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

NOT_FOUND = "404.html"
_INDEX = "index.html"
_TYPES = MimeTypes()
for _ending, _type in (
    (".woff2", "font/woff2"),
    (".js", "text/javascript"),
    (".json", "application/json"),
    (".jsonl", "application/jsonl"),
    (".geojson", "application/geo+json"),
    (".webmanifest", "application/manifest+json"),
    (".xml", "application/xml"),
    (".tmx", "application/xml"),
    (".csv", "text/csv"),
    (".ics", "text/calendar"),
    (".bib", "text/x-bibtex"),
    (".webp", "image/webp"),
    (".avif", "image/avif"),
    (".svg", "image/svg+xml"),
):
    _TYPES.add_type(_type, _ending)


class Answer(NamedTuple):
    """What to answer."""

    status: int
    file: str = ""
    """Below the site; empty where there is none."""
    location: str = ""
    """Where to go instead."""


def base_of(base_url: str) -> str:
    """The sub-path of an address, decoded, with a slash at both ends."""
    path = unquote(urlsplit(base_url).path).strip("/")
    return f"/{path}/" if path else "/"


def answer(folder: str, bases: tuple[str, ...], path: str) -> Answer:
    """The answer to a path as a browser sends it, of the site in `folder`.

    `bases` are the sub-paths that the site has had since the preview began, the present one first.
    """
    base, *former = bases
    asked = unquote(path, errors="surrogateescape")
    if asked == base[:-1] or (asked == "/" and base != "/"):
        return Answer(302, location=quote(base))
    if not asked.startswith(base):
        for other in former:
            if asked.startswith(other):
                return Answer(302, location=quote(base + asked.removeprefix(other)))
        return Answer(404, _not_found(folder, ""))
    below = asked.removeprefix(base)
    if not all(map(_is_plain, below.removesuffix("/").split("/") if below else ())):
        return Answer(404, _not_found(folder, ""))
    found = next((file for file in _candidates(below) if is_file(folder, file)), "")
    if found and not below.endswith("/") and found == f"{below}/{_INDEX}":
        return Answer(302, location=quote(f"{asked}/"))
    return Answer(200, found) if found else Answer(404, _not_found(folder, below))


def is_file(folder: str, file: str) -> bool:
    """Whether the site has a file: a regular one, to which no link leads."""
    path = os.path.join(folder, *file.split("/"))
    try:
        return stat.S_ISREG(os.lstat(path).st_mode) and os.path.realpath(path) == os.path.join(
            os.path.realpath(folder), *file.split("/")
        )
    except (OSError, ValueError):
        return False


def content_type(file: str) -> str:
    """The type to send a file with."""
    kind = _TYPES.guess_type(file)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("/xml", "json", "/javascript", "jsonl"))
    return f"{kind}; charset=utf-8" if is_text else kind


def _candidates(below: str) -> tuple[str, ...]:
    """The files that may be meant, the likeliest first."""
    if not below or below.endswith("/"):
        return (below + _INDEX,)
    return (below, f"{below}.html", f"{below}/{_INDEX}")


def _not_found(folder: str, below: str) -> str:
    """The nearest page for what is not found: that of the language, where a site has one, else that of the site."""
    while below:
        below = below.rpartition("/")[0]
        file = f"{below}/{NOT_FOUND}" if below else NOT_FOUND
        if is_file(folder, file):
            return file
    return NOT_FOUND if is_file(folder, NOT_FOUND) else ""


def _is_plain(name: str) -> bool:
    """Whether a part of a path can be an output's: not hidden, no way up, nothing that a system reads otherwise."""
    return bool(name) and not name.startswith(".") and not set(name) & set("\\:\0") and name.isprintable()
