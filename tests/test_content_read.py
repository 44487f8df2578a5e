"""One content file: what it becomes, and every mistake in it at once."""

from __future__ import annotations

from datetime import date

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronicle.base.source_text import decode
from chronicle.content.front_matter import ENTRY, FACT_KEYS, TRANSLATION_KEYS, entry_schema, split
from chronicle.content.read import read_document
from chronicle.content.scan import SourceFile
from chronicle.model.entry import (
    Correction,
    Dateline,
    Document,
    EventPlace,
    Facts,
    Rights,
    SeedReference,
    Source,
    Translator,
)

DIGEST = "c07d530b4f2bbd59" * 4
ORIGINAL = f"""\
---
title: "Moscow: ministers discuss peacekeeping"
title_source: editor
lang: en
date: 2020-11-15
date_precision: about
date_end: 2020-11-16
time: 12:30
published: 2020-11-16
dateline: {{place: Moscow, date: 2020-11-15, agency: TASS, text: "MOSCOW, November 15. /TASS/."}}
source: {{agency: tass, url: , accessed: 2020-12-01, archived: https://example.org/a, author: null}}
seed: {{path: seeds/a b.txt, sha256: {DIGEST}}}
topics: [diplomacy, peacekeeping]
place: {{name: moscow, precision: near}}
access: excerpt
rights: {{holder: TASS, licence: no, terms: https://tass.com/terms}}
corrections:
  - {{date: 2021-01-02, text: A name was misspelt.}}
aliases: [/en/old/, /en/2020/a.html]
draft: false
embargo: 2021-01-01
---

One.

Two.
"""
TRANSLATION = """\
---
title: Titre
lang: fr
translation_of: en
translator: {name: A. B., method: human}
follows: [1f9a03bc, 12345678+1e234567, -]
omitted: {77ac3f01: by-source}
---
Un.

Deux.

Trois.
"""


def file(language: str = "en") -> SourceFile:
    path = f"content/2020/11/15/a.{language}.md"
    return SourceFile(path, (0, 0, 0, 0), "entry", date(2020, 11, 15), "a", language)


def read(text: str, language: str = "en") -> Document:
    outcome = read_document(file(language), text, languages=("en", "fr", "no"))
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def findings(text: str, language: str = "en") -> list[tuple[str, int, int]]:
    outcome = read_document(file(language), text, languages=("en", "fr", "no"))
    assert outcome.value is None
    return [(found.code, found.line, found.column) for found in outcome.diagnostics]


def front(lines: str, body: str = "One.\n") -> str:
    return f"---\n{lines}---\n{body}"


def test_an_original_has_every_fact() -> None:
    assert read(ORIGINAL).facts == Facts(
        date=date(2020, 11, 15),
        date_precision="about",
        date_end=date(2020, 11, 16),
        time="12:30",
        topics=("diplomacy", "peacekeeping"),
        place=EventPlace("moscow", "near"),
        access="excerpt",
        rights=Rights("TASS", "no", "https://tass.com/terms"),
        draft=False,
        embargo=date(2021, 1, 1),
    )


def test_an_original_is_read_whole() -> None:
    version = read(ORIGINAL).version
    assert (version.language, version.title) == ("en", "Moscow: ministers discuss peacekeeping")
    assert (version.title_source, version.published) == ("editor", date(2020, 11, 16))
    assert version.dateline == Dateline("MOSCOW, November 15. /TASS/.", "Moscow", date(2020, 11, 15), "TASS")
    assert version.source == Source("tass", None, date(2020, 12, 1), "https://example.org/a", None)
    assert version.seed == SeedReference("seeds/a b.txt", DIGEST)
    assert version.corrections == (Correction(date(2021, 1, 2), "A name was misspelt."),)
    assert version.aliases == ("/en/old/", "/en/2020/a.html")
    assert [block.text for block in version.blocks] == ["One.", "Two."]


def test_a_translation_has_no_facts() -> None:
    document = read(TRANSLATION, "fr")
    assert document.facts is None
    assert document.key == "2020-11-15/a"
    assert document.version.translation_of == "en"
    assert document.version.translator == Translator("A. B.", "human")
    assert document.version.follows == (("1f9a03bc",), ("12345678", "1e234567"), ())
    assert document.version.omitted == (("77ac3f01", "by-source"),)


@pytest.mark.parametrize("changed", [ORIGINAL.replace("\n", "\r\n"), ORIGINAL.replace("\n", "\r"), "\ufeff" + ORIGINAL])
def test_line_ends_and_byte_order_mark_make_no_difference(changed: str) -> None:
    assert read(changed) == read(ORIGINAL)
    assert decode(changed.encode(), path="a.md").value == ORIGINAL


def test_norwegian_is_a_language() -> None:
    assert read(front("title: no\nlang: no\ndate: 2020-11-15\n"), "no").version.title == "no"


@pytest.mark.parametrize(
    "text", ["", "One.\n", "\n---\ntitle: a\n---\n", "---\ntitle: a\n", "----\ntitle: a\n----\n", "--- a\n---\n"]
)
def test_missing_fences_are_told(text: str) -> None:
    assert findings(text) == [("front-matter-missing", 1, 1)]


def test_parts_know_their_lines() -> None:
    parts = split("---\na: b\nc: d\n---  \n\nOne.\n", path="a.md").value
    assert parts is not None
    assert (parts.front, parts.front_line, parts.body, parts.body_line) == ("a: b\nc: d\n", 2, "\nOne.\n", 5)


RIGHT = "title: a\nlang: en\ndate: 2020-11-15\n"
WRONG = {
    "date of another day": ("title: a\nlang: en\ndate: 2020-11-16\n", ("date-against-path", 4, 7)),
    "another language": ("title: a\nlang: fr\ndate: 2020-11-15\n", ("language-against-path", 3, 7)),
    "no date": ("title: a\nlang: en\n", ("missing-key", 2, 1)),
    "no title": ("lang: en\ndate: 2020-11-15\n", ("missing-key", 2, 1)),
    "end before beginning": (RIGHT + "date_end: 2020-11-14\n", ("wrong-value", 5, 11)),
    "translation of itself": ("title: a\nlang: en\ntranslation_of: en\n", ("wrong-value", 4, 17)),
    "translation of an unknown language": ("title: a\nlang: en\ntranslation_of: ru\n", ("unknown-language", 4, 17)),
    "translator of an original": (RIGHT + "translator: {method: human}\n", ("missing-key", 5, 13)),
    "follows too short": ("title: a\nlang: en\ntranslation_of: fr\nfollows: []\n", ("follows-mismatch", 5, 10)),
    "follows without digest": (
        "title: a\nlang: en\ntranslation_of: fr\nfollows: [1F9A03BC]\n",
        ("wrong-value", 5, 11),
    ),
    "draft yes": (RIGHT + "draft: yes\n", ("wrong-value", 5, 8)),
    "draft empty": (RIGHT + "draft:\n", ("wrong-value", 5, 7)),
    "embargo soon": (RIGHT + "embargo: soon\n", ("wrong-value", 5, 10)),
    "embargo empty": (RIGHT + "embargo: null\n", ("wrong-value", 5, 10)),
    "title list": ("title: [a]\nlang: en\ndate: 2020-11-15\n", ("wrong-type", 2, 8)),
    "title map": ("title: {a: b}\nlang: en\ndate: 2020-11-15\n", ("wrong-type", 2, 8)),
    "title empty": ("title: ''\nlang: en\ndate: 2020-11-15\n", ("wrong-value", 2, 8)),
    "title null": ("title: null\nlang: en\ndate: 2020-11-15\n", ("wrong-value", 2, 8)),
    "title of 100 kB": (f"title: {'x' * 100_000}\nlang: en\n", ("file-too-large", 2, 0)),
    "title turned around": ("title: a\u202eb\nlang: en\ndate: 2020-11-15\n", ("deceiving-text", 2, 8)),
    "template": (RIGHT + "template: ../../x.html\n", ("unknown-key", 5, 1)),
    "topics without end": (RIGHT + f"topics: [{', '.join(f't{n}' for n in range(51))}]\n", ("wrong-value", 5, 250)),
    "alias elsewhere": (RIGHT + "aliases: [//example.org/]\n", ("wrong-value", 5, 11)),
    "alias with scheme": (RIGHT + "aliases: ['https://example.org/']\n", ("wrong-value", 5, 11)),
    "alias above": (RIGHT + "aliases: [/a/../../b]\n", ("wrong-value", 5, 11)),
    "alias with backslash": (RIGHT + "aliases: [/a\\b]\n", ("wrong-value", 5, 11)),
    "seed outside": (RIGHT + f"seed: {{path: seeds/../a, sha256: {DIGEST}}}\n", ("wrong-value", 5, 14)),
    "seed absolute": (RIGHT + f"seed: {{path: /a, sha256: {DIGEST}}}\n", ("wrong-value", 5, 14)),
    "seed of a wrong digest": (RIGHT + "seed: {path: seeds/a, sha256: abc}\n", ("wrong-value", 5, 31)),
    "source by script": (RIGHT + "source: {url: 'javascript:x'}\n", ("wrong-value", 5, 15)),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_its_place(name: str) -> None:
    lines, expected = WRONG[name]
    assert findings(front(lines)) == [expected]


def test_a_wrong_date_shows_both_days() -> None:
    (found,) = read_document(file(), front("title: a\nlang: en\ndate: 2020-11-16\n"), languages=("en",)).diagnostics
    assert "2020-11-16" in found.message
    assert "2020-11-15" in found.message


def test_an_unknown_language_gets_the_right_spelling() -> None:
    (found,) = read_document(
        file("frr"), front("title: a\nlang: frr\ndate: 2020-11-15\n"), languages=("en", "fr")
    ).diagnostics
    assert found.code == "unknown-language"
    assert "`fr`?" in found.help


def test_front_matter_and_body_are_told_together() -> None:
    text = front("titel: a\nlang: en\ndate: 2020-11-15\n", "One.\n\n[a](x:y)\n")
    assert findings(text) == [("unknown-key", 2, 1), ("missing-key", 2, 1), ("link-refused", 8, 5)]


def test_a_translation_keeps_the_places_of_facts_it_should_not_have() -> None:
    document = read(front("title: a\nlang: fr\ntranslation_of: en\nplace: {name: moscow}\n"), "fr")
    assert document.marks == (("translation_of", 4, 17), ("place", 5, 1))


def test_template_code_in_a_title_is_text() -> None:
    assert read(front("title: '{{ 7*7 }}{% x %}'\nlang: en\ndate: 2020-11-15\n")).version.title == "{{ 7*7 }}{% x %}"


def test_every_key_belongs_to_the_original_the_translation_or_both() -> None:
    both = {"title", "title_source", "lang", "published", "dateline", "source", "seed", "corrections", "aliases"}
    assert set(ENTRY.fields) == both | set(FACT_KEYS) | set(TRANSLATION_KEYS)
    assert not set(FACT_KEYS) & set(TRANSLATION_KEYS)


def test_the_json_schema_agrees_with_the_reader() -> None:
    schema = entry_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for text in (ORIGINAL, TRANSLATION.replace("-]", '"-"]').replace("77ac3f01:", '"77ac3f01":')):
        values = yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but text
        values = {key: value for key, value in values.items() if key not in ("source", "draft")}
        assert list(validator.iter_errors(values)) == []
    assert not validator.is_valid({"title": "a", "lang": "en"})
    assert not validator.is_valid({"title": "a", "lang": "fr", "translation_of": "en", "date": "2020-11-15"})
    assert not validator.is_valid({"title": "a", "lang": "en", "date": "2020-11-15", "follows": []})


@given(st.lists(st.sampled_from(["---", "--- ", "----", " ---", "", "a: b", "\r", "é"]), max_size=8), st.booleans())
def test_bare_fences_part_a_file_as_fences_with_spaces_do(lines: list[str], is_ended: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    rest = "\n".join(lines) + ("\n" if is_ended else "")
    assert split(f"---\n{rest}", path="a.md") == split(f"--- \n{rest}", path="a.md")
