"""Which blocks of a translation render which of its original: Gale and Church (1993), with anchors beside lengths."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, fsum, log
from operator import itemgetter
from typing import TYPE_CHECKING

from chronicle.prose.evidence import STEPS, Grid, Side, bead_scores
from chronicle.prose.facts import anchors
from chronicle.prose.known import NOTHING_KNOWN
from chronicle.prose.learnt import NO_WORDS, learnt_anchors, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chronicle.prose.known import Known
    from chronicle.prose.learnt import Lexicon

Step = tuple[int, int]

LENGTHS = {
    "fr": 1.19,
    "de": 1.16,
    "es": 1.14,
    "it": 1.15,
    "ru": 1.05,
    "uk": 1.0,
    "tr": 1.03,
    "az": 1.03,
    "hy": 1.06,
    "cs": 1.0,
    "fa": 0.97,
    "ar": 0.86,
}
"""Characters that a language needs for one of English, as measured; 1 where unknown."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Blocks that say the same; a gap has no translation, an addition no original. Indexes from 0."""

    original: tuple[int, ...]
    translation: tuple[int, ...]
    score: float
    """Above 0 the evidence is for it."""
    confidence: float = 1.0
    """0 to 1: its share among all the ways to align the two texts, each by its likelihood.

    A gap between blocks that are no surer than itself has a low one: it may as well be the block before or after.
    """

    @property
    def is_gap(self) -> bool:
        """Whether blocks of one side stand without the other's."""
        return not (self.original and self.translation)


def align(
    original: Sequence[str],
    translation: Sequence[str],
    *,
    languages: tuple[str, str],
    known: Known = NOTHING_KNOWN,
    lexicon: Lexicon = NO_WORDS,
) -> tuple[Bead, ...]:
    """The likeliest beads 1-1, 1-0, 0-1, 2-1 and 1-2, in order; every block of both stands in exactly one.

    `original` and `translation` are the plain texts of the blocks, without title and dateline; `languages` are theirs.
    `known` are the chronicle's names, `lexicon` what its other articles have taught.
    """
    return align_sides(
        side(original, languages, known=known, lexicon=lexicon),
        side(translation, languages[::-1], known=known, lexicon=lexicon),
    )


def side(
    texts: Sequence[str], languages: tuple[str, str], *, known: Known = NOTHING_KNOWN, lexicon: Lexicon = NO_WORDS
) -> Side:
    """The blocks of a text in the first of `languages`, to be aligned with one in the second."""
    factor = length_factor(languages[0])
    return Side(
        [len(text) / factor for text in texts],
        [
            anchors(text, languages[0], known=known)
            | learnt_anchors(stems(text, languages[0]) if lexicon else frozenset(), languages, lexicon)
            for text in texts
        ],
    )


def length_factor(language: str) -> float:
    """Characters of `language` for one of English."""
    return LENGTHS.get(language.partition("-")[0], 1.0)


def align_sides(original: Side, translation: Side, *, is_weighed: bool = True) -> tuple[Bead, ...]:
    """As `align`, of blocks whose lengths and anchors are known; without confidence, sooner, if not `is_weighed`."""
    beads: list[Bead] = []
    i, j = 0, 0
    while i < len(original.marks) or j < len(translation.marks):
        left, right = _window(original, i), _window(translation, j)
        found = _aligned(left, right, is_weighed=is_weighed)
        is_last = i + len(left.marks) == len(original.marks) and j + len(right.marks) == len(translation.marks)
        kept = found if is_last else found[: _sure(found)]
        beads += (_moved(bead, i, j) for bead in kept)
        i += sum(len(bead.original) for bead in kept)
        j += sum(len(bead.translation) for bead in kept)
    return tuple(beads)


_WINDOW = 200
"""Blocks of each side that are aligned at once; the work grows with its square, and news is shorter."""


def _window(side: Side, start: int) -> Side:
    return Side(side.lengths[start : start + _WINDOW], side.marks[start : start + _WINDOW])


def _sure(beads: Sequence[Bead]) -> int:
    """How many beads of a window to keep: up to the last good match of its first half, as its end cannot be judged."""
    half = (len(beads) + 1) // 2
    return next((end for end in range(half, 0, -1) if not beads[end - 1].is_gap and beads[end - 1].score > 0), half)


def _moved(bead: Bead, i: int, j: int) -> Bead:
    if not i and not j:
        return bead
    original, translation = (
        tuple(index + i for index in bead.original),
        tuple(index + j for index in bead.translation),
    )
    return replace(bead, original=original, translation=translation)


def _aligned(original: Side, translation: Side, *, is_weighed: bool) -> tuple[Bead, ...]:
    scores = bead_scores(original, translation)
    size = len(original.marks), len(translation.marks)
    beads = _best_path(scores, size)
    return _weighed(beads, scores, size) if is_weighed else beads


def _best_path(scores: dict[Step, Grid], size: tuple[int, int]) -> tuple[Bead, ...]:
    """The path of the highest sum; the first of `STEPS` where two are as high."""
    rows, columns = size
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    taken: list[list[Step]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            options = [
                (best[i - di][j - dj] + scores[di, dj][i - di][j - dj], (di, dj))
                for di, dj in STEPS
                if i >= di and j >= dj
            ]
            if options:
                best[i][j], taken[i][j] = max(options, key=itemgetter(0))
    beads, i, j = [], rows, columns
    while i or j:
        step = taken[i][j]
        i, j = i - step[0], j - step[1]
        beads.append(Bead(tuple(range(i, i + step[0])), tuple(range(j, j + step[1])), round(scores[step][i][j], 3)))
    return tuple(reversed(beads))


def _weighed(beads: tuple[Bead, ...], scores: dict[Step, Grid], size: tuple[int, int]) -> tuple[Bead, ...]:
    """The beads with their posterior probabilities, by the forward and backward sums over all paths."""
    before = _sums(size, lambda i, j, step: scores[step][i - step[0]][j - step[1]])
    rows, columns = size
    after = _sums(size, lambda i, j, step: scores[step][rows - i][columns - j])
    weighed, i, j = [], 0, 0
    for bead in beads:
        step = len(bead.original), len(bead.translation)
        start, i, j = (i, j), i + step[0], j + step[1]
        total = before[start[0]][start[1]] + scores[step][start[0]][start[1]] + after[rows - i][columns - j]
        weighed.append(replace(bead, confidence=round(min(1.0, exp(total - before[rows][columns])), 3)))
    return tuple(weighed)


def _sums(size: tuple[int, int], score: Callable[[int, int, Step], float]) -> Grid:
    """The logarithm of the summed likelihood of all paths to each pair of blocks."""
    sums = [[0.0] * (size[1] + 1) for _ in range(size[0] + 1)]
    for i in range(size[0] + 1):
        for j in range(size[1] + 1):
            terms = [sums[i - di][j - dj] + score(i, j, (di, dj)) for di, dj in STEPS if i >= di and j >= dj]
            if terms:
                most = max(terms)
                sums[i][j] = most + log(fsum(exp(term - most) for term in terms))
    return sums
