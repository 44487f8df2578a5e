"""What import understood and did, as JSON for programs and as a text for people: the receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What became of one seed."""

    seed: Seed
    result: Result
    entry: str | None
    """Path of its content file."""
    pairs: tuple[PairReport, ...]
    blocks: int
    alignment: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    """Of a translation: blocks of the original and of this version, from 1; empty for an original."""
    gaps: tuple[int, ...] = ()
    """Blocks of the original that this version lacks, from 1."""

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
            "alignment": [[list(original), list(translation)] for original, translation in self.alignment],
            "gaps": list(self.gaps),
            "repairs": [repair.as_json() for repair in seed.repairs],
            "dropped": [dropped.as_json() for dropped in seed.dropped],
        }

    def as_text(self) -> str:
        """The receipt for people, in a few lines."""
        return "\n".join((self.seed.path, *(f"  {line}" for line in self._lines())))

    def _lines(self) -> list[str]:
        seed = self.seed
        lines = [f"{RESULTS[self.result]} {self.entry}" if self.entry else RESULTS[self.result]]
        day, agency = seed.date or "no date", seed.agency or "agency unknown"
        language = f"{seed.language} ({seed.language_confidence:.0%})"
        lines.append(f"{language}, {day} ({seed.date_evidence}), {agency}, {seed.encoding}")
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

    def as_text(self) -> str:
        """The report for people."""
        return "\n".join(seed.as_text() for seed in self.seeds)


def _listed(gaps: tuple[int, ...]) -> str:
    return f"block{'s' if len(gaps) > 1 else ''} {', '.join(map(str, gaps))}"


def _where(part: str, block: int) -> str:
    return f"block {block}" if block else part
