"""Pages of names, the links that lead there from texts, and what a build does when mentions change."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from linking import broken, broken_as_files, page_at, pages_of
from sites import four_languages_text

from chronicle.build.options import BuildOptions
from chronicle.build.warm import Warm
from chronicle.plan import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

SITE = """
-- chronicle.yml --
title: {en: A, fr: B}
description: {en: What happened, fr: Ce qui s’est passé}
base_url: https://example.org/a
languages: [en, fr]
-- content/sources.yml --
courier: {label: {en: The Courier, fr: Le Courrier}}
-- content/names.yml --
zurich: {type: place, label: {en: Zurich, fr: Zurich}, latitude: 47.37, longitude: 8.54}
echallens: {type: place, label: {en: Echallens, fr: Échallens}, latitude: 46.64, longitude: 6.63, wikidata: Q68198}
fribourg: {type: place, label: {en: Fribourg}, also: {en: [Freiburg], de: [Freiburg im Üechtland]}}
anna-petrova: {type: person, label: {en: Anna Petrova, ru: Анна Петрова}}
-- content/2020/11/15/talks.en.md --
---
title: Talks in Zurich
lang: en
date: 2020-11-15
source: {agency: courier}
place: {name: echallens}
---

Anna Petrova spoke in **Zurich** on Monday, and in Zurich again.

[Fribourg](https://example.com/) and `Fribourg` and, at last, Fribourg & Freiburg.

Nobody else spoke; Petrova’s words were few.
-- content/2020/11/15/talks.fr.md --
---
title: Pourparlers
lang: fr
translation_of: en
---

Anna Petrova a parlé à Zurich.
-- content/2020/11/16/after.en.md --
---
title: After
lang: en
date: 2020-11-16
---

Nothing more.

It was said in Freiburg.
"""


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(SITE)


def built(site: Site) -> Site:
    assert [] == [found for found in site.build().diagnostics if found.severity == "error"]
    return site


def text(site: Site, file: str) -> str:
    """The article of an entry's page."""
    return re.sub(r"(?s).*<div class=\"text\">|<aside.*", "", site.text(file))


def clean(site: Site) -> dict[str, bytes]:
    """The site as built from nothing."""
    site.build(output="clean", is_clean=True)
    return {name.removeprefix("clean/"): data for name, data in _tree(site, "clean").items()}


def _tree(site: Site, folder: str) -> dict[str, bytes]:
    from sites import read_tree  # noqa: PLC0415 - one test's business

    return read_tree(f"{site.root}/{folder}")


def test_the_first_mention_of_each_name_leads_to_its_page(site: Site) -> None:
    html = text(built(site), "en/2020/11/15/talks/index.html")
    links = re.findall(r'<a class="mention" href="\.\./\.\./\.\./\.\./names/([a-z-]+)/index\.html">([^<]*)</a>', html)
    assert [("anna-petrova", "Anna Petrova"), ("zurich", "Zurich"), ("fribourg", "Fribourg")] == links
    assert "<strong><a class=" in html
    assert 'nofollow noreferrer">Fribourg</a> and <code>Fribourg</code> and, at last, <a class="mention"' in html


def test_both_sides_of_a_parallel_page_lead_to_names_each_in_its_language(site: Site) -> None:
    page = page_at(pages_of(built(site)), "/en/2020/11/15/talks/with-fr/")
    links = page.tree.xpath("//*[@id='p1']//a[@class='mention']")
    expected = [
        ("../../../../../names/anna-petrova/index.html", None),
        ("../../../../../names/zurich/index.html", None),
        ("../../../../../../fr/names/anna-petrova/index.html", "fr"),
        ("../../../../../../fr/names/zurich/index.html", "fr"),
    ]
    assert expected == [(link.get("href"), link.get("hreflang")) for link in links]


def test_a_name_has_a_page_in_each_language_with_all_its_spellings_and_their_users(site: Site) -> None:
    page = page_at(pages_of(built(site)), "/fr/names/fribourg/")
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//dl[@class='spellings']/div")]
    assert [
        "Anglais Fribourg Le Courrier (1) Freiburg source inconnue (1), Le Courrier (1)",
        "Allemand Freiburg im Üechtland",
    ] == rows
    expected = [
        ("en", "https://example.org/a/en/names/fribourg/"),
        ("fr", "https://example.org/a/fr/names/fribourg/"),
        ("x-default", "https://example.org/a/en/names/fribourg/"),
    ]
    assert expected == page.alternates()
    assert "https://example.org/a/fr/names/fribourg/" in site.text("sitemap.xml")


def test_a_name_lists_its_entries_latest_first_and_leads_to_the_passages(site: Site) -> None:
    page = page_at(pages_of(built(site)), "/en/names/fribourg/")
    assert ["After", "Talks in Zurich"] == [link.text for link in page.tree.xpath("//*[@class='headline']/a")]
    expected = ["../../2020/11/16/after/index.html#p2", "../../2020/11/15/talks/index.html#p2"]
    assert expected == page.tree.xpath("//p[@class='passages']/a/@href")


def test_a_surname_alone_is_a_mention_where_the_person_is_named_in_full(site: Site) -> None:
    page = page_at(pages_of(built(site)), "/en/names/anna-petrova/")
    assert ["1", "3"] == page.tree.xpath("//p[@class='passages']/a/text()")


def test_a_place_knows_what_happened_there_and_an_entry_where(site: Site) -> None:
    pages = pages_of(built(site))
    place = page_at(pages, "/fr/names/echallens/")
    assert ["Pourparlers"] == [link.text for link in place.tree.xpath("//*[@class='headline']/a")]
    assert ["Cela s’est passé ici."] == place.tree.xpath("//li[@class='card']/p[@class='note']/text()")
    entry = page_at(pages, "/en/2020/11/15/talks/")
    assert "../../../../names/echallens/index.html" in entry.tree.xpath("//aside//dd/a/@href")


def test_a_place_lies_on_a_map_of_the_others_and_one_without_coordinates_does_not(site: Site) -> None:
    pages = pages_of(built(site))
    (map_,) = page_at(pages, "/en/names/zurich/").tree.xpath("//figure//svg")
    assert ["Zurich", "Echallens"] == map_.xpath(".//text[not(@class='degrees')]/text()")
    subject, other = ((float(dot.get("cx")), float(dot.get("cy"))) for dot in map_.xpath(".//circle"))
    assert subject[0] > other[0]
    assert subject[1] < other[1]  # Zurich lies to the north-east of Échallens
    wide, high = subject[0] - other[0], other[1] - subject[1]
    assert 1.78 == pytest.approx(wide / high, abs=0.01)  # 1.91° east times cos 47°, over 0.73° north
    assert ["Échallens"] == page_at(pages, "/fr/names/zurich/").tree.xpath("//figure//li/a/text()")
    assert [] == page_at(pages, "/en/names/fribourg/").tree.xpath("//svg")


def test_names_stand_in_the_order_of_the_language(site: Site) -> None:
    pages = pages_of(built(site))
    for language, expected in (
        ("en", ["Echallens", "Fribourg", "Zurich"]),
        ("fr", ["Échallens", "Fribourg", "Zurich"]),
    ):
        table = page_at(pages, f"/{language}/names/").tree.xpath("//section[@aria-labelledby='place']//tbody")[0]
        assert expected == table.xpath(".//th/a/text()")
        assert ["1", "2", "1"] == table.xpath(".//td[@class='count']/text()")


def test_every_page_has_a_way_to_the_names(site: Site) -> None:
    page = page_at(pages_of(built(site)), "/en/about/")
    assert "../names/index.html" in page.tree.xpath("//nav[@class='sections']//a/@href")


def test_a_body_edit_that_changes_no_mention_renders_one_page_and_its_parallels(site: Site) -> None:
    built(site)
    site.edit("content/2020/11/15/talks.en.md", "Nobody else spoke", "Nobody else said anything")
    expected = (
        "en/2020/11/15/talks/index.html",
        "en/2020/11/15/talks/with-fr/index.html",
        "fr/2020/11/15/talks/with-en/index.html",
    )
    assert expected == tuple(file for file in site.build().rendered if file != "fr/2020/11/15/talks/index.html")
    assert clean(site) == site.tree()


@pytest.mark.parametrize("is_warm", [False, True])
def test_a_body_edit_that_changes_a_mention_renders_the_pages_of_the_name(site: Site, *, is_warm: bool) -> None:
    warm = Warm(site.root, BuildOptions(date(2026, 1, 1)))
    warm.update()
    path = "content/2020/11/16/after.en.md"
    site.edit(path, "Nothing more.", "Nothing more in Zurich.")
    rendered = set((warm.update([path]) if is_warm else site.build()).rendered)
    expected = {f"{tag}/names/{name}index.html" for tag in ("en", "fr") for name in ("", "zurich/")}
    assert expected == {file for file in rendered if "/names/" in file}
    assert clean(site) == site.tree()
    site.edit(path, "in Zurich", "here")
    rendered = set((warm.update([path]) if is_warm else site.build()).rendered)
    assert expected <= rendered
    assert clean(site) == site.tree()


def test_another_spelling_in_the_register_is_found_in_texts_that_are_not_edited(site: Site) -> None:
    built(site)
    site.edit("content/names.yml", "en: [Freiburg]", "en: [Freiburg, Monday]")
    site.build()
    assert ">Monday</a>" in site.text("en/2020/11/15/talks/index.html")
    page = page_at(pages_of(site), "/en/names/fribourg/")
    assert ["1", "2"] == page.tree.xpath("(//p[@class='passages'])[2]/a/text()")
    assert clean(site) == site.tree()


@pytest.mark.parametrize(
    ("access", "passages"), [("full", ["1", "3"]), ("excerpt", ["1"]), ("metadata", []), ("withdrawn", [])]
)
def test_what_may_not_be_shown_is_mentioned_nowhere(site: Site, access: str, passages: list[str]) -> None:
    site.edit("content/2020/11/15/talks.en.md", "lang: en", f"lang: en\naccess: {access}")
    pages = pages_of(built(site))
    assert passages == page_at(pages, "/en/names/anna-petrova/").tree.xpath("//p[@class='passages']/a/text()")
    headlines = page_at(pages, "/en/names/zurich/").tree.xpath("//*[@class='headline']/a/text()")
    assert ["Talks in Zurich"] == headlines  # the title is shown whatever the access


def test_many_mentions_fill_several_pages_from_the_earliest_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "PART", 2)
    for number in range(5):
        head = f"title: 'T{number}'\nlang: en\ndate: 2021-01-0{number + 1}"
        site.write(f"content/2021/01/0{number + 1}/t.en.md", f"---\n{head}\n---\n\nIn Zurich.\n")
    pages = pages_of(built(site))
    titles = [
        page_at(pages, f"/en/names/zurich/{part}").tree.xpath("//*[@class='headline']/a/text()")
        for part in ("", "2/", "1/")
    ]
    assert [["T4", "T3"], ["T2", "T1"], ["T0", "Talks in Zurich"]] == titles
    assert [] == broken(site, base_url=site.url)
    site.write("content/2021/02/01/t.en.md", "---\ntitle: L\nlang: en\ndate: 2021-02-01\n---\n\nIn Zurich.\n")
    rendered = {file for file in site.build().rendered if "names/zurich" in file}
    assert {"en/names/zurich/index.html", "fr/names/zurich/index.html"} == rendered


def test_a_chronicle_may_do_without_names(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text().replace("\nlanguages:", "\nwithout: [names]\nlanguages:", 1))
    files = built(site).tree()
    assert [] == [
        file for file, data in files.items() if "/names/" in file or b"/names/" in data or b'class="mention"' in data
    ]
    assert [] == broken(site, base_url=site.url)


def test_links_to_names_hold_under_any_address_and_from_a_folder(make_site: Callable[[str], Site]) -> None:
    site = built(make_site(four_languages_text()))
    assert 'class="mention"' in site.text("ar/2021/05/10/market-day/index.html")
    assert [] == broken(site, base_url=site.url)
    assert [] == broken_as_files(site)


def test_a_name_with_quotes_and_entities_is_found_and_linked_where_it_stands(site: Site) -> None:
    site.edit("content/names.yml", "zurich:", "mill: {type: organisation, label: {en: '\"Mill\" & Sons'}}\nzurich:")
    site.edit("content/2020/11/16/after.en.md", "Nothing more.", 'He <b> saw the "Mill" & Sons.')
    html = text(built(site), "en/2020/11/16/after/index.html")
    assert 'the &quot;<a class="mention" href="../../../../names/mill/index.html">Mill&quot; &amp; Sons</a>.' in html
