"""A reader with a real browser: switching languages, without JavaScript, from a folder, in print."""

from __future__ import annotations

import io
import re
import time
from itertools import product
from typing import TYPE_CHECKING
from urllib.request import pathname2url

import pypdf
import pytest
from browsing import follow, visiting
from conftest import built
from linking import pages_of
from serving import serving
from sites import four_languages_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from linking import Page as ParsedPage
    from playwright.sync_api import Browser, Route
    from serving import Server
    from sites import Site

ENGLISH = "Special attention was paid to coordinating practical steps of the parties to the joint statement"
FRENCH = "Une attention particulière a été accordée à la coordination des mesures pratiques"
"""From the two articles as collected; neither sentence is touched by the import's repairs."""
BRIDGE = "/2021/03/01/bridge-reopened/"
TEXT_COLOURS = """() => [...document.querySelectorAll('main p, main h1, main li')]
    .filter(each => each.getClientRects().length)
    .map(each => getComputedStyle(each).color.match(/[\\d.]+/g).slice(0, 3).map(Number))"""


@pytest.fixture
def entry(golden_site: Site) -> str:
    """Address of this repository's entry without its language."""
    return next(page.address for page in pages_of(golden_site) if page.kind == "entry" and page.language == "en")[3:]


def test_the_switcher_leads_to_the_same_entry(chromium: Browser, golden_server: Server, entry: str) -> None:
    with visiting(chromium, golden_server.origin) as (page, _):
        page.goto(golden_server.url("/en" + entry))
        assert ENGLISH in page.inner_text("main")
        follow(page, "nav.languages a[hreflang=fr]")
        assert page.url in {golden_server.url(f"/fr{entry}"), golden_server.url(f"/fr{entry}index.html")}
        assert page.get_attribute("html", "lang") == "fr"
        assert FRENCH in page.inner_text("main")
        follow(page, "nav.languages a[hreflang=en]")
        assert ENGLISH in page.inner_text("main")


def test_a_language_without_the_entry_is_said_and_not_linked(chromium: Browser, four_languages_server: Server) -> None:
    with visiting(chromium, four_languages_server.origin) as (page, _):
        page.goto(four_languages_server.url("/fr/2021/03/09/talks-resumed/"))
        switcher = page.locator("nav.languages")
        assert ["en"] == [link.get_attribute("hreflang") for link in switcher.locator("a").all()]
        assert "Русский" in switcher.inner_text()


def test_the_gap_of_a_translation_is_shown(chromium: Browser, golden_server: Server, entry: str) -> None:
    lacking = "On November 9, Russian President Vladimir Putin, Azerbaijani President Ilham Aliyev"
    with visiting(chromium, golden_server.origin) as (page, _):
        page.goto(golden_server.url("/fr" + entry))
        gap = page.locator("#p5")
        assert lacking in (gap.text_content() or "")
        assert gap.locator(f"[lang=en]:has-text('{lacking}')").count() > 0


def test_a_passage_has_the_same_anchor_in_every_language(chromium: Browser, golden_server: Server, entry: str) -> None:
    with visiting(chromium, golden_server.origin) as (page, _):
        page.goto(golden_server.url(f"/en{entry}#p3"))
        assert ENGLISH in page.inner_text("#p3")
        page.goto(golden_server.url(f"/fr{entry}#p3"))
        assert FRENCH in page.inner_text("#p3")


def test_everything_reads_without_javascript(chromium: Browser, golden_server: Server, golden_site: Site) -> None:
    for parsed in one_of_each_kind(golden_site):
        if parsed.kind == "search":  # says then what to do without
            continue
        texts = []
        for scripted in (True, False):
            with visiting(chromium, golden_server.origin, java_script_enabled=scripted) as (page, _):
                page.goto(golden_server.url(parsed.address))
                texts.append((page.locator("main").inner_text(), page.locator("a:visible").count()))
        assert texts[0] == texts[1], parsed.file
        assert len(texts[0][0]) > 20, parsed.file


def test_the_whole_article_reads_without_javascript(
    chromium: Browser, four_languages: Site, four_languages_server: Server
) -> None:
    body = four_languages.read("content/2021/03/01/bridge-reopened.ru.md").split("---\n")[2]
    sentences = [re.sub(r"^(## |- |> )", "", line) for line in body.splitlines() if line]
    with visiting(chromium, four_languages_server.origin, java_script_enabled=False) as (page, _):
        page.goto(four_languages_server.url("/ru" + BRIDGE))
        shown = page.locator("main").inner_text().replace("\xa0", " ")
    assert [] == [sentence for sentence in sentences if sentence not in shown]


def test_clicks_lead_from_the_first_page_to_the_french_entry_in_a_folder(chromium: Browser, golden_site: Site) -> None:
    folder = "file://" + pathname2url(golden_site.output)
    with visiting(chromium, folder) as (page, _):
        page.goto(folder + "/index.html")
        follow(page, "h2 a[hreflang=en]")
        assert page.get_attribute("html", "data-page-type") == "home"
        follow(page, ".headline a")
        assert ENGLISH in page.inner_text("main")
        follow(page, "nav.languages a[hreflang=fr]")
        assert FRENCH in page.inner_text("main")
        assert page.get_attribute("html", "lang") == "fr"


def test_every_page_loads_without_complaint_and_fits_a_small_phone(chromium: Browser, any_site: Site) -> None:
    too_wide = []
    with (
        serving(any_site.output) as server,
        visiting(chromium, server.origin, viewport={"width": 320, "height": 640}) as (page, _),
    ):
        for parsed in pages_of(any_site):
            if parsed.kind in {"404", "redirect"}:
                continue
            page.goto(server.url(parsed.address))
            excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if excess > 0:
                too_wide.append(f"{parsed.address}: {excess}")
    assert [] == too_wide


def test_a_lost_reader_finds_the_way_back(chromium: Browser, four_languages: Site) -> None:
    base = re.sub(r"https?://[^/]+", "", four_languages.url)
    with (
        serving(four_languages.output, base=base) as server,
        visiting(chromium, server.origin) as (page, complaints),
    ):
        answer = page.goto(server.url("/no/such/page/"))
        assert answer is not None
        assert answer.status == 404
        complaints.console.clear()
        assert page.evaluate("document.styleSheets.length") > 0
        follow(page, "main a[hreflang=ru]")
        assert page.get_attribute("html", "lang") == "ru"


def test_an_old_address_leads_to_the_entry(chromium: Browser, four_languages_server: Server) -> None:
    with visiting(chromium, four_languages_server.origin) as (page, _):
        page.goto(four_languages_server.url("/old/bridge/"))
        page.wait_for_url(re.compile(r"/en/2021/03/01/bridge-reopened/"))
        assert "Bridge at Kirsava reopened" == page.inner_text("h1")


def test_print_holds_the_whole_text_dark_on_white(chromium: Browser, golden_server: Server, entry: str) -> None:
    with visiting(chromium, golden_server.origin, color_scheme="dark") as (page, _):
        page.goto(golden_server.url("/en" + entry))
        page.emulate_media(media="print", color_scheme="dark")
        assert [] == [colour for colour in page.evaluate(TEXT_COLOURS) if luminance(colour) > 0.4]
        assert [] == [nav for nav in page.locator("nav").all() if nav.is_visible()]
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    assert ENGLISH in text
    assert "creating conditions for a normal life in Nagorno-Karabakh" in text


def luminance(colour: list[float]) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    linear = [(v / 255) / 12.92 if v / 255 <= 0.04045 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def one_of_each_kind(site: Site) -> list[ParsedPage]:
    kinds = {page.kind: page for page in reversed(pages_of(site)) if page.kind not in {"404", "redirect"}}
    return [kinds[kind] for kind in sorted(kinds)]


@pytest.mark.parametrize(
    ("width", "mode", "beside", "shown"),
    [
        (1280, "", True, True),
        (1280, "One language", False, False),
        (1280, "One below the other", False, True),
        (320, "", False, False),
        (320, "One below the other", False, True),
        (320, "Side by side", True, True),
    ],
)
def test_parallel_pages_read_in_three_ways(  # noqa: PLR0913 - a case
    chromium: Browser, golden_server: Server, entry: str, width: int, mode: str, *, beside: bool, shown: bool
) -> None:
    with visiting(chromium, golden_server.origin, java_script_enabled=False) as (page, _):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(golden_server.url(f"/en{entry}with-fr/"))
        if mode:
            page.get_by_label(mode).check()
        french = page.locator("#p3").get_by_text(FRENCH)
        assert shown == french.is_visible()
        if not shown:
            page.locator("#p3 summary").click()
        left, right = page.locator("#p3 .left").bounding_box(), french.bounding_box()
        assert left
        assert right
        assert beside == (right["x"] >= left["x"] + left["width"])
        assert beside == (right["y"] < left["y"] + left["height"])


MOVED = """() => new Promise(done => {
    const found = []
    new PerformanceObserver(list => found.push(...list.getEntries().map(each => each.value)))
        .observe({type: 'layout-shift', buffered: true})
    setTimeout(() => done(found), 200)
})"""


def late(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()


@pytest.mark.parametrize(("fonts", "widths"), [("system", (320, 1280)), ("own", (320,))])
def test_nothing_moves_while_a_page_loads(
    chromium: Browser, make_site: Callable[[str], Site], fonts: str, widths: tuple[int, ...]
) -> None:
    """In the system's faces, each page as the first that a reader opens, and with a script that comes late."""
    site = make_site(four_languages_text())
    site.edit("chronicle.yml", "\nlanguages:", f"\nfonts: {fonts}\nlanguages:")
    built(site)
    chosen = {page.kind: page.address for page in pages_of(site) if page.kind not in {"404", "redirect"}}
    moved = {}
    with serving(site.output) as server:
        for address, width in product(chosen.values(), widths):
            with visiting(chromium, server.origin) as (page, _):
                page.route("**/*.js", late)
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(server.url(address))
                moved[address, width] = page.evaluate(MOVED)
    assert {} == {where: values for where, values in moved.items() if values}
