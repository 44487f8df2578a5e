"""A saved web page gives its article, what it says of it, and a line for all the clutter."""

# ruff: noqa: E501 - markup reads best in one line

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saved_pages import ARTICLES, COOKIE_WALL, ENGLISH, LAYOUTS, PAYWALL, Article, liveblog, news, soup, table, teasers

from chronicle.seeds.decode import decode_seed
from chronicle.seeds.normalise import normalise
from chronicle.seeds.overrides import Override
from chronicle.seeds.read import RawSeed
from chronicle.seeds.reading.document import compose
from chronicle.seeds.reading.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from chronicle.base.diagnostics import Outcome
    from chronicle.seeds.reading.document import Document


def read(page: str | bytes) -> Outcome[Document | None]:
    return FORMATS[".html"].read(page.encode() if isinstance(page, str) else page, "seeds/a.html")


def document(page: str | bytes) -> Document:
    found = read(page).value
    assert found is not None
    return found


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.language)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_gives_the_article_and_drops_the_clutter_with_a_line(
    layout: Callable[[Article], str], article: Article
) -> None:
    found = document(layout(article))
    texts = [piece.text for piece in found.pieces if layout is not liveblog or piece.text != "10:00"]
    assert (article.headline, list(article.paragraphs)) == (found.title, texts)
    left_out = "".join(dropped.text for dropped in found.dropped)
    assert layout(article).split("<body", 1)[-1].count("CLUTTER ") - 2 * (layout is news) <= left_out.count("CLUTTER")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.language)
def test_day_author_address_and_language_come_from_the_linked_data(article: Article) -> None:
    told = document(news(article)).metadata
    assert (date(2020, 11, 15), "A. Reporter", article.url, article.language) == (
        told.published,
        told.author,
        told.url,
        told.language,
    )
    assert ((article.language, article.url),) == told.alternates


def test_a_day_in_the_byline_is_the_pages_day() -> None:
    found = document(teasers(ENGLISH))
    text, places = compose(found)
    raw = RawSeed("seeds/a.html", "0" * 64, "utf-8", text, is_markdown=False, document=found, places=places)
    seed = normalise(raw, languages=("en",), override=Override()).value
    assert seed is not None
    assert (date(2020, 11, 15), "metadata") == (seed.date, seed.date_evidence)


def test_a_page_that_says_nothing_of_itself_invents_nothing() -> None:
    told = document(table(ENGLISH)).metadata
    assert (None, None, None, None, None, ()) == (
        told.published,
        told.language,
        told.url,
        told.author,
        told.accessed,
        told.alternates,
    )


@pytest.mark.parametrize(
    ("note", "url", "day"),
    [
        ("<!-- saved from url=(0031)https://example.org/2020/a.html -->", "https://example.org/2020/a.html", None),
        (
            "<!--\n Page saved with SingleFile \n url: https://example.org/b \n saved date: Sun Nov 15 2020 10:00:00 GMT+0400\n-->",
            "https://example.org/b",
            date(2020, 11, 15),
        ),
        ("<!-- saved from url=(0011)file:///etc -->", None, None),
    ],
)
def test_what_the_browser_noted_tells_where_and_when_a_page_was_saved(
    note: str, url: str | None, day: date | None
) -> None:
    told = document(note + table(ENGLISH)).metadata
    assert (url, day) == (told.url, told.accessed)


@pytest.mark.parametrize(
    ("page", "word"),
    [
        (PAYWALL, "paywall"),
        (COOKIE_WALL, "cookie wall"),
        ("<p>text</p>", "no article"),
        ("<html><body><h1>Only a title of some length, and nothing else at all below it</h1>", "no article"),
        (soup(ENGLISH).replace("A short line closes the report.", "Подпишитесь, чтобы читать дальше"), "paywall"),
    ],
)
def test_a_wall_is_no_article(page: str, word: str) -> None:
    outcome = read(page)
    assert outcome.value is None
    assert ["seed-no-article"] == [found.code for found in outcome.diagnostics]
    assert word in outcome.diagnostics[0].message


def test_headings_lists_and_quotations_stay_what_they_are() -> None:
    parts = (
        "<h2>A part</h2><ul><li>one thing <b>bold</b><li>another</ul><blockquote><p>words of somebody</p></blockquote>"
    )
    found = document(soup(ENGLISH).replace("<div class=x5>", f"<div class=x5>{parts}"))
    assert [("heading", "A part"), ("list", "one thing bold\nanother"), ("quote", "words of somebody")] == [
        (piece.kind, piece.text) for piece in found.pieces[:3]
    ]


def test_a_line_tells_where_what_was_left_out_stood() -> None:
    (found,) = [dropped for dropped in document(wrapped("<p>x")).dropped if dropped.reason == "footer"]
    assert (3, 9, "the end") == (found.line, found.column, found.text)


def wrapped(text: str) -> str:
    return f"<body>\n<article>{text} {'word, ' * 40}.</article>\n<footer>the end</footer>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (soup(ARTICLES[2]).encode(), "utf-8"),
        (soup(ARTICLES[2]).replace("<head>", "<head><meta charset=koi8-r>").encode("koi8-r", "replace"), "koi8-r"),
        (soup(ARTICLES[2]).replace("<head>", "<head><meta charset=iso-8859-1>").encode("cp1251", "replace"), "cp1251"),
        (soup(ARTICLES[2]).replace("<head>", "<head><meta charset=utf-7>").encode(), "utf-8"),
        (soup(ARTICLES[2]).encode("utf-16"), "utf-16-le"),
    ],
)
def test_a_page_is_read_by_its_bytes_and_a_lying_charset_is_not_believed(data: bytes, encoding: str) -> None:
    found = document(data)
    assert (encoding, "Министры обсудили миротворческую миссию по телефону") == (found.encoding, found.title)


def test_a_charset_that_is_no_charset_is_passed_over() -> None:
    assert "utf-8" == (decode_seed(b"x", path="a", declared="base64").value or ("", ""))[1]


def test_entities_that_point_outside_stay_as_they_are_written() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]>' + soup(ENGLISH)
    found = document(page.replace("A short line", "A short &x; &y; line"))
    assert "A short &x; &y; line closes the report." == found.pieces[-1].text


BASE = soup(ENGLISH).removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("hostile", "is_read"),
    [
        ("<script>document.write('<p>no</p>')</script><base href=https://evil.example><iframe src=x>no</iframe>", True),
        ("<p " + " ".join(f"a{number}='{number}'" for number in range(100_000)) + ">", True),
        ("<div>" * 25_000 + "</div>" * 25_000, True),
        ("<span>" * 50_000, True),
        ("<ul>" + "<li><p>" * 15_000, True),
        ("<p>" * 150_000, False),
        ("<p>" + "word and word. " * 340_000, False),
        ("<a title='" * 500_000, True),
        ("<!--" * 1_000_000, True),
        ("<" * 900_000, True),
        ("&" * 900_000, True),
        ("<b>&#" + "1" * 900_000 + ";</b>", True),
        ('<script type="application/ld+json">' + "[" * 1_000_000 + "</script>", True),
        ("<link rel=alternate hreflang=fr href=http://a.b/c>" * 20_000, True),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_hostile_page_takes_two_seconds_at_most(hostile: str, is_read: bool) -> None:  # noqa: FBT001 - a parameter
    tracemalloc.start()
    before = time.process_time()
    outcome = read(BASE + hostile)
    seconds, peak = time.process_time() - before, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (is_read, not is_read) == (outcome.value is not None, "file-too-large" in str(outcome.diagnostics))
    assert peak < 300 * 1024 * 1024
    assert seconds < 20  # with tracing on, about ten times the two seconds


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Mn"], exclude_characters="<>&\u00ad"), max_size=30)
TAGS = st.sampled_from(
    [
        "p",
        "div",
        "li",
        "ul",
        "h1",
        "h2",
        "h3",
        "a href=x",
        "span",
        "b",
        "blockquote",
        "nav",
        "aside",
        "td",
        "tr",
        "table",
        "section class=related",
        "div class='ad x'",
        "article",
        "main",
        "figure",
        "span hidden",
        "br",
        "form",
        "button",
    ]
)
SOUP = st.lists(st.one_of(TEXT, TAGS.map("<{}>".format), TAGS.map(lambda tag: f"</{tag.split()[0]}>")), max_size=40)


@settings(deadline=None, max_examples=150)
@given(SOUP)
def test_no_letter_or_digit_of_a_page_is_lost_and_their_order_stays(parts: list[str]) -> None:
    opening = escape(f"{ENGLISH.paragraphs[0]} {ENGLISH.paragraphs[1]}", quote=False)
    source = f"<div><p>{opening}</p>{''.join(parts)}</div>"
    found = read(source).value
    if found is None:
        return
    text, places = compose(found)
    raw = RawSeed("seeds/a.html", "0" * 64, "utf-8", text, False, found.repairs, found, places)  # noqa: FBT003 - a value
    seed = normalise(raw, languages=("en",), override=Override(lang="en")).value
    if seed is None or any(repair.rule == "mojibake" for repair in seed.repairs):
        return
    visible = opening + "".join(part for part in parts if not part.startswith("<"))
    kept = [seed.title if seed.title_source == "seed" else "", *seed.blocks]
    dropped = [each.text for each in seed.dropped]
    assert sorted(letters(visible)) == sorted(letters("".join(kept + dropped)))
    for part in (seed.blocks, [each.text for each in found.dropped]):
        remaining = iter(letters(visible))
        assert all(letter in remaining for letter in letters("".join(part)))


def letters(text: str) -> str:
    import unicodedata  # noqa: PLC0415 - here alone

    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())
