"""Links from page to page: an address, as a path from the site's root, made relative or safe to write."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = re.compile(r"[A-Za-z0-9/._~#-]*")
"""An address that needs no percent signs; nearly all, and the look costs a twentieth of quoting."""
_MOST = 1 << 12
"""Whole URLs that are kept of a site."""


def quoted(address: str) -> str:
    """The address with percent signs where it needs them."""
    return address if _PLAIN.fullmatch(address) else quote(address, safe="/#")


def relative_links(page: str) -> Callable[[str], str]:
    """What makes the relative links of the page with this address: `/en/` becomes `../en/index.html`.

    A link holds nothing that HTML would have escaped.
    """
    return _links(page[: page.rindex("/") + 1])


@lru_cache(maxsize=256)
def _links(folder: str) -> Callable[[str], str]:
    """What makes the relative links of the pages in a folder, `/en/2020/`."""
    return _Links(folder).__getitem__


class _Links(dict[str, str]):
    """The relative links of the pages in a folder by their addresses, each made once."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._around = _around(quoted(folder[1:]))

    def __missing__(self, address: str) -> str:
        if "#" in address:  # a passage, to which most pages lead but once
            page, hash_sign, fragment = address.partition("#")
            return f"{self[page]}{hash_sign}{quoted(fragment)}"
        file = _file(address)
        up, innermost = len(self._around), ""
        for folder in self._around:
            if not file.startswith(folder):
                break
            up, innermost = up - 1, folder
        link = self[address] = f"{'../' * up}{file[len(innermost) :]}"
        return link


@lru_cache(maxsize=256)
def _around(folder: str) -> tuple[str, ...]:
    """The folders that hold the pages in a folder, itself the last: `en/`, `en/2020/`."""
    return (*_around(folder[: folder.rfind("/", 0, -1) + 1]), folder) if folder else ()


def links_below(path: str) -> Callable[[str], str]:
    """What makes links from the root of a host below a path without a final slash: `/en/` becomes `/base/en/`.

    They hold nothing that HTML would have escaped.
    """
    base = quote(path, safe="/%")
    return lambda address: base + quoted(address)


@lru_cache(maxsize=8)
def whole_links(base: str) -> Callable[[str], str]:
    """What makes whole URLs below a base without a final slash: `/en/` becomes `https://example.org/base/en/`."""
    return lru_cache(maxsize=_MOST)(lambda address: base + quoted(address))


@lru_cache(maxsize=1 << 15)
def _file(address: str) -> str:
    """The file of an address, as a path from the site's root that is safe to write; pages share most of them."""
    path = address.removeprefix("/")
    return quoted(path if path and path[-1] != "/" else f"{path}index.html")
