"""One seed's receipt in full, for a person: what was understood and why, what was changed and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.seeds.deliver import PROPOSED
from chronicle.seeds.overrides import seed_path
from chronicle.seeds.read import LEDGER_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.seed import Dropped, Repair
    from chronicle.seeds.report import ImportReport, SeedReport


def explained(report: ImportReport, path: str) -> str:
    """All that a run that wrote nothing knows of the seed at `path`, with or without `seeds/`."""
    path = seed_path(path)
    receipt = next((each for each in report.seeds if each.seed.path == path), None)
    return _receipt(receipt) if receipt else f"{path}: no article was made of it"


def _receipt(receipt: SeedReport) -> str:
    parts = (
        ("found", _found(receipt)),
        ("pairs", _pairs(receipt)),
        ("alignment", _alignment(receipt)),
        ("repaired", map(_repair, receipt.seed.repairs)),
        ("left out", map(_dropped, receipt.seed.dropped)),
        ("written", _written(receipt)),
    )
    lines = [receipt.seed.path]
    for name, said in parts:
        lines += ["", name, *(f"  {line}" for line in said)]
        if lines[-1] == name:
            lines.append("  nothing")
    return "\n".join(lines)


DATE_EVIDENCE = {
    "explicit": "on a line of its own at the head",
    "dateline": "in the dateline",
    "metadata": "in what the file says of itself, or in its path",
    "pair": "taken from the paired version",
    "override": "said in `seeds/seeds.yml`, or by the entry's folder",
    "none": "none in the seed, its pair or `seeds/seeds.yml`",
}
TITLE_SOURCE = {
    "seed": "the seed's own",
    "derived": "made from the opening sentence",
    "editor": "said in `seeds/seeds.yml`",
}
_SURE = 1.0


def _found(receipt: SeedReport) -> Iterator[str]:
    seed = receipt.seed
    yield f"file: {seed.sha256} (SHA-256), read as {seed.extractor} in {seed.encoding}"
    how = "said in `seeds/seeds.yml`" if seed.language_confidence >= _SURE and seed.overrides else "by its words"
    declared = f"; the file declares `{seed.metadata.language}`" if seed.metadata.language else ""
    yield f"language: {seed.language}, {seed.language_confidence:.1%} {how}{declared}"
    yield f"date: {seed.date or 'unknown'}, {DATE_EVIDENCE[seed.date_evidence]}"
    yield f"title: {seed.title} ({TITLE_SOURCE[seed.title_source]})"
    if seed.dateline:
        place, day = seed.dateline.place or "unknown", seed.dateline.date or "unknown"
        yield f"dateline: `{seed.dateline.text}`: place {place}, day {day}"
    yield f"agency: {seed.agency or 'unknown'}"
    source = (("address", seed.url), ("author", seed.metadata.author), ("published", seed.metadata.published))
    yield from (f"{name}: {value}" for name, value in source if value)
    yield f"blocks: {receipt.blocks}"


def _pairs(receipt: SeedReport) -> Iterator[str]:
    for pair in receipt.pairs:
        proof = pair.evidence or "by numbers, dates, names and the order of paragraphs"
        verb = "linked with" if pair.is_linked else "perhaps, and not linked:"
        yield f"{verb} {pair.path}, {pair.confidence:.1%} {proof}"
    yield from (f"taken for another article: {pair.path}, {pair.confidence:.1%}" for pair in receipt.rejected)


def _alignment(receipt: SeedReport) -> Iterator[str]:
    for bead in receipt.beads:
        if not bead.translation:
            yield f"block {_joined(bead.original)} of the original has no counterpart ({bead.confidence:.1%})"
        elif not bead.original:
            yield f"block {_joined(bead.translation)} is an addition ({bead.confidence:.1%})"
        else:
            blocks = f"{_joined(bead.translation)} renders {_joined(bead.original)}"
            yield f"block {blocks} of the original ({bead.confidence:.1%})"


def _repair(repair: Repair) -> str:
    part = f"block {repair.block}" if repair.block else repair.part
    return f"{part}, character {repair.offset + 1}: {repair.before!r} became {repair.after!r} ({repair.rule})"


def _dropped(dropped: Dropped) -> str:
    place = f"line {dropped.line}, column {dropped.column}" if dropped.line else "outside the text"
    return f"{place}: {dropped.text!r} ({dropped.reason})"


def _written(receipt: SeedReport) -> Iterator[str]:
    yield receipt.outcome(is_dry=True)
    if receipt.has_proposal:
        yield f"the seed's new version would be written to {receipt.entry}{PROPOSED}"
    if receipt.entry:
        yield f"on record in {LEDGER_FILE}"


def _joined(numbers: tuple[int, ...]) -> str:
    return "+".join(map(str, numbers))
