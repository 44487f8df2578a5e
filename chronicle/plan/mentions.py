"""Where each name of the register is mentioned, gathered from all entries once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.model.chronicle import Chronicle
    from chronicle.model.entry import Entry

Passages = dict[str, tuple[int, ...]]
"""By language, of the versions of an entry that mention a name (see `Mention.passages`)."""


class Mentions(NamedTuple):
    """Where a name is mentioned, and how often in which spelling."""

    entries: list[tuple[Entry, Passages]]
    """In the order of the chronicle; those that happened there among them."""
    uses: Counter[tuple[str, str, str]]
    """Entries by language, spelling and key of the source, which is empty where it is unknown."""


def mentions(chronicle: Chronicle) -> Mapping[str, Mentions]:
    """By key of every name."""
    found = {name.key: Mentions([], Counter()) for name in chronicle.registers.names}
    for entry in chronicle.entries:
        passages: dict[str, Passages] = {}
        if entry.facts.place:
            passages[entry.facts.place.name] = {}
        for version in entry.versions:
            source = entry.source_of(version)
            for mention in version.names:
                passages.setdefault(mention.key, {})[version.language] = mention.passages
                for spelling in mention.spellings:
                    found[mention.key].uses[version.language, spelling, source] += 1
        for key, by_language in passages.items():
            found[key].entries.append((entry, by_language))
    return found
