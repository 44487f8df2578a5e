"""Content files as written: our reader and every other reader of YAML read them alike."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronicle.base import marked_yaml
from chronicle.base.schema import read
from chronicle.content.front_matter import ENTRY, split
from chronicle.content.write import Value, entry_text

DIGEST = "c07d530b4f2bbd59" * 4
FRONT: dict[str, Value] = {
    "follows": ["12345678", "1e234567", "-", "77ac3f01+1f9a03bc"],
    "omitted": {"00000000": "by-source"},
    "title": "Moscow: ministers discuss peacekeeping",
    "lang": "no",
    "translation_of": "en",
    "published": date(2020, 11, 16),
    "dateline": {
        "place": "Moscow",
        "date": date(2020, 11, 15),
        "agency": "TASS",
        "text": "MOSCOW, November 15. /TASS/.",
    },
    "source": {"agency": "tass", "url": "https://tass.com/politics/1223731"},
    "seed": {"path": "seeds/another.txt", "sha256": DIGEST},
    "corrections": [{"date": date(2021, 1, 2), "text": "A name was misspelt. " * 6 + "See the notes."}],
}
WRITTEN = f"""\
---
title: "Moscow: ministers discuss peacekeeping"
lang: "no"
translation_of: en
published: 2020-11-16
dateline: {{place: Moscow, date: 2020-11-15, agency: TASS, text: "MOSCOW, November 15. /TASS/."}}
source: {{agency: tass, url: https://tass.com/politics/1223731}}
seed:
  path: seeds/another.txt
  sha256: {DIGEST}
corrections:
  - date: 2021-01-02
    text: {"A name was misspelt. " * 6}See the notes.
follows: ["12345678", "1e234567", "-", 77ac3f01+1f9a03bc]
omitted: {{"00000000": by-source}}
---

Un.

Deux.
"""


def test_a_file_reads_well() -> None:
    assert entry_text(FRONT, "\nUn.\n\nDeux.\n\n") == WRITTEN


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "NULL",
        "~",
        "12:30",
        "1:2:3",
        "0777",
        "0o7",
        "0x1F",
        "1_000",
        "1e3",
        "1e234567",
        "12345678",
        ".5",
        "-.inf",
        ".nan",
        "2020-11-15",
        "2020-1-5 10:00:00",
        "=",
        "<<",
        "-",
        "- a",
        "? a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'a'",
        '"a"',
        "%a",
        "@a",
        "`a",
        "{a}",
        "[a]",
        "a, b",
        " a",
        "a ",
        "",
        "\u00a0a",
        "a\\b",
        'it\'s "so"',
        "a\tb",
        "a\nb",
        "\u2028",
        "\ufeff",
        "\x85",
        "« mot »",
        "𝒳",
        "y",
        "n",
        "0b1",
        "+1",
        "0.",
        "190:20:30.15",
        "1.2.3",
        "a?b",
        "-a",
        ":a",
    ],
)
def test_a_text_stays_a_text_for_every_reader(text: str) -> None:
    assert yaml.safe_load(front_of({"title": text, "topics": [text], "rights": {"holder": text}})) == {
        "title": text,
        "topics": [text],
        "rights": {"holder": text},
    }


def test_a_key_that_the_table_lacks_is_our_bug() -> None:
    with pytest.raises(KeyError):
        entry_text({"titel": "a"}, "")


def front_of(front: dict[str, Value]) -> str:
    parts = split(entry_text(front, "x"), path="a.md").value
    assert parts is not None
    assert parts.body == "\nx\n"
    return parts.front


signs = st.sampled_from("#:-,[]{}'\"\\ &*!|>%@`?~=")
letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Mn", "Me", "Zl", "Zp"))
texts = st.text(letters | signs).filter(str.strip)
digests = st.from_regex("[0-9a-f]{8}", fullmatch=True)
days = st.dates(date(1000, 1, 1))
fronts = st.fixed_dictionaries(
    {"title": texts.map(lambda text: text[:300]).filter(str.strip), "lang": st.sampled_from(["en", "no", "sr-Latn"])},
    optional={
        "date": days,
        "time": st.from_regex("([01][0-9]|2[0-3]):[0-5][0-9]", fullmatch=True),
        "dateline": st.fixed_dictionaries({"text": texts, "place": texts, "date": days}),
        "source": st.fixed_dictionaries({"author": texts}),
        "draft": st.booleans(),
        "corrections": st.lists(st.fixed_dictionaries({"date": days, "text": texts})),
        "follows": st.lists(st.lists(digests, min_size=1, max_size=2).map("+".join) | st.just("-")),
        "omitted": st.dictionaries(digests, st.sampled_from(["by-source", "rights"])),
    },
)


@given(fronts)
def test_what_is_written_is_read_back_by_a_second_reader(front: dict[str, Value]) -> None:
    assert yaml.safe_load(front_of(front)) == front


@given(fronts)
def test_what_is_written_is_read_back_by_ours(front: dict[str, Value]) -> None:
    parsed = marked_yaml.parse(front_of(front), path="a.md")
    assert parsed.diagnostics == ()
    assert parsed.value is not None
    outcome = read(ENTRY, parsed.value, path="a.md")
    assert outcome.diagnostics == ()
    values = outcome.value
    assert list(values) == [key for key in ENTRY.fields if key in front]
    for key in ("title", "lang", "date", "time", "draft"):
        assert values.get(key) == front.get(key)
    assert values.get("omitted", ()) == tuple(front.get("omitted", {}).items())  # type: ignore[union-attr]  # a map, as drawn
    written = front.get("follows", [])
    assert isinstance(written, list)
    assert ["+".join(map(str, item)) or "-" for item in values.get("follows", ())] == written


@given(fronts)
def test_writing_what_was_written_changes_nothing(front: dict[str, Value]) -> None:
    once = entry_text(front, "x")
    again = yaml.safe_load(once.split("---\n")[1]) if "---\n" not in str(front) else front
    assert entry_text(again, "x") == once
