"""Pages of the chronicle's own: where they stand, what leads to them, what may be wrong, and what an edit renders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import jsonschema
import pytest

from chronicle.check.schemas import json_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

SITE = """
-- chronicle.yml --
title: {en: The Arda chronicle, fr: Chronique de l’Arda, ar: سجل أردا}
description: {en: Along the river}
base_url: https://example.org/arda
languages: [en, fr, ar]
-- content/2021/03/01/bridge.en.md --
---
title: Bridge reopened
lang: en
date: 2021-03-01
---

The bridge was reopened.
-- content/pages/team.en.md --
---
title: Who we are
lang: en
description: The three people who keep this chronicle.
menu: true
---

We are **three**.

## How we work

By hand.
-- content/pages/team.ar.md --
---
title: من نحن
lang: ar
---

نحن ثلاثة.
-- content/pages/about.fr.md --
---
title: Pourquoi cette chronique
lang: fr
---

Parce que personne ne la tenait.
"""
TEAM = "content/pages/team.en.md"


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    found = make_site(SITE)
    assert [] == [one for one in found.build().diagnostics if one.severity != "info"]
    return found


def findings(site: Site) -> list[tuple[str, str, int]]:
    return [(found.code, found.path, found.line) for found in site.build().diagnostics if found.severity == "error"]


def main_of(site: Site, path: str) -> str:
    return site.text(path).partition("<main")[2].partition("</main>")[0]


def test_a_page_stands_under_its_name_in_its_language(site: Site) -> None:
    main = main_of(site, "en/team/index.html")
    assert "<h1>Who we are</h1>" in main
    assert "<p>We are <strong>three</strong>.</p>" in main
    assert "<h2>How we work</h2>" in main
    assert '<meta name="description" content="The three people who keep this chronicle.">' in site.text(
        "en/team/index.html"
    )


def test_alternates_are_the_versions_that_exist(site: Site) -> None:
    expected = {
        "en": "https://example.org/arda/en/team/",
        "ar": "https://example.org/arda/ar/team/",
        "x-default": "https://example.org/arda/en/team/",
    }
    for language in ("en", "ar"):
        html = site.text(f"{language}/team/index.html")
        assert expected == dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))
    assert "fr/team/index.html" not in site.tree()
    assert "<loc>https://example.org/arda/ar/team/</loc>" in site.text("sitemap.xml")


def test_every_page_of_a_language_leads_to_what_is_in_its_menu(site: Site) -> None:
    menus = {
        language: site.text(f"{language}/index.html").partition('<nav class="sections"')[2].partition("</nav>")[0]
        for language in ("en", "ar")
    }
    assert re.search(r'<a href="team/index.html">Who we are</a>', menus["en"])
    assert "team" not in menus["ar"]


def test_the_chronicles_own_words_stand_above_what_each_one_says_of_itself(site: Site) -> None:
    french, english = main_of(site, "fr/about/index.html"), main_of(site, "en/about/index.html")
    order = ("<h1>Pourquoi cette chronique</h1>", "<p>Parce que personne ne la tenait.</p>", "<h2>Comment citer</h2>")
    places = [french.index(text) for text in order]
    assert places == sorted(places)
    assert 1 == french.count("<h1>") == english.count("<h1>")
    assert "<h1>About this chronicle</h1>" in english
    assert 'hreflang="fr"' in site.text("en/about/index.html")


def test_an_edit_renders_its_page_alone(site: Site) -> None:
    site.edit(TEAM, "By hand.", "By hand, every day.")
    assert ("en/team/index.html",) == site.build().rendered
    assert "every day" in site.text("en/team/index.html")


def test_a_title_in_the_menu_is_on_every_page_of_its_language(site: Site) -> None:
    site.edit(TEAM, "Who we are", "The team")
    rendered = site.build().rendered
    assert "en/2021/03/01/bridge/index.html" in rendered
    assert [] == [file for file in rendered if file.startswith("fr/") and file.endswith(".html")]


@pytest.mark.parametrize("path", [TEAM, "content/pages/about.fr.md", "content/pages/team.ar.md"])
def test_a_page_that_comes_or_goes_leaves_what_a_clean_build_makes(site: Site, path: str) -> None:
    text, whole = site.read(path), site.tree()
    site.delete(path)
    site.build()
    lacking = site.tree()
    site.build(is_clean=True)
    assert lacking == site.tree() != whole
    site.write(path, text)
    site.build()
    assert whole == site.tree()


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("lang: en", "lang: fr", "language-against-path", 3),
        ("title: Who we are\n", "", "missing-key", 2),
        ("menu: true", "menue: true", "unknown-key", 5),
        ("menu: true", "menu: maybe", "wrong-value", 5),
        ("By hand.", "[x](javascript:alert)", "link-refused", 12),
        ("By hand.", "![Us](team/us.jpg)", "picture-refused", 12),
    ],
)
def test_a_mistake_is_reported_at_its_place(site: Site, old: str, new: str, code: str, line: int) -> None:
    before = site.tree()
    site.edit(TEAM, old, new)
    assert [(code, TEAM, line)] == findings(site)
    assert before == site.tree()


@pytest.mark.parametrize("name", ["2021", "names", "topics"])
def test_a_name_whose_address_is_taken_is_reported(make_site: Callable[[str], Site], name: str) -> None:
    site = make_site(SITE)
    site.edit("content/2021/03/01/bridge.en.md", "date: 2021-03-01", "date: 2021-03-01\ntopics: [bridges]")
    site.write("content/topics.yml", "bridges:\n  label: {en: Bridges}\n")
    site.write("content/names.yml", "arda:\n  type: place\n  label: {en: Arda}\n")
    site.write(f"content/pages/{name}.en.md", "---\ntitle: X\nlang: en\n---\n\nText.\n")
    assert [("address-taken", f"content/pages/{name}.en.md", 0)] == findings(site)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Team.en.md", "path-unsafe"), ("team.de.md", "unknown-language"), ("with-fr.en.md", "path-unsafe")],
)
def test_a_name_that_cannot_stand_in_an_address_is_reported(site: Site, name: str, code: str) -> None:
    language = name.split(".")[1]
    site.write(f"content/pages/{name}", f"---\ntitle: X\nlang: {language}\n---\n\nText.\n")
    assert [(code, f"content/pages/{name}", 0)] == findings(site)


def test_the_schema_takes_what_the_reader_takes() -> None:
    schema = json_schema("page")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"title": "X", "lang": "en", "description": "Y", "menu": True})
    assert not validator.is_valid({"lang": "en"})
    assert not validator.is_valid({"title": "X", "lang": "en", "date": "2020-11-15"})
