"""Days: what happened, what was published, which texts mention them; and the timeline of them all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from linking import broken, broken_as_files, links, page_at, pages_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

SITE = """
-- chronicle.yml --
title: {en: A, fr: B}
description: {en: What happened, fr: Ce qui s’est passé}
base_url: https://example.org/a
languages: [en, fr]
-- content/2020/11/15/talks.en.md --
---
title: Talks
lang: en
date: 2020-11-15
published: 2020-11-16
---

They talked on Sunday.

The statement of November 9 holds.
-- content/2020/11/15/talks.fr.md --
---
title: Pourparlers
lang: fr
translation_of: en
published: 2020-11-16
---

Ils ont parlé dimanche.

La déclaration du 9 novembre tient.
-- content/2020/11/20/after.en.md --
---
title: After
lang: en
date: 2020-11-20
---

On 15 November they talked; before that, on 30 October, they did not.
"""


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    built = make_site(SITE)
    built.build()
    return built


def leads_to(site: Site, address: str) -> set[str]:
    """The addresses that a page has links to."""
    return {urljoin(address, link).removesuffix("index.html") for link in links(page_at(pages_of(site), address))}


def test_a_day_that_is_only_mentioned_has_a_page_that_says_where(site: Site) -> None:
    for language, words in (("en", "November 9"), ("fr", "9 novembre")):
        html = site.read(f"site/{language}/2020/11/09/index.html")
        assert words in html
        assert "../15/talks/index.html#p2" in html
    assert "After" not in site.read("site/en/2020/11/09/index.html")


def test_a_day_shows_what_happened_what_was_published_and_what_mentions_it(site: Site) -> None:
    happened = site.read("site/en/2020/11/15/index.html")
    assert happened.index('id="happened"') < happened.index(">Talks<") < happened.index('id="mentioning"')
    assert happened.index('id="mentioning"') < happened.index(">After<")
    published = site.read("site/en/2020/11/16/index.html")
    assert published.index('id="published"') < published.index(">Talks<")
    assert 'id="happened"' not in published


def test_days_lead_to_the_next_day_with_anything(site: Site) -> None:
    days = ["2020/10/30", "2020/11/09", "2020/11/15", "2020/11/16", "2020/11/20"]
    for one, other in pairwise(days):
        assert f"/en/{other}/" in leads_to(site, f"/en/{one}/")
        assert f"/en/{one}/" in leads_to(site, f"/en/{other}/")


def test_the_timeline_has_every_entry_and_every_link_leads_somewhere(site: Site) -> None:
    expected = {"/fr/2020/", "/fr/2020/11/", "/fr/2020/11/15/", "/fr/2020/11/15/talks/", "/en/2020/11/20/after/"}
    assert expected <= leads_to(site, "/fr/timeline/")
    assert [] == broken(site, base_url="https://example.org/a")
    assert [] == broken_as_files(site)


def test_a_body_edit_that_mentions_another_day_makes_its_page(site: Site, make_site: Callable[[str], Site]) -> None:
    site.edit("content/2020/11/20/after.en.md", "30 October", "29 October")
    site.build()
    clean = make_site(SITE.replace("30 October", "29 October"))
    clean.build()
    assert clean.tree() == site.tree()
    assert "en/2020/10/29/index.html" in site.tree()
    assert "en/2020/10/30/index.html" not in site.tree()


def test_an_edit_that_mentions_no_other_day_renders_its_own_pages_alone(site: Site) -> None:
    site.edit("content/2020/11/20/after.en.md", "they did not.", "they did not.\n\nNot at all.")
    assert ("en/2020/11/20/after/index.html",) == site.build().rendered


def test_a_chronicle_may_do_without_a_timeline(make_site: Callable[[str], Site]) -> None:
    site = make_site(SITE.replace("languages: [en, fr]", "languages: [en, fr]\nwithout: [timeline]"))
    site.build()
    assert not [file for file in site.tree() if "timeline" in file]
    assert "timeline" not in site.read("site/en/index.html")
