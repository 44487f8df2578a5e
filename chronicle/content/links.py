"""Where a link of a body may lead: an allow-list, for text that others wrote."""

from __future__ import annotations

import re

SCHEMES = ("http", "https", "mailto", "tel")
EXTERNAL_REL = "noopener nofollow noreferrer"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\\]|%(?:[01][0-9a-f]|5c|7f)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/?#@]+(?:[/?#].*)?", re.IGNORECASE)


def link_problem(address: str) -> str | None:
    """Why a link may not lead to `address`, or None; the address as Markdown gives it, percent-encoded.

    Allowed are the web, mail, telephone, and addresses relative to the page. Refused is what browsers read otherwise
    than people: user information before the host, `//` without a scheme, backslashes, white space, control characters.
    """
    if not address:
        return "leads nowhere"
    if _HIDDEN.search(address.partition("?")[0].partition("#")[0]):
        return "holds a backslash or a control character"
    scheme = _SCHEME.match(address)
    if scheme is None:
        return _relative_problem(address)
    if scheme[1].lower() not in SCHEMES:
        return f"may not use `{scheme[1].lower()}:`"
    if is_external(address) and not _WEB.fullmatch(address):
        return "needs a host, without a user's name before it"
    return None


def is_external(address: str) -> bool:
    """Whether a link leaves for the web."""
    return address[:5].lower() == "http:" or address[:6].lower() == "https:"


def _relative_problem(address: str) -> str | None:
    if address.startswith("//"):
        return "needs `https:` before `//`"
    if ":" in re.split("[/?#]", address, maxsplit=1)[0]:
        return "holds a `:` where a scheme would stand"
    return None
