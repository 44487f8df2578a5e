"""Parity of two versions: what contradicts is found, what is only said differently is not."""

from __future__ import annotations

import pytest

from chronicle.prose.parity import differences

SAME = [
    ("en", "fr", "1,686 troops arrived on November 9, 2020.", "Le 9 novembre 2020, 1 686 soldats sont arrivés."),
    ("en", "ru", "2.4 million people, 5 thousand houses", "2,4 млн человек, 5000 домов"),
    ("en", "fr", "Three soldiers and 12 civilians", "Trois soldats et 12 civils"),
    ("en", "de", "the talks of 10 November at 5 p.m.", "die Gespräche vom 10. November um 17 Uhr"),
    ("en", "ar", "1686 soldiers on November 10", "١٦٨٦ جنديا في 10 نوفمبر"),
    ("en", "fr", "It began on Sunday with 20 shells.", "Cela a commencé dimanche."),
    ("en", "fr", "Nothing is counted here.", "Rien n’est compté ici, sinon 7 fois."),
    ("en", "ru", "at 14:30, 300 people", "в 17:30 мск, 300 человек"),
    ("en", "az", "on November 9", "noyabrın 9-da"),
]
DIFFERENT = [
    ("en", "fr", "1,686 troops and 30 tanks", "1 668 soldats et 30 chars", ["1,686"], ["1 668"]),
    ("en", "fr", "signed on November 9", "signé le 10 novembre", ["November 9"], ["10 novembre"]),
    ("en", "fr", "signed on November 9", "signé le 9 décembre", ["November 9"], ["9 décembre"]),
    ("en", "ru", "4.5 million", "5,4 млн", ["4.5"], ["5,4"]),
    ("en", "hy", "killed 14, wounded 25", "զոհվել է 41, վիրավորվել՝ 25", ["14"], ["41"]),
    ("ru", "fr", "погибли 17 человек", "douze morts, 71 blessés", ["17"], ["71"]),
]


@pytest.mark.parametrize(("one_language", "other_language", "one", "other"), SAME)
def test_what_agrees_is_not_marked(one_language: str, other_language: str, one: str, other: str) -> None:
    assert differences(one, other, one_language, other_language) == ((), ())


@pytest.mark.parametrize(("one_language", "other_language", "one", "other", "mine", "theirs"), DIFFERENT)
def test_what_contradicts_is_marked_in_both_texts(  # noqa: PLR0913, PLR0917 - a case
    one_language: str, other_language: str, one: str, other: str, mine: list[str], theirs: list[str]
) -> None:
    first, second = differences(one, other, one_language, other_language)
    assert mine == [one[span.start : span.end] for span in first]
    assert theirs == [other[span.start : span.end] for span in second]
    assert (second, first) == differences(other, one, other_language, one_language)
