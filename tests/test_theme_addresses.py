"""Links that hold under any base path and from a disk, and text made safe for its place."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from urllib.parse import unquote, urljoin

import pytest
import theme_parts as parts
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup, escape

from chronicle.plan.machine_views import RobotsView
from chronicle.plan.views import Route
from chronicle.theme import filters
from chronicle.theme.filters import FILTERS

slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)
addresses = st.builds(
    lambda folders, end: "/" + "".join(part + "/" for part in folders) + end,
    st.lists(slugs, max_size=5),
    st.sampled_from(["", "feed.xml", "index.css", "#p3"]),
)


class OnPage(dict[str, object]):
    """What a filter takes of Jinja's context: the view."""

    def __init__(self, address: str) -> None:
        super().__init__(view=RobotsView(Route(address), parts.chrome("en"), ""))


def href(source: str, target: str) -> str:
    return str(FILTERS["href"](OnPage(source), target))


@given(addresses, addresses)
def test_a_relative_link_leads_to_its_address_under_any_base(source: str, target: str) -> None:
    source = source.partition("#")[0]
    path, hash_sign, fragment = target.partition("#")
    file = path + "index.html" if path.endswith("/") else path
    for base in ("https://example.org", "https://example.org/any/sub/path", "file:///media/disk"):
        page = base + source + ("index.html" if source.endswith("/") else "")
        assert base + file + hash_sign + fragment == urljoin(page, href(source, target))


@given(addresses, addresses)
def test_a_link_never_begins_at_the_root(source: str, target: str) -> None:
    assert not href(source.partition("#")[0], target).startswith("/")


@given(addresses, st.text("a/#&<>'\"% é"), st.sampled_from(["/sub", "/l'été&c/\"<>", "/caf%C3%A9"]))
def test_a_link_needs_no_escaping(source: str, target: str, base: str) -> None:
    lost = OnPage("/404.html")
    chrome = replace(parts.chrome("en"), base_url=f"https://example.org{base}")
    lost["view"] = RobotsView(Route("/404.html"), chrome, "")
    for link in (href(source.partition("#")[0], f"/{target}"), str(FILTERS["href"](lost, f"/{target}"))):
        assert escape(link) == link


def test_links_are_as_short_as_they_can_be() -> None:
    assert "../fr/index.html" == href("/en/", "/fr/")
    assert "../../../2020/index.html" == href("/en/2021/01/02/", "/en/2020/")
    assert "index.html#p3" == href("/en/2020/", "/en/2020/#p3")
    assert "assets/chronicle.css" == href("/", "/assets/chronicle.css")


def test_the_page_for_missing_ones_links_from_the_root_of_the_host() -> None:
    assert "/chronicle/en/" == href("/404.html", "/en/")
    assert "/chronicle/assets/icon.svg" == href("/404.html", "/assets/icon.svg")


def test_an_absolute_address_keeps_the_base_and_the_directory_form() -> None:
    assert "https://example.org/chronicle/en/2020/" == FILTERS["absolute"](OnPage("/en/"), "/en/2020/")


@given(st.text())
def test_any_text_becomes_well_formed_xml(text: str) -> None:
    written = f"<a>{filters.xml(text)}</a>".encode("utf-8", "strict")
    kept = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert kept.replace("\r\n", "\n").replace("\r", "\n") == (etree.fromstring(written).text or "")


@given(st.recursive(st.text() | st.integers() | st.booleans(), st.lists, max_leaves=5))
def test_json_in_a_script_is_the_same_json_and_cannot_end_it(value: object) -> None:
    script = filters.json_script(json.dumps(value, ensure_ascii=False))
    assert value == json.loads(script)
    assert set() == set("<>&\u2028\u2029") & set(script)


@given(st.text(max_size=400), st.integers(20, 300))
def test_a_cut_text_is_no_longer_than_asked(text: str, length: int) -> None:
    shortened = filters.cut(text, length)
    assert len(shortened) <= max(length, 1)
    assert shortened == text or shortened.endswith("…")


def test_a_text_is_cut_at_a_word() -> None:
    assert "The ministers discussed…" == filters.cut("The ministers discussed, on Sunday, the deployment", 27)


def test_an_escaped_text_is_cut_as_readers_see_it() -> None:
    assert "a & b…" == filters.cut(Markup("a &amp; b cccccc"), 8)


@pytest.mark.parametrize(
    ("tag", "expected"), [("fr", "fr_FR"), ("en", "en_US"), ("hy", "hy_AM"), ("fr-CA", "fr_CA"), ("xx", "xx")]
)
def test_a_language_has_the_locale_that_social_networks_expect(tag: str, expected: str) -> None:
    assert expected == filters.og_locale(tag)


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://tass.com/world/1", "tass.com"), ("http://[broken", "http://[broken"), ("nowhere", "nowhere")],
)
def test_a_link_out_is_shown_by_its_host(url: str, expected: str) -> None:
    assert expected == filters.host(url)


def test_countries_languages_and_lists_are_in_the_language_of_the_page() -> None:
    french = OnPage("/fr/")
    french["view"] = RobotsView(Route("/fr/"), parts.chrome("fr"), "")
    assert "Arménie" == FILTERS["country"](french, "AM")
    assert "ZZZ" == FILTERS["country"](french, "ZZZ")
    assert "géorgien" == FILTERS["language_name"](french, "ka")
    assert "anglais, russe et arabe" == FILTERS["listing"](french, ("anglais", "russe", "arabe"))
    assert "12\u202f500" == FILTERS["number"](french, 12_500)


def test_passages_that_only_a_translation_has_are_numbered_apart() -> None:
    assert ("3", "+1") == (filters.passage_number("p3"), filters.passage_number("a1"))


def test_links_are_percent_encoded() -> None:
    link = href("/en/", "/en/2020/façade/")
    assert ("2020/fa%C3%A7ade/index.html", "2020/façade/index.html") == (link, unquote(link))
    assert os.sep != "\\" or "\\" not in link


def test_xml_loses_what_its_grammar_has_not_and_nothing_else() -> None:
    """`Char` of XML 1.0, section 2.2; the three that are escaped aside."""
    allowed = (0x9, 0xA, 0xD, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000))
    text = "".join(chr(point) for point in range(0x110000) if chr(point) not in "<>&'\"")
    assert "".join(chr(point) for point in allowed if chr(point) not in "<>&'\"") == str(filters.xml(text))


def test_crumbs_are_a_list_of_names_and_whole_addresses() -> None:
    names = ("Chronicle", 'He said: "\\ </script>"\u2028\x01', "Ծ")
    crumbs = zip(names, ("/en/", "/en/é/", "/en/a/"), strict=True)
    written = str(FILTERS["breadcrumb_list"](OnPage("/en/a/"), crumbs))
    base = parts.chrome("en").base_url
    assert json.loads(written) == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": names[0], "item": f"{base}/en/"},
            {"@type": "ListItem", "position": 2, "name": names[1], "item": f"{base}/en/%C3%A9/"},
            {"@type": "ListItem", "position": 3, "name": names[2], "item": f"{base}/en/a/"},
        ],
    }


def test_safe_text_stays_safe_where_its_first_letter_is_raised() -> None:
    assert filters.opening("<b>") == "<b>"
    assert filters.opening("éa") == "Éa"
    raised = filters.opening(Markup("ÿ &amp; <i>x</i>"))
    assert isinstance(raised, Markup)
    assert raised == "Ÿ &amp; <i>x</i>"
