"""Saved files are noticed: told by the system, or seen by looking."""

from __future__ import annotations

import os
import shutil
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest
from sites import four_languages_text

from chronicle.serve.polling import Poll
from chronicle.serve.watching import Watch, shown, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sites import Site

ENTRY = "content/2021/03/01/bridge-reopened.en.md"
Hear = tuple["Site", "Callable[[str], None]"]


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(four_languages_text())


@pytest.fixture(params=[False, True], ids=["told", "looking"])
def heard(site: Site, request: pytest.FixtureRequest) -> Iterator[Callable[[str], None]]:
    """Waits until a path is told of, or a folder around it, or the configuration, for which everything is looked at."""
    said: SimpleQueue[frozenset[str]] = SimpleQueue()
    watch = Watch(site.root, said.put, is_polling=request.param)
    watch.start()

    def wait(path: str) -> None:
        while not any(f"{path}/".startswith(f"{told}/") or told == "chronicle.yml" for told in said.get(timeout=20)):
            pass

    wait("chronicle.yml")
    if not request.param:
        wait("chronicle.yml")
    yield wait
    watch.stop()


def test_every_kind_of_change_is_told(site: Site, heard: Callable[[str], None]) -> None:
    site.write(ENTRY, site.read(ENTRY) + "\nMore.\n")
    heard(ENTRY)
    site.write("content/2022/01/02/new.en.md", "new")
    heard("content/2022/01/02/new.en.md")
    site.write("content/2022/01/02/new.en.md", "newer")
    heard("content/2022/01/02/new.en.md")
    site.delete(ENTRY)
    heard(ENTRY)
    site.write("chronicle.yml", site.read("chronicle.yml") + "\n")
    heard("chronicle.yml")
    os.rename(os.path.join(site.root, "content/2022"), os.path.join(site.root, "content/2023"))
    heard("content/2023")


def test_templates_are_followed_once_they_are_there(site: Site, heard: Callable[[str], None]) -> None:
    site.write("templates/about.html", "one")
    heard("templates/about.html")
    site.write("templates/about.html", "three")
    heard("templates/about.html")
    shutil.rmtree(os.path.join(site.root, "templates"))
    heard("templates")
    site.write("templates/about.html", "five five")
    heard("templates/about.html")


def test_looking_finds_what_came_changed_and_went(site: Site) -> None:
    poll = Poll()
    tops = [os.path.join(site.root, "content")]
    assert frozenset() == poll.changed(tops)
    assert frozenset() == poll.changed(tops)
    site.write(ENTRY, site.read(ENTRY) + "\nMore.\n")
    assert {os.path.join(site.root, ENTRY)} == poll.changed(tops)
    site.write("content/2022/01/02/new.en.md", "new")
    assert os.path.join(site.root, "content/2022/01/02/new.en.md") in poll.changed(tops)
    shutil.rmtree(os.path.join(site.root, "content/2022"))
    assert os.path.join(site.root, "content/2022") in poll.changed(tops)
    assert frozenset() == poll.changed(tops)
    site.write("content/2022/01/02/new.en.md", "new")
    assert os.path.join(site.root, "content/2022/01/02/new.en.md") in poll.changed(tops)
    os.rename(tops[0], tops[0] + "-away")
    assert tops[0] in poll.changed(tops)
    os.rename(tops[0] + "-away", tops[0])
    assert os.path.join(site.root, ENTRY) in poll.changed(tops)


def test_looking_comes_round_to_every_file_of_a_large_chronicle(make_site: Callable[[str], Site]) -> None:
    site = make_site("")
    names = [f"content/2021/03/01/{number}.en.md" for number in range(1000)]
    for name in names:
        site.write(name, "text")
    poll = Poll()
    tops = [os.path.join(site.root, "content")]
    poll.changed(tops)
    for name in names[::100]:
        site.write(name, "other text")
    found = frozenset[str]().union(*(poll.changed(tops) for _ in range(6)))
    assert {os.path.join(site.root, name) for name in names[::100]} == found


def test_leftovers_and_other_folders_are_nothing(site: Site) -> None:
    site.write("templates/about.html", "one")
    folders = watched(site.root)
    assert ["content", "templates"] == [*folders.values()][:2]
    root = os.path.realpath(site.root)
    for name, path in (
        (ENTRY, ENTRY),
        ("content", "content"),
        (f"{ENTRY}~", ""),
        ("content/2021/03/01/.a.en.md.swp", ""),
        ("templates/static/a.css", "templates/static/a.css"),
        ("seeds/a.txt", ""),
    ):
        assert path == shown(os.path.join(root, name), folders)
    default = [*folders][2]
    assert f"{default}/entry.html" == shown(f"{default}/entry.html", folders)
