"""How long `chronicle publish` takes beside its build: the first time, with nothing changed, after one edit.

    python bench/publish/run.py 10000 --folder build/publish [--jobs 2]

writes the archive of bench/build, commits it, and publishes it to a bare repository beside it, on the same disk.
The folder is deleted afterwards.
"""  # noqa: INP001 - a script

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "build"))

from formats import write

from chronicle.publish import run
from chronicle.publish.run import PublishOptions, publish

if TYPE_CHECKING:
    from chronicle.build.options import BuildResult

build = run.build  # type: ignore[attr-defined]  # timed apart from the rest
seconds: list[float] = []


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("entries", type=int)
    parser.add_argument("--folder", required=True, help="where to; must not be there yet")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    folder = os.path.abspath(asked.folder)
    root = os.path.join(folder, "archive")
    os.makedirs(folder)
    try:
        write(root, "chronicle", range(asked.entries))
        _move(os.path.join(root, "chronicle.yml"))
        git(folder, "init", "--quiet", "--bare", "remote.git")
        git(root, "init", "--quiet")
        git(root, "remote", "add", "origin", os.path.join(folder, "remote.git"))
        run.build = timed  # type: ignore[attr-defined]  # as above
        measure("first", root, asked.jobs)
        measure("nothing changed", root, asked.jobs)
        edited = min(
            os.path.join(place, name) for place, _, names in os.walk(root) for name in names if name.endswith(".en.md")
        )
        with open(edited, "a", encoding="utf-8") as file:
            file.write("\nOne paragraph more.\n")
        measure("one edit", root, asked.jobs)
    finally:
        shutil.rmtree(folder)


def _move(config: str) -> None:
    """Gives the archive an address that none of its articles links to."""
    with open(config, encoding="utf-8") as file:
        text = file.read()
    with open(config, "w", encoding="utf-8") as file:
        file.write(text.replace("https://example.org", "https://archive.example.net/of/all"))


def measure(what: str, root: str, jobs: int) -> None:
    """Commits, publishes, and prints the time of the build and of all else."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", what)
    began = time.perf_counter()
    result = publish(root, options=PublishOptions(date(2026, 1, 1), jobs=jobs))
    whole = time.perf_counter() - began
    problems = [found for found in result.diagnostics if found.severity == "error"]
    sys.stdout.write(f"{what}: build {seconds[-1]:.1f} s, the rest {whole - seconds[-1]:.1f} s, {result.files} files\n")
    sys.stdout.writelines(f"{found}\n" for found in problems[:5])
    sys.stdout.flush()


def timed(*arguments: object, **named: object) -> BuildResult:
    """A build, and how long it took."""
    began = time.perf_counter()
    result: BuildResult = build(*arguments, **named)
    seconds.append(time.perf_counter() - began)
    return result


def git(folder: str, *arguments: str) -> None:
    """A git command."""
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True)  # noqa: S603, S607 - a script's own words


if __name__ == "__main__":
    main()
