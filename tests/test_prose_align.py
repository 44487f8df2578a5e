"""Every block of both versions stands in exactly one bead, in order; gaps and merges are found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.prose.align import align

WORDS = ["Putin", "Aliyev", "talks", "12", "9 November", "ceasefire", "the", "border", "UNESCO", "340"]
BLOCKS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join), max_size=7)
ENGLISH = (
    "On Tuesday 340 lorries passed the border at Lachin, the Interior Ministry of Armenia said.",
    "Deputy Minister Aram Sargsyan spoke of repairs that had cost 2.4 million dollars.",
    "UNESCO promised 900 computers for the schools of Goris and Shushi, its office in Yerevan told reporters.",
    "Snow is expected on November 7, and the road will then be closed for 5 days.",
)
FRENCH = (
    "Mardi, 340 camions ont passé la frontière à Latchine, a indiqué le ministère arménien de l’Intérieur.",
    "Le vice-ministre Aram Sarkissian a parlé de réparations qui avaient coûté 2,4 millions de dollars.",
    "L’UNESCO a promis 900 ordinateurs aux écoles de Goris et de Choucha, a dit son bureau d’Erevan aux journalistes.",
    "La neige est attendue le 7 novembre, et la route sera alors fermée pendant 5 jours.",
)
Shape = list[tuple[tuple[int, ...], tuple[int, ...]]]


def shape(original: tuple[str, ...], translation: tuple[str, ...]) -> Shape:
    return [(bead.original, bead.translation) for bead in align(original, translation, languages=("en", "fr"))]


def test_blocks_pair_in_order() -> None:
    assert [((n,), (n,)) for n in range(4)] == shape(ENGLISH, FRENCH)


def test_each_block_left_out_is_found() -> None:
    for missing in range(4):
        found = shape(ENGLISH, tuple(text for number, text in enumerate(FRENCH) if number != missing))
        assert [(missing,)] == [original for original, translation in found if not translation]


def test_an_addition_is_found() -> None:
    added = (
        *FRENCH[:2],
        "Le gouvernement géorgien n’a pas réagi à ces 77 propositions jusqu’à mercredi soir.",
        *FRENCH[2:],
    )
    assert [(2,)] == [translation for original, translation in shape(ENGLISH, added) if not original]


def test_two_blocks_joined_into_one_are_found() -> None:
    joined = (FRENCH[0], f"{FRENCH[1]} {FRENCH[2]}", FRENCH[3])
    assert [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))] == shape(ENGLISH, joined)
    split = (ENGLISH[0], f"{ENGLISH[1]} {ENGLISH[2]}", ENGLISH[3])
    assert [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))] == shape(split, FRENCH)


def test_nothing_aligns_with_nothing() -> None:
    assert [] == shape((), ())
    assert [((0,), ())] == shape(("a",), ())
    assert [((), (0,))] == shape((), ("a",))


@settings(max_examples=60, deadline=None)
@given(BLOCKS, BLOCKS)
def test_every_block_stands_in_one_bead_and_order_is_kept(original: list[str], translation: list[str]) -> None:
    beads = align(original, translation, languages=("en", "fr"))
    assert list(range(len(original))) == [index for bead in beads for index in bead.original]
    assert list(range(len(translation))) == [index for bead in beads for index in bead.translation]
    assert all(1 <= len(bead.original) + len(bead.translation) <= 3 for bead in beads)


@settings(max_examples=30, deadline=None)
@given(BLOCKS)
def test_a_text_aligns_with_itself_block_by_block(blocks: list[str]) -> None:
    beads = align(blocks, blocks, languages=("en", "en"))
    assert len(blocks) == len(beads) or len(set(blocks)) < len(blocks) or any(len(block) < 20 for block in blocks)


@settings(max_examples=60, deadline=None)
@given(BLOCKS, BLOCKS)
def test_the_other_way_round_the_same_blocks_meet(original: list[str], translation: list[str]) -> None:
    there = align(original, translation, languages=("en", "en"))
    back = align(translation, original, languages=("en", "en"))
    assert sum(bead.score for bead in there) == pytest.approx(sum(bead.score for bead in back), abs=0.05)
    if all(bead.confidence > 0.6 for bead in there):
        assert [(bead.translation, bead.original) for bead in there] == [
            (bead.original, bead.translation) for bead in back
        ]


@settings(max_examples=60, deadline=None)
@given(BLOCKS, BLOCKS)
def test_confidence_is_a_share_of_one(original: list[str], translation: list[str]) -> None:
    beads = align(original, translation, languages=("en", "fr"))
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    assert beads == align(original, translation, languages=("en", "fr"))


def test_a_gap_among_blocks_that_say_nothing_is_doubtful() -> None:
    found = align(ENGLISH, FRENCH[:1] + FRENCH[2:], languages=("en", "fr"))
    (sure,) = [bead.confidence for bead in found if bead.is_gap]
    assert sure > 0.8
    vague = ("He did not say more than that.", "They were not there at all.", "It was as they had said before.")
    again = ("Il n’en a pas dit davantage.", "C’était comme ils l’avaient dit.")
    doubtful = [bead.confidence for bead in align(vague, again, languages=("en", "fr")) if bead.is_gap]
    assert all(confidence < 0.5 for confidence in doubtful)


def test_a_book_aligns_window_by_window() -> None:
    english = [f"Chapter {n} tells of {n * 17 + 3000} soldiers and of {n * 31 + 40000} refugees." for n in range(700)]
    french = [
        f"Le chapitre {n} parle de {n * 17 + 3000} soldats et de {n * 31 + 40000} réfugiés."
        for n in range(700)
        if n not in (5, 199, 200, 450)
    ]
    beads = align(english, french, languages=("en", "fr"))
    assert [5, 199, 200, 450] == [index for bead in beads if not bead.translation for index in bead.original]
    assert list(range(700)) == [index for bead in beads for index in bead.original]
    assert list(range(696)) == [index for bead in beads for index in bead.translation]


def test_a_book_beside_a_note_is_all_gaps_but_one() -> None:
    beads = align(
        [f"Number {n + 4000} is here." for n in range(500)], ["Le numéro 4321 est là."], languages=("en", "fr")
    )
    assert list(range(500)) == [index for bead in beads for index in bead.original]
    assert [0] == [index for bead in beads for index in bead.translation]
