"""How long chronicle, Hugo and Pelican take for the same archive: cold, without a change, after one edit.

    python bench/build/run.py [100 1000 10000] [--rounds 3] [--jobs 2] [--only chronicle hugo] [--folder DIR]

The generators take turns, and medians are printed: on a machine that others use too, compare ratios and CPU seconds
rather than wall seconds. A cold build finds no output and no cache of the generator's own; the system's cache of files
is warm for all. After an edit the new words must be in the page, or the measurement ends.
"""  # noqa: INP001 - a script

from __future__ import annotations

import argparse
import os
import shutil
import sys
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

from corpus import entry
from formats import FORMATS, page_of, write
from generators import Generator, generators
from measure import KINDS, Made, Run, made, run

SIZES = (100, 1000)
BUILDS = ("cold", "no change", "one edit")
NEW = "These words were not there before"
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "build", "bench")
"""Where corpora and the other generators are kept; `make clean` removes it."""


class Case(NamedTuple):
    """What is measured."""

    size: int
    """In entries; each is two documents."""
    generator: str
    build: str


Runs = dict[Case, list[Run]]


def main() -> None:
    """Measure every size and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="entries; %(default)s if not given")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind (default: 3)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of chronicle (default: 2)")
    parser.add_argument("--only", nargs="+", choices=sorted(FORMATS), default=sorted(FORMATS), help="generators")
    parser.add_argument("--folder", default=FOLDER, help="for corpora and installations (default: build/bench)")
    options = parser.parse_args()
    folder = os.path.abspath(options.folder)
    chosen = [one for one in generators(folder, jobs=options.jobs) if one.name in options.only]
    runs: Runs = {}
    for size in sorted(options.sizes):
        sites = {one: _site(folder, one, size) for one in chosen}
        for turn in range(options.rounds):
            for place in range(len(chosen)):
                one = chosen[(turn + place) % len(chosen)]
                for build, measured in _round(one, sites[one], size).items():
                    runs.setdefault(Case(size, one.name, build), []).append(measured)
        _show_made(size, {one: sites[one] for one in chosen})
    _show_times({case: _median(measured) for case, measured in runs.items()})
    print(f"\nchronicle runs on Python {sys.version}")  # noqa: T201 - how it was compiled moves the figures by a fifth


def _site(folder: str, one: Generator, size: int) -> str:
    """The folder of a freshly written archive."""
    site = os.path.join(folder, f"{one.name}-{size}")
    shutil.rmtree(site, ignore_errors=True)
    write(site, one.name, range(size))
    return site


def _round(one: Generator, site: str, size: int) -> dict[str, Run]:
    """One build of each kind; the archive is left as it was found."""
    for name in one.leftovers:
        shutil.rmtree(os.path.join(site, name), ignore_errors=True)
    edited = entry(size // 2)
    path = os.path.join(site, next(iter(FORMATS[one.name](edited)))[0])
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = {build: run(one.command, site) for build in BUILDS[:2]}
    front, first, rest = text.split("\n\n", 2)
    _save(path, f"{front}\n\n{first}\n\n{NEW}.\n\n{rest}")
    found[BUILDS[2]] = run(one.command, site)
    with open(os.path.join(site, one.output, page_of(one.name, edited)), encoding="utf-8") as file:
        if NEW not in file.read():
            raise SystemExit(f"{one.name}: the edit is not in the page")
    _save(path, text)
    return found


def _save(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def _median(runs: list[Run]) -> Run:
    return Run(
        median(one.wall for one in runs), median(one.cpu for one in runs), round(median(one.memory for one in runs))
    )


def _show_made(size: int, sites: dict[Generator, str]) -> None:
    """What each generator made of an archive: the work differs, and here is by how much."""
    found: dict[str, Made] = {one.name: made(os.path.join(site, one.output)) for one, site in sites.items()}
    kept = {one.name: _kept(one, site) for one, site in sites.items()}
    rows = [(kind, [f"{one.kinds[kind]:,}" for one in found.values()]) for kind, _ in KINDS]
    rows += [
        ("files", [f"{one.kinds.total():,}" for one in found.values()]),
        ("links to languages", [f"{one.alternates:,}" for one in found.values()]),
        ("output, MiB", [_mebibytes(one.size) for one in found.values()]),
        ("cache, MiB", [_mebibytes(size) for size in kept.values()]),
    ]
    print(f"\n{f'{size:,} entries':20}", *(f"{name:>10}" for name in found))  # noqa: T201 - the result
    for name, cells in rows:
        print(f"{name:20}", *(f"{cell:>10}" for cell in cells))  # noqa: T201 - the result


def _kept(one: Generator, site: str) -> int:
    """Bytes that a generator keeps for its next build."""
    return sum(made(os.path.join(site, name)).size for name in one.leftovers if name != one.output)


def _show_times(runs: dict[Case, Run]) -> None:
    """Medians, their ratios to Hugo's cold build, and between two sizes the exponents of growth (1 is linear)."""
    sizes = sorted({case.size for case in runs})
    before = dict(pairwise(reversed(sizes)))
    columns = ("entries", "generator", "build", "wall s", "cpu s", "MiB", "÷ Hugo cold: wall", "cpu", "MiB", "growth")
    widths = (7, 9, 9, 8, 8, 6, 18, 6, 6, 7)
    print("\n" + " ".join(f"{name:>{width}}" for name, width in zip(columns, widths, strict=True)))  # noqa: T201 - the result
    for case, one in runs.items():
        hugo, smaller = runs.get(Case(case.size, "hugo", "cold")), before.get(case.size)
        cells = (
            *(
                f"{case.size:,}",
                case.generator,
                case.build,
                f"{one.wall:.2f}",
                f"{one.cpu:.2f}",
                _mebibytes(one.memory),
            ),
            *(_ratios(one, hugo) if hugo else ("", "", "")),
            f"{log(one.wall / runs[case._replace(size=smaller)].wall, case.size / smaller):.2f}" if smaller else "",
        )
        print(" ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)))  # noqa: T201 - the result


def _ratios(one: Run, hugo: Run) -> tuple[str, str, str]:
    return f"{one.wall / hugo.wall:.3f}", f"{one.cpu / hugo.cpu:.3f}", f"{one.memory / hugo.memory:.2f}"


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.1f}"


if __name__ == "__main__":
    main()
