"""The search beside Pagefind's, on the same pages: time and size of the index, and what a reader's first query loads.

    python bench/search/run.py 1000

Pagefind comes from PyPI, into `build/bench/`; it is given the pages of entries alone. What is loaded is counted by a
server of our own, each file as gzip makes it, in Chromium with an empty cache: everything but the page's own HTML,
style and fonts, up to the moment that the first ten results are there.
"""  # noqa: INP001 - a script

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PLACE = os.path.join(ROOT, "build", "bench")
ENTRIES = "{en,fr}/20*/*/*/*/index.html"
QUERIES = ("bridge", "Dresden", "water harbour", "ponts")
PAGEFIND = """async query => {
    const pagefind = await import("/pagefind/pagefind.js");
    const found = await pagefind.search(query);
    await Promise.all(found.results.slice(0, 10).map(result => result.data()));
    return found.results.length;
}"""
ROUNDS = 3


class Counting(SimpleHTTPRequestHandler):
    """Serves a folder and notes what each file takes under gzip."""

    def __init__(self, *arguments: object, loaded: dict[str, int], **named: object) -> None:
        """Notes in `loaded`."""
        self.loaded = loaded
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """As always, and notes it."""
        path = self.translate_path(self.path)
        if os.path.isfile(path) and not path.endswith((".html", ".css", ".woff2", ".png", ".svg")):
            with open(path, "rb") as file:
                data = file.read()
            self.loaded[self.path.partition("?")[0]] = min(len(data), len(gzip.compress(data, 9)))
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Nothing."""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("entries", type=int, nargs="?", default=1000)
    entries = parser.parse_args().entries
    folder = os.path.join(PLACE, "search")
    shutil.rmtree(folder, ignore_errors=True)
    corpus = [sys.executable, os.path.join(ROOT, "bench/build/corpus.py"), str(entries), folder, "--for", "chronicle"]
    subprocess.run(corpus, check=True)  # noqa: S603 - this project's own script
    site = os.path.join(folder, "site")
    own = [_cpu(partial(_build, folder, has_search=has_search)) for _ in range(ROUNDS) for has_search in (False, True)]
    without, with_search = min(own[::2]), min(own[1::2])
    tools = os.path.join(PLACE, "pagefind")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", tools, "pagefind", "pagefind-bin"]
    subprocess.run(pip, check=True)  # noqa: S603 - the environment's own pip
    theirs = min(_cpu(partial(_index, tools, site)) for _ in range(ROUNDS))
    _say(f"{entries} entries", "chronicle", "Pagefind")
    _say("index, CPU s", f"{with_search - without:.2f}", f"{theirs:.2f}")
    for name, unit, measure in (("files", 1, _files), ("bytes of index, kB", 1000, _bytes)):
        sizes = [measure(os.path.join(site, part)) / unit for part in ("search", "pagefind")]
        _say(name, *(f"{size:.0f}" for size in sizes))
    for query in QUERIES:
        loads = [_loaded(site, query, is_ours=is_ours) for is_ours in (True, False)]
        found = "  found " + " and ".join(str(found) for _, found in loads)
        _say(f"kB gz: {query}", *(f"{kilobytes:.1f}" for kilobytes, _ in loads), found)


def _say(name: str, *values: str) -> None:
    """A line of the table."""
    sys.stdout.write(f"{name:24}{''.join(f'{value:>12}' for value in values)}\n")


def _build(folder: str, *, has_search: bool) -> None:
    """A cold build."""
    for name in ("site", ".chronicle"):
        shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
    path = os.path.join(folder, "chronicle.yml")
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("without:")]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines([*lines, *(() if has_search else ("without: [search]\n",))])
    command = [sys.executable, "-m", "chronicle", "--root", folder, "-q", "build", "--jobs", "1"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - this project


def _index(tools: str, site: str) -> None:
    """Pagefind's index of the entries."""
    shutil.rmtree(os.path.join(site, "pagefind"), ignore_errors=True)
    command = [sys.executable, "-m", "pagefind", "--site", site, "--glob", ENTRIES, "--quiet"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": tools}, check=True)  # noqa: S603 - from PyPI


def _cpu(work: partial[None]) -> float:
    """CPU seconds of all processes that it starts and ends."""
    before = os.times()
    work()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _files(folder: str) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


def _bytes(folder: str) -> int:
    return sum(os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder) for name in names)


def _loaded(site: str, query: str, *, is_ours: bool) -> tuple[float, int]:
    """Kilobytes for a first query, and how many entries it finds."""
    loaded: dict[str, int] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Counting, directory=site, loaded=loaded))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=not is_ours).new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/en/{'search' if is_ours else 'about'}/index.html")
        found = _ours(page, query) if is_ours else int(page.evaluate(PAGEFIND, query))
        browser.close()
    server.shutdown()
    return sum(loaded.values()) / 1000, found


def _ours(page: Page, query: str) -> int:
    page.fill("#q", query)
    page.locator("#status:not(:empty)").wait_for()
    deadline = time.monotonic() + 10
    while not page.locator("#results .card").count() and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    return int("".join(filter(str.isdigit, page.inner_text("#status"))) or 0)


if __name__ == "__main__":
    main()
