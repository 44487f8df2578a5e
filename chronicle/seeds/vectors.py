"""Seeds as sets of anchors, weighed by their rarity, and an index that finds look-alikes without comparing all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import exp, isqrt, log
from typing import TYPE_CHECKING

from chronicle.prose.facts import pairing_weight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chronicle.prose.facts import Anchor


@dataclass(frozen=True)
class Marked:
    """A seed as pairing sees it."""

    path: str
    language: str
    date: date | None
    lengths: tuple[float, ...]
    """Of each block, in the characters that English would need."""
    blocks: tuple[frozenset[Anchor], ...]
    words: tuple[frozenset[str], ...]
    """Of each block the stems, for the learnt lexicon."""

    @cached_property
    def all(self) -> frozenset[Anchor]:
        """The anchors of the whole."""
        return frozenset().union(*self.blocks)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the whole."""
        return frozenset().union(*self.words)

    @cached_property
    def length(self) -> float:
        """Of the whole; never 0."""
        return max(sum(self.lengths), 1.0)


class Vectors:
    """The seeds' anchors with whole-numbered weights, whose sums are the same in any order."""

    def __init__(self, seeds: Sequence[Marked]) -> None:
        """Weigh every anchor of every seed, and list its seeds."""
        self.seeds = seeds
        self.postings: dict[tuple[str, Anchor], list[int]] = defaultdict(list)
        sizes: dict[str, int] = defaultdict(int)
        for index, seed in enumerate(seeds):
            sizes[seed.language] += 1
            for anchor in seed.all:
                self.postings[seed.language, anchor].append(index)
        self.languages = tuple(sorted(sizes))
        self.weights = [
            {
                anchor: round(
                    _UNIT
                    * pairing_weight(anchor)
                    * log((sizes[seed.language] + 2) / (len(self.postings[seed.language, anchor]) + 0.5))
                )
                for anchor in seed.all
            }
            for seed in seeds
        ]
        self.norms = [isqrt(sum(weight * weight for weight in weights.values())) for weights in self.weights]
        self.totals = [_by_group(weights) for weights in self.weights]

    def nearest(self, index: int) -> list[tuple[int, float]]:
        """The likeliest partners of a seed, the best few of each other language, with their scores."""
        seed, weights = self.seeds[index], self.weights[index]
        probes = sorted(seed.all, key=lambda anchor: (-weights[anchor], anchor))[:_PROBES]
        found = []
        for language in self.languages:
            if language == seed.language:
                continue
            votes: dict[int, int] = defaultdict(int)
            for anchor in probes:
                holders = self.postings.get((language, anchor), ())
                if len(holders) <= _MOST_SHARED:
                    for other in holders:
                        votes[other] += weights[anchor]
            likely = sorted(
                (other for other in votes if may_pair(seed, self.seeds[other])),
                key=lambda other: (-votes[other], self.seeds[other].path),
            )
            scored = [(other, self.score(index, other)) for other in likely[:_SHORTLIST]]
            found += sorted(scored, key=lambda pair: (-pair[1], self.seeds[pair[0]].path))[:_NEAREST]
        return found

    def score(self, index: int, other: int) -> float:
        """Cosine, less where the lengths differ."""
        first, second = self.weights[index], self.weights[other]
        if len(second) < len(first):
            first, second = second, first
        dot = sum(weight * second[anchor] for anchor, weight in first.items() if anchor in second)
        norms = self.norms[index] * self.norms[other]
        ratio = self.seeds[index].length / self.seeds[other].length
        return dot / norms * exp(-abs(log(ratio))) if norms else 0.0

    def shares(self, index: int, other: int) -> dict[str, tuple[float, float]]:
        """By group of kinds, how much of each one's anchors the other has, by weight: the smaller share, the larger."""
        first, second = self._shares(index, other), self._shares(other, index)
        return {group: (min(first[group], second[group]), max(first[group], second[group])) for group in GROUPS}

    def _shares(self, index: int, other: int) -> dict[str, float]:
        weights, others = self.weights[index], self.weights[other]
        common = _by_group({anchor: weight for anchor, weight in weights.items() if anchor in others})
        totals = self.totals[index]
        return {group: common[group] / totals[group] if totals[group] else _UNTOLD for group in GROUPS}


def may_pair(one: Marked, other: Marked) -> bool:
    """Not days apart, not of quite different lengths."""
    if one.date and other.date and abs((one.date - other.date).days) > DAYS_APART:
        return False
    return _SHORTEST <= one.length / other.length <= _LONGEST


def is_copy(one: Marked, other: Marked) -> bool:
    """Whether two seeds of one language have nearly the same words."""
    return len(one.stems & other.stems) > _COPY * len(one.stems | other.stems)


GROUPS = ("numbers", "names", "cognates", "concepts")
"""Kinds of anchors that are judged together."""
DAYS_APART = 3
_GROUP_OF = {
    "number": "numbers",
    "day": "numbers",
    "name": "names",
    "acronym": "names",
    "territory": "names",
    "known": "names",
    "cognate": "cognates",
    "concept": "concepts",
}
_COPY = 0.75
"""Least Jaccard index of the stems: a copy that lacks one paragraph in six has more, another day's report less."""
_UNIT = 1024
_UNTOLD = 0.5
"""The share of nothing in something."""
_NEAREST = 2
"""Candidates of each seed in each other language."""
_SHORTLIST = 12
"""Seeds of each language whose cosine is worth computing."""
_PROBES = 60
"""Rarest anchors of a seed that look for candidates."""
_MOST_SHARED = 64
"""An anchor that more seeds of a language share tells nothing."""
_SHORTEST, _LONGEST = 0.45, 2.2
"""Bounds of the ratio of lengths."""


def _by_group(weights: dict[Anchor, int]) -> dict[str, int]:
    sums = dict.fromkeys(GROUPS, 0)
    for anchor, weight in weights.items():
        if anchor.kind in _GROUP_OF:
            sums[_GROUP_OF[anchor.kind]] += weight
    return sums
