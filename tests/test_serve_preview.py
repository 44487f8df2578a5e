"""A preview in a real browser: what is saved is seen, what is wrong is said, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from browsing import visiting
from previewing import Preview, previewing
from sites import REPOSITORY, four_languages_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route
    from sites import Site

ENTRY = "content/2021/03/01/bridge-reopened.en.md"
FRENCH = "content/2021/03/01/bridge-reopened.fr.md"
PAGE = "en/2021/03/01/bridge-reopened/"
PANEL = "chronicle-diagnostics section"
NEW = """---
title: Ferry out of service
lang: en
date: 2021-04-02
---

The ferry did not sail on Friday.
"""
OWN_ABOUT = """{% extends "base.html" %}
{% set title = "About" %}
{% set description = "A page of our own" %}
{% block main %}<h1>Our own</h1>{% endblock %}
"""
LOADS = "sessionStorage.loads = 1 + Number(sessionStorage.loads || 0)"


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(four_languages_text())


@contextmanager
def looking(browser: Browser, site: Site, path: str = PAGE, *options: str) -> Iterator[tuple[Page, Preview]]:
    """A page of a preview; its loads are counted."""
    with previewing(site.root, *options) as preview, visiting(browser, preview.origin) as (page, complaints):
        page.set_default_timeout(30_000)
        page.add_init_script(LOADS)
        page.goto(preview.url + path)
        yield page, preview
        complaints.console = [text for text in complaints.console if "404" not in text and "WebSocket" not in text]


def loads(page: Page) -> int:
    return int(page.evaluate("Number(sessionStorage.loads)"))


def see(page: Page, text: str) -> None:
    page.get_by_text(text).first.wait_for()


def test_a_saved_body_is_seen_after_one_reload(chromium: Browser, site: Site) -> None:
    with looking(chromium, site) as (page, preview):
        site.edit(ENTRY, "reopened to traffic on Monday", "reopened to all traffic on Monday")
        see(page, "reopened to all traffic on Monday")
        assert preview.line().startswith(f"{ENTRY}: ")
        site.edit(FRENCH, "title: ", "title: Enfin, ")
        preview.line()
        see(page, "reopened to all traffic on Monday")
        assert 2 == loads(page)


def test_a_page_that_shows_nothing_of_an_edit_is_left_alone(chromium: Browser, site: Site) -> None:
    with looking(chromium, site, "en/about/") as (page, preview):
        site.edit(ENTRY, "reopened to traffic on Monday", "reopened to all traffic on Monday")
        preview.line()
        page.goto(preview.url + PAGE)
        see(page, "reopened to all traffic on Monday")
        assert 2 == loads(page)


def test_a_title_is_seen_on_every_page_that_shows_it(chromium: Browser, site: Site) -> None:
    with looking(chromium, site) as (page, preview):
        site.edit(ENTRY, "title: Bridge at Kirsava reopened", "title: Bridge at Kirsava open again")
        see(page, "Bridge at Kirsava open again")
        preview.line()
        page.goto(preview.url + "en/")
        see(page, "Bridge at Kirsava open again")


def test_a_style_sheet_is_swapped_without_a_reload(chromium: Browser, site: Site) -> None:
    shutil.copytree(os.path.join(REPOSITORY, "templates"), os.path.join(site.root, "templates"))
    with looking(chromium, site) as (page, _):
        sheet = "templates/static/chronicle.css"
        site.write(sheet, site.read(sheet) + "\nbody { letter-spacing: 7px !important; }\n")
        page.wait_for_function("() => getComputedStyle(document.body).letterSpacing === '7px'")
        page.wait_for_function("() => document.querySelectorAll('link[rel=stylesheet]').length === 1")
        assert 1 == loads(page)


def test_a_page_that_listens_late_is_told_of_the_sheets_that_it_missed(chromium: Browser, site: Site) -> None:
    shutil.copytree(os.path.join(REPOSITORY, "templates"), os.path.join(site.root, "templates"))
    with previewing(site.root) as preview, visiting(chromium, preview.origin) as (page, _):
        held: list[Route] = []
        page.route("**/livereload.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
        page.add_init_script(LOADS)
        page.goto(preview.url + PAGE, wait_until="domcontentloaded")
        page.wait_for_function("() => document.styleSheets.length && document.readyState !== 'loading'")
        for spacing in (6, 7):
            sheet = "templates/static/chronicle.css"
            site.write(sheet, site.read(sheet) + f"\nbody {{ letter-spacing: {spacing}px !important; }}\n")
            preview.line()
        assert "7px" != page.evaluate("getComputedStyle(document.body).letterSpacing")
        held[0].continue_()
        page.wait_for_function("() => getComputedStyle(document.body).letterSpacing === '7px'")
        assert 1 == loads(page)


def test_a_mistake_is_shown_over_the_last_good_page_and_heals(chromium: Browser, site: Site) -> None:
    with looking(chromium, site) as (page, _):
        good = site.read(ENTRY)
        site.write(ENTRY, good.replace("\ntitle:", "\ntitel:", 1))
        page.locator(PANEL).wait_for()
        assert f"{ENTRY}:2:1" in page.locator(PANEL).inner_text()
        assert "titel" in page.locator(PANEL).inner_text()
        see(page, "was reopened to traffic")
        site.write(ENTRY, good)
        page.locator(PANEL).wait_for(state="detached")
        assert 1 == loads(page)
        site.write(ENTRY, good.replace("\ntitle:", "\ntitel:", 1))
        page.locator(PANEL).wait_for()
        site.write(ENTRY, good.replace("to traffic", "to local traffic"))
        see(page, "reopened to local traffic")
        assert 0 == page.locator(PANEL).count()
        assert 2 == loads(page)


def test_a_mistake_is_named_at_the_terminal_and_on_pages_opened_later(chromium: Browser, site: Site) -> None:
    with looking(chromium, site) as (page, preview):
        site.edit(ENTRY, "\ntitle:", "\ntitel:")
        page.locator(PANEL).wait_for()
        page.goto(preview.url + "fr/")
        page.locator(PANEL).wait_for()
        page.get_by_role("button", name="Hide").click()
        assert 0 == page.locator(PANEL).count()
        code, complaints = preview.end()
        assert 0 == code
        assert f"{ENTRY}:2:1: error[unknown-key]" in complaints


def test_a_chronicle_that_cannot_be_built_at_first_appears_when_it_can(chromium: Browser, site: Site) -> None:
    good = site.read("chronicle.yml")
    site.write("chronicle.yml", good.replace("title:", "titel:"))
    with previewing(site.root) as preview:
        page = chromium.new_page()
        page.goto(preview.url)
        see(page, "No page yet")
        page.locator(PANEL).wait_for()
        site.write("chronicle.yml", good)
        see(page, "The Arda chronicle")
        assert "/arda/" in page.url
        page.close()


def test_new_renamed_and_deleted_entries_come_and_go(chromium: Browser, site: Site) -> None:
    with looking(chromium, site, "en/2021/04/02/ferry/") as (page, preview):
        see(page, "Page not found")
        site.write("content/2021/04/02/ferry.en.md", NEW)
        see(page, "The ferry did not sail on Friday.")
        old, new = (os.path.join(site.root, f"content/2021/04/02/{name}.en.md") for name in ("ferry", "boat"))
        os.rename(old, new)
        see(page, "Page not found")
        page.goto(preview.url + "en/2021/04/02/boat/")
        see(page, "The ferry did not sail on Friday.")
        shutil.rmtree(os.path.dirname(new))
        see(page, "Page not found")


def test_drafts_are_seen_and_marked(chromium: Browser, site: Site) -> None:
    site.write("content/2021/04/02/ferry.en.md", NEW.replace("---\n\n", "draft: true\n---\n\n", 1))
    with looking(chromium, site, "en/2021/04/02/ferry/") as (page, _):
        see(page, "This is a draft")


def test_templates_catalogues_registers_and_configuration_are_followed(chromium: Browser, site: Site) -> None:
    shutil.copytree(os.path.join(REPOSITORY, "templates"), os.path.join(site.root, "templates"))
    with looking(chromium, site) as (page, preview):
        site.edit("templates/entry.html", '<article class="entry">', '<article class="entry"><p>From the template</p>')
        see(page, "From the template")
        site.edit("content/topics.yml", "en: Bridges", "en: Crossings")
        see(page, "Crossings")
        catalogue = "templates/locale/en/LC_MESSAGES/chronicle.po"
        site.edit(catalogue, 'msgstr "Skip to the text"', 'msgstr "Jump to it"')
        see(page, "Jump to it")
        site.edit("chronicle.yml", "en: The Arda chronicle", "en: The river chronicle")
        see(page, "The river chronicle")
        site.edit("chronicle.yml", "https://example.org/arda", "https://example.org/another/place")
        page.wait_for_url("**/another/place/" + PAGE)
        assert preview.origin in page.url


def test_a_template_that_appears_replaces_the_default_one(chromium: Browser, site: Site) -> None:
    with looking(chromium, site, "en/about/") as (page, _):
        site.write("templates/about.html", OWN_ABOUT)
        see(page, "Our own")
        site.write("templates/about.html", "{% extends ")
        page.locator(PANEL).wait_for()
        assert "templates/about.html" in page.locator(PANEL).inner_text()
        shutil.rmtree(os.path.join(site.root, "templates"))
        page.locator(PANEL).wait_for(state="detached")
        page.get_by_text("Our own").wait_for(state="detached")


def test_an_editors_way_of_saving_is_one_reload(chromium: Browser, site: Site) -> None:
    with looking(chromium, site) as (page, preview):
        file = os.path.join(site.root, ENTRY)
        probe = os.path.join(os.path.dirname(file), "4913")
        text = site.read(ENTRY).replace("to traffic", "to local traffic")
        site.write(os.path.relpath(probe, site.root), "")
        os.remove(probe)
        os.rename(file, f"{file}~")
        site.write(ENTRY, text)
        os.remove(f"{file}~")
        see(page, "reopened to local traffic")
        preview.line()
        assert 2 == loads(page)


def test_a_burst_of_saves_is_seen_whole(chromium: Browser, site: Site) -> None:
    with looking(chromium, site) as (page, _):
        good = site.read(ENTRY)
        for number in range(200):
            site.write(ENTRY, good.replace("to traffic", f"to traffic {number}"))
        see(page, "reopened to traffic 199")
        assert loads(page) <= 8


def test_looking_serves_where_the_system_tells_nothing(chromium: Browser, site: Site) -> None:
    with looking(chromium, site, PAGE, "--poll") as (page, _):
        site.edit(ENTRY, "to traffic on Monday", "to all traffic on Monday")
        see(page, "reopened to all traffic on Monday")
        site.write("content/2021/04/02/ferry.en.md", NEW)
        page.goto(page.url.replace(PAGE, "en/2021/04/02/ferry/"))
        see(page, "The ferry did not sail on Friday.")


def test_a_preview_that_begins_again_is_found_again(chromium: Browser, site: Site) -> None:
    with looking(chromium, site) as (page, preview):
        port = preview.url.split(":")[2].partition("/")[0]
        preview.end()
        site.edit(ENTRY, "to traffic on Monday", "to all traffic on Monday")
        with previewing(site.root, "--port", port):
            see(page, "reopened to all traffic on Monday")


def test_the_published_sites_folder_is_never_touched(chromium: Browser, site: Site) -> None:
    assert site.build().is_done
    before = site.tree()
    with looking(chromium, site) as (page, _):
        site.edit(ENTRY, "to traffic on Monday", "to all traffic on Monday")
        see(page, "reopened to all traffic on Monday")
    assert before == site.tree()
    assert not any(b"livereload" in data for data in before.values())
