"""What a search finds an entry by: the words of what is published of it, its names in every spelling, its facts."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import chain, repeat
from typing import TYPE_CHECKING

from chronicle.plan.passages import shown_blocks
from chronicle.prose.any_spelling import AnySpelling
from chronicle.prose.folding import words
from chronicle.prose.stems import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.chronicle import Registers
    from chronicle.model.entry import Entry, Version

HEAVIEST = 4
"""The weight of a word of a title; others have less, the more often they stand in the text the more."""
FACT = ":"
"""Stands in the terms of facts, as in `topic:bridges`, and in no word."""
_OFTEN = 3
"""The weight of a word that stands often in a text, four times or more."""
_WEIGHTS = {1: 1, 2: 2, 3: 2}
"""That of others, by how many times they do."""
_LONGEST = 40
"""Letters of what is kept; longer pieces are addresses, or sentences of a script without spaces."""
_MOST = 1 << 15
"""Pieces of a language that are kept."""


class Searchable:
    """The registers of a chronicle, ready to tell by which terms its entries are found."""

    def __init__(self, registers: Registers) -> None:
        """Of these registers."""
        self._spellings = AnySpelling(registers.names)
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
        language = version.language
        terms = _terms(language)
        title = version.title.lower().split()
        text = "\n".join([block.text for block in shown_blocks(entry, version)]).lower().split()
        counts = Counter(chain.from_iterable(map(terms.__getitem__, text)))
        own = dict(zip(counts, map(_WEIGHTS.get, counts.values(), repeat(_OFTEN)), strict=True))
        own.update((each, HEAVIEST) for piece in title for each in terms[piece])
        in_order = (each for piece in (*title, *text) for each in terms[piece])
        spelled = self._spellings.found(language, own, in_order)
        if found:
            _add(found, own)
        else:
            found.update(own)
        for key, of in spelled.items():
            _add(found, dict.fromkeys(self._spellings.terms(key), own[of]))

    def _topic_words(self, entry: Entry) -> Iterator[str]:
        """The labels of its topics, but for one that a broken register may hold."""
        for topic in filter(None, map(self._topics.get, entry.facts.topics)):
            for language, label in topic.label:
                yield from filter(None, (term(word, language) for word in words(label)))


@lru_cache(maxsize=16)
def _terms(language: str) -> _Terms:
    """Of a language; kept from one part of a chronicle to the next."""
    return _Terms(language)


class _Terms(dict[str, tuple[str, ...]]):
    """The terms of what stands between spaces, punctuation and all: so a text is hardly ever looked at by letters."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = tuple(filter(None, (term(word, self._language) for word in words(piece))))
        if len(self) == _MOST:
            self.clear()
        if len(piece) <= _LONGEST:
            self[piece] = found
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
        if agency := entry.source_of(version):
            yield f"source{FACT}{agency}"
        yield from (f"name{FACT}{mention.key}" for mention in version.names)
    yield from (f"topic{FACT}{key}" for key in entry.facts.topics)
