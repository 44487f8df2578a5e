"""What a search finds an entry by: the words of what is published of it, its names in every spelling, its facts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chronicle.plan.passages import shown_blocks
from chronicle.prose.folding import words
from chronicle.prose.spellings import Spellings
from chronicle.prose.stems import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.chronicle import Registers
    from chronicle.model.entry import Entry, Version

HEAVIEST = 4
"""The weight of a word of a title; others have less, the more often they stand in the text the more."""
FACT = ":"
"""Stands in the terms of facts, as in `topic:bridges`, and in no word."""
_WEIGHTS = (1, 1, 2, 2, 3)
"""By how often a word stands in a text; from four times on the last."""


class Searchable:
    """The registers of a chronicle, ready to tell by which terms its entries are found."""

    def __init__(self, registers: Registers) -> None:
        """Of these registers."""
        self._spellings = Spellings(registers.names)
        self._topics = {topic.key: topic for topic in registers.topics}

    def terms(self, entry: Entry) -> dict[str, int]:
        """The terms of an entry, each with its weight from 1 to `HEAVIEST`; of all languages together."""
        found: dict[str, int] = {}
        for version in entry.versions:
            self._add_words(found, entry, version)
        for each in (*_facts(entry), *self._topic_words(entry)):
            found.setdefault(each, 1)
        return found

    def _add_words(self, found: dict[str, int], entry: Entry, version: Version) -> None:
        """The words of a version; those of every spelling of a name that it holds weigh as much as the one found."""
        title = words(version.title)
        text = words("\n".join(block.text for block in shown_blocks(entry, version)))
        language = version.language
        own: dict[str, int] = {}
        for word, count in Counter(text).items():
            if each := term(word, language):
                own[each] = max(own.get(each, 0), _WEIGHTS[min(count, 4)])
        own.update((each, HEAVIEST) for word in title if (each := term(word, language)))
        others: dict[str, int] = {}
        for key, spelled in self._spellings.found(language, own, (*title, *text)).items():
            found[f"name{FACT}{key}"] = 1
            for each in self._spellings.terms(key):
                others[each] = max(others.get(each, 0), own[spelled])
        for more in (own, others):
            for each, weight in more.items():
                if found.get(each, 0) < weight:
                    found[each] = weight

    def _topic_words(self, entry: Entry) -> Iterator[str]:
        """The labels of its topics, but for one that a broken register may hold."""
        for topic in filter(None, map(self._topics.get, entry.facts.topics)):
            for language, label in topic.label:
                yield from filter(None, (term(word, language) for word in words(label)))


def _facts(entry: Entry) -> Iterator[str]:
    """What the filters of the search ask for; the year is in an entry's number."""
    for version in entry.versions:
        yield f"language{FACT}{version.language}"
        if agency := version.source.agency or entry.original.source.agency:
            yield f"source{FACT}{agency}"
    yield from (f"topic{FACT}{key}" for key in entry.facts.topics)
