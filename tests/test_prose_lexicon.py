"""What two versions share besides figures: common words, registered names, and words that the corpus itself pairs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.prose import concepts as table
from chronicle.prose.concepts import concepts
from chronicle.prose.facts import Anchor, anchors
from chronicle.prose.known import known_names
from chronicle.prose.learnt import Rendering, learn, learnt_anchors, stems
from chronicle.prose.names import skeletons
from chronicle.prose.numbers import find_amounts

if TYPE_CHECKING:
    from random import Random

MINISTERS = {
    "en": "minister",
    "fr": "ministre",
    "de": "Ministerin",
    "es": "ministro",
    "it": "ministero",
    "ru": "министра",
    "uk": "міністрові",
    "hy": "նախարարը",
    "ka": "მინისტრმა",
    "az": "naziri",
    "tr": "Bakanlığı",
    "ar": "والوزير",
    "fa": "وزیران",
}


@pytest.mark.parametrize("language", sorted(MINISTERS))
def test_a_common_word_means_the_same_in_every_language(language: str) -> None:
    assert "minister" in concepts(MINISTERS[language], language)


def test_every_line_of_the_table_has_every_language() -> None:
    with open(os.path.splitext(table.__file__)[0] + ".txt", encoding="utf-8") as file:
        header, *lines = [line.split() for line in file if not line.startswith("#")]
    assert sorted(MINISTERS) == sorted(header)
    assert {13 + line[0].isdecimal() for line in lines} == {13, 14}
    assert all(len(line) == 13 + line[0].isdecimal() for line in lines)


def test_a_number_in_words_is_that_number() -> None:
    assert Anchor("number", "2") in anchors("Two soldiers", "en") & anchors("двое военных", "ru")
    assert Anchor("number", "7") in anchors("sept soldats", "fr") & anchors("7 soldados", "es")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2.4 million", "en", ("2400000",)),
        ("2,4 млн", "ru", ("2400000",)),
        ("5 тыс. человек", "ru", ("5000",)),
        ("5 min manat", "az", ("5000",)),
        ("1,5 Milliarden", "de", ("1500000000",)),
        ("1,5 milliard", "fr", ("1500000000",)),
        ("3 soldiers", "en", ()),
    ],
)
def test_amounts_are_written_out(text: str, language: str, expected: tuple[str, ...]) -> None:
    assert expected == find_amounts(text, language)


@pytest.mark.parametrize(
    ("english", "other", "language"),
    [
        ("Hajiyev", "Гаджиев", "ru"),
        ("Zakharova", "Захарова", "ru"),
        ("Khalatyan", "Халатян", "ru"),
        ("Kobakhidze", "კობახიძე", "ka"),
        ("Macron", "ماكرون", "ar"),
        ("Kuleba", "كوليبا", "ar"),
        ("Stoltenberg", "استولتنبرگ", "fa"),
        ("Pashinyan", "Paschinjan", "de"),
        ("Zakharova", "Zajárova", "es"),
        ("Macron", "Macron’un", "tr"),
    ],
)
def test_a_name_keeps_its_sound_where_letters_are_ambiguous(english: str, other: str, language: str) -> None:
    word = other.partition("’")[0]
    assert set(skeletons(english, "en")) & set(skeletons(word, language))


def test_a_registered_name_is_known_in_all_its_spellings() -> None:
    spellings = [
        ("shushi", "en", "Shushi"),
        ("shushi", "az", "Şuşa"),
        ("shushi", "en", "Shusha"),
        ("kyiv", "ru", "Киев"),
        ("foreign-ministry", "en", "Foreign Ministry"),
        ("defence-ministry", "en", "Defence Ministry"),
    ]
    known = known_names(spellings)
    assert Anchor("known", "shushi") in anchors("from Shusha", "en", known=known) & anchors("Şuşada", "az", known=known)
    assert Anchor("known", "kyiv") in anchors("в Киеве", "ru", known=known)
    assert "known" not in {anchor.kind for anchor in anchors("the Ministry", "en", known=known)}


PAIRS = (("apples", "яблоки"), ("winter", "зимой"), ("engine", "мотор"), ("garden", "садами"))


def test_words_that_keep_meeting_translate_each_other() -> None:
    corpus = [
        Rendering(("en", "ru"), stems(f"{one} {two}", "en"), stems(f"{other} {another}", "ru"))
        for first, (one, other) in enumerate(PAIRS)
        for two, another in PAIRS[first + 1 :]
        for _ in range(5)
    ]
    filler = [Rendering(("en", "ru"), frozenset({f"filler{n}"}), frozenset({f"{n}слово"})) for n in range(90)]
    lexicon = learn(corpus + filler)
    for one, other in PAIRS:
        english = learnt_anchors(stems(one, "en"), ("en", "ru"), lexicon)
        assert english == learnt_anchors(stems(other, "ru"), ("ru", "en"), lexicon)
        assert len(english) == 1
    assert not learnt_anchors(frozenset({"filler1"}), ("en", "ru"), lexicon)


def test_few_blocks_teach_nothing() -> None:
    assert {} == learn([Rendering(("en", "ru"), frozenset({"apples"}), frozenset({"яблоки"}))] * 19)


WORDS = st.frozensets(st.sampled_from(["alpha", "beta", "gamma", "delta", "kappa", "omega"]), max_size=5)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=20, max_size=60), st.randoms(use_true_random=False))
def test_the_order_of_the_lessons_does_not_matter(
    blocks: list[tuple[frozenset[str], frozenset[str]]], chance: Random
) -> None:
    lessons = [Rendering(("en", "fr"), one, other) for one, other in blocks]
    shuffled = list(lessons)
    chance.shuffle(shuffled)
    assert learn(lessons) == learn(shuffled)
