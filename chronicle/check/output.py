"""A built site, looked at from outside: its digests, its links, its alternates, and what hosts allow."""

from __future__ import annotations

import html
import os
import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from chronicle.base.diagnostics import Diagnostic, diagnose, in_order
from chronicle.base.digest import sha256
from chronicle.build.manifest import CHECKSUMS
from chronicle.build.options import no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chronicle.build.options import Progress

LARGEST_SITE = 1_000_000_000
"""Bytes that GitHub Pages publishes."""
LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of a file that GitHub takes."""
_FORBIDDEN = re.compile(r"[:\"<>|*?\\\x00-\x1f]")
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_TAG = re.compile(r"<(a|area|link|img|script|source)\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([a-z-]+)=(?:\"([^\"]*)\"|([^\s\"'>]+))")
"""Our own templates quote attributes and escape `>`; a page that does not is caught by the validator of the tests."""
_ID = re.compile(r"<[a-z][^>]*\sid=(?:\"([^\"]*)\"|([^\s\"'>]+))")
_LOADED = ("img", "script", "source")


class _Page(NamedTuple):
    targets: tuple[str, ...]
    loaded: tuple[str, ...]
    ids: frozenset[str]
    alternates: frozenset[str]
    """Addresses; those of the page's own head."""


def published_sums(site: str) -> dict[str, str]:
    """Every file that the site's manifest owns, itself too, with its SHA-256; empty where there is none to read."""
    try:
        with open(os.path.join(site, CHECKSUMS), "rb") as file:
            data = file.read()
        lines = [_LINE.fullmatch(line) for line in data.decode().splitlines()]
    except (OSError, ValueError):
        return {}
    sums = {line[2]: line[1] for line in lines if line}
    return {**sums, CHECKSUMS: sha256(data)} if sums and all(lines) else {}


def site_problems(site: str, *, base_url: str, progress: Progress = no_progress) -> tuple[Diagnostic, ...]:
    """All that is wrong with the site in the folder `site`, which is to stand at `base_url`."""
    sums = published_sums(site)
    if not sums:
        message = f"there is no site with a readable `{CHECKSUMS}` here"
        return (diagnose("site-missing", message, help="run `chronicle build` first"),)
    found = [*_stray(site, sums)]
    pages, total = {}, 0
    for number, file in enumerate(sums):
        progress("checking", number, len(sums))
        data = _data(site, file)
        if data is None or sha256(data) != sums[file]:
            found.append(_altered(file, is_there=data is not None))
            continue
        total += len(data)
        found += _name_problems(file, len(data))
        if file.endswith(".html"):
            pages[file] = _page(data.decode("utf-8", "replace"))
    progress("checking", len(sums), len(sums))
    found += _size_problems(total)
    for file, page in pages.items():
        found += _link_problems(file, page, pages, sums, base_url=base_url)
        found += _alternate_problems(file, page, pages, base_url=base_url)
    return in_order(found)


def _data(site: str, file: str) -> bytes | None:
    path = os.path.join(site, file)
    if ".." in file.split("/") or os.path.islink(path) or not os.path.isfile(path):
        return None
    with open(path, "rb") as stream:
        return stream.read()


def _page(text: str) -> _Page:
    targets, loaded, alternates = [], [], set()
    for tag, inside in _TAG.findall(text):
        values = {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(inside)}
        relation = values.get("rel", "").split()
        if tag == "link" and "alternate" in relation and "hreflang" in values:
            alternates.add(values.get("href", ""))
        elif tag in _LOADED or (tag == "link" and {"stylesheet", "icon", "preload", "manifest"} & set(relation)):
            loaded += [values[name] for name in ("src", "href") if name in values]
        elif tag in ("a", "area") and "href" in values:
            targets.append(values["href"])
    ids = frozenset(html.unescape(one or other) for one, other in _ID.findall(text))
    return _Page(tuple(dict.fromkeys(targets)), tuple(dict.fromkeys(loaded)), ids, frozenset(alternates))


def _link_problems(
    file: str, page: _Page, pages: Mapping[str, _Page], sums: Mapping[str, str], *, base_url: str
) -> Iterator[Diagnostic]:
    for target in (*page.targets, *page.loaded):
        inside = _inside(file, target, base_url)
        if inside is None:
            if target in page.loaded and not target.startswith("data:"):
                yield _broken(file, f"`{target}` is loaded from elsewhere")
            continue
        path, fragment = inside
        reached = next((each for each in (path, posixpath.join(path, "index.html")) if each in sums), None)
        if reached is None:
            yield _broken(file, f"`{target}` leads nowhere")
        elif fragment and reached in pages and fragment not in pages[reached].ids:
            yield _broken(file, f"`{target}` names a place that its page lacks")


def _alternate_problems(file: str, page: _Page, pages: Mapping[str, _Page], *, base_url: str) -> Iterator[Diagnostic]:
    for address in sorted(page.alternates):
        inside = _inside(file, address, base_url)
        other = posixpath.join(inside[0], "index.html").lstrip("/") if inside else ""
        there = pages.get(other)
        if there is None:
            yield _broken(file, f"the alternate `{address}` leads nowhere")
        elif there.alternates != page.alternates:
            yield _broken(file, f"the alternate `{address}` does not name the same alternates")


def _inside(file: str, target: str, base_url: str) -> tuple[str, str] | None:
    """File or folder of the site, and the fragment, that `target` leads to; None where it leaves the site."""
    parts = urlsplit(target)
    fragment = unquote(parts.fragment)
    base = urlsplit(base_url)
    base_path = base.path.rstrip("/") + "/"
    if parts.scheme or parts.netloc:
        if (parts.scheme, parts.netloc) != (base.scheme, base.netloc) or not parts.path.startswith(base_path):
            return None
    elif not parts.path.startswith("/"):
        here = file if not parts.path else posixpath.join(posixpath.dirname(file), unquote(parts.path))
        return _normal(here), fragment
    elif not parts.path.startswith(base_path):
        return None
    return _normal(unquote(parts.path[len(base_path) :])), fragment


def _normal(path: str) -> str:
    normal = posixpath.normpath(path) if path else ""
    return "" if normal == "." else normal


def _stray(site: str, sums: Mapping[str, str]) -> Iterator[Diagnostic]:
    for folder, folders, names in os.walk(site):
        folders.sort()
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in (*links, *sorted(names)):
            file = os.path.relpath(os.path.join(folder, name), site).replace(os.sep, "/")
            if file not in sums and file != ".gitignore":
                help_ = "move it away; `chronicle publish` does not send it, but copying the folder would"
                yield diagnose("site-stray", "chronicle did not make this file of the site", path=file, help=help_)


def _name_problems(file: str, size: int) -> Iterator[Diagnostic]:
    if _FORBIDDEN.search(file):
        yield diagnose("site-limit", "GitHub Pages refuses this name", path=file, help="give it another slug or alias")
    if size > LARGEST_FILE:
        message = f"{size:,} bytes; GitHub takes no file larger than {LARGEST_FILE:,}"
        yield diagnose("site-limit", message, path=file, help="publish fewer entries in one site, or use another host")


def _size_problems(total: int) -> Iterator[Diagnostic]:
    help_ = "leave out kinds of pages with `without:` in chronicle.yml, or use another host"
    if total > LARGEST_SITE:
        message = f"the site has {total:,} bytes; GitHub Pages publishes at most {LARGEST_SITE:,}"
        yield diagnose("site-limit", message, help=help_)


def _altered(file: str, *, is_there: bool) -> Diagnostic:
    message = "this file is not as it was built" if is_there else "this file of the site is missing or a link"
    return diagnose("site-altered", message, path=file, help="run `chronicle build --clean`")


def _broken(file: str, message: str) -> Diagnostic:
    return diagnose("site-link-broken", message, path=file, help="restore what it leads to, or mend the template")
