"""Simple Markdown read without the parser: equal to what the parser alone gives, and most of what people write."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_content_plain_prose import check

from chronicle.content import markdown
from chronicle.content.markdown import read_body
from chronicle.content.quick_blocks import quick_blocks

BODY = """\
The *first* paragraph has a [link](https://example.org/a?b=1&c=2 "A title"), **weight** and `code`.[^1]
Its second line: 10 > 5 & “so on”, [as he said](https://example.org/).

## What was *decided*

- One item, [*marked*](https://example.org/report).
- Another one.

1. First.
2. Second, of 1918.

![A page, signed](scan-1.jpg "Its first page (of two).")

![Another page](a/scan.PNG)

> They came at dawn, **all** of them.
>
> — *A witness*

| Year | Name | Sum |
| --- | :---: | ---: |
| 1918 | *Élise* | 1,200 |
| 1919 | Léon | 3 |

26 days later nothing had changed (file `ref-1509`).[^2] So said *a witness*[^3].

[^1]: Said the agency.

[^2]: And *another* [one](https://example.org/b).

[^3]: Who was there.
"""
FRAGMENTS = [
    *re.split(r"\n\n|\n", BODY), "Plain.", "*em*", "**strong**", "`code`", "a * b", "a*b*", "**a", "*a**", "_x_", "a_b",
    "(*em*)", "*em*[^1]", "**s**[a](https://e.org)", "*em*(a)", "*em*[", "*em*[a]*",
    "“*em*”", "*em*, *two* and **s**.", "«*x*»", "«**word** »", "é*x*", "*é*", "*a b*c", "*(a)*", "** a**",
    "*a *", "*a\nb*", "`a\nb`", "`a`b`", "``", "```", "[brackets]", "[br*a*]", "[a][b]", "[a]:", "[x]: https://e.org",
    "[a](/relative)", "[a](#p1)", "[a]()", "[a](https://e.org/%20)", '[a](https://e.org "t")(', "[`c`](https://e.org)",
    "[a\nb](https://e.org)", "![a](b)", "![a](b.png)", "![](b.png)", "![*a*](b.png)", "![a](b.svg)", "![ a ](b.png)",
    "![a](c/b.png)", '![a](b.png "c")', '![a](b.png  "c")', '![a](b.png "c" d)', "![a](b--c.webp)", "![a]: b.png",
    "^[x]", "^", "[^1]", "[^1](x)", "[^1]:", "[^01]", "[^4]: Unused.", "AT&T",
    "& co", "&amp;", "<b>", "!", "\\*", "|", "a | b", "- ", "- ---", "* x", "+ x", "1.", "12) x", "3. x",
    "1918. A year", "#x", "# ", "### `c`", "---", "***", "===", ">", "> *x", "  two", "    four", "\ttab", "text  ",
    "\u00a0x", "x\u00a0",
    "مرحبا *كلمة* x", "e\u0301*x*", "a\u2028b", "\u202ex", "| a |", "| --- |",
]  # fmt: skip
JOINTS = ["\n\n"] * 6 + ["\n"] * 4 + [" "] * 5 + ["", "\n\n\n", "\n \n"]


def test_a_whole_body_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    check(BODY)
    monkeypatch.setattr(markdown, "_parser", lambda: pytest.fail("the parser was asked"))
    kinds = [block.kind for block in read_body(BODY, path="a.md").value]
    assert ["paragraph", "heading", "list", "list", *["figure"] * 2, "quote", "table", "paragraph", "notes"] == kinds


@settings(max_examples=1500)
@given(st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(JOINTS)), max_size=8))
def test_fragments_in_any_order(pieces: list[tuple[str, str]]) -> None:
    check("".join(part for piece in pieces for part in piece))


@settings(max_examples=800)
@given(st.data())
def test_a_mutilated_body(data: st.DataObject) -> None:
    body = "\n\n".join(data.draw(st.lists(st.sampled_from(BODY.split("\n\n")), min_size=1, max_size=6)))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, min(len(body), start + 6)))
        body = body[:start] + data.draw(st.text("ab1. -#>*_[]()!<&|\\`~=:^\n'\"é", max_size=2)) + body[end:]
    check(body)


@pytest.mark.parametrize(
    "sign", ["*", "**", "`", "[", "[a](", "[^1]", "> ", "- ", "| a ", "1. ", "# ", "&", "!", "*a* ", "`a` ", "[a]"]
)
def test_a_sign_without_end_is_read_or_left_in_a_moment(sign: str) -> None:
    """Whatever takes more than a look at each sign would not end here while anyone waits."""
    body = sign * (200_000 // len(sign))
    found = quick_blocks(body, "en")
    assert found is None or 1 == len(found)
    check(sign * 40)
