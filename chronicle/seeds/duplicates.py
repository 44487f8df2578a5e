"""Seeds of one language with the same text, or nearly: copies and updates, which are no translations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.prose.names import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chronicle.model.seed import Seed


class Copies(NamedTuple):
    """The seeds that go on, and what was found of the others."""

    seeds: tuple[Seed, ...]
    """Of seeds with the same text the first by path."""
    diagnostics: tuple[Diagnostic, ...]


def without_copies(seeds: Sequence[Seed]) -> Copies:
    """The seeds, each text once; equal texts are errors that name both, near ones warnings.

    Near is a Jaccard index of the triples of words above 0.5.
    """
    kept: dict[tuple[str, str], Seed] = {}
    diagnostics = []
    for seed in sorted(seeds, key=lambda seed: seed.path):
        first = kept.setdefault((seed.language, _letters(seed)), seed)
        if first is not seed:
            diagnostics.append(_duplicate(seed, first))
    originals = tuple(kept.values())
    return Copies(
        originals, (*diagnostics, *(_near(one, other, share) for one, other, share in _near_copies(originals)))
    )


_LIKE = 0.5
_SAMPLE = 8
"""One triple in so many finds candidates; texts with few triples use all of them."""
_FEW = 60
_MOST_SHARED = 40
"""A triple that more seeds share is a phrase of the agency's."""


def _letters(seed: Seed) -> str:
    return "".join(char for block in seed.blocks for char in block.casefold() if char.isalnum())


def _triples(seed: Seed) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for block in seed.blocks for word in WORD.findall(block)]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _near_copies(seeds: Sequence[Seed]) -> list[tuple[Seed, Seed, float]]:
    triples = [_triples(seed) for seed in seeds]
    index: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for number, (seed, found) in enumerate(zip(seeds, triples, strict=True)):
        for triple in found:
            if len(found) <= _FEW or crc32(" ".join(triple).encode()) % _SAMPLE == 0:
                index[seed.language, triple].append(number)
    pairs = {
        (one, other)
        for holders in index.values()
        if 1 < len(holders) <= _MOST_SHARED
        for place, one in enumerate(holders)
        for other in holders[place + 1 :]
    }
    copies = []
    for one, other in sorted(pairs):
        share = len(triples[one] & triples[other]) / len(triples[one] | triples[other])
        if share > _LIKE:
            copies.append((seeds[one], seeds[other], share))
    return copies


def _duplicate(seed: Seed, first: Seed) -> Diagnostic:
    help_ = "delete one of the two, or say `skip: true` of it in `seeds/seeds.yml`"
    return diagnose("seed-duplicate", f"the same text as `{first.path}`", path=seed.path, help=help_)


def _near(one: Seed, other: Seed, share: float) -> Diagnostic:
    help_ = "if one is a copy or an update of the other, say `skip: true` of it in `seeds/seeds.yml`"
    return diagnose("seed-near-duplicate", f"{share:.0%} the same as `{one.path}`", path=other.path, help=help_)
