"""Which seeds are one article in two languages: candidates by rare anchors, a probability from their alignment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import exp, fsum, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.align import Bead, align_anchored, length_factor
from chronicle.prose.facts import Anchor, anchors, pairing_weight
from chronicle.prose.numbers import number_weight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from chronicle.model.seed import Seed

LINK = 0.7
"""From this probability two seeds are one article."""
PROPOSE = 0.3
"""From this one it is worth a question."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A seed as pairing sees it."""

    path: str
    language: str
    date: date | None
    lengths: tuple[float, ...]
    """Of each block, in the characters that English would need."""
    blocks: tuple[frozenset[Anchor], ...]
    all: frozenset[Anchor]

    @property
    def length(self) -> float:
        """Of the whole."""
        return sum(self.lengths)


class Likeness(NamedTuple):
    """How likely two seeds of different languages are one article; `one` before `other` by path."""

    one: str
    other: str
    probability: float
    """0 to 1, rounded to four places."""


def marked(seed: Seed, texts: Sequence[str]) -> Marked:
    """The anchors and lengths of a seed's blocks, of which `texts` are the plain texts, without title and dateline."""
    found = tuple(anchors(text, seed.language) for text in texts)
    factor = length_factor(seed.language)
    lengths = tuple(len(text) / factor for text in texts)
    return Marked(seed.path, seed.language, seed.date, lengths, found, frozenset().union(*found))


def likenesses(seeds: Sequence[Marked], *, progress: Callable[[int, int], None] | None = None) -> tuple[Likeness, ...]:
    """Every pair worth a thought with its probability, likeliest first, ties by path.

    Cosine of the anchors' vectors, weighed by their rarity in each language; for each seed the best two of each other
    language are aligned; a logistic over eight figures, fitted on news, gives the probability. Anchors that too many
    seeds share lead to no candidate, so that the work grows with the number of seeds and not with its square.
    """
    vectors = _Vectors(seeds)
    pairs: dict[tuple[int, int], float] = {}
    for index in range(len(seeds)):
        pairs |= {(min(index, other), max(index, other)): cosine for other, cosine in vectors.nearest(index)}
    rivals = _rivals(pairs, seeds)
    found = []
    for done, ((i, j), cosine) in enumerate(sorted(pairs.items()), 1):
        runner_up = max(rivals.without(i, j), rivals.without(j, i))
        one, other = sorted((seeds[i], seeds[j]), key=lambda seed: seed.path)
        found.append(Likeness(one.path, other.path, round(_probability(one, other, cosine, runner_up, vectors), 4)))
        if progress:
            progress(done, len(pairs))
    return tuple(sorted(found, key=lambda pair: (-pair.probability, pair.one, pair.other)))


_NEAREST = 2
"""Candidates of each seed in each other language."""
_SHORTLIST = 12
"""Seeds of each language whose cosine is worth computing."""
_PROBES = 60
"""Rarest anchors of a seed that look for candidates."""
_MOST_SHARED = 64
"""An anchor that more seeds of a language share tells nothing."""
_DAYS_APART = 3
_SHORTEST, _LONGEST = 0.45, 2.2
"""Bounds of the ratio of lengths."""
_RUNNER_UP = 0.15
"""Least score of the runner-up: among few seeds there is none, which proves nothing."""
_INTERCEPT = -7.42
_CONTRADICTION = -3.0
_TELLING = 0.5
_FEWEST_NUMBERS = 3
_SHARED_NUMBERS = 0.34
_NUMBERS = frozenset(("number", "day"))
_NAMES = frozenset(("name", "acronym", "territory"))
_COGNATES = frozenset(("cognate",))


class _Vectors:
    """The seeds' anchors, weighed by rarity, with an index from anchor to seeds."""

    def __init__(self, seeds: Sequence[Marked]) -> None:
        self.seeds = seeds
        self.postings: dict[tuple[str, Anchor], list[int]] = defaultdict(list)
        sizes: dict[str, int] = defaultdict(int)
        for index, seed in enumerate(seeds):
            sizes[seed.language] += 1
            for anchor in seed.all:
                self.postings[seed.language, anchor].append(index)
        self.sizes = dict(sizes)
        self.weights: dict[str, dict[Anchor, float]] = {language: {} for language in self.sizes}
        for (language, anchor), holders in self.postings.items():
            rarity = log((self.sizes[language] + 2) / (len(holders) + 0.5))
            self.weights[language][anchor] = pairing_weight(anchor) * rarity
        self.norms = [sqrt(fsum(self.weights[seed.language][anchor] ** 2 for anchor in seed.all)) for seed in seeds]

    def nearest(self, index: int) -> list[tuple[int, float]]:
        """The likeliest partners of a seed, the best few of each language, with their scores."""
        seed = self.seeds[index]
        weights = self.weights[seed.language]
        probes = sorted(seed.all, key=lambda anchor: (-weights[anchor], anchor))[:_PROBES]
        found = []
        for language in sorted(self.sizes.keys() - {seed.language}):
            votes: dict[int, float] = defaultdict(float)
            for anchor in probes:
                holders = self.postings.get((language, anchor), ())
                if len(holders) <= _MOST_SHARED:
                    for other in holders:
                        votes[other] += weights[anchor]
            likely = sorted(
                (other for other in votes if _may_pair(seed, self.seeds[other])),
                key=lambda other: (-votes[other], other),
            )
            scored = [(other, self.score(index, other)) for other in likely[:_SHORTLIST]]
            found += sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:_NEAREST]
        return found

    def score(self, index: int, other: int) -> float:
        """Cosine, less where the lengths differ."""
        one, two = self.seeds[index], self.seeds[other]
        first, second = self.weights[one.language], self.weights[two.language]
        dot = fsum(first[anchor] * second[anchor] for anchor in one.all & two.all)
        norms = self.norms[index] * self.norms[other]
        return dot / norms * exp(-abs(log(one.length / two.length))) if norms else 0.0

    def shares(self, one: Marked, other: Marked, kinds: frozenset[str]) -> tuple[float, float]:
        """How much of each one's anchors of these kinds the other has, by weight: the smaller share, the larger."""
        shares = sorted((self.share(one, other, kinds), self.share(other, one, kinds)))
        return shares[0], shares[1]

    def share(self, one: Marked, other: Marked, kinds: frozenset[str]) -> float:
        weights = self.weights[one.language]
        own = [anchor for anchor in one.all if anchor.kind in kinds]
        total = fsum(map(weights.__getitem__, own))
        return fsum(weights[anchor] for anchor in own if anchor in other.all) / total if total else 0.5


@dataclass(frozen=True, slots=True)
class _Rivals:
    """The scores of each seed's candidates in each language, best first."""

    scores: dict[tuple[int, str], list[tuple[float, int]]]
    languages: tuple[str, ...]

    def without(self, index: int, partner: int) -> float:
        """The best score of `index` with another seed of the partner's language."""
        rivals = self.scores.get((index, self.languages[partner]), [])
        return next((score for score, other in rivals if other != partner), 0.0)


def _rivals(pairs: dict[tuple[int, int], float], seeds: Sequence[Marked]) -> _Rivals:
    scores: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (i, j), cosine in pairs.items():
        scores[i, seeds[j].language].append((cosine, j))
        scores[j, seeds[i].language].append((cosine, i))
    ranked = {key: sorted(found, key=lambda pair: (-pair[0], pair[1])) for key, found in scores.items()}
    return _Rivals(ranked, tuple(seed.language for seed in seeds))


def _may_pair(one: Marked, other: Marked) -> bool:
    """Not days apart, not of quite different lengths."""
    if one.date and other.date and abs((one.date - other.date).days) > _DAYS_APART:
        return False
    return _SHORTEST <= one.length / max(other.length, 1.0) <= _LONGEST


def _probability(one: Marked, other: Marked, cosine: float, runner_up: float, vectors: _Vectors) -> float:
    beads = align_anchored(one.lengths, other.lengths, one.blocks, other.blocks)
    numbers = vectors.shares(one, other, _NUMBERS)
    names = vectors.shares(one, other, _NAMES)
    cognates = vectors.shares(one, other, _COGNATES)
    figures = (
        (0.57, log((cosine + 0.02) / (max(runner_up, _RUNNER_UP) + 0.02))),
        (-2.74, abs(log(one.length / other.length))),
        (4.72, numbers[0]),
        (4.02, numbers[1]),
        (4.36, names[1]),
        (1.33, cognates[0]),
        (1.02, sum(bead.score for bead in beads) / max(len(one.blocks), len(other.blocks))),
        (4.58, min(_matched(beads, one, is_original=True), _matched(beads, other, is_original=False))),
    )
    total = _INTERCEPT + sum(weight * figure for weight, figure in figures) + _CONTRADICTION * _contradict(one, other)
    return 1 / (1 + exp(-total))


def _contradict(one: Marked, other: Marked) -> bool:
    """Whether both have telling numbers and hardly share one: two days' reports of one kind, not two versions."""
    first, second = _telling_numbers(one), _telling_numbers(other)
    fewer = min(len(first), len(second))
    return fewer >= _FEWEST_NUMBERS and len(first & second) < _SHARED_NUMBERS * fewer


def _telling_numbers(seed: Marked) -> set[str]:
    """The numbers beyond those of months and hours."""
    return {anchor.value for anchor in seed.all if anchor.kind == "number" and number_weight(anchor.value) > _TELLING}


def _matched(beads: Sequence[Bead], seed: Marked, *, is_original: bool) -> float:
    """The share of a seed's characters that stand in beads with evidence for them."""
    good = [
        bead.original if is_original else bead.translation
        for bead in beads
        if bead.original and bead.translation and bead.score > 0
    ]
    return sum(seed.lengths[index] for blocks in good for index in blocks) / (seed.length or 1.0)
