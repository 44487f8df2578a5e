"""An edit that moves what an entry mentions: the pages of those days and names are made, no others looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

CHRONICLE = """
-- chronicle.yml --
title: {en: A, fr: B}
description: {en: What happened, fr: Ce qui s’est passé}
base_url: https://example.org/a
languages: [en, fr]
-- content/names.yml --
zurich: {type: place, label: {en: Zurich, fr: Zurich}, also: {en: [Zürich]}, latitude: 47.37, longitude: 8.54}
anna-petrova: {type: person, label: {en: Anna Petrova, fr: Anna Petrova}}
-- content/2020/11/15/talks.en.md --
---
title: Talks
lang: en
date: 2020-11-15
---

It was cold.

They talked.

Anna Petrova had arrived on 9 November.

She left Zurich on 15 November.
-- content/2020/11/15/talks.fr.md --
---
title: Pourparlers
lang: fr
translation_of: en
---

Il faisait froid.

Ils ont parlé.

Anna Petrova est arrivée le 9 novembre.

Elle a quitté Zurich le 15 novembre.
-- content/2020/11/16/after.en.md --
---
title: After
lang: en
date: 2020-11-16
---

After all.

On 9 November nothing was known. Zurich was quiet.
-- content/2020/11/17/hidden.en.md --
---
title: Hidden
lang: en
date: 2020-11-17
draft: true
---

Nobody knew.

Nobody spoke of 9 November.
-- content/2020/12/01/late.en.md --
---
title: Late
lang: en
date: 2020-12-01
---

The end.
"""
ENTRY = "content/2020/11/15/talks.en.md"
DAY = ["en/2020/11/09/index.html", "fr/2020/11/09/index.html"]
ANNA, ZURICH = ([f"{tag}/names/{key}/index.html" for tag in ("en", "fr")] for key in ("anna-petrova", "zurich"))


@pytest.mark.parametrize(
    ("path", "old", "new", "others"),
    [
        (ENTRY, "They talked.\n", "They talked.\n\nThey ate.\n", [DAY[0], ANNA[0], ZURICH[0]]),
        (ENTRY, "on 9 November", "on November 9", [DAY[0]]),
        (ENTRY, "left Zurich", "left Zürich", ZURICH),
        (ENTRY, "They talked.", "They talked, Anna Petrova too.", [ANNA[0]]),
        (ENTRY, "They talked.", "They talked of 9 November.", [DAY[0]]),
        (ENTRY.replace(".en.", ".fr."), "le 9 novembre", "le lundi 9 novembre", []),
        ("content/2020/11/16/after.en.md", "On 9 Nov", "Still.\n\nOn 9 Nov", [*DAY, *ZURICH]),
        ("content/2020/11/17/hidden.en.md", "Nobody spoke", "Still.\n\nNobody spoke", []),
    ],
)
def test_only_the_pages_of_what_is_mentioned_are_made(  # noqa: PLR0913, PLR0917 - a case
    make_site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch, path: str, old: str, new: str, others: list[str]
) -> None:
    edited, clean = make_site(CHRONICLE), make_site(CHRONICLE)
    edited.build()
    for site in (edited, clean):
        site.edit(path, old, new)
    with monkeypatch.context() as patched:
        patched.setattr("chronicle.build.revision._outward", lambda *_, **__: pytest.fail("all pages were looked at"))
        result = edited.build()
    assert set(others) == {file for file in result.rendered if "/talks/" not in file and "/after/" not in file}
    assert clean.build().is_done
    assert clean.tree() == edited.tree()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("on 9 November", "on 10 November"),
        ("on 9 November", "on 15 November"),
        ("on 15 November", "on 16 November"),
        ("left Zurich", "left"),
        ("They talked.", "Zurich: they talked."),
        ("They talked.\n", "They talked in Zurich.\n\nThey ate on 16 November.\n"),
    ],
)
def test_what_is_mentioned_anew_reaches_every_page(make_site: Callable[[str], Site], old: str, new: str) -> None:
    edited, clean = make_site(CHRONICLE), make_site(CHRONICLE)
    edited.build()
    for site in (edited, clean):
        site.edit(ENTRY, old, new)
    assert edited.build().is_done
    assert clean.build().is_done
    assert clean.tree() == edited.tree()
