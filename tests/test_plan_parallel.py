"""Parallel rows: every block of both versions stands in exactly one of them."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from chronicle.model.entry import Alignment, Block, Entry, Facts, Row, RowState, Version
from chronicle.plan.parallel import PairedRows, parallel_rows
from chronicle.plan.passages import passages


def version(language: str, count: int, translation_of: str | None = None, men: int | None = None) -> Version:
    said = [f"{language}{n}" + (f": {men}." if men else "") for n in range(count)]
    blocks = tuple(Block("paragraph", f"<p>{text}</p>", text, f"{n:08x}") for n, text in enumerate(said))
    return Version(language, "A title", f"content/a.{language}.md", blocks, translation_of=translation_of)


@st.composite
def alignments(draw: st.DrawFn, language: str, count: int) -> tuple[Alignment, int]:
    """Rows that take the blocks of an original of `count` in order; also how many blocks the translation has."""
    rows: list[Row] = []
    original = translated = 0
    while original < count or draw(st.booleans()):
        taken = min(draw(st.integers(0, 3)), count - original)
        made = draw(st.integers(0 if taken else 1, 2))
        state: RowState = (
            "gap" if not made else "addition" if not taken else draw(st.sampled_from(["same", "outdated"]))
        )
        rows.append(Row(tuple(range(original, original + taken)), tuple(range(translated, translated + made)), state))
        original, translated = original + taken, translated + made
    return Alignment(language, tuple(rows), is_confirmed=True), translated


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    count = draw(st.integers(0, 6))
    french, french_count = draw(alignments("fr", count))
    russian, russian_count = draw(alignments("ru", count))
    return Entry(
        "2020-11-15/talks",
        Facts(date(2020, 11, 15)),
        version("en", count, men=10),
        (version("fr", french_count, "en", men=10), version("ru", russian_count, "en", men=11)),
        (french, russian),
    )


@given(entries(), st.permutations(["en", "fr", "ru"]))
def test_every_block_of_both_versions_stands_in_exactly_one_row(entry: Entry, languages: list[str]) -> None:
    left, right = (entry.version(language) for language in languages[:2])
    assert left is not None
    assert right is not None
    rows = parallel_rows(entry, left, right)
    assert [block.html for block in left.blocks] == [html for row in rows for html in row.left]
    assert [block.html for block in right.blocks] == [html for row in rows for html in row.right]


@given(entries(), st.sampled_from(["en", "fr", "ru"]))
def test_ids_are_unique_and_every_passage_of_the_original_can_be_reached(entry: Entry, language: str) -> None:
    shown = entry.version(language)
    assert shown is not None
    ids = [name for passage in passages(entry, shown) for name in (passage.id, *passage.also)]
    assert len(set(ids)) == len(ids)
    assert {f"p{n + 1}" for n in range(len(entry.original.blocks))} <= set(ids)


@given(entries())
def test_turning_the_pair_round_turns_the_rows_round(entry: Entry) -> None:
    french, russian = entry.translations
    one = [(row.left, row.right, row.state) for row in parallel_rows(entry, french, russian) if row.left and row.right]
    other = [
        (row.right, row.left, row.state) for row in parallel_rows(entry, russian, french) if row.left and row.right
    ]
    assert one == other


def test_a_gap_keeps_its_place() -> None:
    entry = Entry(
        "2020-11-15/talks",
        Facts(date(2020, 11, 15)),
        version("en", 3),
        (version("fr", 2, "en"),),
        (Alignment("fr", (Row((0,), (0,), "same"), Row((1,), (), "gap"), Row((2,), (1,), "same")), is_confirmed=True),),
    )
    rows = parallel_rows(entry, entry.original, entry.translations[0])
    assert [
        ("p1", ("<p>en0</p>",), ("<p>fr0</p>",), "same"),
        ("p2", ("<p>en1</p>",), (), "gap"),
        ("p3", ("<p>en2</p>",), ("<p>fr1</p>",), "same"),
    ] == [(row.id, row.left, row.right, row.state) for row in rows]


@given(entries())
def test_a_pair_has_the_rows_that_it_has_alone_whatever_pair_was_asked_for_before(entry: Entry) -> None:
    together = PairedRows(entry)
    for pair in permutations(entry.versions, 2):
        assert together.of(*pair, "/x/") == PairedRows(entry).of(*pair, "/x/")


def test_a_pair_turned_round_has_marks_on_its_own_sides() -> None:
    rows = tuple(Row((n,), (n,), "outdated" if n else "same") for n in range(2))
    entry = Entry(
        "2020-11-15/talks",
        Facts(date(2020, 11, 15)),
        version("en", 2, men=10),
        (version("ru", 2, "en", men=11),),
        (Alignment("ru", rows, is_confirmed=True),),
    )
    together = PairedRows(entry)
    english, russian = entry.versions
    seen = [
        [(row.left, row.right, row.state, row.contradicts) for row in together.of(left, right, "/x/")]
        for left, right in ((english, russian), (russian, english))
    ]
    marked = {
        tag: tuple(f"<p>{tag}{n}: <mark>{men}</mark>.</p>" for n in range(2)) for tag, men in (("en", 10), ("ru", 11))
    }
    states = ("same", "outdated")
    assert seen == [
        [((marked["en"][n],), (marked["ru"][n],), states[n], True) for n in range(2)],
        [((marked["ru"][n],), (marked["en"][n],), states[n], True) for n in range(2)],
    ]
