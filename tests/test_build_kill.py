"""A build that is killed at any moment leaves whole files, and the next build puts everything right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from sites import REPOSITORY, four_languages_text, sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

KILLS = 24
GOLDEN = 0.61803
"""Multiples of it fall evenly into any stretch of time."""
BUILD = (
    "import sys, datetime;"
    "from chronicle.build.engine import build; from chronicle.build.options import BuildOptions;"
    "sys.stdout.write('+'); sys.stdout.flush();"
    "build(sys.argv[1], options=BuildOptions(as_of=datetime.date(2026, 1, 1)))"
)
TITLES = ("The Arda chronicle", "Another name altogether")


ENTRY = "content/2021/03/01/bridge-reopened.en.md"
NEW = "content/2021/03/02/new.en.md"
ADDED = "---\ntitle: New\nlang: en\ndate: 2021-03-02\n---\n\nNew.\n"
EDITS: dict[str, Callable[[Site], None]] = {
    "a body": lambda site: site.edit(ENTRY, "1,200 people", "1,300 people"),
    "a title": lambda site: site.edit(ENTRY, "title: Bridge", "title: The bridge"),
    "an entry more": lambda site: site.write(NEW, ADDED),
    "an entry less": lambda site: site.delete("content/2021/03/09/talks-resumed.en.md"),
}


def rename(site: Site, number: int) -> None:
    """A change that every page shows."""
    old, new = TITLES[number % 2], TITLES[(number + 1) % 2]
    site.edit("chronicle.yml", f"title: {{en: {old},", f"title: {{en: {new},")


def kill_a_build(site: Site, seconds: float) -> None:
    with subprocess.Popen([sys.executable, "-c", BUILD, site.root], cwd=REPOSITORY, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


def test_kills_at_any_moment_leave_whole_files_and_heal(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text())
    site.build()
    sites = [site.tree()]
    rename(site, 0)
    site.build()
    sites.append(site.tree())
    for number in range(1, KILLS + 1):
        rename(site, number)
        kill_a_build(site, number * GOLDEN % 0.7)
        whole = {name: {tree[name] for tree in sites} for name in sites[0]}
        assert [] == [name for name, data in site.tree().items() if data not in whole[name]]
        if number % 3 == 0:
            assert site.build().is_done
            assert sites[(number + 1) % 2] == site.tree()
            assert not os.path.exists(os.path.join(site.root, ".chronicle", "staging"))


def test_kills_of_a_first_build_leave_a_whole_site_or_none(make_site: Callable[[str], Site]) -> None:
    site, clean = make_site(four_languages_text()), make_site(four_languages_text())
    began = time.monotonic()
    kill_a_build(clean, 60)
    needed = time.monotonic() - began
    assert clean.tree()
    for number in range(1, KILLS // 2 + 1):
        kill_a_build(site, needed * (number * GOLDEN % 1))
        assert site.tree() in ({}, clean.tree())
        if number % 3 == 0:
            assert site.build().is_done
            assert clean.tree() == site.tree()
            assert not os.path.exists(os.path.join(site.root, ".chronicle", "staging"))
        for folder in ("site", ".chronicle"):
            shutil.rmtree(os.path.join(site.root, folder), ignore_errors=True)


@pytest.mark.parametrize("edit", EDITS)
def test_kills_during_a_revision_leave_whole_files_and_heal(make_site: Callable[[str], Site], edit: str) -> None:
    """There and back again: what is edited is taken back before the next kill, and half of them heal by that alone."""
    site, clean = make_site(four_languages_text()), make_site(four_languages_text())
    sources = sections(four_languages_text())
    for each in (site, clean):
        assert each.build().is_done
    trees = [clean.tree()]
    EDITS[edit](clean)
    assert clean.build(is_clean=True).is_done
    trees.append(clean.tree())
    for number in range(1, 9):
        if number % 2:
            EDITS[edit](site)
        else:
            restore(site, sources)
        kill_a_build(site, number * GOLDEN % 0.3)
        tree = site.tree()
        assert [] == [name for name, data in tree.items() if data not in (trees[0].get(name), trees[1].get(name))]
        assert set() == (trees[0].keys() & trees[1].keys()) - tree.keys()
        if number % 4 in (0, 3):
            assert site.build().is_done
            assert trees[number % 2] == site.tree()


def restore(site: Site, sources: dict[str, str]) -> None:
    """Only what differs is written."""
    if os.path.exists(os.path.join(site.root, NEW)):
        site.delete(NEW)
    for path, text in sources.items():
        if not os.path.exists(os.path.join(site.root, path)) or site.read(path) != text:
            site.write(path, text)
