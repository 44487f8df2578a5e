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
_TWICE = 2
_OFTEN = 3
_MANY = 4
"""Times that a word stands in a text, from which on it stands there often."""


class Searchable:
    """The registers of a chronicle, ready to tell by which terms its entries are found."""

    def __init__(self, registers: Registers) -> None:
        """Of these registers."""
        self._spellings = Spellings(registers.names)
        self._topics = {topic.key: topic for topic in registers.topics}
        self._words: dict[str, _Terms] = {}

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
        language = version.language
        terms = self._words.get(language) or self._words.setdefault(language, _Terms(language))
        title = words(version.title)
        text = words("\n".join([block.text for block in shown_blocks(entry, version)]))
        counts = Counter(text)
        own = dict.fromkeys(map(terms.__getitem__, counts), 1)
        for word, count in counts.items():
            if count > 1:
                own[terms[word]] = _OFTEN if count >= _MANY else _TWICE
        for word in title:
            own[terms[word]] = HEAVIEST
        own.pop("", None)
        spelled = self._spellings.found(language, own, (*title, *text))
        _add(found, own)
        for key, of in spelled.items():
            _add(found, {f"name{FACT}{key}": 1, **dict.fromkeys(self._spellings.terms(key), own[of])})

    def _topic_words(self, entry: Entry) -> Iterator[str]:
        """The labels of its topics, but for one that a broken register may hold."""
        for topic in filter(None, map(self._topics.get, entry.facts.topics)):
            for language, label in topic.label:
                yield from filter(None, (term(word, language) for word in words(label)))


class _Terms(dict[str, str]):
    """The terms of words of a language; a dictionary answers three times as fast as the cache of a function."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        self[word] = found = term(word, self._language)
        return found


def _add(found: dict[str, int], more: dict[str, int]) -> None:
    """More terms; of two weights the greater one counts."""
    both = [(each, weight) for each in found.keys() & more.keys() if (weight := found[each]) > more[each]]
    found.update(more)
    found.update(both)


def _facts(entry: Entry) -> Iterator[str]:
    """What the filters of the search ask for; the year is in an entry's number."""
    for version in entry.versions:
        yield f"language{FACT}{version.language}"
        if agency := version.source.agency or entry.original.source.agency:
            yield f"source{FACT}{agency}"
    yield from (f"topic{FACT}{key}" for key in entry.facts.topics)
