"""A question that a copy of the process answers meanwhile: of a process without threads, so each has one of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from sites import TODAY, four_languages_text, read_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sites import Site

COPIES = """
import fcntl, os, signal, sys
from chronicle.build.workers import meanwhile

def answered(question):
    with meanwhile(question, worthwhile=True) as answer:
        return answer(), answer()

here = os.getpid()
print("yes", answered(lambda: True))
print("no", answered(lambda: False))
print("by another", answered(lambda: os.getpid() != here))
print("here, when the copy died", answered(lambda: os.getpid() == here or os.kill(os.getpid(), signal.SIGKILL)))
print("here, when the copy failed", answered(lambda: os.getpid() == here or 1 / 0))
print("here, when not worthwhile", end=" ")
with meanwhile(lambda: os.getpid() == here, worthwhile=False) as answer:
    print(answer())

lock = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(lock, fcntl.LOCK_EX)
with meanwhile(lambda: bool(signal.pause()), worthwhile=True):
    again = os.open(sys.argv[1], os.O_RDWR)
    while len(os.listdir(f"/proc/{open(f'/proc/self/task/{here}/children').read().split()[0]}/fd")) > 1:
        pass
    os.close(lock)
    fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
    print("the lock is free")
print("nobody is left", open(f"/proc/self/task/{here}/children").read().split())
"""
SAID = """\
yes (True, True)
no (False, False)
by another (True, True)
here, when the copy died (True, True)
here, when the copy failed (True, True)
here, when not worthwhile True
the lock is free
nobody is left []
"""
BUILD = """
import sys
from chronicle.build import few, workers
from chronicle.cli.commands import main
few._MUCH = workers._WORTH_IT = 0
sys.exit(main(["build", "--jobs", "2", "--as-of", sys.argv[1], "--root", sys.argv[2]]))
"""


def said(script: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_a_copy_answers_and_nothing_stays_of_it(tmp_path: Path) -> None:
    assert SAID == said(COPIES, f"{tmp_path / 'lock'}")


def test_a_copy_sees_what_became_of_the_site(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text())
    site.build()
    before = site.tree()
    assert " 0 rendered, 0 written, 0 removed" in said(BUILD, f"{TODAY}", site.root)
    os.remove(os.path.join(site.output, "index.html"))
    assert " 1 written, 0 removed" in said(BUILD, f"{TODAY}", site.root)
    assert before == site.tree()


def test_a_title_is_changed_everywhere_by_processes_as_by_one(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text())
    site.build()
    path = next(path for path in sorted(read_tree(f"{site.root}/content")) if path.endswith(".en.md"))
    site.edit(f"content/{path}", "title: ", "title: Again, ")
    rendered = re.search(r" (\d+) rendered", said(BUILD, f"{TODAY}", site.root))
    assert rendered
    assert 0 < int(rendered[1]) < len(site.tree()) / 4
    clean = make_site(four_languages_text())
    clean.edit(f"content/{path}", "title: ", "title: Again, ")
    clean.build()
    assert clean.tree() == site.tree()
