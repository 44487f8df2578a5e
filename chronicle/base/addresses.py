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


def relative_links(page: str) -> Callable[[str], str]:
    """What makes the relative links of the page with this address: `/en/` becomes `../en/index.html`."""
    return _links(page[: page.rindex("/") + 1])


@lru_cache(maxsize=256)
def _links(folder: str) -> Callable[[str], str]:
    """What makes the relative links of the pages in a folder, `/en/2020/`, each once.

    What lies outside of it is one step further than from the folder around it, whose pages share that part.
    """
    around = _links(folder[: folder.rindex("/", 0, -1) + 1]) if folder != "/" else None

    @cache
    def link(address: str) -> str:
        if around is None:
            address = "/" + address.lstrip("/")
        elif not address.startswith(folder):
            return f"../{around(address)}"
        path, hash_sign, fragment = address[len(folder) :].partition("#")
        file = f"{path}index.html" if not path or path[-1] == "/" else path
        return f"{quoted(file)}{hash_sign}{fragment}"

    return link
