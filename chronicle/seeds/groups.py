"""Seeds that are one article: linked pair by pair, and which of them is the original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronicle.seeds.pair import LINK, PROPOSE, Likeness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chronicle.model.seed import Seed


@dataclass(frozen=True, slots=True)
class Group:
    """The versions of one article."""

    original: Seed
    translations: tuple[Seed, ...]
    """By the chronicle's order of languages."""
    is_certain: bool
    """Whether there is evidence that this version is the original."""

    @property
    def members(self) -> tuple[Seed, ...]:
        """The original, then the translations."""
        return (self.original, *self.translations)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people or earlier imports have settled; no statistics undo it."""

    keys: Mapping[str, str]
    """Seed's path: the entry that it belongs to."""
    originals: Mapping[str, str]
    """Entry: the path of the seed that is its original."""
    forced: Mapping[str, str]
    """Seed's path: that of the seed of which the curator calls it a translation."""
    alone: frozenset[str]
    """Paths of seeds that the curator calls translations of nothing."""
    certain: tuple[tuple[str, str], ...] = ()
    """Paths of seeds whose pages call each other versions of one article."""


def group(
    seeds: Sequence[Seed], pairs: Sequence[Likeness], *, decisions: Decisions, languages: tuple[str, ...]
) -> tuple[Group, ...]:
    """Every seed in exactly one group, of one seed per language; groups by the path of their originals.

    First what is decided, then the likeliest pairs from `LINK` on, and only while all links across the joined group
    average 0.45 or more: one wrong pair must not join two stories.
    """
    clusters = _Clusters(seeds, pairs, decisions)
    by_path = {seed.path: seed for seed in seeds}
    by_key: dict[str, str] = {}
    for path in sorted(by_path):
        if key := decisions.keys.get(path):
            clusters.join(by_key.setdefault(key, path), path)
    for path, original in sorted(decisions.forced.items()):
        if path in by_path and original in by_path:
            clusters.join(original, path)
    for one, other in decisions.certain:
        clusters.join_undecided(one, other)
    for pair in pairs:
        if pair.probability >= LINK:
            clusters.link(pair)
    groups = [_group([by_path[path] for path in sorted(members)], decisions, languages) for members in clusters.all()]
    return tuple(sorted(groups, key=lambda group: group.original.path))


def proposals(pairs: Sequence[Likeness], groups: Sequence[Group]) -> tuple[Likeness, ...]:
    """The pairs that are likely but not linked, both of whose seeds still lack a partner in the other's language."""
    home = {seed.path: group for group in groups for seed in group.members}
    languages = {seed.path: seed.language for group in groups for seed in group.members}
    return tuple(
        pair
        for pair in pairs
        if pair.probability >= PROPOSE
        and languages[pair.other] not in {seed.language for seed in home[pair.one].members}
        and languages[pair.one] not in {seed.language for seed in home[pair.other].members}
    )


_AVERAGE = 0.45


class _Clusters:
    """A partition of the seeds, joined step by step."""

    def __init__(self, seeds: Sequence[Seed], pairs: Sequence[Likeness], decisions: Decisions) -> None:
        self.home = {seed.path: [seed.path] for seed in seeds}
        self.languages = {seed.path: seed.language for seed in seeds}
        self.decisions = decisions
        self.probabilities = {(pair.one, pair.other): pair.probability for pair in pairs}

    def join(self, one: str, other: str) -> None:
        """Join two clusters unless both have a version in one language."""
        first, second = self.home[one], self.home[other]
        if first is second or {self.languages[path] for path in first} & {self.languages[path] for path in second}:
            return
        first += second
        for path in second:
            self.home[path] = first

    def join_undecided(self, one: str, other: str) -> None:
        """Join two clusters unless people or earlier imports keep them apart."""
        both = (*self.home[one], *self.home[other])
        keys = {self.decisions.keys[path] for path in both if path in self.decisions.keys}
        if len(keys) <= 1 and self.decisions.alone.isdisjoint(both):
            self.join(one, other)

    def link(self, pair: Likeness) -> None:
        """Join two clusters if statistics may, and do on average."""
        first, second = self.home[pair.one], self.home[pair.other]
        links = [self.probabilities.get((min(one, other), max(one, other)), 0.0) for one in first for other in second]
        if sum(links) / len(links) >= _AVERAGE:
            self.join_undecided(pair.one, pair.other)

    def all(self) -> list[list[str]]:
        """The clusters, each once."""
        return list({id(members): members for _, members in sorted(self.home.items())}.values())


def _group(members: list[Seed], decisions: Decisions, languages: tuple[str, ...]) -> Group:
    ranked = sorted(members, key=lambda seed: (-_evidence(seed), languages.index(seed.language), seed.path))
    is_certain = len(ranked) == 1 or _evidence(ranked[0]) > _evidence(ranked[1])
    settled = _settled(members, decisions)
    original = settled or ranked[0]
    translations = sorted(
        (seed for seed in members if seed is not original), key=lambda seed: (languages.index(seed.language), seed.path)
    )
    return Group(original, tuple(translations), is_certain or settled is not None)


def _settled(members: list[Seed], decisions: Decisions) -> Seed | None:
    """The original by the entry's front matter, else by seeds.yml."""
    for seed in members:
        key = decisions.keys.get(seed.path)
        if key and decisions.originals.get(key) == seed.path:
            return seed
    paths = {seed.path for seed in members}
    named = [
        original
        for path, original in sorted(decisions.forced.items())
        if path in paths and original not in decisions.forced
    ]
    return next((seed for seed in members if named and seed.path == named[0]), None)


def _evidence(seed: Seed) -> int:
    """How much speaks for a version being the original: its own headline, date, and a whole dateline."""
    has_dateline = seed.dateline is not None and seed.dateline.place is not None and seed.dateline_day is not None
    return 2 * has_dateline + (seed.title_source == "seed") + (seed.date is not None)
