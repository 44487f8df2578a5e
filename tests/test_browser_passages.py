"""A reader who links to a passage: with the mouse, with the keyboard, in another language; and one who copies text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from serving import Server

ENTRY = "/2021/03/01/bridge-reopened/"
WAYS = """passage => {
    const seen = each => each !== null && each.checkVisibility({opacityProperty: true, visibilityProperty: true});
    return [seen(passage.querySelector('.pilcrow')), seen(passage.querySelector('.elsewhere a'))];
}"""


def ways(page: Page, number: int) -> tuple[bool, bool]:
    """Whether the pilcrow of a passage and its other languages can be seen."""
    pilcrow, languages = page.locator(f"#p{number}").evaluate(WAYS)
    return pilcrow, languages


def test_the_link_of_a_passage_shows_on_hover_and_on_focus(chromium: Browser, four_languages_server: Server) -> None:
    with visiting(chromium, four_languages_server.origin) as (page, _):
        page.goto(four_languages_server.url("/en" + ENTRY))
        assert [(False, False)] * 2 == [ways(page, 1), ways(page, 2)]
        page.locator("#p2 > :last-child").hover()
        assert [(False, False), (True, True)] == [ways(page, 1), ways(page, 2)]
        page.mouse.move(0, 0)
        page.locator("#p1 .pilcrow").focus()
        assert [(True, True), (False, False)] == [ways(page, 1), ways(page, 2)]


@pytest.mark.parametrize("scripted", [True, False])
def test_the_keyboard_leads_to_the_same_passage_in_another_language(
    chromium: Browser, four_languages_server: Server, *, scripted: bool
) -> None:
    with visiting(chromium, four_languages_server.origin, java_script_enabled=scripted) as (page, _):
        page.goto(four_languages_server.url(f"/en{ENTRY}"))
        page.locator("#p2 .pilcrow").focus()
        page.keyboard.press("Enter")
        anchor = page.url.partition("#")[2]
        assert anchor.startswith("p-")
        page.locator("#p2 .pilcrow").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/fr/**")
        assert anchor == page.url.partition("#")[2]
        assert page.locator(f"#p2 #{anchor}").count() == 1


def test_what_is_copied_is_the_text_alone(chromium: Browser, four_languages_server: Server) -> None:
    with visiting(chromium, four_languages_server.origin) as (page, _):
        page.goto(four_languages_server.url("/en" + ENTRY))
        page.locator("#p2 .pilcrow").focus()
        copied = page.evaluate("""() => {
            getSelection().selectAllChildren(document.querySelector('.text'));
            return getSelection().toString();
        }""")
    assert "¶" not in copied
    assert "Русский" not in copied
    assert len(copied) > 100
