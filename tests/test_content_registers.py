"""The registers: names, sources and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chronicle.content.registers import parse_register, read_registers
from chronicle.content.scan import scan
from chronicle.model.chronicle import Agency, Name, Registers, Topic

if TYPE_CHECKING:
    from pathlib import Path

NAMES = """\
yerevan:
  type: place
  label: {en: Yerevan, hy: Երևան}
  also: {fr: [Erevan, Érevan]}
  wikidata: Q1953
  latitude: 40.179
  longitude: 44.499
sergey-lavrov:
  type: person
  label: {en: Sergey Lavrov}
"""
SOURCES = "tass: {label: {en: TASS}, country: RU, ownership: state, url: https://tass.com, terms: null}\n"
TOPICS = "diplomacy: {label: {en: Diplomacy, no: Diplomati}}\n"


def lay(root: Path, **registers: str) -> None:
    (root / "content").mkdir()
    for name, text in registers.items():
        (root / "content" / f"{name}.yml").write_text(text)


def test_registers_are_read_and_sorted_by_key(tmp_path: Path) -> None:
    lay(tmp_path, names=NAMES, sources=SOURCES, topics=TOPICS)
    outcome = read_registers(str(tmp_path), scan(str(tmp_path)).value)
    assert outcome.diagnostics == ()
    yerevan = Name(
        "yerevan",
        "place",
        (("en", "Yerevan"), ("hy", "Երևան")),
        (("fr", ("Erevan", "Érevan")),),
        "Q1953",
        40.179,
        44.499,
    )
    assert outcome.value == Registers(
        names=(Name("sergey-lavrov", "person", (("en", "Sergey Lavrov"),)), yerevan),
        sources=(Agency("tass", (("en", "TASS"),), "RU", "state", "https://tass.com", None),),
        topics=(Topic("diplomacy", (("en", "Diplomacy"), ("no", "Diplomati"))),),
    )


def test_registers_that_are_missing_or_empty_are_empty(tmp_path: Path) -> None:
    lay(tmp_path, topics="# none yet\n")
    assert read_registers(str(tmp_path), scan(str(tmp_path)).value).value == Registers()


WRONG = {
    "a: {type: person}": ("missing-key", 1, 4),
    "a: {type: persan, label: {en: A}}": ("wrong-value", 1, 11),
    "a: {type: person, label: {}}": ("wrong-value", 1, 26),
    "a: {type: person, label: A}": ("wrong-type", 1, 26),
    "a b: {type: person, label: {en: A}}": ("wrong-value", 1, 1),
    "a: {type: person, label: {en: A}, wikidata: 5}": ("wrong-value", 1, 45),
    "a: {type: place, label: {en: A}, latitude: .nan, longitude: 1}": ("wrong-value", 1, 44),
    "a: {type: place, label: {en: A}, latitude: 91, longitude: 1}": ("wrong-value", 1, 44),
    "a: {type: place, label: {en: A}, latitude: 9}": ("missing-key", 1, 4),
    "a: {type: person, label: {en: A}, latitude: 9, longitude: 1}": ("wrong-value", 1, 4),
    "a: {type: person, label: {en: A}}\na: {type: person, label: {en: B}}": ("duplicate-key", 2, 1),
    "a: {type: person, lable: {en: A}, label: {en: A}}": ("unknown-key", 1, 19),
    "a: text": ("wrong-type", 1, 4),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_with_its_place(text: str) -> None:
    outcome = parse_register(text, path="content/names.yml")
    assert outcome.value == ()
    assert [(found.code, found.line, found.column) for found in outcome.diagnostics] == [WRONG[text]]


def test_a_spelling_of_two_names_is_told_where_it_stands_again() -> None:
    first = "a: {type: place, label: {en: Ga, fr: X}}"
    text = f"{first}\nb: {{type: place, label: {{en: B, fr: Ga}}, also: {{en: [C, ga], de: [X]}}}}"
    outcome = parse_register(text, path="content/names.yml")
    assert [key for key, _ in outcome.value] == ["a", "b"]
    assert [(found.code, found.severity, found.line, found.column) for found in outcome.diagnostics] == [
        ("ambiguous-name", "warning", 2, 57)
    ]
    assert "`a` and of `b`" in outcome.diagnostics[0].message


def test_a_register_may_have_thousands_of_records() -> None:
    text = "".join(f"topic-{number}: {{label: {{en: Topic {number}}}}}\n" for number in range(3000))
    outcome = parse_register(text, path="content/topics.yml")
    assert outcome.diagnostics == ()
    assert len(outcome.value) == 3000
