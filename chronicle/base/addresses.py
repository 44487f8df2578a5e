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


class _Links(dict[str, str]):
    """The relative links of the pages in a folder by their addresses, each made once.

    What lies outside of it is one step further than from the folder around it, whose pages share that part.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self._around = _links(folder[: folder.rindex("/", 0, -1) + 1]) if folder != "/" else None

    def __missing__(self, address: str) -> str:
        if self._around is None:
            path = address.lstrip("/")
        elif address.startswith(self._folder):
            path = address[len(self._folder) :]
        else:
            link = self[address] = f"../{self._around(address)}"
            return link
        path, hash_sign, fragment = path.partition("#")
        file = f"{path}index.html" if not path or path[-1] == "/" else path
        link = self[address] = f"{quoted(file)}{hash_sign}{fragment}"
        return link
