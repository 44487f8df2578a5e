"""The receipts: from what was understood, paired and delivered, one for each seed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronicle.seeds.pair import PROPOSE
from chronicle.seeds.report import BeadReport, PairReport, SeedReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chronicle.seeds.certain import CertainPair
    from chronicle.seeds.deliver import Delivery
    from chronicle.seeds.entries import Body, Following
    from chronicle.seeds.groups import Group
    from chronicle.seeds.pair import Likeness


@dataclass(frozen=True, slots=True)
class Work:
    """One version: what becomes of it and how it follows its original."""

    delivery: Delivery
    body: Body
    following: Following | None
    """None for an original."""


def receipts(
    works: Sequence[Work], pairs: Sequence[Likeness], *, groups: Sequence[Group], certain: Sequence[CertainPair]
) -> tuple[SeedReport, ...]:
    """The receipt of each version, by its seed's path; pairs below the bar of a question are kept for who asks why."""
    partners = {
        seed.path: frozenset(other.path for other in group.members if other is not seed)
        for group in groups
        for seed in group.members
    }
    likely: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        likely[pair.one][pair.other] = likely[pair.other][pair.one] = pair.probability
    evidence = {(pair.one, pair.other): pair.evidence for pair in certain}
    evidence |= {(pair.other, pair.one): pair.evidence for pair in certain}
    found = [_receipt(work, partners[work.delivery.seed.path], likely, evidence) for work in works]
    return tuple(sorted(found, key=lambda receipt: receipt.seed.path))


_MOST_REJECTED = 5


def _receipt(
    work: Work,
    partners: frozenset[str],
    likely: dict[str, dict[str, float]],
    evidence: dict[tuple[str, str], str],
) -> SeedReport:
    path = work.delivery.seed.path
    likelihood = likely.get(path, {})
    confidences = dict.fromkeys(partners, 1.0) | likelihood
    confidences |= {other: 1.0 for other in partners if (path, other) in evidence}
    pairs = [
        PairReport(other, confidence, other in partners, evidence.get((path, other), "") if other in partners else "")
        for other, confidence in sorted(confidences.items())
    ]
    rejected = [pair for pair in pairs if pair.confidence < PROPOSE and not pair.is_linked]
    beads = work.following.beads if work.following else ()
    return SeedReport(
        seed=work.delivery.seed,
        result=work.delivery.result,
        entry=work.delivery.entry,
        pairs=tuple(pair for pair in pairs if pair.confidence >= PROPOSE or pair.is_linked),
        blocks=len(work.body.blocks),
        beads=tuple(BeadReport(_numbers(bead.original), _numbers(bead.translation), bead.confidence) for bead in beads),
        gaps=_numbers(work.following.gaps) if work.following else (),
        rejected=tuple(sorted(rejected, key=lambda pair: -pair.confidence)[:_MOST_REJECTED]),
        has_proposal=work.delivery.proposal is not None,
    )


def _numbers(indexes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(index + 1 for index in indexes)
