"""The first law: an incremental build gives, byte for byte, what a clean build gives, whatever was edited."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from desk import Desk
from edits import EDITS, mistakes
from edits_of_entries import DAYS, edit_a_title
from edits_of_sites import FOREIGN
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sites import REPOSITORY, Site, four_languages_text, read_tree, sections

from chronicle.base.packing import unpacked
from chronicle.build.engine import build
from chronicle.build.job import open_job
from chronicle.build.manifest import maker
from chronicle.build.memo_file import forget
from chronicle.build.places import places
from chronicle.build.portion import Portion, make_portion
from chronicle.content.assemble import in_chronicle_order
from chronicle.content.scan import scan
from chronicle.model.entry import Entry
from chronicle.plan.abridged import abridged
from chronicle.plan.outline import Outline
from chronicle.plan.site import robot_pages, shared_pages
from chronicle.plan.sitemap import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from edits import Edit

    from chronicle.build.options import BuildResult
    from chronicle.plan.page import Page

IS_EXPLORING = not settings().derandomize
SURROUNDINGS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "77"},
    {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "0"},
)
ELSEWHERE = """
import os, sys, datetime, json
os.umask(0o077)
from chronicle.build.engine import build
from chronicle.build.options import BuildOptions
root, day, base_url, drafts = json.loads(sys.argv[1])
options = BuildOptions(as_of=datetime.date.fromisoformat(day), base_url=base_url, with_drafts=drafts)
print(json.dumps([found.as_json() for found in build(root, options=options).diagnostics]))
"""


MORE = "".join(
    f"-- content/{day.replace('-', '/')}/more.{tag}.md --\n"
    f"---\ntitle: More of {day}\nlang: {tag}\ndate: {day}\n---\n\nMore.\n"
    for day, tag in zip(DAYS, ("en", "en", "ru", "en", "ru", "en", "en"), strict=True)
)
"""Entries that have neighbours in their language."""


class Way(NamedTuple):
    """How a build goes about its work; of no consequence, says the law."""

    workers: int
    """None where this process does it."""
    portion: int
    """Documents, but for days that have more: the smaller, the more entries have neighbours in another portion."""
    message: int
    """Pages or edges in one message to a worker."""


WAYS = (Way(4, 1, 1), Way(0, 500, 64), Way(4, 3, 5), Way(0, 2, 2))


class Post(ThreadPoolExecutor):
    """Four workers who get their work, and send it back, as processes do: pickled."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return super().submit(_posted, pickle.dumps((function, arguments, named)))


class Law(RuleBasedStateMachine):
    """A chronicle under random edits; after each build on top of what was there it is built from nothing too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp(prefix="law-")
        self.desk = Desk(Site(os.path.join(self.folder, "here")))
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "sync", lambda: None)  # it decides no byte, and waits for all the machine's disks
        self.post = Post(4)
        self.builds = 0

    @initialize(has_clock=st.booleans())
    def begin(self, *, has_clock: bool) -> None:
        """With a clock too coarse, as they are, what was just edited is read again; else stamps alone must do."""
        if not has_clock:
            self.patch.setattr("chronicle.build.glance._RECENT", 0)
        for path, text in sections(four_languages_text() + MORE).items():
            self.desk.site.write(path, text)
        self.keep_the_law()

    @rule(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), random=st.randoms(use_true_random=False))
    def edit_and_build(self, edits: list[Edit], random: Random) -> None:
        had_mistake = self.desk.mistake is not None
        for edit in edits:
            self.desk.look()
            edit(self.desk, random)
        self.keep_the_law()
        if had_mistake:
            self.desk.mend()
            self.keep_the_law()

    def keep_the_law(self) -> None:
        """Builds on top of the last build, and from nothing; compares everything."""
        self.builds += 1
        site = self.desk.site
        before = read_tree(site.output)
        result = self.built("site", WAYS[self.builds % len(WAYS)])
        forget(places(site.root, "../clean").memo)
        clean = self.built("../clean", WAYS[(self.builds + 1 + self.builds // 4 % 3) % len(WAYS)])
        assert said(clean) == said(result)
        assert result.is_done or self.desk.mistake
        expected = read_tree(os.path.join(self.folder, "clean"))
        shutil.rmtree(os.path.join(self.folder, "clean"), ignore_errors=True)
        if result.is_done:
            self.desk.lost = ""
            kept = {name: data for name, data in before.items() if name in FOREIGN}
            assert {**expected, **kept} == read_tree(site.output)
        else:
            assert {} == expected
            assert before == read_tree(site.output)

    def built(self, output: str, way: Way) -> BuildResult:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("chronicle.build.portion._SMALLEST", "chronicle.build.portion.LARGEST"):
                patch.setattr(name, way.portion)
            for name in ("chronicle.build.whole.EDGES", "chronicle.build.shared.BATCH"):
                patch.setattr(name, way.message)
            for name in ("chronicle.build.manifest.__version__", "chronicle.plan.outline.__version__"):
                patch.setattr(name, self.desk.program)
            maker.cache_clear()
            workers: dict[str, Any] = {"executor": self.post, "jobs": way.workers} if way.workers else {}
            return build(self.desk.site.root, options=replace(self.desk.options, output=output, **workers))

    def teardown(self) -> None:
        self.patch.undo()
        self.post.shutdown()
        maker.cache_clear()
        shutil.rmtree(self.folder)


TestLaw = Law.TestCase
TestLaw.settings = settings(
    max_examples=500 if IS_EXPLORING else 3,
    stateful_step_count=40 if IS_EXPLORING else 8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def law() -> Iterator[Law]:
    machine = Law()
    yield machine
    machine.teardown()


@pytest.mark.parametrize("seed", range(20 if IS_EXPLORING else 1))
def test_every_edit_in_turn_gives_what_a_clean_build_elsewhere_gives(law: Law, seed: int) -> None:
    """Each kind of edit, one after the other on one site; in the end the same bytes from another process, elsewhere."""
    random = Random(seed)  # noqa: S311 - the same edits in every run
    law.begin(has_clock=False)
    edits = [*EDITS] if seed == 0 else random.sample(EDITS, len(EDITS))
    for edit in edits:
        law.edit_and_build([edit], random)
    law.desk.program = original_version()
    law.edit_and_build([], random)
    root, options = law.desk.site.root, law.desk.options
    result = law.built("site", WAYS[0])
    for number, surroundings in enumerate(SURROUNDINGS):
        copy = os.path.join(law.folder, f"elsewhere {number}")
        shutil.copytree(root, copy, ignore=lambda folder, _: {"site", ".chronicle"} if folder == root else set())
        asked = json.dumps([copy, f"{options.as_of}", options.base_url, options.with_drafts])
        done = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, asked],
            cwd=REPOSITORY,
            env={**os.environ, **surroundings},
            check=True,
            capture_output=True,
        )
        assert said(result) == json.loads(done.stdout)
        ours = {name: data for name, data in law.desk.site.tree().items() if name not in FOREIGN}
        assert read_tree(os.path.join(copy, "site")) == ours


@pytest.mark.parametrize("seed", range(20 if IS_EXPLORING else 1))
def test_every_mistake_leaves_the_site_and_is_forgotten_once_mended(law: Law, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - the same edits in every run
    law.begin(has_clock=True)
    law.desk.look()
    for number in range(len(mistakes(law.desk, random))):
        law.desk.look()
        law.desk.spoil(*mistakes(law.desk, random)[number])
        law.keep_the_law()
        law.edit_and_build([edit_a_title, random.choice(EDITS)], random)


def test_an_embargo_comes_and_goes_with_the_day(law: Law) -> None:
    """Forwards, back, and with another one; on most days no file is touched."""
    law.begin(has_clock=False)
    day, path = law.desk.options.as_of, "content/2021/03/09/more.en.md"
    for embargo, days in (("2026-01-03", 0), ("2026-01-03", 1), ("2026-01-03", 2), ("2026-01-03", 0), (None, 0),
                          ("2026-01-02", 0), ("2026-01-02", 1), ("2026-01-05", 1), ("2026-01-05", 5)):  # fmt: skip
        if law.desk.value(path, "embargo") != embargo:
            law.desk.put(path, "embargo", embargo)
        law.desk.options = replace(law.desk.options, as_of=day + timedelta(days))
        law.keep_the_law()
        held = embargo is not None and day + timedelta(days) < date.fromisoformat(embargo)
        assert held != os.path.exists(os.path.join(law.desk.site.output, "en/2021/03/09/more/index.html"))


def test_what_should_not_lie_among_the_entries_is_told_as_long_as_it_does(law: Law) -> None:
    law.begin(has_clock=False)
    for name in ("undated/somewhen.en.md", "2021/03/01/notes.txt", "undated/somewhen.en.md", "2021/03/01/notes.txt"):
        law.desk.toggle(f"content/{name}", "---\ntitle: X\n---\n")
        law.keep_the_law()


@pytest.mark.parametrize("forgotten", ["", "corrections:.*\\n(?: .*\\n)*", "source:.*\\n"])
def test_lists_show_no_more_of_an_entry_than_the_abridged_one_holds(
    make_site: Callable[[str], Site], forgotten: str
) -> None:
    """A clean build makes its lists from abridged entries too, so that only whole ones can tell what these lack."""
    site = make_site(re.sub(f"(?m)^{forgotten}" if forgotten else "$^", "", four_languages_text()))
    scanned = scan(site.root).value
    job = open_job(places(site.root, "site"), Desk(site).options, [f for f in scanned if f.kind == "register"]).value
    assert job
    done = make_portion(job, Portion(tuple(f for f in scanned if f.kind == "entry"), {}, is_rendered=False))
    whole = in_chronicle_order(unpacked(Entry, data) for data in done.whole.values())
    lists = [_lists(Outline(job.published(entries))) for entries in (whole, [*map(abridged, whole)])]
    assert lists[0] == lists[1]


def _lists(outline: Outline) -> list[Page]:
    shared = [page for language in outline.languages for page in shared_pages(outline, language)]
    return [*shared, *robot_pages(outline, (url for page in shared if (url := listed(page))))]


def original_version() -> str:
    from chronicle import __version__  # noqa: PLC0415 - the one that no test has replaced

    return __version__


def said(result: BuildResult) -> list[dict[str, str | int]]:
    return [found.as_json() for found in result.diagnostics]


def _posted(message: bytes) -> Any:
    function, arguments, named = pickle.loads(message)  # noqa: S301 - our own message
    return pickle.loads(pickle.dumps(function(*arguments, **named)))  # noqa: S301 - as above
