"""Marks on parallel pages where figures or days differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.plan.contradictions import with_marks
from chronicle.plan.reading_views import ParallelRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site


def row(left: tuple[str, ...], right: tuple[str, ...]) -> ParallelRow:
    return ParallelRow("p1", (), left, right, "same", "unknown")


def test_figures_that_differ_are_marked_in_both_cells_whatever_markup_stands_around() -> None:
    rows = with_marks(
        [
            row(
                ("<p>A &amp; B: <em>1,686</em> men</p>", "<p>and 30 tanks</p>"),
                ('<p>A &amp; B : 1\u202f668 <a href="/3">hommes</a>, 30 chars</p>',),
            )
        ],
        "en",
        "fr",
    )
    assert rows == (
        ParallelRow(
            "p1",
            (),
            ("<p>A &amp; B: <em><mark>1,686</mark></em> men</p>", "<p>and 30 tanks</p>"),
            ('<p>A &amp; B : <mark>1\u202f668</mark> <a href="/3">hommes</a>, 30 chars</p>',),
            "same",
            "unknown",
            contradicts=True,
        ),
    )


def test_a_gap_contradicts_nothing() -> None:
    rows = (row(("<p>1,686 men</p>",), ()), row(("<p>On 9 November</p>",), ("<p>Le 9 novembre</p>",)))
    assert rows == with_marks(rows, "en", "fr")


PAIR = """\
-- chronicle.yml --
title: {{en: Shells, fr: Obus}}
description: {{en: Shells., fr: Obus.}}
base_url: https://example.org
languages: [en, fr]
-- content/2021/03/01/shells.en.md --
---
title: Shells
lang: en
date: 2021-03-01
---

On 9 November 14 shells fell.
-- content/2021/03/01/shells.fr.md --
---
title: Obus
lang: fr
translation_of: en
---

Le 9 novembre, {} obus sont tombés.
"""


def test_the_page_says_what_its_marks_mean_and_only_where_there_are_some(make_site: Callable[[str], Site]) -> None:
    for figure, is_marked in (("41", True), ("14", False)):
        site = make_site(PAIR.format(figure))
        site.build()
        html = site.read("site/en/2021/03/01/shells/with-fr/index.html")
        assert is_marked == ("<mark>41</mark>" in html) == ("differ between the two versions" in html)
