"""What import understood and did, as JSON for programs and as a text for people: the receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from chronicle.model.seed import Seed
    from chronicle.seeds.deliver import Result

RESULTS: dict[Result, str] = {
    "written": "written to",
    "unchanged": "unchanged in",
    "edited": "left alone, edited by hand:",
    "deleted": "not written: its entry was deleted",
    "in-the-way": "not written: another file stands in the way",
}


@dataclass(frozen=True, slots=True)
class PairReport:
    """Another seed that is, or may be, the same article."""

    path: str
    confidence: float
    """0 to 1; 1 where people decided."""
    is_linked: bool
    evidence: str = ""
    """What proves it, where it needs no statistics."""


class BeadReport(NamedTuple):
    """Blocks that render each other."""

    original: tuple[int, ...]
    """Blocks of the original, from 1; none for an addition."""
    translation: tuple[int, ...]
    """Blocks of this version, from 1; none for a gap."""
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What became of one seed."""

    seed: Seed
    result: Result
    entry: str | None
    """Path of its content file."""
    pairs: tuple[PairReport, ...]
    blocks: int
    beads: tuple[BeadReport, ...] = ()
    """Of a translation; empty for an original."""
    gaps: tuple[int, ...] = ()
    """Blocks of the original that this version lacks, from 1."""
    rejected: tuple[PairReport, ...] = ()
    """The likeliest of those that are taken for other articles."""
    has_proposal: bool = False
    """Whether the seed's new version was laid beside its entry."""

    def as_json(self) -> dict[str, Any]:
        """The receipt in the contract's form."""
        seed = self.seed
        return {
            "path": seed.path,
            "sha256": seed.sha256,
            "language": seed.language,
            "language_confidence": seed.language_confidence,
            "date": seed.date.isoformat() if seed.date else None,
            "date_evidence": seed.date_evidence if seed.date else None,
            "title": seed.title,
            "title_source": seed.title_source,
            "agency": seed.agency,
            "place": seed.dateline.place if seed.dateline else None,
            "entry": self.entry,
            "pair": [
                {"with": pair.path, "confidence": pair.confidence, "linked": pair.is_linked} for pair in self.pairs
            ],
            "blocks": self.blocks,
            "alignment": [[list(bead.original), list(bead.translation)] for bead in self.beads],
            "gaps": list(self.gaps),
            "repairs": [repair.as_json() for repair in seed.repairs],
            "dropped": [dropped.as_json() for dropped in seed.dropped],
        }

    def outcome(self, *, is_dry: bool) -> str:
        """What was done with it, or would be."""
        verb = "would be written to" if is_dry and self.result == "written" else RESULTS[self.result]
        return f"{verb} {self.entry}" if self.entry else verb

    def as_text(self, *, is_dry: bool = False) -> str:
        """The receipt for people, in a few lines."""
        return "\n".join((self.seed.path, *(f"  {line}" for line in self._lines(is_dry=is_dry))))

    def _lines(self, *, is_dry: bool) -> list[str]:
        seed = self.seed
        lines = [self.outcome(is_dry=is_dry)]
        day, agency = seed.date or "no date", seed.agency or "agency unknown"
        language = f"{seed.language} ({seed.language_confidence:.0%})"
        extractor = "" if seed.extractor == "text" else f", {seed.extractor}"
        lines.append(f"{language}, {day} ({seed.date_evidence}), {agency}, {seed.encoding}{extractor}")
        lines.append(f"title ({seed.title_source}): {seed.title}")
        lines += (
            f"{'paired with' if pair.is_linked else 'perhaps the same article as'} {pair.path} ({pair.confidence:.0%})"
            for pair in self.pairs
        )
        lines.append(f"{self.blocks} blocks" + (f", without {_listed(self.gaps)} of the original" if self.gaps else ""))
        lines += (
            f"repaired: {repair.rule}, {_where(repair.part, repair.block)}: {repair.before!r} to {repair.after!r}"
            for repair in seed.repairs
        )
        lines += (f"dropped: {dropped.reason}, line {dropped.line}: {dropped.text!r}" for dropped in seed.dropped)
        return lines


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What import did, seed by seed."""

    seeds: tuple[SeedReport, ...] = ()
    """By path."""

    def as_json(self) -> dict[str, Any]:
        """The report in the contract's form, without the diagnostics."""
        return {"seeds": [seed.as_json() for seed in self.seeds]}

    def as_text(self, *, is_dry: bool = False) -> str:
        """The report for people; after a run that wrote nothing, what would be written."""
        return "\n".join(seed.as_text(is_dry=is_dry) for seed in self.seeds)


def _listed(gaps: tuple[int, ...]) -> str:
    return f"block{'s' if len(gaps) > 1 else ''} {', '.join(map(str, gaps))}"


def _where(part: str, block: int) -> str:
    return f"block {block}" if block else part
