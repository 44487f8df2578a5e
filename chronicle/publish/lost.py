"""Addresses that were published and would be gone: others cite them, so they must lead somewhere."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.publish.branch import texts

if TYPE_CHECKING:
    from chronicle.publish.branch import Difference

_ENTRY = re.compile(r"[^/]+/\d{4}/\d\d/\d\d/[^/]+/index\.html")
_REDIRECT = re.compile(r"<meta http-equiv=\"?refresh\"?", re.IGNORECASE)
_PASSAGE = re.compile(r"<[a-z][^>]*\sid=\"?(p\d+)[\"\s>]")
"""Permalink of a block: ids of entry pages are of our own making."""


def lost_addresses(
    root: str, before: str, site: str, found: Difference, *, given_up: frozenset[str]
) -> list[Diagnostic]:
    """What of the permalinks and their anchors in the commit `before` would be gone, but for those given up."""
    pages = tuple(file for file in found.removed if file.endswith(".html"))
    entries = tuple(file for file in found.changed if _ENTRY.fullmatch(file))
    old = texts(root, before, (*pages, *entries))
    gone = [file for file in pages if _ENTRY.fullmatch(file) or _REDIRECT.search(old[file])]
    addresses = [_address(file) for file in gone]
    for file in entries:
        with open(os.path.join(site, file), encoding="utf-8") as stream:
            new = stream.read()
        if not _REDIRECT.search(new):
            missing = sorted(set(_PASSAGE.findall(old[file])) - set(_PASSAGE.findall(new)), key=lambda p: int(p[1:]))
            addresses += [f"{_address(file)}#{passage}" for passage in missing]
    return [_lost(address) for address in addresses if address not in given_up]


def _address(file: str) -> str:
    return "/" + file.removesuffix("index.html")


def _lost(address: str) -> Diagnostic:
    page = address.partition("#")[0]
    help_ = (
        f"restore the passage, or give it up with `--give-up {address}`"
        if "#" in address
        else f"write `aliases: [{page}]` into the entry that takes its place, or keep it with `access: withdrawn`; "
        f"`--give-up {address}` gives it up"
    )
    return diagnose("address-lost", f"`{address}` was published and would be gone", help=help_)
