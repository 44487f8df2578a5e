"""Links: an address as a page leads to it, relative or whole."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from jinja2 import pass_context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from chronicle.plan.views import Chrome, Route

_PLAIN = re.compile(r"[A-Za-z0-9/._~#-]*")
"""An address that needs no percent signs; nearly all, and the look costs a twentieth of quoting."""


def route_of(context: Context) -> Route:
    """The route of the page that `context` renders."""
    view = context["view"]
    route: Route = view.frame.route if hasattr(view, "frame") else view.route
    return route


def chrome_of(context: Context | Mapping[str, object]) -> Chrome:
    """What every page of this page's language has."""
    view: Any = context["view"]
    chrome: Chrome = view.frame.chrome if hasattr(view, "frame") else view.chrome
    return chrome


@pass_context
def href(context: Context, address: str) -> str:
    """`address` as a link from this page, relative, so that it holds under any base path and from a disk.

    `/en/` becomes `../en/index.html`; a `#fragment` stays.
    The page that a host serves in place of any missing one, at any depth, gets paths from the host's root: `/base/en/`.
    """
    return links(context)(address)


@pass_context
def absolute(context: Context, address: str) -> str:
    """`address` as a whole URL: `https://example.org/base/en/`."""
    return chrome_of(context).base_url + _quoted(address)


def links(context: Context) -> Callable[[str], str]:
    """What makes the links of a page, see `href`."""
    route = route_of(context)
    if route.address == "/404.html":
        base = urlsplit(chrome_of(context).base_url).path
        return lambda address: base + _quoted(address)
    return _links(route.address[: route.address.rindex("/") + 1])


def urls(context: Context) -> Callable[[str], str]:
    """What makes the whole URLs of a page, see `absolute`."""
    base = chrome_of(context).base_url
    return lambda address: base + _quoted(address)


FILTERS: dict[str, Callable[..., object]] = {"href": href, "absolute": absolute}
"""The filters of this module."""
BOUND: dict[str, Callable[[Context], Callable[..., object]]] = {"href": links, "absolute": urls}
"""The same where they do part of their work once for a page."""


def _quoted(address: str) -> str:
    return address if _is_plain(address) else quote(address, safe="/#")


@lru_cache(maxsize=1 << 13)
def _is_plain(address: str) -> bool:
    """Whether an address needs no percent signs; pages that stand near each other lead to the same addresses."""
    return _PLAIN.fullmatch(address) is not None


@lru_cache(maxsize=256)
def _links(folder: str) -> Callable[[str], str]:
    """What makes the relative links of the pages in a folder, `/en/2020/`, each once.

    What lies outside of it is one step further than from the folder around it, whose pages share that part.
    """
    around = _links(folder[: folder.rindex("/", 0, -1) + 1]) if folder != "/" else None

    @cache
    def link(address: str) -> str:
        if address[:1] != "/" or address[:2] == "//":
            address = "/" + address.lstrip("/")
        if around and not address.startswith(folder):
            return f"../{around(address)}"
        path, hash_sign, fragment = address[len(folder) :].partition("#")
        file = f"{path}index.html" if not path or path[-1] == "/" else path
        return f"{_quoted(file)}{hash_sign}{fragment}"

    return link
