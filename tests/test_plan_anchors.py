"""Anchors: a link to a passage leads to the same text in every language, whatever is inserted or corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
import pytest
from linking import broken

from chronicle.base.digest import block_digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement
    from sites import Site

    from chronicle.build.options import BuildResult

FIRST, SECOND, THIRD = "The ministers met.", "They signed nothing.", "They will meet again."
TEXT = f"""\
-- chronicle.yml --
title: {{en: A chronicle, fr: Une chronique, ru: Хроника}}
description: {{en: Of talks., fr: Des pourparlers., ru: О переговорах.}}
base_url: https://example.org/c
languages: [en, fr, ru]
-- content/2020/11/15/talks.en.md --
---
title: Ministers talk
lang: en
date: 2020-11-15
---

{FIRST}

{SECOND}

{THIRD}
-- content/2020/11/15/talks.fr.md --
---
title: Les ministres discutent
lang: fr
translation_of: en
follows: ["{block_digest(FIRST)}", "-", "{block_digest(SECOND)}", "{block_digest(THIRD)}"]
---

Les ministres se sont vus.

Ceci n’est que dans la version française.

Ils n’ont rien signé.

Ils se reverront.
-- content/2020/11/15/talks.ru.md --
---
title: Министры
lang: ru
translation_of: en
follows: ["{block_digest(FIRST)}+{block_digest(SECOND)}"]
---

Министры встретились и ничего не подписали.
"""
ENTRY = "content/2020/11/15/talks.en.md"
KINDS = {"passage", "row"}
WORDS = {
    "en": (FIRST, SECOND, THIRD),
    "fr": ("Les ministres se sont vus.", "Ils n’ont rien signé.", "Ils se reverront."),
}


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    site = make_site(TEXT)
    assert site.build().is_done
    return site


def page(site: Site, language: str, part: str = "") -> HtmlElement:
    return lxml.html.fromstring(site.tree()[f"{language}/2020/11/15/talks/{part}index.html"])


def at(site: Site, language: str, anchor: str, part: str = "") -> str:
    """The text of the passage that an address with this anchor leads to."""
    (element,) = page(site, language, part).xpath("//*[@id=$anchor]", anchor=anchor)
    passage = next(each for each in (element, *element.iterancestors()) if KINDS & {*each.get("class", "").split()})
    return " ".join(passage.text_content().split())


def offered(site: Site, language: str = "en") -> list[str]:
    """The anchors that the pilcrows of a page name."""
    return [link.get("href", "").removeprefix("#") for link in page(site, language).find_class("pilcrow")]


def codes(result: BuildResult) -> list[tuple[str, str, int]]:
    return [(found.code, found.path, found.line) for found in result.diagnostics if found.code != "catalogue-missing"]


def test_a_passage_has_a_short_anchor_and_a_lasting_one_the_same_in_every_language(site: Site) -> None:
    for number, lasting in enumerate(offered(site)):
        for anchor in (f"p{number + 1}", lasting):
            for language, words in WORDS.items():
                assert words[number] in at(site, language, anchor)
            for part in ("with-fr/", "with-ru/"):
                assert WORDS["en"][number] in at(site, "en", anchor, part)
    assert "ничего не подписали" in at(site, "ru", offered(site)[1])
    assert THIRD in at(site, "ru", offered(site)[2])  # a gap, which offers the original


def test_the_lasting_anchor_is_the_digest_that_follows_names(site: Site) -> None:
    assert [f"p-{block_digest(text)}" for text in (FIRST, SECOND, THIRD)] == offered(site)


def test_each_passage_leads_to_itself_in_the_other_languages(site: Site) -> None:
    for language in ("en", "fr", "ru"):
        for passage in page(site, language).find_class("passage"):
            links = passage.xpath(".//*[@class='elsewhere']/a")
            if "addition" in passage.get("class", ""):
                assert [] == links
                continue
            for link in links:
                address, _, anchor = link.get("href", "").partition("#")
                assert f"/{link.get('hreflang')}/2020/11/15/talks/index.html" in address
                assert anchor in [passage.get("id"), *passage.xpath(".//@id")]
            assert 2 == len(links)
    assert [] == broken(site, base_url=site.url)


def test_links_keep_to_the_language_of_their_words(site: Site) -> None:
    link = page(site, "fr").xpath("//*[@class='elsewhere']/a[@hreflang='ru']")[0]
    assert "Passage 1\u00a0: Русский" == " ".join(link.text_content().split(" ")).strip()
    assert ["ru"] == link.xpath(".//@lang")


def test_what_is_cut_off_is_linked_to_nowhere(site: Site) -> None:
    site.edit(ENTRY, "date: 2020-11-15\n", "date: 2020-11-15\naccess: excerpt\n")
    assert site.build().is_done
    assert [] == [*page(site, "fr").find_class("elsewhere")]
    assert [] == broken(site, base_url=site.url)


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_the_links_of_old_pages_survive_an_inserted_paragraph(site: Site, place: int) -> None:
    anchors = offered(site)
    texts = [FIRST, SECOND, THIRD]
    texts.insert(place, "A paragraph that had been forgotten.")
    head = site.read(ENTRY).partition("\n---\n")[0]
    site.write(ENTRY, head + "\n---\n\n" + "\n\n".join(texts) + "\n")
    assert site.build().is_done
    for number, anchor in enumerate(anchors):
        for language, words in WORDS.items():
            assert words[number] in at(site, language, anchor)
    assert set(anchors) < set(offered(site))


def test_a_corrected_paragraph_keeps_its_anchor_while_a_translation_still_follows_the_former_text(site: Site) -> None:
    anchors = offered(site)
    site.edit(ENTRY, SECOND, "They signed  nothing at all.")
    assert site.build().is_done
    assert "They signed nothing at all." in at(site, "en", anchors[1])
    assert WORDS["fr"][1] in at(site, "fr", anchors[1])
    assert "They signed nothing at all." in at(site, "en", anchors[1], "with-ru/")


def test_an_old_anchor_leads_where_the_original_says(site: Site) -> None:
    new = "Before that they had talked by telephone."
    site.edit(ENTRY, SECOND, f"{new}\n\n{SECOND}")
    old = f"p2: {block_digest(SECOND)}, p3: {block_digest(THIRD)}, p-0123abcd: {block_digest(FIRST)}"
    site.edit(ENTRY, "date: 2020-11-15\n", f"date: 2020-11-15\nanchors: {{{old}}}\n")
    assert [] == codes(site.build())
    for language, words in WORDS.items():
        assert [True] * 3 == [words[n] in at(site, language, f"p{n + 1}") for n in range(3)]
        assert words[0] in at(site, language, "p-0123abcd")
    assert new in at(site, "en", f"p-{block_digest(new)}")
    assert new in at(site, "en", "n2")
    numbers = [row.text_content() for row in page(site, "en", "with-fr/").find_class("row-number")]
    assert ["1", "+1", "2", "3", "4"] == numbers


def test_an_anchor_that_leads_to_no_block_is_told(site: Site) -> None:
    site.edit(ENTRY, "date: 2020-11-15\n", "date: 2020-11-15\nanchors: {p2: 0123abcd}\n")
    assert [("anchor-lost", ENTRY, 5)] == codes(site.build())
    assert SECOND in at(site, "en", "p2")
    assert SECOND in at(site, "en", "n2")


def test_a_paragraph_that_stands_twice_has_two_anchors(site: Site) -> None:
    site.edit(ENTRY, THIRD, FIRST)
    assert site.build().is_done
    first, _, third = offered(site)
    assert f"{first}-2" == third
    for language in ("en", "fr", "ru"):
        ids = [*map(str, page(site, language).xpath("//@id"))]
        assert len({*ids}) == len(ids)


def test_what_only_a_translation_has_keeps_its_anchor_too(site: Site) -> None:
    (anchor,) = (name for name in offered(site, "fr") if re.fullmatch("a-[0-9a-f]{8}", name))
    assert "Ceci n’est que" in at(site, "fr", anchor)
    assert "Ceci n’est que" in at(site, "fr", anchor, "with-ru/")
    assert "Ceci n’est que" in at(site, "ru", anchor, "with-fr/")


def test_a_mention_leads_to_its_passage_where_an_old_anchor_leads_elsewhere(site: Site) -> None:
    label = "type: person, label: {en: Lavrov, fr: Lavrov, ru: Lavrov}"
    site.write("content/names.yml", f"lavrov: {{{label}}}\n")
    site.edit(ENTRY, SECOND, f"Lavrov came by train.\n\n{SECOND}")
    site.edit(ENTRY, "date: 2020-11-15\n", f"date: 2020-11-15\nanchors: {{p2: {block_digest(SECOND)}}}\n")
    assert site.build().is_done
    assert [] == broken(site, base_url=site.url)
    names: HtmlElement = lxml.html.fromstring(site.tree()["en/names/lavrov/index.html"])
    (anchor,) = {
        link.get("href", "").partition("#")[2] for each in names.find_class("passages") for link in each.iter("a")
    }
    assert "Lavrov came by train." in at(site, "en", anchor)
