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
"""Links that are kept of one folder."""


def quoted(address: str) -> str:
    """The address with percent signs where it needs them."""
    return address if _is_plain(address) else quote(address, safe="/#")


@lru_cache(maxsize=1 << 13)
def _is_plain(address: str) -> bool:
    """Whether an address needs no percent signs; pages that stand near each other lead to the same addresses."""
    return _PLAIN.fullmatch(address) is not None


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
    """The relative links of the pages in a folder by their addresses, each made once.

    What lies outside a folder is one step further away than from the folder around it, whose links are known mostly:
    nearly every page has a folder of its own, and all of them lead to the same places.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = quoted(folder[1:])
        self._around = _links(folder[: folder.rindex("/", 0, -1) + 1]) if self._folder else self.__getitem__

    def __missing__(self, address: str) -> str:
        if "#" in address:  # a passage, to which most pages lead but once
            page, hash_sign, fragment = address.partition("#")
            return f"{self[page]}{hash_sign}{quoted(fragment)}"
        if len(self) == _MOST:
            self.clear()
        file = _file(address)
        is_inside = file.startswith(self._folder)
        link = self[address] = file[len(self._folder) :] if is_inside else f"../{self._around(address)}"
        return link


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
