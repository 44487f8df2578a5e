"""How long a preview takes from a saved body to the written pages: chronicle stays loaded, as `chronicle serve` has it.

    python bench/build/warm.py 1000 [--edits 30]

writes the archive of run.py, builds it once, then saves one body after another and prints the median, the 95th
percentile and the longest time in milliseconds, with the median CPU time.
"""  # noqa: INP001 - a script

from __future__ import annotations

import argparse
import os
import shutil
import time
from datetime import date
from statistics import median, quantiles

from corpus import entry
from formats import FORMATS, write
from run import FOLDER

from chronicle.build.options import BuildOptions
from chronicle.build.warm import Warm


def main() -> None:
    """Measure one size and print a line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", type=int, help="entries; each is two documents")
    parser.add_argument("--edits", type=int, default=30, help="bodies that are saved (default: 30)")
    parser.add_argument("--folder", default=FOLDER, help="for the corpus (default: build/bench)")
    options = parser.parse_args()
    root = os.path.join(os.path.abspath(options.folder), f"warm-{options.size}")
    shutil.rmtree(root, ignore_errors=True)
    write(root, "chronicle", range(options.size))
    warm = Warm(root, BuildOptions(as_of=date(2026, 1, 1), jobs=os.cpu_count() or 1))
    if not warm.update().is_done:
        raise SystemExit("the archive does not build")
    times = [_edit(root, warm, number * options.size // options.edits) for number in range(options.edits)]
    walls = sorted(wall for wall, _ in times)
    ninety_five = quantiles(walls, n=20)[-1]
    print(  # noqa: T201 - the result
        f"{options.size:,} entries, saved to written: median {median(walls):.1f} ms, 95th percentile"
        f" {ninety_five:.1f} ms, longest {walls[-1]:.1f} ms; cpu {median(cpu for _, cpu in times):.1f} ms"
    )


def _edit(root: str, warm: Warm, number: int) -> tuple[float, float]:
    """Wall and CPU milliseconds from the save of one body to the end of its build; the body is put back."""
    path = next(iter(FORMATS["chronicle"](entry(number))))[0]
    file = os.path.join(root, path)
    with open(file, encoding="utf-8") as stream:
        text = stream.read()
    _save(file, f"{text}\nThese words were not there before.\n")
    wall, cpu = time.perf_counter(), time.process_time()
    result = warm.update([path])
    found = (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
    if not result.written:
        raise SystemExit(f"{path}: the edit was not built")
    _save(file, text)
    warm.update([path])
    return found


def _save(file: str, text: str) -> None:
    with open(file, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)


if __name__ == "__main__":
    main()
