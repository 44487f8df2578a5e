"""Every page, in every direction of writing, with friendly and with hostile text."""

from __future__ import annotations

import json
import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import lxml.html
import pytest
import theme_pages as pages
import theme_parts as parts
from lxml import etree

from chronicle.theme.loader import theme_folders
from chronicle.theme.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

Element = Any
"""An element of lxml, whose types do not follow what a path selects."""
HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = "\"><script>alert(1)</script> {{7*7}} </title> ' & \u2028 onload=x"
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
FRAMED: dict[str, tuple[str, Callable[..., object]]] = {
    "choice": ("choice.html", pages.choice),
    "home": ("home.html", pages.home),
    "year": ("archive.html", pages.year),
    "month": ("archive.html", pages.month),
    "day": ("archive.html", pages.day),
    "entry": ("entry.html", pages.entry),
    "parallel": ("parallel.html", pages.parallel),
    "about": ("about.html", pages.about),
    "topics": ("topics.html", pages.topics),
    "topic": ("topic.html", pages.topic),
    "search": ("search.html", pages.search),
    "names": ("names.html", pages.names),
    "name": ("name.html", pages.name),
    "404": ("404.html", pages.not_found),
}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(theme_folders(HERE), parts.LANGUAGES)


@pytest.fixture(params=FRAMED)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["en", "fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(renderer: Renderer, kind: str, language: str) -> Element:
    return made(renderer, kind, language)


def made(renderer: Renderer, kind: str, language: str = "en", **words: str) -> Element:
    template, view = FRAMED[kind]
    if kind == "parallel" and language == "fr":
        words["other"] = "en"
    return parsed(renderer.render(template, view(language, **words)))


def parsed(html: str) -> Element:
    return lxml.html.document_fromstring(html)


def as_xml(text: str) -> Element:
    return etree.fromstring(text.encode())


def text_of(found: list[Element]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in found]


def test_a_page_has_one_heading_one_main_and_a_skip_link_first(page: Element) -> None:
    assert 1 == len(page.xpath("//h1"))
    assert ["main"] == page.xpath("//main/@id")
    assert "#main" == page.xpath("//body//a/@href")[0]


def test_a_page_says_its_language_direction_and_kind(page: Element, kind: str, language: str) -> None:
    assert (language, "rtl" if language == "ar" else "ltr") == (page.get("lang"), page.get("dir"))
    assert kind == page.get("data-page-type")


def test_the_policy_comes_directly_after_the_charset(page: Element) -> None:
    first, second = list(page.find("head"))[:2]
    assert ("utf-8", POLICY) == (first.get("charset"), second.get("content"))
    assert "Content-Security-Policy" == second.get("http-equiv")


def test_nothing_on_a_page_needs_a_laxer_policy(page: Element, kind: str) -> None:
    assert [] == page.xpath("//style | //@style | //script[not(@type='application/ld+json') and not(@src)] | //iframe")
    active = ["form", "../../assets/search.js"] if kind == "search" else []
    assert sorted(active) == sorted([*(form.tag for form in page.xpath("//form")), *page.xpath("//script/@src")])
    assert [] == [name for name in page.xpath("//@*/..") if any(key.startswith("on") for key in name.keys())]  # noqa: SIM118 - lxml elements iterate over children


def test_headings_never_skip_a_level(page: Element) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    main = levels[levels.index(1) :]
    assert [] == [pair for pair in pairwise(main) if pair[1] > pair[0] + 1]


def test_ids_are_unique_and_every_fragment_has_one(page: Element) -> None:
    ids = page.xpath("//@id")
    assert sorted(set(ids)) == sorted(ids)
    assert set() == {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} - set(ids)
    assert set() == {name for names in page.xpath("//@aria-labelledby") for name in names.split()} - set(ids)


def test_links_stay_inside_the_site_wherever_it_is_hosted(page: Element, kind: str) -> None:
    links = page.xpath("//body//a/@href | //link[@rel!='canonical' and not(@hreflang)]/@href")
    inner = [link for link in links if not link.startswith(("#", "https://tass.example/", "https://www.wikidata.org/"))]
    expected = re.compile(r"/chronicle/" if kind == "404" else r"(\.\./)*[\w.-][\w./-]*(#\w+)?$")
    assert [] == [link for link in inner if not expected.match(link)]


def test_text_in_another_language_says_so_and_which_way_it_runs(page: Element) -> None:
    assert [] == page.xpath("//body//*[@lang][not(@dir)][not(@lang = ancestor::*[@lang][1]/@lang)]")


def test_a_description_is_long_enough_to_say_something(page: Element) -> None:
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert 40 <= len(description) <= 320


def test_alternates_are_those_of_the_view(renderer: Renderer) -> None:
    found = made(renderer, "entry", "fr").xpath("//link[@rel='alternate'][@hreflang]")
    base = parts.BASE_URL + "/{}/" + parts.ENTRY
    expected = [(tag, base.format(tag)) for tag in parts.LANGUAGES] + [("x-default", base.format("en"))]
    assert expected == [(link.get("hreflang"), link.get("href")) for link in found]


def test_the_address_shared_is_the_canonical_one(renderer: Renderer) -> None:
    page = made(renderer, "parallel", "en")
    canonical = page.xpath("//link[@rel='canonical']/@href")
    assert [f"{parts.BASE_URL}/en/{parts.ENTRY}"] == canonical
    assert canonical == page.xpath("//meta[@property='og:url']/@content")


def test_only_an_entry_is_shared_as_an_article(renderer: Renderer) -> None:
    kinds = {kind: made(renderer, kind).xpath("//meta[@property='og:type']/@content") for kind in FRAMED}
    assert {kind: ["website"] for kind in FRAMED} | {"entry": ["article"], "404": []} == kinds


def test_a_page_that_stands_for_missing_ones_is_not_indexed(renderer: Renderer) -> None:
    page = made(renderer, "404")
    assert ["noindex"] == page.xpath("//meta[@name='robots']/@content")
    assert [] == page.xpath("//link[@rel='canonical']")


def test_the_page_for_missing_ones_speaks_every_language(renderer: Renderer) -> None:
    headings = made(renderer, "404").xpath("//h2")
    assert "Il n’y a pas de page à cette adresse." in text_of(headings)
    assert "There is no page at this address." in text_of(headings)


def test_a_language_without_this_page_is_named_and_leads_nowhere(renderer: Renderer) -> None:
    (absent,) = made(renderer, "entry", "fr").xpath("//span[contains(@class, 'pill absent')]")
    assert "Հայերեն pas encore" == " ".join(absent.text_content().split())
    assert [] == absent.xpath(".//a | ancestor::a")


def test_a_gap_is_shown_with_its_reason_and_the_original(renderer: Renderer) -> None:
    (gap,) = made(renderer, "entry", "fr").xpath("//*[@id='p4']")
    assert "Un passage de l’original manque ici. La source elle-même l’a omis." == text_of(gap.xpath("./p"))[0]
    (original,) = gap.xpath(".//details/div")
    assert ("en", "ltr", "no") == (original.get("lang"), original.get("dir"), original.get("translate"))
    assert parts.PARAGRAPHS["en"][3] == original.text_content().strip()


def test_changed_and_added_passages_say_so_in_words(renderer: Renderer) -> None:
    changed = made(renderer, "entry", "fr").xpath("//*[@id='p2']/p[1]")
    assert ["L’original de ce passage a changé depuis sa traduction."] == text_of(changed)
    added = made(renderer, "entry", "ar").xpath("//*[@id='p5']/p[1]")
    assert ["في هذه الصيغة فقط؛ ليس في الأصل مقطع كهذا."] == text_of(added)


def test_what_is_unknown_is_shown_as_unknown(renderer: Renderer) -> None:
    provenance = pages.provenance("en", source=None, url=None, published=None, seed_sha256=None, accessed=None)
    html = renderer.render("entry.html", pages.entry("en", provenance=provenance))
    rows = dict(
        zip(
            *(text_of(parsed(html).xpath(f"//aside//{tag}")) for tag in ("dt", "dd")),
            strict=True,
        )
    )
    expected = {
        "Source": "unknown",
        "Published at": "address unknown",
        "Archived copy": "none known",
        "First published": "unknown",
        "Rights": "unknown",
        "SHA-256 of the clipping": "no clipping was kept",
    }
    assert expected == {key: rows[key] for key in expected}


def test_a_machine_translation_is_announced_above_its_text(renderer: Renderer) -> None:
    view = pages.entry("fr", provenance=pages.provenance("fr", translator_method="machine"))
    page = parsed(renderer.render("entry.html", view))
    (notices,) = page.xpath("//div[@class='notices']")
    assert "traduction automatique (langue de départ\u00a0: anglais)" in notices.text_content()


@pytest.mark.parametrize("access", ["excerpt", "metadata", "withdrawn"])
def test_text_that_is_withheld_is_announced(renderer: Renderer, access: str) -> None:
    html = renderer.render("entry.html", pages.entry("en", access=access, passages=()))
    notices = parsed(html).xpath("//div[@class='notices']/p")
    assert 1 == len(notices)


def test_a_parallel_row_keeps_an_empty_cell_and_says_why(renderer: Renderer) -> None:
    (row,) = made(renderer, "parallel", "en").xpath("//*[@id='p4']")
    left, right = row.xpath("./div")
    assert parts.PARAGRAPHS["en"][3] == left.text_content().strip()
    assert "No counterpart in French. It is not yet translated." == " ".join(right.text_content().split())
    assert right.get("lang") is None


def test_the_other_column_carries_its_language_and_is_not_translated(renderer: Renderer) -> None:
    page = parsed(renderer.render("parallel.html", pages.parallel("ar", "en")))
    (cell,) = page.xpath("//*[@id='p1']/*[@class='right']")
    assert ("en", "ltr", "no") == (cell.get("lang"), cell.get("dir"), cell.get("translate"))


def test_a_bar_of_the_strip_is_a_link_that_says_its_count(renderer: Renderer) -> None:
    strip = made(renderer, "home", "en").xpath("//svg")[0]
    assert "group" == strip.get("role")
    names = strip.xpath(".//a/@aria-label")
    assert ["October 2020: 2,250 articles", "November 2020: 66 articles", "December 2020: 1 article"] == names[2:]


def test_a_day_of_a_heat_grid_says_its_count_and_an_empty_day_is_no_link(renderer: Renderer) -> None:
    page = made(renderer, "year", "fr")
    assert "1er septembre 2020\u00a0: 1 article" in page.xpath("//table//a/@aria-label")
    (empty,) = page.xpath("(//table)[9]//td/span[.='3']")
    assert [] == empty.xpath("ancestor::a | .//a")


def test_structured_data_names_the_way_to_the_page(renderer: Renderer) -> None:
    documents = made(renderer, "day", "en").xpath("//script/text()")
    (crumbs,) = [json.loads(document) for document in documents]
    names = [item["name"] for item in crumbs["itemListElement"]]
    assert ["Karabakh chronicle", "2020", "November 2020", "Sunday, 15 November 2020"] == names


def test_hostile_titles_stay_text_on_every_page(renderer: Renderer, kind: str) -> None:
    page = made(renderer, kind, "en", title=HOSTILE)
    assert [] == page.xpath("//script[not(@type='application/ld+json') and not(@src)]")
    assert [] == page.xpath("//@onload")
    assert " ".join(HOSTILE.split()) in " ".join(page.findtext("head/title").split())
    for document in page.xpath("//script/text()"):
        json.loads(document)


def test_hostile_structured_data_cannot_end_its_element(renderer: Renderer) -> None:
    article = json.dumps({"headline": "</script><script>alert(1)</script>\u2028<!--"}, ensure_ascii=False)
    html = renderer.render("entry.html", pages.entry("en", json_ld=article))
    first = parsed(html).xpath("//script")[0]
    assert json.loads(article) == json.loads(first.text)
    assert "\u2028" not in first.text


def test_a_link_of_another_scheme_is_shown_but_leads_nowhere(renderer: Renderer) -> None:
    provenance = pages.provenance("en", url="javascript:alert(1)")
    html = renderer.render("entry.html", pages.entry("en", provenance=provenance))
    assert [] == parsed(html).xpath("//a[starts-with(@href, 'javascript')]")


def test_a_redirect_leads_to_the_new_address_without_script(renderer: Renderer) -> None:
    page = parsed(renderer.render("redirect.html", pages.redirect("en")))
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    target = urljoin(parts.BASE_URL + "/en/old/", refresh.removeprefix("0; url="))
    assert f"{parts.BASE_URL}/en/{parts.ENTRY}index.html" == target


def test_a_feed_is_xml_whatever_its_titles_hold(renderer: Renderer) -> None:
    title = HOSTILE + "\x0b\x00\ufffe ]]> &nbsp;"
    feed = as_xml(renderer.render("feed.xml", pages.feed("fr", title=title)))
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert HOSTILE + " ]]> &nbsp;" == feed.xpath("string(a:title)", namespaces=atom)
    assert f"{parts.BASE_URL}/fr/{parts.ENTRY}" == feed.xpath("string(a:entry/a:id)", namespaces=atom)
    assert "2020-11-15T00:00:00Z" == feed.xpath("string(a:updated)", namespaces=atom)


def test_the_sitemap_lists_every_page_with_all_its_alternates(renderer: Renderer) -> None:
    sitemap = as_xml(renderer.render("sitemap.xml", pages.sitemap()))
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    assert [f"{parts.BASE_URL}/{tag}/" for tag in parts.LANGUAGES] == sitemap.xpath("//s:loc/text()", namespaces=names)
    assert ["en", "fr", "ar", "x-default"] == sitemap.xpath("(//s:url)[1]/x:link/@hreflang", namespaces=names)


@pytest.mark.parametrize("empty", ["home", "month"])
def test_a_chronicle_without_entries_says_so(renderer: Renderer, empty: str) -> None:
    nothing: dict[str, Callable[[], object]] = {
        "home": lambda: pages.replaced(pages.home(), strip=(), years=(), latest=(), count=0, translated=0),
        "month": lambda: pages.replaced(pages.month(), strip=(), days=(), count=0),
    }
    page = parsed(renderer.render(FRAMED[empty][0], nothing[empty]()))
    assert "There are no entries yet." in text_of(page.xpath("//p[@class='empty']"))
