"""Judged queries: which entries a search must find, in the words and spellings of many languages."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from urllib.request import pathname2url

import pytest
from browsing import follow, visiting
from searching import Index
from serving import serving
from sites import REPOSITORY, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from serving import Server

TALKS, STATEMENT, ADDRESS = "2020-10-10/moscow-talks", "2020-11-09/joint-statement", "2020-11-10/address"
SOLDIERS, REFUGEES, ANSWER = "2020-11-10/soldiers-arrive", "2020-11-11/refugees", "2020-11-12/answer"
SPEECH, UKRAINIAN, GEORGIAN = "2020-11-12/speech", "2020-11-13/talks", "2020-11-14/exhibition"
BOOKS, SCHOOL, BRIDGES = "2020-11-14/books", "2020-11-15/school", "2020-11-15/bridges"
LETTERS, CHINESE = "2020-11-16/letters", "2020-11-16/statement"
KIRSAVA, CLOSED = "2021-01-05/kirsava", "2021-01-06/closed"
PASHINYAN = {STATEMENT, ADDRESS, ANSWER}
ALIYEV = {STATEMENT, SPEECH}
BAKU = {SOLDIERS, SPEECH}
REFUSED = re.compile(
    r"Access to font at 'file:\S+\.woff2'|Failed to load resource: net::ERR_FAILED \(file:\S+\.woff2\)"
)
"""What Chromium says on a disk where a page asks for a face at once; the sheet gets it there all the same."""

JUDGED: tuple[tuple[str, set[str]], ...] = (
    # one name, in any language, spelling and case
    ("Pashinyan", PASHINYAN),
    ("Pachinian", PASHINYAN),
    ("Pashinian", PASHINYAN),
    ("Пашинян", PASHINYAN),
    ("Пашиняна", PASHINYAN),
    ("Пашиняном", PASHINYAN),
    ("Փաշինյան", PASHINYAN),
    ("Փաշինյանը", PASHINYAN),
    ("باشينيان", PASHINYAN),
    ("وباشينيان", PASHINYAN),
    ("PASHINYAN’S", PASHINYAN),
    ("Никол Пашинян", PASHINYAN),
    ("Aliyev", ALIYEV),
    ("Алиевым", ALIYEV),
    ("Əliyev", ALIYEV),
    ("Eliyev", ALIYEV),
    ("Baku", BAKU),
    ("Bakou", BAKU),
    ("Баку", BAKU),
    ("Bakının", BAKU),
    ("باكو", BAKU),
    ("Лаврову", {TALKS}),
    ("Sergueï Lavrov", {TALKS}),
    ("CICR", {TALKS}),
    ("МККК", {TALKS}),
    ("croix rouge", {TALKS}),
    # the forms of a word
    ("negotiation", {TALKS}),
    ("ceasefires", {TALKS, STATEMENT}),
    ("ministers’ ceasefire", {TALKS}),
    ("négociations", {REFUGEES}),
    ("negociation", {REFUGEES}),
    ("réfugié", {REFUGEES}),
    ("signer", {STATEMENT}),
    ("l’école", {REFUGEES}),
    ("переговоры", {TALKS, UKRAINIAN}),
    ("переговорами", {TALKS, UKRAINIAN}),
    ("перемирия", {TALKS}),
    ("граждане", {ADDRESS}),
    ("مفاوضات", {SOLDIERS}),
    ("الرئيس", {SOLDIERS}),
    ("رئيس", {SOLDIERS}),
    ("الطائرة", {SOLDIERS}),
    ("جُنود", {SOLDIERS}),
    ("լրագրող", {ANSWER}),
    ("պատերազմը", {ANSWER}),
    ("jurnalist", {SPEECH}),
    ("школа", {UKRAINIAN}),
    ("пам'ятник", {UKRAINIAN}),
    ("საქართველო", {GEORGIAN}),
    ("მუზეუმი", {GEORGIAN}),
    ("کتاب", {BOOKS}),
    ("كتاب", {BOOKS}),
    ("okul", {SCHOOL}),
    ("İstanbul'un", {SCHOOL}),
    ("strasse", {BRIDGES}),
    ("Brücke", {BRIDGES}),
    ("canción", {LETTERS}),
    ("organizacion", {LETTERS}),
    ("停火", {CHINESE}),
    ("外交部", {CHINESE}),
    # topics are found by their labels too
    ("prisonnier", {TALKS}),
    ("огня", {TALKS, STATEMENT}),
    # the beginning of a word, and words that say nothing
    ("ceas", {TALKS, STATEMENT}),
    ("the ceasefire of the ministers", {TALKS}),
    ("и переговоров", {TALKS, UKRAINIAN}),
    ("xylophone", set()),
    # what is not published is not found
    ("cheese", {KIRSAVA}),
    ("marmalade", set()),
    ("closed archive", {CLOSED}),
    ("porcelain", set()),
    ("zeppelins", set()),
)
FILTERED: tuple[tuple[dict[str, str], set[str]], ...] = (
    ({"q": "ceasefire", "source": "courier"}, {STATEMENT}),
    ({"q": "ceasefire", "topic": "prisoners"}, {TALKS}),
    ({"q": "Pashinyan", "language": "hy"}, {ANSWER}),
    ({"q": "negotiations", "name": "sergey-lavrov"}, {TALKS}),
    ({"q": "negotiations", "name": "nikol-pashinyan"}, set()),
)

ASK = """asked => {
    const form = document.getElementById("search");
    for (const control of form.querySelectorAll("[name]")) control.value = asked[control.name] ?? "";
    document.getElementById("status").textContent = "";
    form.requestSubmit();
}"""
"""Fills in the form and sends it."""


def corpus() -> str:
    with open(os.path.join(REPOSITORY, "tests", "search_corpus.txt"), encoding="utf-8") as file:
        return file.read()


@pytest.fixture(scope="module", params=[32, 1], ids=["one shard", "many shards"])
def searched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The chronicle of the judged queries, built."""
    from conftest import built, written  # noqa: PLC0415 - as a fixture does it, for a site that lasts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chronicle.plan.search.ENTRIES_PER_SHARD", request.param)
        return built(written(corpus(), str(tmp_path_factory.mktemp("searched"))))


@pytest.fixture(scope="module")
def server(searched: Site) -> Iterator[Server]:
    with serving(searched.output) as served:
        yield served


def test_the_index_leads_from_every_judged_query_to_its_entries(searched: Site) -> None:
    index = Index(searched.output)
    found = [(query, index.find(query)) for query, _ in JUDGED]
    assert [*JUDGED] == found


def test_the_index_knows_the_facts_of_entries(searched: Site) -> None:
    index = Index(searched.output)
    assert [*FILTERED] == [(asked, index.find(asked["q"], **without_query(asked))) for asked, _ in FILTERED]


def test_a_reader_finds_the_entries_of_every_judged_query(chromium: Browser, server: Server) -> None:
    asked = [({"q": query}, entries) for query, entries in JUDGED] + [*FILTERED]
    with visiting(chromium, server.origin) as (page, _):
        page.goto(server.url("/en/search/"))
        found = [(query, set(answers(page, query))) for query, _ in asked]
    assert asked == found


def without_query(asked: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if name != "q"}


def answers(page: Page, asked: dict[str, str]) -> list[str]:
    """The keys of the entries shown for a query and the values of filters."""
    page.evaluate(ASK, asked)
    page.locator("#status:not(:empty)").wait_for()
    return shown(page)


def shown(page: Page) -> list[str]:
    addresses = [link.get_attribute("href") or "" for link in page.locator("#results .headline a").all()]
    return [re.sub(r".*/(\d{4})/(\d\d)/(\d\d)/([^/]+)/index\.html", r"\1-\2-\3/\4", address) for address in addresses]


def search_page(url: str, **asked: str) -> str:
    return f"{url}?{urlencode(asked)}"


def test_a_result_shows_the_titles_of_all_languages_its_own_first(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.origin) as (page, _):
        page.goto(search_page(server.url("/fr/search/"), q="Пашинян", language="fr"))
        card = page.locator("#results .card")
        card.wait_for()
        titles = [link.inner_text() for link in card.locator(".headline a, .other a").all()]
        assert ["Trois dirigeants signent une déclaration commune", "Three leaders sign a joint statement"] == titles
        assert "9 novembre 2020" in card.inner_text()
        assert "en" == card.locator(".other a").get_attribute("lang")
        follow(page, card.locator(".other a"))
        assert "Nikol Pashinyan, Ilham Aliyev" in page.inner_text("main")


def test_an_unknown_source_is_said_to_be_unknown(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.origin) as (page, _):
        page.goto(search_page(server.url("/en/search/"), q="საქართველო"))
        page.locator("#results .card").wait_for()
        assert ["14 November 2020", "source unknown"] == page.locator("#results .meta > *").all_inner_texts()


def test_the_address_holds_the_query_and_the_filters(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.origin) as (page, _):
        page.goto(server.url("/en/search/"))
        page.select_option("#source", "courier")
        page.fill("#q", "ceasefire")
        page.press("#q", "Enter")
        page.locator("#results .card").wait_for()
        assert [STATEMENT] == shown(page)
        address = page.url
        assert search_page(server.url("/en/search/"), q="ceasefire", source="courier") == address
        page.goto(server.url("/en/"))
        page.goto(address)
        page.locator("#results .card").wait_for()
        assert [STATEMENT] == shown(page)
        assert ("ceasefire", "courier") == (page.input_value("#q"), page.input_value("#source"))


def test_filters_alone_list_the_latest_first(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.origin) as (page, _):
        page.goto(search_page(server.url("/en/search/"), year="2021"))
        page.locator("#results .card").first.wait_for()
        assert [CLOSED, KIRSAVA] == shown(page)


def test_results_are_announced_and_words_in_no_article_named(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.origin) as (page, _):
        page.goto(server.url("/en/search/"))
        assert {TALKS, STATEMENT} == set(answers(page, {"q": "ceasefire marmalade"}))
        status = page.locator("#status")
        assert "status" == status.get_attribute("role")
        assert "Articles found: 2 · In no article: marmalade" == status.inner_text()
        assert {SPEECH, SCHOOL} == set(answers(page, {"q": "jurnalist okul"}))
        assert "Articles found: 2 · No article has all of these words" in status.inner_text()


def test_the_keyboard_leads_from_anywhere_to_a_result(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.origin) as (page, _):
        page.goto(server.url("/en/search/"))
        page.keyboard.press("/")
        page.keyboard.type("Pashinyan")
        page.locator("#results .card").nth(2).wait_for()
        focus = "document.activeElement.closest('.card') ? [...results.children].indexOf(document.activeElement.closest('.card')) : document.activeElement.id"  # noqa: E501 - one expression
        steps = []
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"):
            page.keyboard.press(key)
            steps.append(page.evaluate(focus))
        assert [0, 1, 2, 2, 1, 0, "q", 0] == steps
        first = shown(page)[0]
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{first.replace('-', '/', 2)}/**")


def test_results_come_while_the_reader_types(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.origin) as (page, _):
        page.goto(server.url("/en/search/"))
        page.locator("#q").press_sequentially("Pashi")
        page.locator("#results .card").nth(2).wait_for()
        assert PASHINYAN == set(shown(page))


def test_the_search_works_from_a_folder(chromium: Browser, searched: Site) -> None:
    folder = "file://" + pathname2url(searched.output)
    with visiting(chromium, folder) as (page, complaints):
        page.goto(f"{folder}/index.html")
        follow(page, "h2 a[hreflang=en]")
        follow(page, "nav.sections a >> text=Search")
        assert PASHINYAN == set(answers(page, {"q": "Пашиняна"}))
        follow(page, page.locator("#results a"))
        assert "entry" == page.get_attribute("html", "data-page-type")
        faces = "document.fonts.load('1em Literata', 'ж').then(faces => faces.map(each => each.status))"
        assert ["loaded"] == page.evaluate(faces)
        complaints.console[:] = [said for said in complaints.console if not REFUSED.search(said)]


def test_without_script_the_page_says_what_to_do(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.origin, java_script_enabled=False) as (page, _):
        page.goto(server.url("/en/search/"))
        assert "The search needs JavaScript" in page.inner_text("main")
        assert not page.locator("form").is_visible()
        follow(page, "noscript a >> text=2021")
        assert "year" == page.get_attribute("html", "data-page-type")


def test_the_page_of_nothing_leads_to_the_search(chromium: Browser, make_site: Callable[[str], Site]) -> None:
    site = make_site(corpus())
    assert site.build(base_url="https://example.org/any/sub/path").is_done
    with serving(site.output) as served, visiting(chromium, served.origin) as (page, complaints):
        page.goto(served.url("/en/nowhere/"))
        follow(page, "a[href$='/fr/search/']")
        assert PASHINYAN == set(answers(page, {"q": "Pachinian"}))
        complaints.console[:] = [found for found in complaints.console if "404" not in found]
