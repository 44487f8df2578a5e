"""Tables of keys: what they read, what they refuse, and their JSON Schema as another validator reads it."""

from __future__ import annotations

import unicodedata
from datetime import date

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronicle.base import marked_yaml
from chronicle.base.scalar_types import (
    BOOLEAN,
    DATE,
    KEY,
    TAG,
    TIME,
    WEB_ADDRESS,
    ScalarType,
    choice,
    integer,
    number,
    text,
)
from chronicle.base.schema import Field, ListOf, MapOf, Record, Type, json_schema, label_map, read
from chronicle.base.text_safety import deceptions, is_suspect, shown

TABLE = Record(
    {
        "title": Field(text(20), "A title.", required=True),
        "day": Field(DATE, "A day."),
        "topics": Field(ListOf(KEY, is_unique=True), "Topics."),
        "label": Field(label_map(), "A label."),
        "place": Field(
            Record({"name": Field(KEY, "Key.", required=True), "url": Field(WEB_ADDRESS, "Site.", nullable=True)}),
            "A place.",
        ),
        "draft": Field(BOOLEAN, "Draft."),
    }
)


def findings(type_: Type, written: str) -> list[tuple[str, str, int, int, str]]:
    node = marked_yaml.parse(written, path="a.yml").value
    assert node is not None
    outcome = read(type_, node, path="a.yml")
    return [(found.code, found.message, found.line, found.column, found.help) for found in outcome.diagnostics]


def value(type_: ScalarType, written: str) -> object:
    node = marked_yaml.parse(f"key: {written}", path="a.yml").value
    assert node is not None
    outcome = read(Record({"key": Field(type_, "Key.")}), node, path="a.yml")
    assert [found.code for found in outcome.diagnostics] == ["wrong-value"] * len(outcome.diagnostics)
    return outcome.value.get("key")


def test_a_right_map_is_typed() -> None:
    written = (
        "title: no\nday: 2020-11-15\ntopics: [a, b]\nlabel: {fr: x, en: y}\nplace: {name: baku, url: }\ndraft: true\n"
    )
    node = marked_yaml.parse(written, path="a.yml").value
    assert node is not None
    outcome = read(TABLE, node, path="a.yml")
    assert outcome.diagnostics == ()
    assert outcome.value == {
        "title": "no",
        "day": date(2020, 11, 15),
        "topics": ("a", "b"),
        "label": (("fr", "x"), ("en", "y")),
        "place": {"name": "baku"},
        "draft": True,
    }


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    written = "titel: x\nday: 2020-02-30\ntopics: a\nplace: {url: ftp://x}\ndraft: yes\n"
    told = [(code, line, column) for code, _, line, column, _ in findings(TABLE, written)]
    assert told == [
        ("unknown-key", 1, 1),
        ("wrong-value", 2, 6),
        ("wrong-type", 3, 9),
        ("wrong-value", 4, 14),
        ("missing-key", 4, 8),
        ("wrong-value", 5, 8),
        ("missing-key", 1, 1),
    ]


def test_a_slip_of_the_pen_gets_the_right_spelling() -> None:
    (found, _) = findings(TABLE, "titel: x\n")
    assert found == ("unknown-key", "`titel` is no known key", 1, 1, "did you mean `title`?")


def test_a_wrong_value_is_quoted() -> None:
    ((_, message, _, _, help_),) = findings(TABLE, "title: x\nday: 2020-02-30\n")
    assert message == "`day`: `2020-02-30` is not a day of the calendar"
    assert help_ == "write a day such as 2020-11-15"


def test_an_item_that_stands_twice_is_told_at_its_second_place() -> None:
    ((code, message, line, column, _),) = findings(TABLE, "title: x\ntopics: [a, b, a]\n")
    assert (code, message, line, column) == ("wrong-value", "`topics`: `a` stands here twice", 2, 16)


@pytest.mark.parametrize(
    "written",
    [
        "2020-13-01", "2020-02-30", "2021-02-29", "0000-01-01", "2020-1-5", "15.11.2020", "2020/11/15", "20201115",
        "2020-11-15T00:00", "２０２０-11-15", "today", "", "null", "2020-W46-7", "2020-320", "-2020-11-15",
    ],
)  # fmt: skip
def test_impossible_and_odd_dates_are_refused(written: str) -> None:
    assert value(DATE, written) is None


@pytest.mark.parametrize("written", ["yes", "no", "1", "maybe", "True", "TRUE", "on", "", "~"])
def test_only_true_and_false_are_boolean(written: str) -> None:
    assert value(BOOLEAN, written) is None


@pytest.mark.parametrize("written", ["24:00", "9:30", "12:60", "1230", "12:30:00", "12.30"])
def test_odd_times_are_refused(written: str) -> None:
    assert value(TIME, written) is None


def test_times_are_text() -> None:
    assert value(TIME, "12:30") == "12:30"
    assert value(TIME, '"00:00"') == "00:00"


@pytest.mark.parametrize(
    "written", ["nan", ".nan", "inf", "-.inf", "90.1", "-90.01", "1e1", "0x1", "9" * 6000, "1_0", "٣", ""]
)
def test_coordinates_that_are_none_are_refused(written: str) -> None:
    assert value(number(-90, 90), written) is None


def test_numbers_within_bounds_are_numbers() -> None:
    assert value(number(-90, 90), "-90") == -90.0
    assert value(number(-90, 90), "39.8153") == 39.8153
    assert value(integer(1, 1000), "30") == 30
    assert value(integer(1, 1000), "1001") is None
    assert value(integer(1, 1000), "3.0") is None


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)", "ftp://a.org", "https://", "https://user@a.org/", "https://u:p@a.org/", "//a.org",
        "https:/a.org", "'https://a.org/ b'", "https://a.org\\b", "'https://a.org/<b>'", '"https://a.org/\\u202e"',
        '"https://a.org/\\n"', "HTTPS//a.org",
    ],
)  # fmt: skip
def test_addresses_outside_the_web_are_refused(written: str) -> None:
    node = marked_yaml.parse(f"key: {written}", path="a.yml").value
    assert node is None or read(Record({"key": Field(WEB_ADDRESS, "")}), node, path="a.yml").value == {}


def test_addresses_of_the_web_are_kept() -> None:
    for address in ("https://tass.com/politics/1223731", "http://пример.рф/a?b=c#d", "HTTPS://A.org"):
        assert value(WEB_ADDRESS, address) == address


@pytest.mark.parametrize("written", ["", "null", "~", "Null", "NULL", '""', '"  "', "x" * 21, '"a\\nb"'])
def test_a_title_that_is_none_is_refused(written: str) -> None:
    assert value(text(20), written) is None


def test_a_quoted_null_is_a_text() -> None:
    assert value(text(20), '"null"') == "null"


@pytest.mark.parametrize(
    "written", ["../a", "a/b", "'C:'", "con", "a.", "A", "é", '"a\\u200bb"', "a--b", "x" * 81, '"a\\nb"']
)
def test_keys_that_could_not_stand_in_an_address_are_refused(written: str) -> None:
    assert value(KEY, written) is None


def test_a_choice_takes_its_words_alone() -> None:
    assert value(choice("human", "machine"), "human") == "human"
    ((_, message, *_),) = findings(Record({"method": Field(choice("human", "machine"), "")}), "method: humen")
    assert message == "`method`: `humen` is none of `human`, `machine`: did you mean `human`?"


def test_language_tags_have_their_canonical_case() -> None:
    assert [value(TAG, tag) for tag in ("no", "sr-Latn", "EN", "english-", "pt-br")] == [
        "no",
        "sr-Latn",
        None,
        None,
        None,
    ]


DECEIVING = {
    "a\u202eb": [(1, "U+202E turns the text around")],
    "a\u202db": [(1, "U+202D turns the text around")],
    "\u2067שלום": [(0, "U+2067 is not closed in the same passage")],
    "\u202aa\u2069": [(0, "U+202A is not closed in the same passage")],
    "\u2066a\u202ab\u2069": [],
    "a\U000e0041": [(1, "U+E0041 is an invisible tag character")],
    "e" + "\u0301" * 9: [(1, "more than 8 combining marks are piled on one letter")],
    "a\x1b[31m": [(1, "U+001B is a control character")],
}


@pytest.mark.parametrize("written", DECEIVING)
def test_deceiving_text_is_found(written: str) -> None:
    assert list(deceptions(written)) == DECEIVING[written]


@pytest.mark.parametrize(
    "written",
    [
        "\u2068שמעון פרס\u2069 said", "\u202bالعربية\u202c", "a\u200cb", "Բաքու", "e\u0301", "e" + "\u0301" * 8,
        "«\u202f…\u202f»", "नमस्ते दुनिया", "สวัสดีชาวโลกทุกคน", "a\u2028b", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
    ],
)  # fmt: skip
def test_honest_text_is_left_alone(written: str) -> None:
    assert deceptions(written) == ()


def test_deceiving_text_is_told_where_the_value_stands() -> None:
    told = findings(TABLE, 'title: "a\\u202eb"\n')
    assert [(code, line, column) for code, _, line, column, _ in told] == [("deceiving-text", 1, 8)]


def test_no_mark_and_no_sign_that_deceives_is_taken_for_honest_text() -> None:
    codes = [*range(0x3000), *range(0xD800, 0xE000), *range(0xFE00, 0x10000), *range(0xE0000, 0xE0080)]
    marks = [code for code in codes if unicodedata.category(chr(code))[0] == "M"]
    controls = [code for code in codes if unicodedata.category(chr(code)) == "Cc" and chr(code) not in "\t\n\r\x85"]
    deceivers = [*range(0x202A, 0x202C), *range(0x202D, 0x202F), *range(0x2066, 0x2069), *range(0xE0000, 0xE0080)]
    assert all(is_suspect(f"é{chr(code) * 9}") for code in marks)
    assert all(is_suspect(f"é{chr(code)}") for code in [*controls, *deceivers, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
    assert not is_suspect("« Élan », 5 – “ёж” Բաքու…\t\n")


@given(st.text())
def test_a_shown_value_has_no_sign_that_does_not_show(written: str) -> None:
    assert len(shown(written)) <= 10 * 60
    assert not any(sign in shown(written) for sign in "\x1b\n\r\u202e\u200b\ufeff")


def test_the_schema_is_a_schema_of_its_dialect() -> None:
    schema = json_schema(TABLE, title="Table")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


CASES = {
    "title: x\n": True,
    "title: x\nday: '2020-11-15'\ntopics: [a]\ndraft: true\n": True,
    "title: x\nplace: {name: baku, url: null}\n": True,
    "title: x\nlabel: {}\n": False,
    "titel: x\n": False,
    "title: x\ntopics: a\n": False,
    "title: x\ntopics: [a, a]\n": False,
    "title: x\nplace: {url: 'https://a.org'}\n": False,
    "title: x\ndraft: maybe\n": False,
    "title: x\nlabel: {English: y}\n": False,
}


@pytest.mark.parametrize("written", CASES)
def test_schema_and_table_agree(written: str) -> None:
    validator = jsonschema.Draft202012Validator(json_schema(TABLE, title="Table"))
    assert validator.is_valid(yaml.safe_load(written)) == CASES[written]
    assert (findings(TABLE, written) == []) == CASES[written]


def test_a_free_map_keeps_the_order_written() -> None:
    node = marked_yaml.parse("z: b\na: c\n", path="a.yml").value
    assert node is not None
    assert read(MapOf(KEY, KEY), node, path="a.yml").value == (("z", "b"), ("a", "c"))
