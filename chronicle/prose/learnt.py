"""A lexicon learnt from blocks that say the same: words that keep turning up together translate each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.concepts import bare_forms
from chronicle.prose.facts import Anchor
from chronicle.prose.names import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Lexicon = Mapping[tuple[str, str], Mapping[str, tuple[Anchor, ...]]]
"""By language and the other's: the stem of a word, and the anchors that it shares with its translations."""
NO_WORDS: Lexicon = {}


class Rendering(NamedTuple):
    """A block and its translation."""

    languages: tuple[str, str]
    """The first before the second, by code."""
    one: frozenset[str]
    """Stems, as `stems` gives them."""
    other: frozenset[str]


def stems(text: str, language: str) -> frozenset[str]:
    """The beginnings of a text's longer words: enough to tell them, short enough to drop most endings."""
    words = (bare_forms(word, language)[-1] for word in WORD.findall(text.casefold()))
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST)


def learn(renderings: Iterable[Rendering]) -> Lexicon:
    """The lexicon of many renderings; nothing for two languages with fewer than 20 blocks between them.

    Two stems belong together if each is among the other's best by the Dice coefficient of the blocks that hold them,
    which is 0.45 or more (Melamed's competitive linking, 2000, without its iteration).
    """
    corpora: dict[tuple[str, str], list[Rendering]] = defaultdict(list)
    for rendering in renderings:
        corpora[rendering.languages].append(rendering)
    lexicon: dict[tuple[str, str], dict[str, tuple[Anchor, ...]]] = {}
    for (one, other), corpus in sorted(corpora.items()):
        if len(corpus) >= _FEWEST_BLOCKS:
            links = _links(corpus[:_MOST_BLOCKS])
            lexicon[one, other] = _by_stem((first, pair) for first, _, pair in links)
            lexicon[other, one] = _by_stem((second, pair) for _, second, pair in links)
    return lexicon


def learnt_anchors(words: frozenset[str], languages: tuple[str, str], lexicon: Lexicon) -> frozenset[Anchor]:
    """The anchors of a block's stems, of the first of `languages`, for a version in the second."""
    known = lexicon.get(languages, {})
    return frozenset(anchor for word in words if word in known for anchor in known[word]) if known else frozenset()


_STEM = 6
_SHORTEST = 4
_FEWEST_BLOCKS = 20
_MOST_BLOCKS = 4000
"""Of a pair of languages: enough for every frequent word."""
_FEWEST = 3
"""Blocks in which two stems must meet."""
_MOST_COMMON = 0.2
"""Share of the blocks from which a stem is a particle."""
_LIKE = 0.45


def _links(corpus: Sequence[Rendering]) -> list[tuple[str, str, Anchor]]:
    ones = Counter(stem for rendering in corpus for stem in rendering.one)
    others = Counter(stem for rendering in corpus for stem in rendering.other)
    most = max(_FEWEST, _MOST_COMMON * len(corpus))
    firsts = {stem for stem, count in ones.items() if _FEWEST <= count <= most}
    seconds = {stem for stem, count in others.items() if _FEWEST <= count <= most}
    together: Counter[tuple[str, str]] = Counter()
    for rendering in corpus:
        right = rendering.other & seconds
        together.update((stem, other) for stem in rendering.one & firsts for other in right)
    likeness = {
        pair: 2 * count / (ones[pair[0]] + others[pair[1]]) for pair, count in together.items() if count >= _FEWEST
    }
    likeness = {pair: dice for pair, dice in likeness.items() if dice >= _LIKE}
    best: dict[tuple[int, str], float] = {}
    for (stem, other), dice in likeness.items():
        best[0, stem] = max(best.get((0, stem), 0.0), dice)
        best[1, other] = max(best.get((1, other), 0.0), dice)
    return [
        (stem, other, Anchor("learnt", f"{stem}={other}"))
        for (stem, other), dice in sorted(likeness.items())
        if dice >= max(best[0, stem], best[1, other])
    ]


def _by_stem(links: Iterable[tuple[str, Anchor]]) -> dict[str, tuple[Anchor, ...]]:
    found: dict[str, list[Anchor]] = defaultdict(list)
    for stem, anchor in links:
        found[stem].append(anchor)
    return {stem: tuple(anchors) for stem, anchors in found.items()}
