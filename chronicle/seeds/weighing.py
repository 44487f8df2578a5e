"""How likely two seeds are one article: figures of their likeness, weighed, and set beside those of their rivals."""

from __future__ import annotations

from collections import defaultdict
from math import exp, log
from typing import TYPE_CHECKING

from chronicle.prose.numbers import number_weight
from chronicle.seeds.vectors import is_copy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chronicle.prose.align import Bead
    from chronicle.seeds.vectors import Marked, Vectors

Pair = tuple[int, int]
"""Two seeds by their indexes."""


def figures_of(vectors: Vectors, scores: Mapping[Pair, float]) -> dict[Pair, dict[str, float]]:
    """What is known of each pair before it is aligned; `scores` are the cosines of all candidates."""
    rivals = _rivals(scores, vectors.seeds)
    return {pair: _figures(vectors, pair, score, max(rivals[pair], _RUNNER_UP)) for pair, score in scores.items()}


def promise(figures: Mapping[str, float]) -> float:
    """What the figures say before an alignment: below -1 none can help (of 811 true pairs that lost 7)."""
    return sum(_UNTAUGHT[name] * figure for name, figure in figures.items())


def evidence(
    figures: Mapping[str, float], one: Marked, other: Marked, beads: Sequence[Bead], *, is_taught: bool
) -> float:
    """The logarithm of the odds, by the pair's own figures and alignment, that two seeds are one article."""
    weights = _TAUGHT if is_taught else _UNTAUGHT
    aligned = sum(bead.score for bead in beads) / max(len(one.blocks), len(other.blocks), 1)
    matched = min(_matched(beads, one, 0), _matched(beads, other, 1))
    own = sum(weights[name] * figure for name, figure in figures.items())
    return own + weights["bias"] + weights["aligned"] * aligned + weights["matched"] * matched


def probabilities(odds: Mapping[Pair, float], seeds: Sequence[Marked]) -> dict[Pair, float]:
    """The probability of each pair: by its own odds and its lead over the likeliest rival of either seed.

    Look-alikes of one day all have good odds; the version has the best. That there is no rival, as among two seeds,
    proves less than that the rivals are weak.
    """
    rivals = _rivals(odds, seeds)
    return {pair: _probability(own, own - _rival(rivals[pair])) for pair, own in odds.items()}


_RUNNER_UP = 0.15
"""Least score of the runner-up: among few seeds there is none, which proves nothing."""
_UNTAUGHT = {
    "bias": -5.8,
    "margin": 1.4,
    "length": -1.9,
    "numbers_min": 3.0,
    "numbers_max": 2.8,
    "names_max": 2.4,
    "cognates_min": 0.6,
    "concepts_min": 0.8,
    "contradiction": -2.9,
    "days": -0.4,
    "aligned": 0.8,
    "matched": 4.2,
}
"""What each figure counts for, without a lexicon."""
_TAUGHT = {
    "bias": -7.0,
    "margin": 1.9,
    "length": -1.0,
    "numbers_min": 2.5,
    "numbers_max": 2.0,
    "names_max": 1.6,
    "cognates_min": 0.6,
    "concepts_min": 0.7,
    "contradiction": -2.6,
    "days": -0.4,
    "aligned": 0.45,
    "matched": 5.7,
}
"""The same where a lexicon has helped to align."""
_OWN, _LEAD, _BIAS = 0.3, 0.77, -0.6
_WEAK_RIVAL, _NO_RIVAL = -2.0, -1.0
_MOST_LEAD = 6.0
"""All fitted in November 2026, drawn towards an earlier fit on news, by logistic regression on 21,580 candidates of
660 made-up articles in 13 languages (as for aligning; 2 to 5 articles on one topic within three days, 30 % of them
another with half of its paragraphs and with other numbers), by hundreds, by tens and two by two; the last
bias is lower than fitted, as a wrong link is worse than a missing one."""
_TELLING = 0.5
_FEWEST_NUMBERS = 3
_SHARED_NUMBERS = 0.34


def _rival(odds: float) -> float:
    return _NO_RIVAL if odds == _NEVER else max(odds, _WEAK_RIVAL)


def _rivals(scores: Mapping[Pair, float], seeds: Sequence[Marked]) -> dict[Pair, float]:
    """For each pair the best score that either seed has with another of its partner's language.

    A copy of the partner, as a second capture or an update, is the same article and no rival.
    """
    found: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (one, other), score in scores.items():
        found[one, seeds[other].language].append((score, other))
        found[other, seeds[one].language].append((score, one))
    ranked = {key: sorted(rivals, key=lambda rival: (-rival[0], rival[1])) for key, rivals in found.items()}

    def best(seed: int, partner: int) -> float:
        rivals = ranked[seed, seeds[partner].language]
        other = (score for score, rival in rivals if rival != partner and not is_copy(seeds[rival], seeds[partner]))
        return next(other, _NEVER)

    return {(one, other): max(best(one, other), best(other, one)) for one, other in scores}


_NEVER = -1e9


def _figures(vectors: Vectors, pair: Pair, score: float, runner_up: float) -> dict[str, float]:
    one, other = vectors.seeds[pair[0]], vectors.seeds[pair[1]]
    shares = vectors.shares(*pair)
    return {
        "margin": log((score + 0.02) / (runner_up + 0.02)),
        "length": abs(log(one.length / other.length)),
        "numbers_min": shares["numbers"][0],
        "numbers_max": shares["numbers"][1],
        "names_max": shares["names"][1],
        "cognates_min": shares["cognates"][0],
        "concepts_min": shares["concepts"][0],
        "contradiction": float(_contradict(one, other)),
        "days": float(abs((one.date - other.date).days)) if one.date and other.date else 0.0,
    }


def _probability(own: float, lead: float) -> float:
    total = _OWN * own + _LEAD * max(-_MOST_LEAD, min(lead, _MOST_LEAD)) + _BIAS
    return 1 / (1 + exp(-total))


def _contradict(one: Marked, other: Marked) -> bool:
    """Whether both have telling numbers and hardly share one: two days' reports of one kind, not two versions."""
    first, second = _telling_numbers(one), _telling_numbers(other)
    fewer = min(len(first), len(second))
    return fewer >= _FEWEST_NUMBERS and len(first & second) < _SHARED_NUMBERS * fewer


def _telling_numbers(seed: Marked) -> set[str]:
    """The numbers beyond those of months and hours."""
    return {anchor.value for anchor in seed.all if anchor.kind == "number" and number_weight(anchor.value) > _TELLING}


def _matched(beads: Sequence[Bead], seed: Marked, side: int) -> float:
    """The share of a seed's characters that stand in beads with evidence for them."""
    good = [(bead.original, bead.translation)[side] for bead in beads if not bead.is_gap and bead.score > 0]
    return sum(seed.lengths[index] for blocks in good for index in blocks) / seed.length
