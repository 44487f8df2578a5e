"""How well import understands a folder of seeds of which a table says what is right."""  # noqa: INP001 - a script

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LANGUAGES = ("en", "fr", "ru", "uk", "hy", "az", "ka", "tr", "ar", "fa", "de", "es", "it")
FACTS = ("agency", "place", "author", "title")
NONE = "-"
"""In the table: the text has none. An empty field is not measured."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A line of the table."""

    path: str
    language: str
    date: str
    agency: str = ""
    place: str = ""
    author: str = ""
    title: str = ""
    story: str = ""
    """Seeds of one story are versions of one article."""
    blocks: str = ""
    """For each block, parted by spaces, the story's passages that it holds: `1 2+3 5`."""

    @property
    def passages(self) -> list[frozenset[str]]:
        """The passages of each block."""
        return [frozenset(block.split("+")) for block in self.blocks.split()]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found among what is there."""

    name: str
    found: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        """The score on one line."""
        counts = f"{self.right} right, {self.found} found, {self.there} there"
        return f"{self.name:<12}P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({counts})"


@dataclass(frozen=True, slots=True)
class Quality:
    """All scores of a run."""

    scores: dict[str, Score]
    dates_wrong: int
    """Other than the right ones, where there is one."""
    dates_invented: int
    """Where there is none."""
    letters_lost: int
    """Letters and digits neither in the entry nor in a line of the receipt."""
    faults: tuple[str, ...]
    """One line for each thing that is not as the table says."""

    def __str__(self) -> str:
        """All scores, one a line."""
        lines = [str(score) for score in self.scores.values()]
        lines.append(f"dates: {self.dates_wrong} wrong, {self.dates_invented} invented")
        lines.append(f"letters lost: {self.letters_lost}")
        return "\n".join(lines)


def read_table(path: str) -> list[Expected]:
    """The lines of a table in tab-separated values whose first line names the columns."""
    with open(path, encoding="utf-8", newline="") as file:
        return [Expected(**line) for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def measure(seeds: str, table: Sequence[Expected], *, languages: Sequence[str] = LANGUAGES) -> Quality:
    """Import a copy of the folder `seeds` into a new chronicle and compare what came out with the table."""
    with tempfile.TemporaryDirectory() as root:
        shutil.copytree(seeds, os.path.join(root, "seeds"))
        with open(os.path.join(root, "chronicle.yml"), "w", encoding="utf-8") as file:
            file.write(f"title: {{{languages[0]}: T}}\ndescription: {{{languages[0]}: D}}\n")
            file.write(f"base_url: https://example.org\nlanguages: [{', '.join(languages)}]\n")
        command = [sys.executable, "-m", "chronicle", "import", "--root", root, "--format", "json"]
        run = subprocess.run(command, capture_output=True, check=False, text=True, encoding="utf-8")  # noqa: S603 - ours
        if not run.stdout:
            sys.exit(run.stderr)
        records = {record["path"]: record for record in json.loads(run.stdout)["seeds"]}
        entries = {path: _entry(root, record["entry"]) for path, record in records.items() if record["entry"]}
        for path, (front, _) in entries.items():
            records[path]["author"] = (front.get("source") or {}).get("author")
        lost = {
            line.path: _lost(root, line.path, records[line.path], entries[line.path])
            for line in table
            if line.path in entries
        }
    language = _languages(table, records, languages)
    table = [line for line in table if not line.language or line.language in languages]
    faults = [*_faults(table, records), *(f"{path}: lost {letters!r}" for path, letters in lost.items() if letters)]
    alignments, gaps = _alignment(table, records)
    scores = (
        language,
        _facts("date", table, records),
        *(_facts(name, table, records) for name in FACTS),
        _pairs(table, records),
        alignments,
        gaps,
    )
    dated = [(line.date, records.get(line.path, {}).get("date")) for line in table if line.date]
    return Quality(
        {score.name: score for score in scores},
        sum(1 for right, found in dated if right != NONE and found not in (None, right)),
        sum(1 for right, found in dated if right == NONE and found),
        sum(map(len, lost.values())),
        tuple(faults),
    )


def main() -> None:
    """Print the scores, and with `--faults` each fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", help="folder of seeds")
    parser.add_argument("table", help="what is right: docs/import.md describes the columns")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="the chronicle's languages, parted by commas")
    parser.add_argument("--faults", action="store_true", help="print each fault")
    arguments = parser.parse_args()
    quality = measure(arguments.seeds, read_table(arguments.table), languages=arguments.languages.split(","))
    sys.stdout.write("".join(f"{fault}\n" for fault in quality.faults if arguments.faults) + f"{quality}\n")


Records = dict[str, dict[str, Any]]


def _languages(table: Sequence[Expected], records: Records, languages: Sequence[str]) -> Score:
    """A seed in none of the chronicle's languages is right if it is not among the records."""
    known = [line for line in table if line.language]
    found = [records[line.path]["language"] if line.path in records else NONE for line in known]
    wanted = [line.language if line.language in languages else NONE for line in known]
    right = sum(1 for one, other in zip(found, wanted, strict=True) if one == other)
    return Score("language", len(known), right, len(known))


def _facts(name: str, table: Sequence[Expected], records: Records) -> Score:
    measured = [(getattr(line, name), records.get(line.path, {}).get(name)) for line in table if getattr(line, name)]
    found = [value for _, value in measured if value]
    right = sum(1 for wanted, value in measured if wanted == value)
    return Score(name, len(found), right, sum(1 for wanted, _ in measured if wanted != NONE))


def _pairs(table: Sequence[Expected], records: Records) -> Score:
    stories = {line.path: line.story for line in table if line.story}
    there = {frozenset(pair) for pair in combinations(sorted(stories), 2) if len({stories[path] for path in pair}) == 1}
    found = {
        frozenset((path, pair["with"]))
        for path, record in records.items()
        for pair in record["pair"]
        if pair["linked"] and path in stories and pair["with"] in stories
    }
    return Score("pairs", len(found), len(found & there), len(there))


def _alignment(table: Sequence[Expected], records: Records) -> tuple[Score, Score]:
    """Links between blocks, and blocks of the original without one, over the versions that are paired rightly."""
    lines = {line.path: line for line in table if line.blocks}
    links: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    for path, record in records.items():
        original = _original(record, records)
        if path not in lines or original not in lines or lines[path].story != lines[original].story:
            continue
        own, others = lines[path].passages, lines[original].passages
        wanted = {(i, j) for i, one in enumerate(others, 1) for j, other in enumerate(own, 1) if one & other}
        found = {(i, j) for left, right in record["alignment"] for i in left for j in right}
        links.update(found=len(found), right=len(found & wanted), there=len(wanted))
        missing = set(range(1, len(others) + 1)) - {i for i, _ in wanted}
        gaps.update(found=len(record["gaps"]), right=len(missing & set(record["gaps"])), there=len(missing))
    return (
        Score("alignment", links["found"], links["right"], links["there"]),
        Score("gaps", gaps["found"], gaps["right"], gaps["there"]),
    )


def _original(record: dict[str, Any], records: Records) -> str:
    """The linked seed that is no translation itself."""
    linked = [pair["with"] for pair in record["pair"] if pair["linked"]] if record["alignment"] else []
    return next((path for path in linked if path in records and not records[path]["alignment"]), "")


def _faults(table: Sequence[Expected], records: Records) -> Iterator[str]:
    for line in table:
        record = records.get(line.path)
        if record is None:
            yield f"{line.path}: not imported"
            continue
        for name in ("language", "date", *FACTS):
            wanted, found = getattr(line, name), record.get(name)
            if wanted and wanted != (found or NONE):
                yield f"{line.path}: {name} {found!r}, not {wanted!r}"
        versions = {other.path for other in table if other.story and other.story == line.story} - {line.path}
        linked = {pair["with"] for pair in record["pair"] if pair["linked"]}
        if line.story and versions != linked:
            yield f"{line.path}: linked with {sorted(linked)}, not {sorted(versions)}"
        if line.blocks and record["blocks"] != len(line.passages):
            yield f"{line.path}: {record['blocks']} blocks, not {len(line.passages)}"


def _entry(root: str, path: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of a content file."""
    with open(os.path.join(root, path), encoding="utf-8") as file:
        _, front, body = re.split(r"^---\n", file.read(), maxsplit=2, flags=re.MULTILINE)
    return yaml.safe_load(front), body


def _lost(root: str, path: str, record: dict[str, Any], entry: tuple[dict[str, Any], str]) -> str:
    """The letters and digits of a seed that stand neither in its entry nor in its receipt; plain text only."""
    if not path.endswith((".txt", ".md")):
        return ""
    front, body = entry
    with open(os.path.join(root, path), "rb") as raw:
        text = raw.read().decode(errors="ignore")
    kept = [body, (front.get("dateline") or {}).get("text", ""), *(dropped["text"] for dropped in record["dropped"])]
    kept += [front["title"]] if front.get("title_source", "seed") == "seed" else []
    return "".join((Counter(_letters(text)) - Counter(_letters("".join(kept)))).elements())


def _letters(text: str) -> Iterable[str]:
    return (char for char in unicodedata.normalize("NFKD", text) if char.isalnum())


if __name__ == "__main__":
    main()
