"""Plain YAML, read line by line: what is answered is what both of PyYAML's parsers answer."""

from __future__ import annotations

import glob
import os
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import REPOSITORY
from yaml.reader import Reader

from chronicle.base.diagnostics import Mark, Outcome
from chronicle.base.marked_yaml import MAX_BYTES, MAX_NODES, fastest_parser, parse, python_parser
from chronicle.base.quick_yaml import UNPRINTABLE, quick_mapping
from chronicle.base.yaml_nodes import Mapping, Scalar, Sequence


def quick(text: str, *, first_line: int = 1, max_nodes: int = MAX_NODES) -> Mapping | None:
    return quick_mapping(text, first_line=first_line, max_bytes=MAX_BYTES, max_nodes=max_nodes)


def check(text: str) -> None:
    answer = quick(text, first_line=2)
    if answer is not None:
        for parser in (fastest_parser(), python_parser()):
            assert Outcome(answer) == parse(text, path="a.yml", first_line=2, parser=parser)


PLAIN = """\
title: Moscow, 12:30 – it's no#1
quoted: "a: b, \\"c\\" \\\\"
single: 'it''s "c"'

date:   2020-11-15\x20\x20
empty:
url: https://example.org/a?b#c
list: [a, "b, c", -, 'd', https://example.org/a ]
map: {place: Moscow, text: "M, /T/.", n: -1}
none: []
block:
  - -x

  - "b"
  - {date: 2021-01-02, text: A name.}
flush:
- a
nested:
   path: seeds/a b.txt
   k-1: [a]
   last:
"""


def test_the_plain_shape_is_answered_with_every_place() -> None:
    check(PLAIN)
    assert quick('a: b c\n\n"d": e\n') is None
    assert quick("a: b c\n\nd:  [e, 'f']\n", first_line=5) == Mapping(
        (
            (Scalar("a", Mark(5, 1)), Scalar("b c", Mark(5, 4))),
            (
                Scalar("d", Mark(7, 1)),
                Sequence((Scalar("e", Mark(7, 6)), Scalar("f", Mark(7, 9), is_plain=False)), Mark(7, 5)),
            ),
        ),
        Mark(5, 1),
    )
    assert quick(PLAIN) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "# nothing\n", "a: b # c\n", "a: b: c\n", "a: b:\n", "a:b\n", "a: &x b\n", "a: *x\n", "a: !x b\n",
        "a: |\n  b\n", "a: >\n  b\n", "a: b\n  c\n", "a:\n  b\n", "a: 'b\n  c'\n", 'a: "\\u0041"\n', 'a: "b" c\n',
        "a: [b\n", "a: [b,]\n", "a: [[b]]\n", "a: {b}\n", "a: {b: c, b: d}\n", "a: {b: }\n", "a: {b: {c: d}}\n",
        "a: [b: c]\n", "a: [b #c]\n", "a:\tb\n", "a: b\r\n", "a: b\n---\n", "...\n", "%YAML 1.2\n", "a: b\na: c\n",
        "a:\n  b: c\n  b: d\n", "a:\n  b: c\n    d: e\n", "a:\n    b: c\n  d: e\n", "a:\n- b\nc\n", "- a\n", " a: b\n",
        "<<: {a: b}\n", "? a\n: b\n", "a: - b\n", "a: ? b\n", "a: b\x07\n", "a: b\x85\n", "a: b\u2028\n", "a:\n  \n",
        f"{'k' * 65}: a\n", "a: [" + "b," * 4999 + "b]\n", "a: " + "b" * 17_000, "a: '''\n", "a: ''''x'\n",
        "a:\n  - b: c\n    d: e\n", "a:\n  - - b\n", "a:\n  - b\n  c: d\n", "a:\n  b: c\n  - d\n", "a: @b\n", "a: `b\n",
    ],
)  # fmt: skip
def test_what_is_not_certainly_plain_is_left_to_the_parsers(text: str) -> None:
    assert quick(text) is None


def test_no_more_values_are_answered_than_are_allowed() -> None:
    assert quick("a: [b, c, d]\n", max_nodes=12) is None
    assert quick("a: [b, c, d]\n", max_nodes=13) is not None


def test_a_hostile_run_of_spaces_costs_no_more_than_its_length() -> None:
    text = "a: [" + ("b" + " " * 8000 + "]") + " " * 7000 + "x\n"
    assert quick(text) is None
    assert quick("a: {b: " + "c " * 7000 + "?}\n") is None


def test_the_front_matter_of_this_repository_is_answered() -> None:
    texts = [text for path in repository_files() for text in fronts(path)]
    assert len(texts) > 10
    for text in texts:
        check(text)
    (path, *_) = sorted(glob.glob(os.path.join(REPOSITORY, "content/*/*/*/*.md")))
    assert all(quick(text) for text in fronts(path))


def repository_files() -> list[str]:
    patterns = ("content/**/*.md", "content/*.yml", "*.yml", "tests/*.txt", "tests/**/*.py", "docs/**/*.md")
    found = (glob.glob(os.path.join(REPOSITORY, pattern), recursive=True) for pattern in patterns)
    return sorted(path for paths in found for path in paths)


def fronts(path: str) -> list[str]:
    """Whatever in a file looks like front matter, and a file of YAML whole."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if path.endswith(".yml"):
        return [text]
    return re.findall(r"^---\n(.*?)^---$", text, re.MULTILINE | re.DOTALL)


SIGNS: st.SearchStrategy[str] = st.sampled_from(
    [*"ab9é𝒳 :-,[]{}'\"#?&*!|>%@`\\/\n.=~<_", "\xa0", "\u200b", "\ufeff", "\u2028", "\t", "\r", " #", ": ", "- ",
     "\n- ", "\n  ", "---", "...", ":\n", "''", '\\"', "://"]
)  # fmt: skip
NOISE = st.lists(SIGNS, max_size=12).map("".join)
WORDS = st.sampled_from(
    ["a", "b c", "12:30", "-", "-x", "'q r'", "'it''s'", '"q: r"', '"\\"a\\" \\\\"', "https://a.org/b", "é", "O'B",
     "a  b", "x.",
     "«\xa0x\xa0»", "null", "~", "", "a: b", "x #y", "x#y", "a, b", "[a]", "? x", ":x", "x:", '"\\n"', "k" * 70]
)  # fmt: skip
KEYS = st.sampled_from(["a", "b", "c", "d", "title", "k_1", "x-y", "9", "8d5b75dc"]) | WORDS
SPACES = st.sampled_from([" ", " ", " ", "  ", ""])


def joined(opening: str, items: st.SearchStrategy[str], closing: str) -> st.SearchStrategy[str]:
    inside = st.lists(items, max_size=4).map(", ".join)
    return st.tuples(st.just(opening), inside, st.sampled_from(["", "", " ", ","]), st.just(closing)).map("".join)


def pairs(keys: st.SearchStrategy[str], values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(keys, st.just(":"), SPACES, values, st.sampled_from(["", "", "  "])).map("".join)


VALUES = WORDS | joined("[", WORDS, "]") | joined("{", pairs(KEYS, WORDS), "}") | NOISE
BELOW = st.tuples(
    st.sampled_from(["", " ", "  ", "    "]), st.lists(pairs(KEYS, VALUES) | VALUES.map("- {}".format), max_size=4)
).map(lambda found: "".join(f"\n{found[0]}{line}" for line in found[1]))
LINES = pairs(KEYS, VALUES) | st.tuples(KEYS, st.just(":"), BELOW).map("".join) | NOISE | st.just("")
FRONTS = st.lists(LINES, min_size=1, max_size=5).map("\n".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text, sign = draw(FRONTS), draw(SIGNS)
    place = draw(st.integers(0, len(text)))
    return text[:place] + sign + text[place + draw(st.integers(0, 2)) :]


@settings(max_examples=500)
@given(FRONTS | mutated() | st.text(max_size=60))
def test_what_is_answered_is_what_both_parsers_answer(text: str) -> None:
    check(text)


def test_a_plain_text_needs_no_parser() -> None:
    program = (
        "import sys\nfrom chronicle.base.marked_yaml import parse\nparse('a: b', path='')\nprint('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_what_is_unprintable_is_what_yaml_says_and_what_ends_a_line_unseen() -> None:
    unseen = frozenset("\x85\u2028\u2029\ufeff")
    characters = map(chr, range(sys.maxunicode + 1))
    found = {character for character in characters if UNPRINTABLE.match(character)}
    refused = {character for character in map(chr, range(sys.maxunicode + 1)) if Reader.NON_PRINTABLE.match(character)}
    assert refused | unseen == found
