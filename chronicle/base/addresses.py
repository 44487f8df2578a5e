"""Links from page to page: an address, as a path from the site's root, made relative or safe to write."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
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


def relative_links(page: str) -> Callable[[str], str]:
    """What makes the relative links of the page with this address: `/en/` becomes `../en/index.html`."""
    return _links(page[: page.rindex("/") + 1])


@lru_cache(maxsize=256)
def _links(folder: str) -> Callable[[str], str]:
    """What makes the relative links of the pages in a folder, `/en/2020/`."""
    return _Links(folder).__getitem__


@lru_cache(maxsize=256)
def _paths(folder: str) -> Callable[[str], str]:
    """What makes of the addresses in a folder the paths from there to their files."""
    return _Paths(folder).__getitem__


class _Links(dict[str, str]):
    """The relative links of the pages in a folder by their addresses, each made once.

    A link is the steps up to the innermost folder that holds both, and from there the path that all pages share that
    lead to the address from other folders in it.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        names = folder.split("/")[1:-1]
        around = accumulate((f"{name}/" for name in names), initial="/")
        self._root, *self._around = [(each, "../" * (len(names) - up), _paths(each)) for up, each in enumerate(around)]

    def __missing__(self, address: str) -> str:
        page, hash_sign, fragment = address.partition("#")
        if hash_sign:  # a passage, to which most pages lead but once
            return f"{self[page]}{hash_sign}{fragment}"
        _, steps, paths = self._root
        for folder, up, below in self._around:
            if not address.startswith(folder):
                break
            steps, paths = up, below
        link = self[address] = f"{steps}{paths(address)}"
        return link


class _Paths(dict[str, str]):
    """The paths from a folder to files by the addresses of their pages."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, address: str) -> str:
        path = address.removeprefix(self._folder)
        link = self[address] = quoted(path if path and path[-1] != "/" else f"{path}index.html")
        return link
