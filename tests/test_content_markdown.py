"""Bodies: which blocks, which HTML, and what is never published."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chronicle.base.digest import block_digest
from chronicle.content.escape import escape
from chronicle.content.links import link_problem
from chronicle.content.markdown import blocks, read_body
from chronicle.model.picture import Figure

EVERYTHING = """\
# Title

A *paragraph*
of two lines[^n].

- one
- two

> said

| a | b |
|---|---|
| 1 | 2 |

```sh
ls
```

---

[^n]: A note.
"""


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_a_note_inside_another_one_is_refused(mark: str) -> None:
    read = read_body(f"Text.[^1]\n\n[^1]: {mark}[^2]: A note.\n", path="a.md", first_line=4)
    assert ((), [("text-lost", 6, 1)]) == (read.value, [(d.code, d.line, d.column) for d in read.diagnostics])


def findings(body: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    return [(f.code, f.line, f.column) for f in read_body(body, path="a.md", first_line=first_line).diagnostics]


def test_each_group_of_a_body_is_a_block() -> None:
    assert [block.kind for block in blocks(EVERYTHING)] == [
        "heading",
        "paragraph",
        "list",
        "quote",
        "table",
        "code",
        "rule",
        "notes",
    ]


def test_plain_text_keeps_words_and_drops_signs() -> None:
    texts = [block.text for block in blocks(EVERYTHING)]
    assert texts == ["Title", "A paragraph of two lines.", "one two", "said", "a b 1 2", "ls", "", "A note."]


def test_a_no_break_space_stays_in_the_text() -> None:
    assert blocks("«\u00a0mot\u00a0»\nici")[0].text == "«\u00a0mot\u00a0» ici"


def test_the_digest_is_that_of_the_source_lines() -> None:
    assert blocks(EVERYTHING)[1].digest == block_digest("A *paragraph*\nof two lines[^n].")
    assert blocks("One\n\n\nTwo\n")[1].digest == block_digest("Two")


def test_headings_stand_below_the_title_of_the_page() -> None:
    html = "".join(block.html for block in blocks("# a\n\n###### b\n\n> ## c\n\nd\n=\n"))
    assert re.findall(r"<h\d>", html) == ["<h2>", "<h6>", "<h3>", "<h2>"]


def test_notes_of_two_languages_have_different_ids() -> None:
    english, french = (blocks("a[^1]\n\n[^1]: b\n", language=language)[0].html for language in ("en", "fr"))
    assert 'id="fnref-en-1"' in english
    assert 'id="fnref-fr-1"' in french


RAW_HTML = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src=//a>",
    "<b>x</b>",
    "<a href=javascript:alert(1)>x</a>",
    "<!-- x -->",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "<!DOCTYPE html>",
    "<style>x</style>",
    "<base href=//a>",
    "<meta http-equiv=refresh>",
    "<form><input></form>",
    "<object data=x>",
    "<embed src=x>",
    "<math>",
    "<template>",
    "</p></article>",
    "<ScRiPt>x",
    "<details open ontoggle=x>",
    "<link rel=stylesheet href=x>",
]


@pytest.mark.parametrize("raw", RAW_HTML)
@pytest.mark.parametrize("around", ["{}", "word {} word", "- {}", "> {}", "# {}", "| {} |\n|---|\n| {} |"])
def test_raw_html_is_text(raw: str, around: str) -> None:
    html = "".join(block.html for block in blocks(around.replace("{}", raw)))
    tree = lxml.html.fragment_fromstring(f"<div>{html}</div>")
    allowed = {"div", "p", "ul", "li", "blockquote", "h2", "table", "thead", "tbody", "tr", "th", "td"}
    assert {str(element.tag) for element in tree.iter()} <= allowed
    assert not any(set(element.attrib) for element in tree.iter())


@pytest.mark.parametrize(
    "literal",
    ["{{ config }}", "{% include 'a' %}", "{{< shortcode >}}", "{! include !}", "--8<-- 'a'", "::: module", "[[toc]]"],
)
def test_the_syntax_of_templates_is_literal(literal: str) -> None:
    assert blocks(literal)[0].text == literal


LINKS = {
    "https://example.org/a?b=c#d": True,
    "http://example.org": True,
    "mailto:a@example.org": True,
    "tel:+33123": True,
    "../talks/": True,
    "#p3": True,
    "/en/": True,
    "a/b:c": True,
    "HTTPS://example.org": True,
    "javascript:alert(1)": False,
    "JaVaScRiPt:alert(1)": False,
    "vbscript:x": False,
    "data:text/html,x": False,
    "data:image/png;base64,x": False,
    "file:///etc/passwd": False,
    "blob:x": False,
    "//example.org": False,
    "https://user@example.org": False,
    "https://u:p@example.org/": False,
    "https:example.org": False,
    "https:///a": False,
    "/%5Cexample.org": False,
    "%20javascript:x": False,
    "java%0Ascript:x": False,
    "ws://a": False,
    "x:y": False,
    "": False,
    "%6Aavascript:x": False,
    "mailto:a%0Ab@c": False,
    "about:blank": False,
    "view-source:https://a": False,
}


@pytest.mark.parametrize("address", LINKS)
def test_links_lead_only_where_they_may(address: str) -> None:
    assert (link_problem(address) is None) == LINKS[address]


@pytest.mark.parametrize(
    "written",
    [
        "[a](javascript:x)",
        "[a](java&#115;cript:x)",
        "[a](&#x6A;avascript:x)",
        "[a](<javascript:x>)",
        "<javascript:x>",
        "[a][b]\n\n[b]: javascript:x",
        "[a](\\\\example.org)",
        "[a](<java\tscript:x>)",
        "[a](&Tab;javascript:x)",
        "[a](//example.org)",
        "[a](<https://u@example.org>)",
        "[a]()",
    ],
)
def test_a_refused_link_is_told_and_leads_nowhere(written: str) -> None:
    outcome = read_body(written, path="a.md")
    assert [found.code for found in outcome.diagnostics] == ["link-refused"]
    assert "href" not in outcome.value[0].html


def test_a_refused_link_is_told_in_its_line_and_column() -> None:
    assert findings("One.\n\nTwo\nthree [a](x:y).\n", first_line=7) == [("link-refused", 10, 11)]


def test_links_that_leave_keep_the_reader_to_himself() -> None:
    assert 'rel="noopener nofollow noreferrer"' in blocks("[a](https://example.org)")[0].html
    assert "rel=" not in blocks("[a](../b/) <mailto:a@example.org>")[0].html


def test_attributes_cannot_be_broken() -> None:
    html = blocks('[a](https://example.org/"onmouseover=x "t\\" onclick=\\"x")')[0].html
    (link,) = lxml.html.fragment_fromstring(html).iter("a")
    assert set(link.attrib) <= {"href", "title", "rel"}


@pytest.mark.parametrize(
    "written",
    [
        "![a](b.svg)",
        "![a](b.html)",
        "![a](scan.pdf)",
        "![a](../../b.png)",
        "![a](..%2f..%2fb.png)",
        "![a](other/b.png)",
        "![a](a\\b.png)",
        "![a](.b.png)",
        "![a](<b%00.png>)",
        "![a](//a.org/b.png)",
        "![a](data:image/png;base64,iVBORw0KGgo=)",
        "![a](/etc/b.png)",
        "![a](file:///b.png)",
        "![a](https://a.org/b.png)",
        "![a][b]\n\n[b]: c.svg",
    ],
)
def test_pictures_are_refused(written: str) -> None:
    assert findings(written)[0] == ("picture-refused", 1, 1)


def test_a_picture_among_other_text_is_refused() -> None:
    for written in (
        "word ![a](b.png)",
        "- ![a](b.png)",
        "[![a](b.png)](https://a.org)",
        "| a |\n|---|\n| ![a](b.png) |",
    ):
        assert ["picture-refused"] == [code for code, _, _ in findings(written)]


def test_a_picture_alone_in_a_paragraph_is_a_figure() -> None:
    (block,) = blocks('![A *typed*\npage](<scan 1.jpg> "The &amp; of it")')
    assert ("figure", Figure("scan 1.jpg", "A typed page", "The & of it")) == (block.kind, block.figure)
    assert ("<p>The &amp; of it</p>", "A typed page The & of it") == (block.html, block.text)


def test_a_picture_may_be_written_as_editors_show_it() -> None:
    read = read_body("![A page](talks/a.jpg)\n\n![A page](hall/a.jpg)", path="content/2020/11/15/talks.en.md")
    assert [Figure("a.jpg", "A page", ""), Figure("", "", "")] == [block.figure for block in read.value]
    assert ["picture-refused"] == [found.code for found in read.diagnostics]


def test_a_picture_that_nobody_described_is_told() -> None:
    assert [("picture-undescribed", 3, 1)] == findings("Text.\n\n![](scan.jpg)")
    assert [] == findings("Text.\n\n![A page](scan.jpg)")


@pytest.mark.parametrize("written", ["![a\u202eb](c.jpg)", '![a](c.jpg "\u202e")'])
def test_deceiving_words_of_a_picture_are_told(written: str) -> None:
    assert ["deceiving-text"] == [code for code, _, _ in findings(written)]


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("a\u202eb", 1, 2),
        ("One.\n\na &#x202E; b", 3, 0),
        ("One.\n\ntwo\nthree \u2067four\n\nfive\u2069", 4, 7),
        ("a\n\ne" + "\u0301" * 9, 3, 2),
    ],
)
def test_deceiving_text_is_told_in_its_place(written: str, line: int, column: int) -> None:
    assert findings(written) == [("deceiving-text", line, column)]


@pytest.mark.parametrize("written", ["[Lavrov]: yes.", "[a]: https://a.org\n[A]: b\n\n[a]", "word\n\n[^1]: A note."])
def test_text_that_would_not_show_is_told(written: str) -> None:
    assert [code for code, _, _ in findings(written)] == ["text-lost"]


@given(st.integers(1, 40), st.sampled_from(["> ", "- ", "1. ", "> - "]))
def test_nested_text_shows_or_is_told(depth: int, sign: str) -> None:
    outcome = read_body(sign * depth + "word", path="a.md")
    told = [found.code for found in outcome.diagnostics] == ["text-lost"]
    assert told or [block.text for block in outcome.value] == ["word"]


def test_a_body_beyond_its_limit_is_refused_unread() -> None:
    assert findings("é" * (128 * 1024)) == []
    assert findings("é" * (128 * 1024) + "x") == [("file-too-large", 1, 0)]


@example("\r\x1f")
@given(st.text(st.characters(codec="utf-8"), max_size=300) | st.text("[]()<>*_`!^:&#;-|\\\n a1h/", max_size=80))
def test_any_body_is_read_and_gives_well_formed_html(body: str) -> None:
    for block in read_body(body, path="a.md").value:
        tree = lxml.html.fragment_fromstring(f"<div>{block.html}</div>")
        addresses = [element.get("href") for element in tree.iter("a") if element.get("href") is not None]
        assert all(link_problem(address or "") is None for address in addresses)
        assert not any(name.startswith("on") for element in tree.iter() for name in element.attrib)


HARMLESS = [
    "[russe et azerbaïdjanais] word.",
    "« Dans le cadre du suivi », a dit M. Lavrov.",
    "word.",
    "20,000 people (approx.) – 3 * 4 = 12",
    "snake_case_name",
    "A & B; AT&T",
    "x < y > z",
    "!",
    "C# and F#",
    "on-the-ground",
    "[1] and [2]",
    "100 % ~ 5",
    "Half-way -- there",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert escape(text) == text


ESCAPED = {
    "1. January": "1\\. January",
    "- said": "\\- said",
    "# 5": "\\# 5",
    "> x": "\\> x",
    "*a* [b] c_d": "\\*a\\* [b] c_d",
    "[a](b)": "\\[a](b)",
    "[a]: b": "\\[a]: b",
    "AT&amp;T": "AT\\&amp;T",
    "---": "\\---",
    "a\\*b": "a\\\\*b",
    "<https://a.org>": "\\<https://a.org>",
}


@pytest.mark.parametrize("text", ESCAPED)
def test_only_what_means_something_is_escaped(text: str) -> None:
    assert escape(text) == ESCAPED[text]


printable = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
syntax = st.sampled_from("*_`[]()<>!^&#;:+-=~|\\.1a \u00a0")


@given(st.text(printable | syntax, min_size=1, max_size=60))
def test_escaped_text_shows_exactly_as_it_was(text: str) -> None:
    folded = re.sub(" +", " ", text).strip(" ")
    found = blocks(escape(text))
    if not folded:
        assert found == ()
        return
    (block,) = found
    paragraph = lxml.html.fragment_fromstring(block.html)
    assert (paragraph.tag, list(paragraph), paragraph.text) == ("p", [], folded)


@given(st.lists(st.text(printable | syntax, min_size=1, max_size=30).filter(lambda text: text.strip(" ")), max_size=5))
def test_escaped_paragraphs_do_not_touch_one_another(texts: list[str]) -> None:
    found = blocks("\n\n".join(map(escape, texts)))
    assert [block.text for block in found] == [re.sub(" +", " ", text).strip(" ") for text in texts]


@pytest.mark.parametrize(
    "form",
    [
        "<![CDATA[",
        "![",
        "[](",
        "[a](b",
        "*a **b ",
        "`a``",
        "> ",
        "* a\n",
        "^[a",
        "[^a]",
        "|a",
        "&#",
        "\\",
        "a\n",
        "<a@",
        "_a*",
        "[a]: b\n",
    ],
)
def test_a_form_repeated_a_thousand_times_is_read(form: str) -> None:
    outcome = read_body(form * 1000, path="a.md")
    assert outcome.value or outcome.diagnostics
