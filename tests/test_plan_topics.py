"""Pages of topics, and pages that a chronicle does without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from linking import broken, broken_as_files, page_at, pages_of
from sites import four_languages_text

from chronicle.config import parse_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

SITE = """
-- chronicle.yml --
title: {en: A, fr: B}
description: {en: What happened, fr: Ce qui s’est passé}
base_url: https://example.org/a
languages: [en, fr]
-- content/topics.yml --
water: {label: {en: Water, fr: Eau}}
bridges: {label: {en: Bridges}}
unused: {label: {en: Unused}}
-- content/2020/11/15/talks.en.md --
---
title: Talks
lang: en
date: 2020-11-15
topics: [water, bridges]
---

They talked.
-- content/2020/11/15/talks.fr.md --
---
title: Pourparlers
lang: fr
translation_of: en
---

Ils ont parlé.
-- content/2020/11/16/after.en.md --
---
title: After
lang: en
date: 2020-11-16
topics: [water]
---

Nothing more.
"""


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(SITE)


def built(site: Site) -> Site:
    assert [] == [found for found in site.build().diagnostics if found.severity == "error"]
    return site


def test_a_topic_lists_its_entries_latest_first_in_every_language(site: Site) -> None:
    pages = pages_of(built(site))
    page = page_at(pages, "/fr/topics/water/")
    assert ["After", "Pourparlers"] == [link.text for link in page.tree.xpath("//*[@class='headline']/a")]
    assert ["en"] == page.tree.xpath("//*[@class='headline']/@lang")
    expected = [
        ("en", "https://example.org/a/en/topics/water/"),
        ("fr", "https://example.org/a/fr/topics/water/"),
        ("x-default", "https://example.org/a/en/topics/water/"),
    ]
    assert expected == page.alternates()
    assert "https://example.org/a/fr/topics/water/" in site.text("sitemap.xml")


def test_all_topics_that_have_entries_are_named_with_their_counts(site: Site) -> None:
    page = page_at(pages_of(built(site)), "/fr/topics/")
    items = [" ".join(item.text_content().split()) for item in page.tree.xpath("//ul[@class='years']/li")]
    assert ["Bridges 1 article", "Eau 2 articles"] == items
    assert ["en"] == page.tree.xpath("//ul[@class='years']//a/@lang")
    assert "fr/topics/unused/index.html" not in site.tree()


def test_an_entry_leads_to_its_topics_and_the_home_page_to_all(site: Site) -> None:
    pages = pages_of(built(site))
    entry = page_at(pages, "/en/2020/11/15/talks/")
    assert "../../../../topics/water/index.html" in entry.tree.xpath("//dl//a/@href")
    assert "topics/index.html" in page_at(pages, "/en/").tree.xpath("//main//a/@href")


def test_a_topic_that_gets_another_name_is_shown_by_it(site: Site) -> None:
    built(site)
    site.edit("content/topics.yml", "en: Water", "en: Rivers")
    rendered = set(site.build().rendered)
    assert {"en/topics/index.html", "en/topics/water/index.html", "en/2020/11/15/talks/index.html"} <= rendered
    assert "fr/topics/water/index.html" not in rendered


def test_a_chronicle_without_topics_has_no_page_of_them(site: Site) -> None:
    for path in ("content/2020/11/15/talks.en.md", "content/2020/11/16/after.en.md"):
        site.write(path, "\n".join(line for line in site.read(path).split("\n") if not line.startswith("topics")))
    assert [] == [file for file in built(site).tree() if "topics" in file]


@pytest.mark.parametrize("kinds", ["parallel", "day", "parallel, day"])
def test_no_link_leads_to_a_page_that_is_not_wanted(make_site: Callable[[str], Site], kinds: str) -> None:
    site = make_site(four_languages_text().replace("\nlanguages:", f"\nwithout: [{kinds}]\nlanguages:", 1))
    files = built(site).tree()
    assert ("parallel" not in kinds) == any("/with-" in file for file in files)
    assert ("day" not in kinds) == ("en/2021/03/01/index.html" in files)
    assert [] == broken(site, base_url=site.url)
    assert [] == broken_as_files(site)


def test_pages_that_are_no_longer_wanted_are_removed(site: Site) -> None:
    built(site)
    site.edit("chronicle.yml", "languages:", "without: [parallel]\nlanguages:")
    assert ("en/2020/11/15/talks/with-fr/index.html", "fr/2020/11/15/talks/with-en/index.html") == site.build().pruned


def test_only_some_kinds_of_pages_can_be_done_without() -> None:
    text = "title: {en: A}\ndescription: {en: B}\nbase_url: https://example.org\nlanguages: [en]\nwithout: [dya]\n"
    (found,) = parse_config(text).diagnostics
    assert ("wrong-value", 5, 11) == (found.code, found.line, found.column)
    assert "did you mean `day`" in found.message
