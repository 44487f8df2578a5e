"""How long a preview takes from a save to the reload message, and to the edit being seen in Chromium.

    python bench/serve/latency.py 10000 --folder /dev/shm/preview [--edits 30] [--poll]

writes the archive of bench/build, starts `chronicle serve` on it, opens a page in Chromium, saves bodies, then titles,
then the template of that page, and prints medians, 95th percentiles and longest times in milliseconds, what was lost,
and what the server costs idle.
The folder is deleted afterwards.
"""  # noqa: INP001 - a script

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from queue import SimpleQueue
from statistics import median, quantiles
from threading import Thread
from typing import IO, TYPE_CHECKING

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "build"))

from corpus import entry
from formats import FORMATS, write
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

WORDS = "These words were not there before"
IDLE = 10.0
"""Seconds of which the idle cost is measured."""
SEEN_AT = """
const Native = WebSocket
window.WebSocket = class extends Native {
    constructor(...given) {
        super(...given)
        this.addEventListener('message', (event) => window.messaged(event.data, Date.now()))
    }
}
addEventListener('DOMContentLoaded', () => window.seen(document.body.textContent, Date.now()))
"""


class Ears:
    """What the page says."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.messaged = 0.0
        self.seen = 0.0
        self.words = ""

    def message(self, data: str, at: float) -> None:
        """A message came over the socket."""
        if '"reload"' in data and not self.messaged:
            self.messaged = at

    def see(self, text: str, at: float) -> None:
        """A page was parsed."""
        if self.words and self.words in text and not self.seen:
            self.seen = at


def main() -> None:
    """Measure one size and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", type=int, help="entries; each is two documents")
    parser.add_argument("--edits", type=int, default=30, help="of each kind (default: 30)")
    parser.add_argument("--folder", required=True, help="for the corpus; deleted afterwards")
    parser.add_argument("--poll", action="store_true", help="have the server look for itself")
    options = parser.parse_args()
    root = os.path.join(os.path.abspath(options.folder), f"serve-{options.size}")
    shutil.rmtree(root, ignore_errors=True)
    try:
        write(root, "chronicle", range(options.size))
        os.makedirs(os.path.join(root, "templates"))
        with serving(root, is_polling=options.poll) as (process, url, said), browsing() as (page, ears):
            for kind in ("body", "title", "template"):
                edits = options.edits if kind == "body" else max(3, options.edits // 6)
                measure(
                    kind,
                    root=root,
                    url=url,
                    page=page,
                    ears=ears,
                    numbers=range(edits),
                    step=options.size // edits,
                    said=said,
                    process=process.pid,
                )
            print(f"idle {idle(process.pid):.2f} % of a core, load {os.getloadavg()[0]:.1f}")  # noqa: T201 - the result
    finally:
        shutil.rmtree(root, ignore_errors=True)


def measure(  # noqa: PLR0913 - a script's own
    kind: str,
    *,
    root: str,
    url: str,
    page: Page,
    ears: Ears,
    numbers: range,
    step: int,
    said: SimpleQueue[str],
    process: int,
) -> None:
    """Saves an edit of each of some entries, each seen before the next, and prints a line."""
    told: list[float] = []
    seen: list[float] = []
    before = ticks(process)
    for number in numbers:
        path = next(iter(FORMATS["chronicle"](entry(number * step))))[0]
        _, year, month, day, name = path.split("/")
        slug, language, _ = name.split(".")
        page.goto(f"{url}{language}/{year}/{month}/{day}/{slug}/")
        page.wait_for_timeout(300)
        ears.messaged = ears.seen = 0.0
        ears.words = f"{WORDS}, {kind} {number}."
        path, text = edited(kind, root, path, ears.words)
        saved = time.time() * 1000
        with open(os.path.join(root, path), "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        for _ in range(2000):
            if ears.seen:
                break
            page.wait_for_timeout(10)
        if ears.seen:
            told.append(ears.messaged - saved)
            seen.append(ears.seen - saved)
        while path not in said.get(timeout=300):
            pass
    lost, cost = len(numbers) - len(seen), (ticks(process) - before) / os.sysconf("SC_CLK_TCK") / len(numbers) * 1000
    print(f"{kind}: told {line(told)}; seen {line(seen)}; lost {lost}; {cost:.0f} ms of CPU", flush=True)  # noqa: T201 - the result


def edited(kind: str, root: str, path: str, words: str) -> tuple[str, str]:
    """The file that is saved, and its text."""
    if kind == "template":
        block = f"{{% block footer %}}<p>{words}</p>{{% endblock %}}"
        return "templates/entry.html", f'{{% extends "theme/entry.html" %}}{block}'
    with open(os.path.join(root, path), encoding="utf-8") as stream:
        text = stream.read()
    if kind == "body":
        return path, f"{text}\n{words}\n"
    return path, re.sub(r"(?m)^title: .*$", f'title: "{words}"', text, count=1)


def line(times: list[float]) -> str:
    """Median, 95th percentile and longest."""
    ninety_five = quantiles(times, n=20, method="inclusive")[-1]
    return f"median {median(times):.0f} ms, 95th percentile {ninety_five:.0f} ms, longest {max(times):.0f} ms"


def idle(process: int) -> float:
    """The share of a core, in percent, that a process takes while nothing happens."""
    time.sleep(3)
    before = ticks(process)
    time.sleep(IDLE)
    return (ticks(process) - before) / os.sysconf("SC_CLK_TCK") / IDLE * 100


def ticks(process: int) -> int:
    """The CPU time of a process so far."""
    with open(f"/proc/{process}/stat", encoding="ascii") as stream:
        fields = stream.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def serving(root: str, *, is_polling: bool) -> Iterator[tuple[subprocess.Popen[str], str, SimpleQueue[str]]]:
    """A preview; its process, its address, and the lines that it says."""
    said: SimpleQueue[str] = SimpleQueue()

    def listen(stream: IO[str]) -> None:
        for each in stream:
            said.put(each)

    command = [sys.executable, "-m", "chronicle", "--root", root, "serve", "--port", "0"]
    with subprocess.Popen([*command, *["--poll"] * is_polling], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            began = time.perf_counter()
            assert process.stdout  # noqa: S101 - asked for above
            url = process.stdout.readline().split()[0]
            print(f"ready after {time.perf_counter() - began:.1f} s")  # noqa: T201 - the result
            Thread(target=listen, args=(process.stdout,), daemon=True).start()
            yield process, url, said
        finally:
            process.terminate()
            process.wait()


@contextmanager
def browsing() -> Iterator[tuple[Page, Ears]]:
    """A page of Chromium, and what it says."""
    ears = Ears()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        page = browser.new_page()
        page.expose_function("messaged", ears.message)
        page.expose_function("seen", ears.see)
        page.add_init_script(SEEN_AT)
        yield page, ears
        browser.close()


if __name__ == "__main__":
    main()
