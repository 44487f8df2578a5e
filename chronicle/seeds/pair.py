"""Which seeds are one article in two languages: candidates by rare anchors, a probability from their alignment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.align import align_sides, length_factor
from chronicle.prose.evidence import Side
from chronicle.prose.facts import anchors
from chronicle.prose.known import NOTHING_KNOWN
from chronicle.prose.learnt import NO_WORDS, Lexicon, Rendering, learn, learnt_anchors, stems
from chronicle.seeds.vectors import Marked, Vectors
from chronicle.seeds.weighing import Pair, evidence, figures_of, probabilities, promise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from chronicle.model.seed import Seed
    from chronicle.prose.align import Bead
    from chronicle.prose.known import Known

LINK = 0.7
"""From this probability two seeds are one article."""
PROPOSE = 0.3
"""From this one it is worth a question."""


class Likeness(NamedTuple):
    """How likely two seeds of different languages are one article; `one` before `other` by path."""

    one: str
    other: str
    probability: float
    """0 to 1, rounded to four places."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the seeds together tell."""

    pairs: tuple[Likeness, ...]
    """Every pair worth a thought, likeliest first, ties by path."""
    lexicon: Lexicon
    """Learnt from the blocks of the surest pairs."""


def marked(seed: Seed, texts: Sequence[str], *, known: Known = NOTHING_KNOWN) -> Marked:
    """The anchors and lengths of a seed's blocks, of which `texts` are the plain texts, without title and dateline."""
    factor = length_factor(seed.language)
    return Marked(
        path=seed.path,
        language=seed.language,
        date=seed.date,
        lengths=tuple(len(text) / factor for text in texts),
        blocks=tuple(anchors(text, seed.language, known=known) for text in texts),
        words=tuple(stems(text, seed.language) for text in texts),
    )


def likenesses(seeds: Sequence[Marked], *, progress: Callable[[int, int], None] | None = None) -> Pairing:
    """Every pair worth a thought with its probability, and the lexicon that the surest of them teach.

    Cosine of the anchors' vectors, weighed by their rarity in each language; for each seed the best two of each other
    language are aligned and judged. The surest pairs' blocks then teach a lexicon, with which the pairs of its
    languages are aligned and judged once more. Anchors that too many seeds share lead to no candidate, so that the
    work grows with the number of seeds and not with its square.
    """
    vectors = Vectors(seeds)
    every = figures_of(vectors, _candidates(vectors))
    figures = {pair: known for pair, known in every.items() if promise(known) > _LEAST_PROMISE}
    steps = _Steps(progress, 2 * len(figures))
    first = {pair: _judged(pair, seeds, figures[pair], NO_WORDS) for pair in steps.counted(figures)}
    odds = dict.fromkeys(every, _HOPELESS) | {pair: own for pair, (own, _) in first.items()}
    lexicon = learn(_renderings(probabilities(odds, seeds), first, seeds))
    for pair in steps.counted(figures):
        if (seeds[pair[0]].language, seeds[pair[1]].language) in lexicon and odds[pair] > _HOPELESS:
            odds[pair], _ = _judged(pair, seeds, figures[pair], lexicon)
    found = [
        Likeness(seeds[one].path, seeds[other].path, round(probability, 4))
        for (one, other), probability in probabilities(odds, seeds).items()
        if (one, other) in figures
    ]
    return Pairing(tuple(sorted(found, key=lambda pair: (-pair.probability, pair.one, pair.other))), lexicon)


_LEAST_PROMISE = -1.0
"""Pairs that promise less are not even aligned: two thirds of them."""
_HOPELESS = -3.0
"""With odds below this no lexicon will help."""
_SURE = 0.8
"""Probability from which a pair may teach."""
_GOOD_BEAD = 0.5
"""Score from which a bead may."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """Tells `progress` of every step."""

    progress: Callable[[int, int], None] | None
    total: int
    done: list[int] = field(default_factory=list)

    def counted(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        for pair in pairs:
            yield pair
            self.done.append(1)
            if self.progress:
                self.progress(len(self.done), self.total)


def _candidates(vectors: Vectors) -> dict[Pair, float]:
    """The scores of the pairs that are worth aligning, each pair and all of them by path."""
    seeds = vectors.seeds
    scores = {}
    for index in range(len(seeds)):
        for other, score in vectors.nearest(index):
            scores[
                min(index, other, key=lambda each: seeds[each].path),
                max(index, other, key=lambda each: seeds[each].path),
            ] = score
    return dict(sorted(scores.items(), key=lambda each: (seeds[each[0][0]].path, seeds[each[0][1]].path)))


def _judged(
    pair: Pair, seeds: Sequence[Marked], figures: dict[str, float], lexicon: Lexicon
) -> tuple[float, Sequence[Bead]]:
    one, other = seeds[pair[0]], seeds[pair[1]]
    beads = align_sides(_side(one, other.language, lexicon), _side(other, one.language, lexicon), is_weighed=False)
    return evidence(figures, one, other, beads, is_taught=(one.language, other.language) in lexicon), beads


def _side(seed: Marked, language: str, lexicon: Lexicon) -> Side:
    """A seed's blocks with the anchors that the lexicon gives them for a version in `language`."""
    languages = seed.language, language
    if languages not in lexicon:
        return Side(seed.lengths, seed.blocks)
    taught = (learnt_anchors(words, languages, lexicon) for words in seed.words)
    return Side(seed.lengths, [block | learnt for block, learnt in zip(seed.blocks, taught, strict=True)])


def _renderings(
    likely: Mapping[Pair, float], judged: Mapping[Pair, tuple[float, Sequence[Bead]]], seeds: Sequence[Marked]
) -> Iterator[Rendering]:
    """The blocks of the surest pairs that surely say the same."""
    for pair, probability in likely.items():
        one, other = sorted((seeds[pair[0]], seeds[pair[1]]), key=lambda seed: seed.language)
        is_swapped = one is not seeds[pair[0]]
        for bead in judged[pair][1] if probability >= _SURE and pair in judged else ():
            if len(bead.original) == len(bead.translation) == 1 and bead.score > _GOOD_BEAD:
                first, second = bead.original[0], bead.translation[0]
                if is_swapped:
                    first, second = second, first
                yield Rendering((one.language, other.language), one.words[first], other.words[second])
