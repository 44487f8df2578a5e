"""Scripts other than Latin in a real browser: size and leading of each, in pages of its own and in others'."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from browsing import visiting
from conftest import built, written
from serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from serving import Server

LANGUAGES = ("en", "ar", "fa", "he", "hy", "ka")
WORDS = {
    "en": "The bridge was reopened.",
    "ar": "أعيد فتح الجسر.",
    "fa": "پل دوباره گشوده شد.",
    "he": "הגשר נפתח מחדש.",
    "hy": "Կամուրջը վերաբացվել է։",
    "ka": "ხიდი კვლავ გაიხსნა.",
}
LEADINGS = {"en": 1.6, "ar": 1.85, "fa": 1.85, "he": 1.6, "hy": 1.7, "ka": 1.7}
SIZES = {"en": 1.0, "ar": 1.1, "fa": 1.1, "he": 1.0, "hy": 1.0, "ka": 1.0}
"""Beside Latin: the table of faces in the design."""
FACES = {"ar": "Noto Naskh Arabic", "fa": "Noto Naskh Arabic", "hy": "Noto Serif Armenian", "ka": "Noto Serif Georgian"}
STYLE = """each => {
    const style = getComputedStyle(each), size = parseFloat(style.fontSize);
    return {size, leading: parseFloat(style.lineHeight) / size, direction: style.direction, align: style.textAlign}
}"""
close = partial(pytest.approx, abs=0.02)


def text() -> str:
    titles = ", ".join(f"{language}: Arda" for language in LANGUAGES)
    head = f"title: {{{titles}}}\ndescription: {{en: The river}}\nbase_url: https://example.org/arda\n"
    parts = [f"-- chronicle.yml --\n{head}languages: [{', '.join(LANGUAGES)}]\n"]
    for language, words in WORDS.items():
        role = "date: 2021-03-01" if language == "en" else "translation_of: en"
        front = f"title: {words}\nlang: {language}\n{role}"
        parts.append(f"-- content/2021/03/01/bridge.{language}.md --\n---\n{front}\n---\n\n{words}\n")
    return "".join(parts)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(built(written(text(), str(tmp_path_factory.mktemp("scripts")))).output) as server:
        yield server


@pytest.fixture(scope="module")
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    with visiting(chromium, server.origin, viewport={"width": 1280, "height": 800}) as (page, _):
        yield page


def style(page: Page, selector: str) -> dict[str, Any]:
    found = page.locator(selector).first.evaluate(STYLE)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def latin(page: Page, server: Server) -> float:
    """The size of Latin text."""
    page.goto(server.url("/en/2021/03/01/bridge/"))
    return float(style(page, ".passage p")["size"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_has_its_size_and_leading_on_its_own_page(
    page: Page, server: Server, latin: float, language: str
) -> None:
    page.goto(server.url(f"/{language}/2021/03/01/bridge/"))
    own = style(page, ".passage p")
    assert (close(SIZES[language]), close(LEADINGS[language])) == (own["size"] / latin, own["leading"])


@pytest.mark.parametrize(
    ("language", "other"), [(one, other) for one in LANGUAGES for other in ("en", "ar", "fa") if one != other]
)
def test_two_scripts_side_by_side_have_each_its_own(
    page: Page, server: Server, latin: float, language: str, other: str
) -> None:
    page.goto(server.url(f"/{language}/2021/03/01/bridge/with-{other}/"))
    for side, shown in (("left", language), ("right", other)):
        found = style(page, f".row[id] .{side} p")
        assert (close(SIZES[shown]), close(LEADINGS[shown])) == (found["size"] / latin, found["leading"])
        assert ("rtl" if shown in {"ar", "fa", "he"} else "ltr") == found["direction"]


@pytest.mark.parametrize("language", FACES)
def test_a_script_is_set_in_its_own_face(page: Page, server: Server, language: str) -> None:
    page.goto(server.url(f"/{language}/2021/03/01/bridge/"))
    loaded = page.evaluate(
        "async () => { await document.fonts.ready;"
        " return [...document.fonts].filter(face => face.status == 'loaded').map(face => face.family) }"
    )
    assert FACES[language] in {name.strip('"') for name in loaded}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_window_is_read_in_the_faces_of_its_system(chromium: Browser, server: Server, language: str) -> None:
    with visiting(chromium, server.origin, viewport={"width": 412, "height": 800}) as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(server.url(f"/{language}/2021/03/01/bridge/"), wait_until="networkidle")
        assert [] == [url for url in asked if url.endswith(".woff2")]
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(server.url(f"/{language}/2021/03/01/"), wait_until="networkidle")
        assert [url for url in asked if url.endswith(".woff2")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_small_phone(page: Page, server: Server, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    other = "en" if language != "en" else "fa"
    for place in ("", "2021/", "2021/03/01/bridge/", f"2021/03/01/bridge/with-{other}/", "about/"):
        page.goto(server.url(f"/{language}/{place}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place
    page.set_viewport_size({"width": 1280, "height": 800})
