"""How a translation follows its original, row by row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.base.digest import block_digest
from chronicle.content import alignment
from chronicle.content.alignment import align
from chronicle.model.entry import Block, Row, Version


def version(*sources: str, follows: str | None = None, omitted: tuple[tuple[str, str], ...] = ()) -> Version:
    """A version of these blocks; `follows` as written, items between spaces, blocks in place of their digests."""
    written = (
        None
        if follows is None
        else tuple(() if item == "-" else tuple(map(block_digest, item.split("+"))) for item in follows.split())
    )
    blocks = tuple(Block("paragraph", "", "", source) for source in sources)
    reasons = tuple((block_digest(source), reason) for source, reason in omitted)
    return Version("fr", "", "", blocks, follows=written, omitted=reasons)  # type: ignore[arg-type]  # any reason does


def rows(original: str, translation: str) -> list[str]:
    """The rows as `0,1=0 same`: blocks of the original, of the translation, state."""
    follows = translation.split()
    alignment = align(version(*original.split()), version(*follows, follows=translation))
    assert alignment.is_confirmed
    return [
        f"{','.join(map(str, row.original))}={','.join(map(str, row.translation))} {row.state}"
        for row in alignment.rows
    ]


CASES = {
    "in order": ("a b", "a b", ["0=0 same", "1=1 same"]),
    "the two seeds: a gap in its place": ("a b c", "a c", ["0=0 same", "1= gap", "2=1 same"]),
    "a gap at the beginning": ("a b", "b", ["0= gap", "1=0 same"]),
    "two blocks in one": ("a b c", "a+b c", ["0,1=0 same", "2=1 same"]),
    "one block in two": ("a b", "a a b", ["0=0,1 same", "1=2 same"]),
    "one block in two, apart": ("a b", "a b a", ["0=0,2 same", "1=1 same"]),
    "an addition after its row": ("a b", "a - b", ["0=0 same", "=1 addition", "1=2 same"]),
    "additions at the beginning": ("a", "- - a", ["=0 addition", "=1 addition", "0=2 same"]),
    "two blocks of the same words": ("a a", "a a", ["0=0 same", "1=1 same"]),
    "the same words thrice, rendered twice": ("a a b", "a a b", ["0=0 same", "1=1 same", "2=2 same"]),
    "another order": ("a b", "b a", ["0=1 same", "1=0 same"]),
    "overlapping": ("a b c", "a+b b+c", ["0,1,2=0,1 same"]),
    "an edited block": ("a B c", "a b c", ["0=0 same", "1=1 outdated", "2=2 same"]),
    "all edited": ("A B", "a b", ["0=0 outdated", "1=1 outdated"]),
    "an edited block and a new one": ("a B N c", "a b c", ["0=0 same", "1=1 outdated", "2= gap", "3=2 same"]),
    "two blocks edited into one": ("a B d", "a b c d", ["0=0 same", "1=1,2 outdated", "2=3 same"]),
    "a deleted block": ("a c", "a b c", ["0=0 same", "=1 outdated", "1=2 same"]),
    "half of a pair edited": ("a B c", "a+b c", ["0,1=0 outdated", "2=1 same"]),
    "an edit beyond the neighbours": ("B a", "a b", ["0= gap", "1=0 same", "=1 outdated"]),
    "nothing translated": ("a b", "", ["0= gap", "1= gap"]),
    "no original text": ("", "- -", ["=0 addition", "=1 addition"]),
}


@pytest.mark.parametrize("name", CASES)
def test_rows(name: str) -> None:
    original, translation, expected = CASES[name]
    assert rows(original, translation) == expected


def test_a_gap_has_its_reason() -> None:
    translation = version("x", follows="a", omitted=(("b", "by-source"),))
    assert align(version("a", "b", "c"), translation).rows == (
        Row((0,), (0,), "same"),
        Row((1,), (), "gap", "by-source"),
        Row((2,), (), "gap", "unknown"),
    )


def test_an_omitted_block_is_not_taken_for_an_edited_one() -> None:
    translation = version("x", "y", follows="a z", omitted=(("b", "by-source"),))
    assert align(version("a", "b", "c"), translation).rows == (
        Row((0,), (0,), "same"),
        Row((1,), (), "gap", "by-source"),
        Row((2,), (1,), "outdated"),
    )


def test_without_follows_blocks_pair_by_their_order_and_nothing_is_confirmed() -> None:
    longer = align(version("a", "b", "c"), version("x", "y"))
    assert not longer.is_confirmed
    assert longer.rows == (Row((0,), (0,), "same"), Row((1,), (1,), "same"), Row((2,), (), "gap"))
    assert align(version("a"), version("x", "y")).rows == (Row((0,), (0,), "same"), Row((), (1,), "addition"))


def test_without_follows_an_omitted_block_keeps_its_gap() -> None:
    rows = align(version("a", "b"), version("x", omitted=(("a", "rights"),))).rows
    assert rows == (Row((0,), (), "gap", "rights"), Row((1,), (0,), "same"))


items = st.one_of(st.just("-"), st.lists(st.sampled_from("abcdeXYZ"), min_size=1, max_size=3).map("+".join))


@given(st.lists(st.sampled_from("abcde"), max_size=8), st.lists(items, max_size=8), st.booleans())
def test_every_block_stands_in_exactly_one_row(original: list[str], follows: list[str], is_written: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    translation = version(*follows, follows=" ".join(follows) if is_written else None, omitted=(("e", "rights"),))
    found = align(version(*original), translation).rows
    assert sorted(index for row in found for index in row.original) == list(range(len(original)))
    assert sorted(index for row in found for index in row.translation) == list(range(len(follows)))
    assert [row.original[0] for row in found if row.original] == sorted(
        row.original[0] for row in found if row.original
    )
    for row in found:
        assert (row.state == "gap") == (not row.translation)
        assert row.state != "addition" or not row.original


@given(st.data(), st.lists(st.sampled_from("abcdeA"), max_size=8), st.sampled_from(["", "a", "c"]))
def test_a_translation_in_order_has_the_rows_that_it_would_have_in_any(
    data: st.DataObject, written: list[str], omitted: str
) -> None:
    original = data.draw(st.lists(st.sampled_from("abcde"), max_size=8, unique=data.draw(st.booleans())))
    follows = [*data.draw(st.sampled_from([sorted(written), sorted(set(written)), written, original]))]
    for place in data.draw(st.lists(st.integers(0, len(follows)), max_size=2)):
        follows.insert(place, data.draw(st.sampled_from(["-", "x", "Y"])))
    is_written = data.draw(st.booleans())
    reasons = ((omitted, "rights"),) if omitted else ()
    translation = version(*follows, follows=" ".join(follows) if is_written else None, omitted=reasons)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_is_in_order", lambda _: False)
        expected = align(version(*original), translation)
    assert align(version(*original), translation) == expected
