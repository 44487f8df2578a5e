"""YAML as written: with the parser in C and the one in Python alike."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronicle.base.diagnostics import Mark
from chronicle.base.marked_yaml import Mapping, Scalar, Sequence, fastest_parser, parse, python_parser

PARSERS = [pytest.param(fastest_parser(), id="fastest"), pytest.param(python_parser(), id="python")]
both = pytest.mark.parametrize("parser", PARSERS)


def codes(text: str, **options: object) -> list[tuple[str, int, int]]:
    outcome = parse(text, path="a.yml", **options)  # type: ignore[arg-type]  # the options of a test
    return [(found.code, found.line, found.column) for found in outcome.diagnostics]


def test_the_fast_parser_is_the_one_in_c() -> None:
    assert fastest_parser().__name__ == "CParser"


@both
@pytest.mark.parametrize(
    "written", ["no", "yes", "12:30", "0777", "1_000", "2020-11-15", "null", "~", "1e3", "0x1F", "=", ".inf"]
)
def test_text_stays_text(parser: object, written: str) -> None:
    top = parse(f"key: {written}", path="a.yml", parser=parser).value  # type: ignore[arg-type]  # either parser
    assert top == Mapping(((Scalar("key", Mark(1, 1)), Scalar(written, Mark(1, 6))),), Mark(1, 1))


@both
def test_marks_are_lines_of_the_file_and_count_code_points(parser: object) -> None:
    text = 'é𝒳: {a: [1, "x"]}\nb: c\n'
    top = parse(text, path="a.yml", first_line=5, parser=parser).value  # type: ignore[arg-type]  # either parser
    assert top is not None
    (key, value), (_, last) = top.items
    assert key == Scalar("é𝒳", Mark(5, 1))
    assert isinstance(value, Mapping)
    assert value.mark == Mark(5, 5)
    assert value.items[0][1] == Sequence(
        (Scalar("1", Mark(5, 10)), Scalar("x", Mark(5, 13), is_plain=False)), Mark(5, 9)
    )
    assert last == Scalar("c", Mark(6, 4))


REFUSED = {
    "alias": ("a: &x 1\nb: *x\n", [("yaml-refused", 1, 4), ("yaml-refused", 2, 4)]),
    "alias bomb": (
        "a: &a [x, x]\nb: &b [*a, *a]\n",
        [("yaml-refused", line, column) for line, column in ((1, 4), (2, 4), (2, 8), (2, 12))],
    ),
    "merge key": ("a:\n  <<: {b: c}\n", [("yaml-refused", 2, 3)]),
    "code tag": ("a: !!python/object/apply:os.system [ls]\n", [("yaml-refused", 1, 4)]),
    "set tag": ("a: !!set {x, y}\n", [("yaml-refused", 1, 4)]),
    "binary tag": ("a: !!binary aGk=\n", [("yaml-refused", 1, 4)]),
    "directive": ("%YAML 1.2\n---\na: b\n", [("yaml-refused", 1, 1)]),
    "second document": ("a: b\n---\nc: d\n", [("yaml-refused", 2, 1)]),
    "list on top": ("- a\n- b\n", [("yaml-refused", 1, 1)]),
    "text on top": ("just words\n", [("yaml-refused", 1, 1)]),
    "list as key": ("? [a]\n: b\n", [("yaml-refused", 1, 3)]),
    "empty key": ('a: b\n"": c\n', [("yaml-refused", 2, 1)]),
    "vertical tab": ("a: b\nc: d\x0be\n", [("yaml-refused", 2, 5)]),
    "line separator": ("title: a\u2028draft: x\n", [("yaml-refused", 1, 9)]),
    "next line": ("title: a\x85draft: x\n", [("yaml-refused", 1, 9)]),
    "lone surrogate": ("a: \ud83d\n", [("yaml-refused", 1, 4)]),
    "escaped vertical tab": ('a: "\\x0b"\n', [("yaml-refused", 1, 4)]),
    "escaped noncharacter": ('a: "\\uffff"\n', [("yaml-refused", 1, 4)]),
    "seven levels": ("a: [[[[[[x]]]]]]\n", [("yaml-refused", 1, 9)]),
    "duplicate": ("a: b\nc: d\na: e\n", [("duplicate-key", 3, 1)]),
    "colon in a text": ("title: Moscow: talks\n", [("yaml-syntax", 1, 14)]),
    "tab": ("a:\n\t- b\n", [("yaml-syntax", 2, 1)]),
    "open bracket": ("a: [b\nc: d\n", [("yaml-syntax", 2, 2)]),
}


@both
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_more_than_keys_and_values_is_refused(parser: object, name: str) -> None:
    text, expected = REFUSED[name]
    assert codes(text, parser=parser) == expected


@both
def test_an_escaped_lone_surrogate_is_refused(parser: object) -> None:
    assert {code for code, _, _ in codes('a: "\\ud83d"\n', parser=parser)} <= {"yaml-refused", "yaml-syntax"}
    assert codes('a: "\\ud83d"\n', parser=parser)


def test_a_duplicate_key_names_both_places_and_keeps_the_first() -> None:
    outcome = parse("a: b\n  \na: c\n", path="a.yml")
    assert [found.message for found in outcome.diagnostics] == ["`a` stands here and in line 1, column 1"]
    assert outcome.value is not None
    assert outcome.value.get("a") == Scalar("b", Mark(1, 4))


@both
def test_sixty_thousand_brackets_end_after_six(parser: object) -> None:
    assert codes("a: " + "[" * 60_000, parser=parser) == [("yaml-refused", 1, 9)]


def test_a_hundred_kilobytes_of_brackets_are_refused_unread() -> None:
    def unused(_: str) -> None:
        raise AssertionError("the text was given to a parser")

    assert codes("[" * 100_000, parser=unused) == [("file-too-large", 1, 0)]


def test_too_many_values_are_refused() -> None:
    assert [code for code, _, _ in codes("a: [" + "x," * 5000 + "]")] == ["yaml-refused"]
    assert codes("a: [" + "x," * 4990 + "]") == []


def test_six_levels_are_read() -> None:
    assert codes("a: [[[[[x]]]]]\n") == []


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n"])
def test_nothing_is_an_empty_mapping(text: str) -> None:
    assert parse(text, path="a.yml").value == Mapping((), Mark(1, 1))


def test_a_message_repeats_no_control_character() -> None:
    (found,) = parse("a: \x1b[31m\n", path="a.yml").diagnostics
    assert "\x1b" not in found.message
    assert "\\x1b" in found.message


@given(st.text(max_size=200) | st.text("abc:-#&*!|>'\"%@`{}[],? \n\t", max_size=80))
def test_neither_parser_raises_and_what_both_take_they_read_alike(text: str) -> None:
    fast, slow = (parse(text, path="a.yml", parser=parser) for parser in (fastest_parser(), python_parser()))
    if fast.value is not None and slow.value is not None:
        assert plain(fast.value) == plain(slow.value)


@given(st.dictionaries(st.text("abcé ", min_size=1), st.lists(st.text(st.characters(codec="utf-8"), max_size=20))))
def test_what_another_writer_wrote_is_read_as_it_reads_it(values: dict[str, list[str]]) -> None:
    text = yaml.safe_dump(values, allow_unicode=True, default_style='"')
    top = parse(text, path="a.yml").value
    if top is not None:
        assert plain(top) == values


def plain(node: object) -> object:
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.text
