"""Whatever stands in a seed stands in its entry, word for word, or in a line of its receipt."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.content.front_matter import split
from chronicle.content.markdown import blocks
from chronicle.seeds.entries import body, original_text
from chronicle.seeds.normalise import normalise
from chronicle.seeds.overrides import Override
from chronicle.seeds.read import RawSeed

if TYPE_CHECKING:
    from chronicle.model.seed import Seed

PIECES = [
    "date 2020-11-15 ",
    "MOSCOW, November 15. /TASS/. ",
    "TASS /. ",
    "Sunday, November 15, 2020",
    "Words of a line",
    "A sentence. ",
    "\n",
    "\n\n",
    "# ",
    "- item",
    "[a]: https://example.org",
    "[^1]: note",
    "![x](y)",
    "<b>bold</b>",
    "---",
    "```",
    "    code",
    "*star* _under_",
    "<< x >>",
    "\u202e",
    "\x07",
    "\u00ad",
    "ﬁ",
    "\u2028",
    "&amp;",
    "1. one",
    "| a | b |",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=16).map("".join)


def seed_of(text: str, *, language: str = "fr", path: str = "seeds/a.txt", is_markdown: bool = False) -> Seed | None:
    raw = RawSeed(path, "0" * 64, "utf-8", text, is_markdown)
    return normalise(raw, languages=("en", "fr"), override=Override(lang=language)).value


@settings(deadline=None)
@given(TEXTS, st.booleans())
def test_no_letter_or_digit_is_lost(text: str, is_markdown: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    seed = seed_of(text, is_markdown=is_markdown)
    if seed is not None:
        parts = [dropped.text for dropped in seed.dropped] + list(seed.blocks)
        parts += [seed.title] if seed.title_source == "seed" else []
        parts += [seed.dateline.text] if seed.dateline else []
        assert sorted(letters(text)) == sorted(letters("".join(parts)))
        kept = iter(letters(text))
        assert all(letter in kept for letter in letters("".join(seed.blocks)))


@settings(deadline=None)
@given(TEXTS)
def test_the_entry_shows_exactly_the_paragraphs_of_the_seed(text: str) -> None:
    seed = seed_of(text, language="en")
    if seed is not None:
        written = body(seed)
        parts = split(original_text(seed, written), path="a.md").value
        assert parts
        assert seed.blocks == tuple(block.text for block in blocks(parts.body))
        assert {"paragraph"} == {block.kind for block in blocks(parts.body)}


@pytest.mark.parametrize(
    ("path", "text", "day", "evidence"),
    [
        ("seeds/a.txt", "date 2020-11-15 T\n\nMOSCOW, November 14. /TASS/. Lede", date(2020, 11, 15), "explicit"),
        ("seeds/a.txt", "T\n\nMOSCOW, November 15, 2020. /TASS/. Lede", date(2020, 11, 15), "dateline"),
        ("seeds/2020-11-15-a.txt", "T\n\nMOSCOW, November 15. /TASS/. Lede", date(2020, 11, 15), "metadata"),
        ("seeds/20201115.txt", "T\n\nLede", date(2020, 11, 15), "metadata"),
        ("seeds/2020/a.txt", "T\n\nMOSCOW, November 15. /TASS/. Lede", date(2020, 11, 15), "dateline"),
        ("seeds/a.txt", "T\n\nMOSCOW, November 15. /TASS/. Lede of May 5, 2019", None, "none"),
        ("seeds/000_20991399.txt", "T\n\nLede", None, "none"),
    ],
)
def test_the_date_comes_from_the_first_evidence(path: str, text: str, day: date | None, evidence: str) -> None:
    seed = seed_of(text, language="en", path=path)
    assert seed
    assert (day, evidence) == (seed.date, seed.date_evidence)


def test_a_dateline_on_a_line_of_its_own_is_set_apart() -> None:
    seed = seed_of("Title\n\nMOSCOW, November 15, 2020 /TASS/.\n\nThe lede.\n\nMore.", language="en")
    assert seed
    assert seed.dateline
    assert ("Title", "Moscow", ("The lede.", "More.")) == (seed.title, seed.dateline.place, seed.blocks)


def test_a_markdown_seed_keeps_its_markup() -> None:
    seed = seed_of("# Titre\n\n## Partie\n\n- un  \n  - deux\n\n<< oui >>", is_markdown=True)
    assert seed
    assert ("Titre", ("## Partie", "- un\n  - deux", "«\u00a0oui\u00a0»")) == (seed.title, seed.blocks)


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())
