"""What a block shows, each character at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from chronicle.base.visible_text import PAD, WALL, visible_text

PIECES = (
    *("word", " ", "15 November", "&amp;", "&lt;", "&#39;", "é", "<em>", "</em>", "<strong>", "</strong>", "<br>"),
    *('<a href="https://example.org/x" title="a">', "</a>", "<code>", "</code>", '<sup id="n1">', "</sup>"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_it_shows_what_a_browser_would_and_nothing_moves(inner: str) -> None:
    block = f"<p>{inner}</p>"
    text = visible_text(block)
    assert len(block) == len(text)
    assert "".join(map(str, etree.fromstring(f"<div>{block}</div>", etree.HTMLParser()).itertext())) == text.replace(
        PAD, ""
    ).replace(WALL, "")
    for place, character in enumerate(text):
        if character not in (PAD, WALL, "&", "<", "'"):
            assert block[place] == character


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("<p>in <em>Nov</em>ember</p>", f"{WALL * 3}in {PAD * 4}Nov{PAD * 5}ember{WALL * 4}"),
        ("<ul><li>9</li><li>May</li></ul>", f"{WALL * 8}9{WALL * 9}May{WALL * 10}"),
        ("<p>a &lt; b < c</p>", f"{WALL * 3}a <{PAD * 3} b < c{WALL * 4}"),
    ],
)
def test_markup_within_a_word_is_padding_and_other_markup_a_wall(block: str, text: str) -> None:
    assert text == visible_text(block)


@pytest.mark.parametrize("name", ["a", "code", "em", "mark", "s", "strong", "sup"])
def test_what_stands_in_a_line_parts_no_word(name: str) -> None:
    assert "November" in visible_text(f"<p>in <{name}>Nov</{name}>ember</p>").replace(PAD, "")
