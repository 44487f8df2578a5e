"""A build that is killed at any moment leaves whole files, and the next build puts everything right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from sites import REPOSITORY, four_languages_text

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


def rename(site: Site, number: int) -> None:
    """A change that every page shows."""
    old, new = TITLES[number % 2], TITLES[(number + 1) % 2]
    site.edit("chronicle.yml", f"title: {{en: {old},", f"title: {{en: {new},")


def test_kills_at_any_moment_leave_whole_files_and_heal(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text())
    site.build()
    sites = [site.tree()]
    rename(site, 0)
    site.build()
    sites.append(site.tree())
    for number in range(1, KILLS + 1):
        rename(site, number)
        with subprocess.Popen(
            [sys.executable, "-c", BUILD, site.root], cwd=REPOSITORY, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.read(1)
            try:
                process.wait(timeout=number * GOLDEN % 0.7)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        whole = {name: {tree[name] for tree in sites} for name in sites[0]}
        assert [] == [name for name, data in site.tree().items() if data not in whole[name]]
        if number % 3 == 0:
            assert site.build().is_done
            assert sites[(number + 1) % 2] == site.tree()
            assert not os.path.exists(os.path.join(site.root, ".chronicle", "staging"))
