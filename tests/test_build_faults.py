"""Whatever goes wrong around a build: every file of the site is the old or the new one, and the next build is right."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sites import REPOSITORY, TODAY, four_languages_text, read_tree

from chronicle.build import rendering
from chronicle.build.lock import build_lock
from chronicle.build.manifest import open_journal
from chronicle.build.places import places
from chronicle.cli.commands import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sites import Site

    from chronicle.build.options import BuildResult

    Tree = dict[str, bytes]

ENTRY = "content/2021/03/01/bridge-reopened.en.md"
LAST = "content/2022/01/02/closed-archive.ru.md"
TEXTS = {
    "body": ("About 1,200 people", "About 1,300 people"),
    "title": ("title: Bridge at Kirsava reopened", "title: Kirsava has its bridge again"),
    "day": ("time: 12:30", "time: 12:30\nembargo: 2030-01-01"),
}
"""Edits of one page, of many, and one after which pages are gone."""
EVERYTHING = ("base_url: https://example.org/", "base_url: https://example.net/")
BUILD = (sys.executable, "-m", "chronicle", "build", "--as-of", f"{TODAY}", "--root")


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    site = make_site(four_languages_text())
    assert site.build().is_done
    return site


@pytest.fixture
def states(make_site: Callable[[str], Site]) -> Callable[..., tuple[Tree, Tree]]:
    """The clean sites before and after an edit."""

    def made(path: str, old: str, new: str) -> tuple[Tree, Tree]:
        clean = make_site(four_languages_text())
        assert clean.build().is_done
        before = clean.tree()
        clean.edit(path, old, new)
        assert clean.build(is_clean=True).is_done
        return before, clean.tree()

    return made


def codes(result: BuildResult) -> list[str]:
    return [found.code for found in result.diagnostics if found.severity == "error"]


def assert_old_or_new(site: Site, before: Tree, after: Tree) -> None:
    tree = site.tree()
    assert [] == [name for name, data in tree.items() if data not in (before.get(name), after.get(name))]
    assert set() == (before.keys() & after.keys()) - tree.keys()


class Disk:
    """Lets so many changes through; then each is refused, by every call that makes one."""

    CALLS = ("open", "write", "replace", "mkdir", "makedirs", "chmod")

    def __init__(self, error: int, changes: int = 1 << 30, below: str = "") -> None:
        self.error, self.left, self.below, self.seen = error, changes, below, 0

    @contextmanager
    def mounted(self) -> Iterator[Disk]:
        with pytest.MonkeyPatch.context() as patch:
            for name in self.CALLS:
                patch.setattr(os, name, self.wrapped(name, getattr(os, name)))
            yield self

    def wrapped(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            is_change = name != "open" or (len(arguments) > 1 and arguments[1] & os.O_CREAT)
            target = str(arguments[1] if name == "replace" else arguments[0])
            if is_change and self.below in target:
                self.seen += 1
                if self.seen > self.left:
                    raise OSError(self.error, os.strerror(self.error), None if name == "write" else target)
            return function(*arguments, **named)

        return call


@pytest.mark.parametrize("edit", [*TEXTS, "everything"])
def test_a_disk_that_fills_up_leaves_every_file_old_or_new(
    site: Site, states: Callable[..., tuple[Tree, Tree]], edit: str
) -> None:
    path, (old, new) = ("chronicle.yml", EVERYTHING) if edit == "everything" else (ENTRY, TEXTS[edit])
    before, after = states(path, old, new)
    site.edit(path, old, new)
    with Disk(errno.ENOSPC).mounted() as disk:
        assert site.build().is_done
    for number in range(12):
        site.edit(path, *((new, old) if number % 2 == 0 else (old, new)))
        with Disk(errno.ENOSPC, disk.seen * number // 12).mounted():
            result = site.build()
        assert codes(result) in ([], ["output-unwritable"])
        assert_old_or_new(site, before, after)
        assert site.build().is_done
        assert (after, before)[number % 2 == 0] == site.tree()


def test_a_memo_that_finds_no_room_is_made_again(
    site: Site, states: Callable[..., tuple[Tree, Tree]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, after = states(ENTRY, *TEXTS["title"])
    site.edit(ENTRY, *TEXTS["title"])
    for name in ("save", "amend"):
        monkeypatch.setattr(f"chronicle.build.memo.Memo.{name}", refuse)
    assert ["output-unwritable"] == codes(site.build())
    assert after == site.tree()
    monkeypatch.undo()
    assert site.build().is_done
    assert after == site.tree()


def refuse(*_: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


def test_a_limit_of_the_kernel_is_a_problem_not_a_bug(site: Site, states: Callable[..., tuple[Tree, Tree]]) -> None:
    """No file may grow beyond 20 kB, the memo among them: the real thing, without a wrapper."""
    before, after = states("chronicle.yml", *EVERYTHING)
    site.edit("chronicle.yml", *EVERYTHING)
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "from chronicle.cli.commands import main; sys.exit(main(sys.argv[1:]))"
    )
    done = run([sys.executable, "-c", script, *BUILD[3:], site.root])
    assert (1, False) == (done.returncode, "Traceback" in done.stderr)
    assert "output-unwritable" in done.stderr
    assert_old_or_new(site, before, after)
    assert site.build().is_done
    assert after == site.tree()


@pytest.mark.parametrize(("error", "below"), [(errno.EACCES, "site/"), (errno.EROFS, "site/ru"), (errno.EPERM, "fr/")])
def test_what_may_not_be_written_is_named(
    site: Site, states: Callable[..., tuple[Tree, Tree]], error: int, below: str
) -> None:
    before, after = states("chronicle.yml", *EVERYTHING)
    site.edit("chronicle.yml", *EVERYTHING)
    with Disk(error, 0, below).mounted():
        result = site.build()
    assert ["output-unwritable"] == codes(result)
    assert below in result.diagnostics[0].path
    assert_old_or_new(site, before, after)
    assert site.build().is_done
    assert after == site.tree()


def test_two_builds_at_once_take_turns_or_say_so(site: Site, states: Callable[..., tuple[Tree, Tree]]) -> None:
    _, after = states("chronicle.yml", *EVERYTHING)
    site.edit("chronicle.yml", *EVERYTHING)
    builds = [
        subprocess.Popen([*BUILD, site.root], cwd=REPOSITORY, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]
    ends = [(build.communicate()[1].decode(), build.returncode) for build in builds]
    assert 0 in {code for _, code in ends}
    assert [] == [said for said, code in ends if code and "another-build" not in said]
    assert after == site.tree()


def test_a_build_waits_a_moment_for_one_that_ends(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    other = ExitStack()
    assert other.enter_context(build_lock(site.root))
    monkeypatch.setattr("chronicle.build.lock.time.sleep", lambda _: other.close())
    assert site.build().is_done


def test_a_memo_damaged_anywhere_is_not_used(site: Site, states: Callable[..., tuple[Tree, Tree]]) -> None:
    """Cut short, or with a few wrong bytes: some of these are another page's key, another day, another neighbour."""
    trees = states(ENTRY, *TEXTS["title"])
    memo = places(site.root, "site").memo
    random = Random(0)  # noqa: S311 - the same damage in every run
    for number in range(40):
        with open(memo, "rb") as file:
            data = bytearray(file.read())
        if number % 4 == 0:
            del data[random.randrange(len(data)) :]
        else:
            for _ in range(1 << number % 4):
                data[random.randrange(len(data))] = random.choice(b"\x00\xff 0aZ-")
        with open(memo, "r+b") as file:
            file.truncate(len(data))
            file.write(data)
        is_after = number % 3 == 0
        old, new = TEXTS["title"]
        text = site.read(ENTRY).replace(new, old)
        site.write(ENTRY, text.replace(old, new) if is_after else text)
        assert site.build().is_done
        assert trees[is_after] == site.tree()


@pytest.mark.parametrize("kind", ["another schema", "no tables", "a folder", "zeros"])
def test_a_memo_of_another_make_is_not_used(site: Site, kind: str) -> None:
    before, memo = site.tree(), places(site.root, "site").memo
    os.remove(memo)
    if kind == "a folder":
        os.makedirs(os.path.join(memo, "below"))
    elif kind == "zeros":
        with open(memo, "wb") as file:
            file.write(bytes(4096))
    else:
        with sqlite3.connect(memo) as connection:
            connection.execute("create table fact (other int)" if kind == "another schema" else "pragma user_version=7")
        connection.close()
    assert site.build().is_done
    assert before == site.tree()
    assert (before, ()) == (site.tree(), site.build().written)


def test_a_journal_that_lies_makes_nobody_delete_what_is_not_the_sites(site: Site) -> None:
    where, before = places(site.root, "site"), site.tree()
    victims = ["chronicle.yml", "content/topics.yml"]
    open_journal(where, [f"../{name}" for name in victims] + [os.path.join(site.root, name) for name in victims])
    for damage in (
        None,
        "",
        "{",
        '{"a": 1}',
        "[1, null]",
        '["../x\\u0000", "en/../../chronicle.yml", "/etc/hostname"]',
    ):
        if damage is not None:
            site.write(os.path.relpath(where.journal, site.root), damage)
        assert site.build().is_done
        assert before == site.tree()
        assert [True, True] == [os.path.isfile(os.path.join(site.root, name)) for name in victims]


def test_a_journal_that_is_a_folder_is_replaced(site: Site) -> None:
    where, before = places(site.root, "site"), site.tree()
    os.makedirs(os.path.join(where.journal, "below"))
    assert site.build().is_done
    assert (before, False) == (site.tree(), os.path.lexists(where.journal))


def test_what_a_killed_build_left_is_cleared(site: Site) -> None:
    where, before = places(site.root, "site"), site.tree()
    os.makedirs(os.path.join(where.staging, "deep"))
    site.write(os.path.relpath(f"{where.staging}/deep/half", site.root), "half")
    site.edit(ENTRY, *TEXTS["body"])
    site.build()
    site.edit(ENTRY, *reversed(TEXTS["body"]))
    assert site.build().is_done
    assert before == site.tree()
    assert not os.path.exists(where.staging)


CATALOGUE = "templates/locale/fr/LC_MESSAGES/chronicle.po"
THEME = f"""-- templates/partials/footer.html --
<p>sooner</p>
-- {CATALOGUE} --
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "source unknown"
msgstr "Sooner"
"""
EDITS_MEANWHILE: dict[str, Callable[[Site], None]] = {
    "a body": lambda site: site.edit(LAST, "не может", "никак не может"),
    "a title": lambda site: site.edit(LAST, "Архив закрыт", "Архив снова закрыт"),
    "the entry being read": lambda site: site.edit(ENTRY, "title: ", "title: Once more "),
    "a register": lambda site: site.edit("content/sources.yml", "en: The Courier", "en: The Messenger"),
    "the configuration": lambda site: site.edit("chronicle.yml", *EVERYTHING),
    "a part of every page": lambda site: site.edit("templates/partials/footer.html", "sooner", "later"),
    "words": lambda site: site.edit(CATALOGUE, "Sooner", "Later"),
    "an entry is added": lambda site: site.write(
        "content/2021/03/02/new.en.md", "---\ntitle: New\nlang: en\ndate: 2021-03-02\n---\n\nNew.\n"
    ),
    "an entry is removed": lambda site: site.delete(LAST),
}


@pytest.mark.parametrize(
    "where", ["portion.read_text", "rendering._page_key", "rendering.stage", "output.open_journal"]
)
@pytest.mark.parametrize("what", EDITS_MEANWHILE)
def test_what_is_edited_during_a_build_is_in_the_next(
    make_site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch, where: str, what: str
) -> None:
    """Also where the clock of the files is behind this machine's, and every edit looks old."""
    site = make_site(four_languages_text() + THEME)
    edit, name = EDITS_MEANWHILE[what], f"chronicle.build.{where}"
    module = __import__(name.rpartition(".")[0], fromlist=["_"])
    function, waiting = getattr(module, name.rpartition(".")[2]), [edit]
    monkeypatch.setattr("chronicle.build.glance._RECENT", -(1 << 62))

    def busy(*arguments: Any, **named: Any) -> Any:
        result = function(*arguments, **named)
        if waiting:
            waiting.pop()(site)
        return result

    is_revision = where != "portion.read_text" or what == "the entry being read"
    if is_revision:
        assert site.build().is_done
        site.edit(ENTRY, "title: Bridge", "title: The bridge")
    monkeypatch.setattr(name, busy)
    rendering.renderer_of.cache_clear()  # as in a new process
    rendering._wording.cache_clear()  # noqa: SLF001 - as above
    site.build()
    assert [] == waiting
    assert site.build().is_done
    ours = site.tree()
    shutil.rmtree(site.output)
    shutil.rmtree(os.path.join(site.root, ".chronicle"))
    assert site.build().is_done
    assert site.tree() == ours


def test_a_site_that_is_a_link_is_refused(site: Site, tmp_path: object) -> None:
    elsewhere = os.path.join(str(tmp_path), "elsewhere")
    os.rename(site.output, elsewhere)
    os.symlink(elsewhere, site.output)
    before = read_tree(elsewhere)
    site.edit(ENTRY, *TEXTS["title"])
    assert ["output-refused"] == codes(site.build())
    assert before == read_tree(elsewhere)


@pytest.mark.parametrize("at", [0, 1, 7, 30])
def test_ctrl_c_is_one_line_and_leaves_nothing_half(
    site: Site, states: Callable[..., tuple[Tree, Tree]], capsys: pytest.CaptureFixture[str], at: int
) -> None:
    before, after = states("chronicle.yml", *EVERYTHING)
    site.edit("chronicle.yml", *EVERYTHING)
    replace = os.replace
    done: list[str] = []

    def interrupted(source: str, target: str) -> None:
        if len(done) == at:
            raise KeyboardInterrupt
        done.append(target)
        replace(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        assert 130 == main(["build", "--root", site.root, "--as-of", f"{TODAY}"])
    assert 1 == len(capsys.readouterr().err.splitlines())
    assert_old_or_new(site, before, after)
    assert site.build().is_done
    assert after == site.tree()


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120)
