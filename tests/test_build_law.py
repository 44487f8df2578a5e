"""The first law: an incremental build gives, byte for byte, what a clean build gives, whatever was edited."""

from __future__ import annotations

import glob
import os
import re
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sites import TODAY, Site, four_languages_text, read_tree, sections

from chronicle.build.engine import build
from chronicle.build.options import BuildOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.build.options import BuildResult

ENTRY = "content/2021/03/01/bridge-reopened.en.md"
TRANSLATION = "content/2021/03/01/bridge-reopened.fr.md"
WORDS = st.sampled_from(["river", "bridge", "Кирсава", "جسر", "l’été", "<b>&", "{{ 7 * 7 }}", "1,200"])
LANGUAGES = ("en", "fr", "ru", "ar")
ADDED = "content/*/*/*/added-*.ru.md"
EXPLORES = os.environ.get("HYPOTHESIS_PROFILE") == "explore"


@contextmanager
def tiny_portions() -> Iterator[None]:
    """Portions of a day or two, so that most entries stand at an edge."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chronicle.build.portion._SMALLEST", 1)
        patch.setattr("chronicle.build.portion.LARGEST", 2)
        yield


class Edits(RuleBasedStateMachine):
    """A chronicle under random edits; after each the site is built on top of what was there, and from nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp(prefix="law-")
        self.site = Site(os.path.join(self.folder, "here"))
        self.options = BuildOptions(as_of=TODAY)
        self.added = 0
        self.builds = 0

    @initialize()
    def begin(self) -> None:
        for path, text in sections(four_languages_text()).items():
            self.site.write(path, text)

    @rule(word=WORDS)
    def edit_a_body(self, word: str) -> None:
        self.site.write(ENTRY, self.site.read(ENTRY).rstrip("\n") + f" {word}\n")

    @rule(word=WORDS)
    def edit_a_title(self, word: str) -> None:
        self.site.write(ENTRY, re.sub("(?m)^title: .*", f"title: 'A {word}'", self.site.read(ENTRY), count=1))

    @rule(word=WORDS)
    def edit_the_opening(self, word: str) -> None:
        head, fence, body = self.site.read(ENTRY).rpartition("---\n\n")
        self.site.write(ENTRY, f"{head}{fence}{word} {body}")

    @rule(path=st.sampled_from([ENTRY, TRANSLATION]), word=WORDS)
    def add_a_correction(self, path: str, word: str) -> None:
        if os.path.exists(os.path.join(self.site.root, path)):
            text = self.site.read(path)
            if "corrections:" not in text:
                note = f"corrections: [{{date: 2022-05-05, text: 'A {word}'}}]"
                self.site.write(path, text.replace("\ntitle:", f"\n{note}\ntitle:", 1))

    @rule(time=st.sampled_from(["", "05:15", "12:30", "23:59"]), name=st.sampled_from(["a", "a-b", "zz"]))
    def add_an_entry_on_the_same_day(self, time: str, name: str) -> None:
        said = f"time: {time}\n" if time else ""
        self.site.write(
            f"content/2021/03/01/{name}.en.md",
            f"---\ntitle: 'At {time}'\nlang: en\ndate: 2021-03-01\n{said}---\n\nSaid at {time}.\n",
        )

    @rule()
    def touch_an_entry(self) -> None:
        os.utime(os.path.join(self.site.root, ENTRY), ns=(1, 1))

    @rule(word=WORDS, day=st.integers(1, 28), month=st.integers(1, 12), year=st.sampled_from([2019, 2021, 2022]))
    def add_an_entry(self, word: str, day: int, month: int, year: int) -> None:
        self.added += 1
        self.site.write(
            f"content/{year}/{month:02}/{day:02}/added-{self.added}.ru.md",
            f"---\ntitle: 'Новость {word}'\nlang: ru\ndate: {year}-{month:02}-{day:02}\n---\n\nТекст {word}.\n",
        )

    def chosen(self, number: int) -> str | None:
        """One of the entries that were added."""
        found = sorted(glob.glob(ADDED, root_dir=self.site.root))
        return found[number % len(found)] if found else None

    @rule(number=st.integers(0, 9), day=st.integers(1, 28), year=st.sampled_from([2019, 2021, 2022]))
    def move_an_added_entry_to_another_day(self, number: int, day: int, year: int) -> None:
        if path := self.chosen(number):
            text = re.sub("(?m)^date: .*", f"date: {year}-03-{day:02}", self.site.read(path), count=1)
            self.site.delete(path)
            self.site.write(f"content/{year}/03/{day:02}/{os.path.basename(path)}", text)

    @rule(number=st.integers(0, 9))
    def rename_an_added_entry(self, number: int) -> None:
        if path := self.chosen(number):
            self.added += 1
            text = self.site.read(path)
            self.site.delete(path)
            self.site.write(f"{os.path.dirname(path)}/added-{self.added}.ru.md", text)

    @rule(number=st.integers(0, 9), word=WORDS)
    def translate_an_added_entry(self, number: int, word: str) -> None:
        path = self.chosen(number)
        if path and "languages: [en]" not in self.site.read("chronicle.yml"):
            front = f"title: 'News {word}'\nlang: fr\ntranslation_of: ru"
            self.site.write(path.replace(".ru.md", ".fr.md"), f"---\n{front}\n---\n\nUn texte {word}.\n")

    @rule(number=st.integers(0, 9), line=st.sampled_from(["topics: [bridges]", "embargo: 2026-01-03", "time: 05:15"]))
    def give_an_added_entry_a_fact(self, number: int, line: str) -> None:
        if (path := self.chosen(number)) and line not in (text := self.site.read(path)):
            self.site.write(path, re.sub("(?m)^date:", f"{line}\ndate:", text, count=1))

    @rule(number=st.integers(0, 9))
    def delete_an_added_entry(self, number: int) -> None:
        if path := self.chosen(number):
            for version in glob.glob(path.replace(".ru.md", ".*.md"), root_dir=self.site.root):
                self.site.delete(version)

    @rule(number=st.integers(0, 9))
    def make_or_mend_a_mistake(self, number: int) -> None:
        if path := self.chosen(number):
            text = self.site.read(path)
            wrong, right = "\ntitel: ", "\ntitle: "
            self.site.write(path, text.replace(wrong, right) if wrong in text else text.replace(right, wrong))

    @rule(days=st.integers(-2, 4))
    def build_on_another_day(self, days: int) -> None:
        self.options = replace(self.options, as_of=TODAY + timedelta(days))

    @rule(word=WORDS)
    def rename_a_topic(self, word: str) -> None:
        self.site.write("content/topics.yml", f"bridges:\n  label: {{en: 'Bridges {word}', fr: Ponts}}\n")

    @rule()
    def lay_a_file_beside_an_entry(self) -> None:
        self.site.write("content/2021/03/01/bridge-reopened/scan.txt", "a scan")

    @rule(kinds=st.sampled_from(["", "parallel", "day", "parallel, day"]))
    def do_without_kinds_of_pages(self, kinds: str) -> None:
        text = re.sub("(?m)^without: .*\n", "", self.site.read("chronicle.yml"))
        self.site.write("chronicle.yml", f"{text.rstrip()}\nwithout: [{kinds}]\n")

    @rule(word=WORDS)
    def override_a_part_of_every_page(self, word: str) -> None:
        self.site.write("templates/partials/footer.html", f"<footer>{{% raw %}}{word}{{% endraw %}}</footer>\n")

    @rule()
    def delete_a_translation(self) -> None:
        if os.path.exists(os.path.join(self.site.root, TRANSLATION)):
            self.site.delete(TRANSLATION)

    @rule()
    def delete_the_added(self) -> None:
        shutil.rmtree(os.path.join(self.site.root, "content", "2019"), ignore_errors=True)

    @rule(word=WORDS)
    def edit_a_register(self, word: str) -> None:
        self.site.write("content/sources.yml", f"courier:\n  label: {{en: 'The {word}', fr: Le Courrier}}\n")

    @rule(word=WORDS)
    def edit_the_configuration(self, word: str) -> None:
        lines = self.site.read("chronicle.yml").split("\n")
        lines[0] = f"title: {{en: 'The Arda {word}'}}"
        self.site.write("chronicle.yml", "\n".join(lines))

    @rule(count=st.integers(1, 4))
    def choose_other_languages_of_the_site(self, count: int) -> None:
        kept = LANGUAGES[:count]
        text = self.site.read("chronicle.yml")
        lines = [
            f"languages: [{', '.join(kept)}]" if line.startswith("languages:") else line for line in text.split("\n")
        ]
        self.site.write("chronicle.yml", "\n".join(lines))
        for base, _, names in os.walk(os.path.join(self.site.root, "content")):
            for name in names:
                if name.endswith(".md") and name.split(".")[-2] not in kept:
                    os.remove(os.path.join(base, name))

    @rule(word=WORDS)
    def override_a_template(self, word: str) -> None:
        plain = word.replace("{", "").replace("}", "")
        self.site.write("templates/robots.txt", f"# {plain}\nSitemap: {{{{ view.sitemap | absolute }}}}\n")
        self.site.write("templates/partials/own.html", plain)

    @rule(word=WORDS)
    def override_a_word_of_the_interface(self, word: str) -> None:
        path = "templates/locale/fr/LC_MESSAGES/chronicle.po"
        self.site.write(
            path, f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "About"\nmsgstr "{word}"\n'
        )

    @rule(base_url=st.sampled_from([None, "https://example.net", "https://example.net/a/b"]))
    def move_the_site(self, base_url: str | None) -> None:
        self.options = replace(self.options, base_url=base_url)

    @rule()
    def toggle_drafts(self) -> None:
        self.options = replace(self.options, with_drafts=not self.options.with_drafts)

    @rule()
    def make_an_entry_a_draft(self) -> None:
        text = self.site.read(ENTRY)
        if "draft:" not in text:
            self.site.write(ENTRY, text.replace("\ndate:", "\ndraft: true\ndate:", 1))

    @rule(path=st.sampled_from(["index.html", "en/index.html", "sitemap.xml", "manifest-sha256.txt"]))
    def alter_an_output_behind_its_back(self, path: str) -> None:
        if os.path.exists(os.path.join(self.site.output, path)):
            self.site.write("site/" + path, "altered")

    @rule()
    def lose_the_memory(self) -> None:
        shutil.rmtree(os.path.join(self.site.root, ".chronicle"), ignore_errors=True)

    @invariant()
    def incremental_equals_clean(self) -> None:
        if not os.path.exists(os.path.join(self.site.root, "chronicle.yml")):
            return
        self.builds += 1
        result = self.build(self.site.root, by_many=self.builds % 4 == 2)
        elsewhere = os.path.join(self.folder, "there")
        shutil.copytree(
            self.site.root,
            elsewhere,
            ignore=lambda folder, _: {"site", ".chronicle"} if folder == self.site.root else set(),
        )
        clean = self.build(elsewhere, by_many=self.builds % 2 == 0)
        assert [d.as_json() for d in clean.diagnostics] == [d.as_json() for d in result.diagnostics]
        if clean.is_done:
            assert read_tree(os.path.join(elsewhere, "site")) == self.site.tree()
        shutil.rmtree(elsewhere)

    def build(self, root: str, *, by_many: bool) -> BuildResult:
        """A build by this process alone, or by four workers in portions so small that most entries stand at an edge."""
        if not by_many:
            return build(root, options=self.options)
        with tiny_portions(), ThreadPoolExecutor(4) as executor:
            return build(root, options=replace(self.options, jobs=4, executor=executor))

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=400 if EXPLORES else 10,
    stateful_step_count=16 if EXPLORES else 8,
    deadline=None,
    derandomize=not EXPLORES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
