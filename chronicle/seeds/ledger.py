"""The ledger, seeds/ledger.jsonl: what import wrote, from which seed, and to where."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass, fields

from chronicle.base.diagnostics import Diagnostic, Mark, Outcome, diagnose
from chronicle.base.source_text import read_text
from chronicle.seeds.read import LEDGER_FILE


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A file that import wrote."""

    seed: str
    """Path of the seed."""
    seed_sha256: str
    """Of the seed's bytes."""
    overrides: str
    """Digest of what seeds.yml said of it; empty where it said nothing."""
    entry: str
    """Path of the content file."""
    entry_sha256: str
    """Of what import wrote there."""
    date_evidence: str = ""
    """How the entry's day was known when it was written; empty in lines that older versions wrote."""
    proposed: str = ""
    """Digest of the seed that was last laid beside the edited entry; empty if none was."""


def read_ledger(root: str) -> Outcome[tuple[LedgerLine, ...] | None]:
    """The lines of the ledger, none where there is no ledger; None with what is wrong in it."""
    if not os.path.lexists(os.path.join(root, LEDGER_FILE)):
        return Outcome(())
    text = read_text(root, LEDGER_FILE, limit=MAX_BYTES)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    lines: dict[str, LedgerLine] = {}
    diagnostics: list[Diagnostic] = []
    for number, source in enumerate(text.value.split("\n"), 1):
        line = _line(source)
        if line is not None and line.seed not in lines:
            lines[line.seed] = line
        elif source.strip():
            diagnostics.append(_broken(number))
    return Outcome(None if diagnostics else tuple(lines.values()), tuple(diagnostics))


def ledger_text(lines: tuple[LedgerLine, ...]) -> str:
    """The ledger as a file: one JSON object on each line, by the seed's path."""
    ordered = sorted(lines, key=lambda line: line.seed)
    return "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in ordered)


MAX_BYTES = 64 * 1024 * 1024
ENTRY_PATH = re.compile(
    r"content/(?:(?P<day>\d{4}/\d\d/\d\d)|undated)/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<language>[A-Za-z0-9-]+)\.md"
)
"""Where entries lie: with a day, or in the folder of the undated."""
_KEYS = {field.name for field in fields(LedgerLine)}
_LATER_KEYS = {"date_evidence", "proposed"}
"""Keys that lines of older versions lack."""


def _line(source: str) -> LedgerLine | None:
    try:
        values = json.loads(source)
    except (ValueError, RecursionError):
        return None
    if (
        not isinstance(values, dict)
        or not _KEYS - _LATER_KEYS <= values.keys() <= _KEYS
        or not all(isinstance(value, str) for value in values.values())
    ):
        return None
    return LedgerLine(**values) if ENTRY_PATH.fullmatch(values["entry"]) else None


def _broken(number: int) -> Diagnostic:
    help_ = "restore the file; or delete it: import takes up again the entries that are as it would write them"
    return diagnose(
        "ledger-broken",
        "the line is none that import wrote, or its seed has one already",
        path=LEDGER_FILE,
        mark=Mark(number),
        help=help_,
    )
