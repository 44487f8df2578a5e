"""Links: an address as a page leads to it, relative or whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import pass_context

from chronicle.base.addresses import links_below, quoted, relative_links, whole_links

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from chronicle.plan.views import Chrome, Route


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
    return chrome_of(context).base_url + quoted(address)


def links(context: Context) -> Callable[[str], str]:
    """What makes the links of a page, see `href`."""
    route = route_of(context)
    if route.address == "/404.html":
        return links_below(urlsplit(chrome_of(context).base_url).path)
    return relative_links(route.address)


def urls(context: Context) -> Callable[[str], str]:
    """What makes the whole URLs of a page, see `absolute`."""
    return whole_links(chrome_of(context).base_url)


FILTERS: dict[str, Callable[..., object]] = {"href": href, "absolute": absolute}
"""The filters of this module."""
BOUND: dict[str, Callable[[Context], Callable[..., object]]] = {"href": links, "absolute": urls}
"""The same where they do part of their work once for a page."""
