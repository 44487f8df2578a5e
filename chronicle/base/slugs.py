"""Slugs: names in addresses that work on every file system and host."""

from __future__ import annotations

import re

MAX_SLUG = 80
"""Longest slug, in characters."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))])


def slug_problem(slug: str) -> str | None:
    """Why `slug` may not stand in an address, or None: lower-case ASCII letters, digits and single hyphens only."""
    if len(slug) > MAX_SLUG:
        return f"is longer than {MAX_SLUG} characters"
    if not _SLUG.fullmatch(slug):
        return "may hold only `a-z`, `0-9` and single hyphens between them"
    if slug in _RESERVED:
        return "is a name that Windows keeps for itself"
    if slug.startswith("with-"):
        return "would take the address of a parallel page"
    return None
