"""The corpus of the benchmark: it builds, is the same for every generator, and what is made of it is counted."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from sites import REPOSITORY, Site, read_tree

ENTRIES = 12
ENDS = {"chronicle": "\n---\n\n", "chronicle-same": "\n---\n\n", "hugo": "\n---\n\n", "pelican": "\n\n"}
"""What stands between front matter and body."""


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    """The modules of bench/build, which is a folder of scripts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(os.path.join(REPOSITORY, "bench", "build"))
        return {name: importlib.import_module(name) for name in ("corpus", "formats", "measure")}


@pytest.fixture(scope="module")
def folders(bench: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The same archive for each generator."""
    made = {name: str(tmp_path_factory.mktemp(name)) for name in ENDS}
    for name, folder in made.items():
        bench["formats"].write(folder, name, range(ENTRIES))
    return made


@pytest.fixture(scope="module")
def site(folders: dict[str, str]) -> Site:
    """The archive for chronicle, built."""
    site = Site(folders["chronicle"])
    assert () == site.build().diagnostics
    return site


def documents(name: str, folder: str) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Title, day and body by slug and language, read without the code that wrote them."""
    found = {}
    for path, data in read_tree(os.path.join(folder, "content")).items():
        slug, _, language = os.path.basename(path).removesuffix(".md").partition(".")
        if re.search(r"-\d{5}$", slug):
            front, _, body = data.decode().partition(ENDS[name])
            fields = {key.lower(): value for key, value in re.findall(r"^(\w+): (.*)$", front, re.MULTILINE)}
            title = fields["title"] if name == "pelican" else json.loads(fields["title"])
            found[slug, language or path[:2]] = title, fields.get("date", "")[:10], body
    return found


def test_the_corpora_hold_the_same_texts(folders: dict[str, str]) -> None:
    chronicle, same, hugo, pelican = (documents(name, folders[name]) for name in ENDS)
    assert chronicle == same
    assert 2 * ENTRIES == len(hugo)
    assert hugo == pelican
    originals = {key: text for key, text in hugo.items() if key[1] == "en"}
    assert originals == {key: text for key, text in chronicle.items() if key[1] == "en"}
    translations = {key: (title, "", body) for key, (title, _, body) in hugo.items() if key[1] == "fr"}
    assert translations == {key: text for key, text in chronicle.items() if key[1] == "fr"}


def test_both_languages_have_the_same_blocks(bench: dict[str, Any]) -> None:
    sign = re.compile(r"## |- |\d\. |> |\| |\[\^\d\]: |")
    for number in range(ENTRIES):
        shapes = [[sign.match(block)[0] for block in body.split("\n\n")] for body in bench["corpus"].entry(number).body]  # type: ignore[index]  # the empty sign always fits
        assert shapes[0] == shapes[1]


def test_an_entry_depends_on_its_number_alone(bench: dict[str, Any]) -> None:
    script = "import corpus; print(corpus.entry(7).body[1], end='')"
    environment = {**os.environ, "PYTHONPATH": os.path.join(REPOSITORY, "bench", "build"), "PYTHONHASHSEED": "5"}
    alone = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], env=environment, capture_output=True, check=True
    )
    assert alone.stdout.decode() == bench["corpus"].entry(7).body[1]


def test_every_kind_of_block_stands_in_a_part_of_the_entries(bench: dict[str, Any]) -> None:
    bodies = [bench["corpus"].entry(number).body[0] for number in range(200)]
    signs = {"## ": 200, "- ": 40, "1. ": 40, "> ": 60, "| --- ": 16, "[^1]: ": 70}
    for sign, expected in signs.items():
        held = sum(f"\n{sign}" in body for body in bodies)
        assert expected / 2 <= held <= min(200, expected * 2), sign
    assert 350 <= sum(len(body.split()) for body in bodies) / 200 <= 400


def test_what_was_made_is_counted_by_kind(bench: dict[str, Any], site: Site) -> None:
    made = bench["measure"].made(site.output)
    tree = site.tree()
    days = {path[:13] for path in tree if re.match(r"en/\d{4}/\d\d/\d\d/", path)}
    topics = {key for number in range(ENTRIES) for key, _ in bench["corpus"].entry(number).topics}
    kinds = {
        "entries": 2 * ENTRIES,
        "side by side": 2 * ENTRIES,
        "days": 2 * len(days),
        "topics": 2 * (1 + len(topics)),
    }
    assert kinds == {kind: made.kinds[kind] for kind in kinds}
    assert len(tree) == made.kinds.total()
    assert sum(map(len, tree.values())) == made.size


def test_the_page_of_an_edit_is_found(bench: dict[str, Any], site: Site) -> None:
    pages = [bench["formats"].page_of("chronicle", bench["corpus"].entry(number)) for number in range(ENTRIES)]
    assert Counter(pages) == Counter(path for path in site.tree() if re.match(r"en/.*-\d{5}/index\.html$", path))


def test_a_build_that_fails_ends_the_measurement(bench: dict[str, Any], tmp_path: Any) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        bench["measure"].run((sys.executable, "-c", "raise SystemExit(1)"), str(tmp_path))


def test_memory_is_that_of_the_build(bench: dict[str, Any], tmp_path: Any) -> None:
    held = 64 * 2**20
    script = (
        f"import sys; sys.path.insert(0, {os.path.dirname(bench['measure'].__file__)!r}); from measure import run;"
        f"print(run((sys.executable, '-c', \"held = b'x' * {held}\"), {str(tmp_path)!r}).memory)"
    )
    # By a process of its own: Linux counts what the parent held when it forked, and pytest holds much.
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert held < int(done.stdout) < 4 * held


def test_the_same_pages_as_others_make_are_made_by_their_own_theme(
    bench: dict[str, Any], folders: dict[str, str]
) -> None:
    site = Site(folders["chronicle-same"])
    assert () == site.build().diagnostics
    kinds = bench["measure"].made(site.output).kinds
    assert (2 * ENTRIES, 0, 0) == (kinds["entries"], kinds["side by side"], kinds["days"])
    page = site.text(bench["formats"].page_of("chronicle-same", bench["corpus"].entry(0)))
    assert "<nav><ul><li>" in page
    assert "Skip to the text" not in page
