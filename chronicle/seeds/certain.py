"""Pairs that need no statistics: pages that name each other, or the same pages, as their versions."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from chronicle.seeds.reading.page_metadata import address_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chronicle.model.seed import Seed


class CertainPair(NamedTuple):
    """Two seeds that are one article, by what one of their pages says; `one` before `other` by path."""

    one: str
    other: str
    evidence: str
    """In words, for the receipt."""


def certain_pairs(seeds: Sequence[Seed]) -> tuple[CertainPair, ...]:
    """The pairs that alternates (`hreflang`) and addresses prove, by path.

    A page names the versions of its article with their addresses. Two seeds that name one address as their version in a
    third language are versions of it, too. An address that two seeds of one language hold is no article's, nor is that
    of a front page: careless sites name it on every page. Work grows with the number of addresses, not of pairs.
    """
    holders: dict[str, list[tuple[Seed, str]]] = defaultdict(list)
    for seed in sorted(seeds, key=lambda seed: seed.path):
        named = {
            address_key(address): f"{_NAMES}{address} as its version in `{tag}`" for tag, address in _versions(seed)
        }
        own = {address_key(seed.url): f"is {seed.url}"} if seed.url else {}
        for key, words in (named | own).items():
            holders[key].append((seed, words))
    found: dict[tuple[str, str], str] = {}
    for key, versions in holders.items():
        languages = {seed.language for seed, _ in versions}
        if len(languages) < len(versions) or _FRONT_PAGE.search(key) or not any(_names(words) for _, words in versions):
            continue
        first, words = versions[0]
        for other, others_words in versions[1:]:
            pair = (first.path, other.path)
            if pair not in found:
                found[pair] = f"`{first.path}` {words}, `{other.path}` {others_words}"
    return tuple(CertainPair(one, other, evidence) for (one, other), evidence in sorted(found.items()))


_FRONT_PAGE = re.compile(r"^[^/?]*(?:/[a-z]{2}(?:[-_][A-Za-z]{2,4})?)?(?:/(?:index|home|default)(?:\.\w+)?)?\?$")
_NAMES = "names "


def _names(words: str) -> bool:
    return words.startswith(_NAMES)


def _versions(seed: Seed) -> tuple[tuple[str, str], ...]:
    """The alternates of a page; none if there is but one for all its languages: that is the site's front page."""
    alternates = seed.metadata.alternates
    addresses = {address_key(address) for _, address in alternates}
    return alternates if len(addresses) == len({tag for tag, _ in alternates}) else ()
