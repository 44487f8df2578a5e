"""Plain prose read without the parser equals what the parser makes of it, on every input."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sites import REPOSITORY

from chronicle.base.source_text import normal_lines
from chronicle.content import markdown
from chronicle.content.markdown import read_body
from chronicle.content.plain_prose import plain_runs

if TYPE_CHECKING:
    from chronicle.base.diagnostics import Outcome
    from chronicle.model.entry import Block

PROSE = "La première ligne, « en français ».\n\nA second: 10,000 people (so “they” say) – no more!\nIts second line."
PIECES = [
    *PROSE.split("\n\n"), "x", "Plain.", "x\ny", "5 people", "1918. A year", "1918.", "12) a", "a  \nb", " a",
    "    code", "- item", "- item\n\n  more", "1. one", "2. two\n\n   more", "> quote", "> quote\nlazy", "# Head",
    "Head\n===", "Head\n---", "```", "```\ncode\n```", "~~~", "***", "a | b\n--- | ---\n1 | 2", "| a |", ": b",
    "[^1]: Note.", "Text[^1].", "^[inline]", "[a]: /b", "[a]", "[a](b)", "![a](b)", "<b>bold</b>", "<!-- comment",
    "<https://example.org>", "AT&T", "&copy; &x;", "*a*", "**a** _b_ `c`", "a\\b", "\\", "\ta", "a\u00a0", "\u00a0a",
    "\u2003", "a\u2028b", "\x0b", "\x85a", "\ufeffa", "\u202eabc", "\u2067abc", "e" + "\u0301" * 9, "a\u200b",
    "مرحبا ، سلام", "՛Հայ՝ բառ։", "+1 more", "-5 degrees", "=", "~", "#hash", "a#b", "a > b", 'say "x"', "", "[", "](",
    "!", "http://example.org/a_b", "a" * 200,
]  # fmt: skip


def by_parser_alone(body: str, language: str) -> Outcome[tuple[Block, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "quick_blocks", lambda *_: None)
        patch.setattr(markdown, "plain_runs", lambda text: ({}, text or "\n"))
        return read_body(body, path="a.md", first_line=7, language=language)


def check(body: str, language: str = "fr") -> None:
    assert seen(by_parser_alone(body, language)) == seen(read_body(body, path="a.md", first_line=7, language=language))


def seen(read: Outcome[tuple[Block, ...]]) -> tuple[object, ...]:
    """All that is seen of what was read: the source by its digest, in which white space does not count."""
    return read.diagnostics, *((block.kind, block.html, block.text, block.digest, block.figure) for block in read.value)


def commonmark_examples() -> list[str]:
    """The examples of the CommonMark specification, in which an arrow stands for a tab."""
    path = os.path.join(REPOSITORY, "tools", "node_modules", "commonmark-spec", "spec.txt")
    with open(path, encoding="utf-8") as file:
        found = re.findall(r"^`{32} example\n(.*?)^\.$", file.read(), re.MULTILINE | re.DOTALL)
    return [text.replace("→", "\t") for text in found]


def test_the_examples_of_commonmark() -> None:
    examples = commonmark_examples()
    assert len(examples) > 600
    for text in examples:
        check(text)
        check(f"Before.\n\n{text}\n\nAfter.")
        check(f"Before.\n{text}\nAfter.")


@settings(max_examples=600)
@given(
    st.lists(st.sampled_from(PIECES), max_size=7),
    st.sampled_from(["\n\n", "\n", "\n\n\n", "\n \n"]),
    st.sampled_from(["", "\n"]),
)
@example(["- item", "x", "  more"], "\n\n", "\n")
@example(["```", "x", "```", "Plain."], "\n\n", "\n")
def test_pieces_in_any_order(pieces: list[str], between: str, end: str) -> None:
    check(between.join(pieces) + end)


@given(
    st.text(st.characters(codec="utf-8"), max_size=200)
    | st.text("ab1. -#>*_[]()!<&|\\`~=:\n\t\u00a0\u2003x", max_size=60)
)
def test_any_text(body: str) -> None:
    check(body)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(["a", "1", ".", ")", " ", "\n", "-", "=", "\u3000", "x"]), max_size=14).map("".join))
def test_what_begins_a_line(body: str) -> None:
    check(body)


def test_plain_prose_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_parser", lambda: pytest.fail("the parser was asked"))
    assert ["paragraph", "paragraph"] == [block.kind for block in read_body(PROSE, path="a.md").value]


def test_stand_ins_keep_the_lines() -> None:
    runs, rest = plain_runs(normal_lines(f"{PROSE}\n\n- item\n\nLast."))
    assert ([0, 2, 7], "x\n\nx\nx\n\n- item\n\nx") == (list(runs), rest)
