"""The chronicle of several files: what takes more than one of them to judge."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from chronicle.content.assemble import assemble
from chronicle.content.read import read_document
from chronicle.content.scan import SourceFile
from chronicle.model.chronicle import Agency, Chronicle, Config, Name, Registers, Topic

if TYPE_CHECKING:
    from chronicle.model.entry import Document

LANGUAGES = ("en", "fr", "ru")
CONFIG = Config((("en", "T"),), (("en", "D"),), "https://example.org", LANGUAGES)
REGISTERS = Registers(
    names=(Name("lavrov", "person", (("en", "Lavrov"),)), Name("moscow", "place", (("en", "Moscow"),))),
    sources=(Agency("tass", (("en", "TASS"),)),),
    topics=(Topic("diplomacy", (("en", "Diplomacy"),)),),
)


def document(slug: str, language: str, lines: str, *, day: date = date(2020, 11, 15), body: str = "One.\n") -> Document:
    file = SourceFile(f"content/{day:%Y/%m/%d}/{slug}.{language}.md", (0, 0, 0, 0), "entry", day, slug, language)
    outcome = read_document(file, f"---\ntitle: a\nlang: {language}\n{lines}---\n{body}", languages=LANGUAGES)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def original(slug: str, language: str = "en", lines: str = "", day: date = date(2020, 11, 15)) -> Document:
    return document(slug, language, f"date: {day}\n{lines}", day=day)


def told(*documents: Document, unread: frozenset[str] = frozenset()) -> list[tuple[str, str, int, int]]:
    outcome = assemble(CONFIG, REGISTERS, documents, unread=unread)
    return [(found.code, found.path, found.line, found.column) for found in outcome.diagnostics]


def whole(*documents: Document) -> Chronicle:
    outcome = assemble(CONFIG, REGISTERS, documents)
    assert outcome.diagnostics == ()
    return outcome.value


def test_versions_of_one_entry_come_together() -> None:
    english = original("a")
    french, russian = (document("a", language, "translation_of: en\n") for language in ("fr", "ru"))
    (entry,) = whole(russian, french, english).entries
    assert entry.key == "2020-11-15/a"
    assert entry.original == english.version
    assert entry.translations == (french.version, russian.version)
    assert [alignment.language for alignment in entry.alignments] == ["fr", "ru"]


def test_entries_stand_by_date_time_and_key() -> None:
    documents = [
        original("late", lines="time: 20:00\n"),
        original("early", lines="time: 09:30\n"),
        original("b"),
        original("a"),
        original("z", day=date(2020, 11, 9)),
    ]
    assert [entry.slug for entry in whole(*documents).entries] == ["z", "a", "b", "early", "late"]


def test_a_translation_of_a_translation_is_aligned_with_the_original() -> None:
    (entry,) = whole(
        original("a", "ru"), document("a", "en", "translation_of: ru\n"), document("a", "fr", "translation_of: en\n")
    ).entries
    assert [version.language for version in entry.versions] == ["ru", "en", "fr"]


def test_a_missing_original_is_told_once() -> None:
    fr, ru = (document("a", language, f"translation_of: {basis}\n") for language, basis in (("fr", "en"), ("ru", "fr")))
    assert told(fr, ru) == [("missing-original", "content/2020/11/15/a.fr.md", 4, 17)]


def test_nothing_is_missing_that_may_stand_in_an_unread_file() -> None:
    assert told(document("a", "fr", "translation_of: en\n"), unread=frozenset(["2020-11-15/a"])) == []
    assert told(original("a", lines="topics: [x]\n"), unread=frozenset(["content/topics.yml"])) == []


def test_two_originals_are_both_named() -> None:
    outcome = assemble(CONFIG, REGISTERS, [original("a", "fr"), original("a", "en")])
    (found,) = outcome.diagnostics
    assert (found.code, found.path) == ("two-originals", "content/2020/11/15/a.fr.md")
    assert "a.en.md" in found.message
    assert "a.fr.md" in found.message
    assert outcome.value.entries == ()


def test_each_fact_in_a_translation_is_told_with_both_places() -> None:
    french = document("a", "fr", "translation_of: en\ndate: 2020-11-15\ntopics: [diplomacy]\ndraft: true\n")
    outcome = assemble(CONFIG, REGISTERS, [original("a"), french])
    assert [(found.code, found.path, found.line) for found in outcome.diagnostics] == [
        ("fact-in-translation", "content/2020/11/15/a.fr.md", line) for line in (5, 6, 7)
    ]
    assert all("content/2020/11/15/a.en.md" in found.message for found in outcome.diagnostics)


@pytest.mark.parametrize(
    ("lines", "column", "help_"),
    [
        ("source: {agency: tas}\n", 9, "did you mean `tass`? else add it to `content/sources.yml`"),
        ("topics: [diplomasy]\n", 9, "did you mean `diplomacy`? else add it to `content/topics.yml`"),
        ("place: {name: moskow}\n", 8, "did you mean `moscow`? else add it to `content/names.yml`"),
        ("place: {name: lavrov}\n", 8, "add it to `content/names.yml`"),
    ],
)
def test_an_unknown_key_of_a_register_gets_the_right_spelling(lines: str, column: int, help_: str) -> None:
    (found,) = assemble(CONFIG, REGISTERS, [original("a", lines=lines)]).diagnostics
    assert (found.code, found.line, found.column, found.help) == ("unknown-reference", 5, column, help_)


def test_a_version_that_does_not_exist_cannot_be_translated() -> None:
    path = "content/2020/11/15/a.fr.md"
    assert told(original("a"), document("a", "fr", "translation_of: ru\n")) == [("unknown-reference", path, 4, 17)]


def test_translations_cannot_go_in_a_circle() -> None:
    fr, ru = (document("a", language, f"translation_of: {basis}\n") for language, basis in (("fr", "ru"), ("ru", "fr")))
    assert [code for code, *_ in told(original("a"), fr, ru)] == ["unknown-reference", "unknown-reference"]


def test_a_reason_for_a_block_that_is_no_more_is_outdated() -> None:
    french = document("a", "fr", "translation_of: en\nomitted: {'00000000': rights}\n")
    assert told(original("a"), french) == [("omitted-outdated", "content/2020/11/15/a.fr.md", 5, 10)]


def test_the_order_of_the_documents_makes_no_difference() -> None:
    documents = [
        original("a"),
        document("a", "fr", "translation_of: en\n"),
        original("b", lines="topics: [x]\n"),
        original("b", "ru"),
    ]
    assert assemble(CONFIG, REGISTERS, documents) == assemble(CONFIG, REGISTERS, documents[::-1])
