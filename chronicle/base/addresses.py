"""Links from page to page: an address, as a path from the site's root, made relative or safe to write."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = re.compile(r"[A-Za-z0-9/._~#-]*")
"""An address that needs no percent signs; nearly all, and the look costs a twentieth of quoting."""


def quoted(address: str) -> str:
    """The address with percent signs where it needs them."""
    return address if _is_plain(address) else quote(address, safe="/#")


@lru_cache(maxsize=1 << 13)
def _is_plain(address: str) -> bool:
    """Whether an address needs no percent signs; pages that stand near each other lead to the same addresses."""
    return _PLAIN.fullmatch(address) is not None


@lru_cache(maxsize=64)
def relative_links(page: str) -> Callable[[str], str]:
    """What makes the relative links of the page with this address, each once.

    `/en/` becomes `../en/index.html`; a `#fragment` stays.
    """
    folders = _folders(page.lstrip("/").rpartition("/")[0])
    top = folders[-2:][0][0]

    @cache
    def link(address: str) -> str:
        path, hash_sign, fragment = address.partition("#") if "#" in address else (address, "", "")
        if path[:1] != "/" or path[:2] == "//":
            path = "/" + path.lstrip("/")
        folder, way = folders[-1]
        if path.startswith(top):
            for nearest, way_up in folders:
                if path.startswith(nearest):
                    folder, way = nearest, way_up
                    break
        relative = f"{way}{path[len(folder) :]}{'index.html' if path[-1] == '/' else ''}"
        return f"{relative if _is_plain(path) else quoted(relative)}{hash_sign}{fragment}"

    return link


@lru_cache(maxsize=256)
def _folders(folder: str) -> tuple[tuple[str, str], ...]:
    """A folder of pages and those around it, each with the way up to it: `/en/2020/`, ``; `/en/`, `../`; …."""
    if not folder:
        return (("/", ""),)
    return ((f"/{folder}/", ""), *((above, f"../{way}") for above, way in _folders(folder.rpartition("/")[0])))
