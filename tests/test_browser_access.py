"""Readers with a screen reader, a keyboard, a small screen, a dark one, or a language from right to left."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from browsing import visiting
from linking import pages_of
from sites import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from serving import Server
    from sites import Site

AXE = os.path.join(REPOSITORY, "tools", "node_modules", "axe-core", "axe.min.js")
WIDTHS = (320, 768, 1280)
BRIDGE = "/2021/03/01/bridge-reopened/"
FOUND = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .map(each => each.id + ': ' + each.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', '))"""
FOCUS = """() => {
    const focused = document.activeElement
    if (focused === document.body) return null
    const box = focused.getBoundingClientRect(), style = getComputedStyle(focused)
    const ring = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
    const isTall = box.height > 3 && box.bottom > 0 && box.top < innerHeight
    const isWide = box.width > 3 && box.right > 0 && box.left < innerWidth
    const name = focused.textContent.trim() || focused.getAttribute('aria-label')
    return [name, focused.getAttribute('href'), ring, isTall && isWide]
}"""


class Stop(NamedTuple):
    """Where the focus is."""

    name: str
    href: str | None
    ring: float
    """Width of its outline in pixels."""
    is_in_view: bool


@cache
def axe() -> str:
    with open(AXE, encoding="utf-8") as file:
        return file.read()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    chromium: Browser, four_languages: Site, four_languages_server: Server, scheme: str
) -> None:
    chosen = {page.kind: page.address for page in pages_of(four_languages) if page.kind not in {"404", "redirect"}}
    addresses = sorted({*chosen.values(), "/ar" + BRIDGE, "/en" + BRIDGE, f"/ar{BRIDGE}with-en/"})
    violations = []
    with visiting(chromium, four_languages_server.origin, color_scheme=scheme) as (page, _):
        for address in addresses:
            page.goto(four_languages_server.url(address))
            page.evaluate(axe())
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                violations += [f"{address} at {width}: {found}" for found in page.evaluate(FOUND)]
    assert [] == violations


def test_axe_finds_nothing_on_this_repositorys_pages(
    chromium: Browser, golden_site: Site, golden_server: Server
) -> None:
    violations = []
    with visiting(chromium, golden_server.origin) as (page, _):
        for parsed in pages_of(golden_site):
            if parsed.kind in {"entry", "parallel", "home", "choice", "about"}:
                page.goto(golden_server.url(parsed.address))
                page.evaluate(axe())
                violations += [f"{parsed.address}: {found}" for found in page.evaluate(FOUND)]
    assert [] == violations


STOPS = "a[href]:visible, summary:visible, button:visible, input:not([type=radio]):visible, .modes:visible"
"""Radio buttons of one group are one stop."""


@pytest.mark.parametrize("address", ["/en" + BRIDGE, "/ar" + BRIDGE, "/fr/", "/ru/2021/03/", f"/en{BRIDGE}with-fr/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    chromium: Browser, four_languages_server: Server, address: str
) -> None:
    with visiting(chromium, four_languages_server.origin) as (page, _):
        page.goto(four_languages_server.url(address))
        expected = page.locator(STOPS).count()
        stops: list[Stop] = []
        while (stop := next_stop(page)) and len(stops) <= expected:
            stops.append(stop)
    assert "#main" == stops[0].href
    assert [] == [stop for stop in stops if not stop.is_in_view or stop.ring < 2]
    assert len(stops) >= expected


def next_stop(page: Page) -> Stop | None:
    page.keyboard.press("Tab")
    found = page.evaluate(FOCUS)
    return Stop(*found) if found else None


def test_the_skip_link_leads_past_the_masthead(chromium: Browser, four_languages_server: Server) -> None:
    with visiting(chromium, four_languages_server.origin) as (page, _):
        page.goto(four_languages_server.url("/en" + BRIDGE))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [390, 1280])
def test_arabic_pages_are_mirrored(chromium: Browser, four_languages_server: Server, width: int) -> None:
    starts = {}
    with visiting(chromium, four_languages_server.origin, viewport={"width": width, "height": 800}) as (page, _):
        for language in ("en", "ar"):
            page.goto(four_languages_server.url(f"/{language}{BRIDGE}"))
            assert {"en": "ltr", "ar": "rtl"}[language] == page.get_attribute("html", "dir")
            name = page.locator(".masthead .name a").bounding_box()
            assert name is not None
            starts[language] = name["x"] if language == "en" else width - name["x"] - name["width"]
            heading = page.locator("h1").evaluate("each => getComputedStyle(each).direction")
            assert {"en": "ltr", "ar": "rtl"}[language] == heading
    assert starts["en"] == pytest.approx(starts["ar"], abs=20)
    assert starts["ar"] < width / 3


def test_the_side_column_stands_at_the_inline_end(chromium: Browser, four_languages_server: Server) -> None:
    order = {}
    with visiting(chromium, four_languages_server.origin, viewport={"width": 1280, "height": 800}) as (page, _):
        for language in ("en", "ar"):
            page.goto(four_languages_server.url(f"/{language}{BRIDGE}"))
            text = page.locator("main .text").bounding_box()
            side = page.locator("main .provenance").bounding_box()
            assert text is not None
            assert side is not None
            order[language] = text["x"] < side["x"]
    assert {"en": True, "ar": False} == order


def test_passages_in_another_script_keep_their_own_direction(chromium: Browser, four_languages_server: Server) -> None:
    with visiting(chromium, four_languages_server.origin) as (page, _):
        page.goto(four_languages_server.url(f"/ar{BRIDGE}with-en/"))
        foreign = page.locator("main [lang=en]")
        assert foreign.count() > 0
        assert {"ltr"} == {each.evaluate("each => getComputedStyle(each).direction") for each in foreign.all()}
