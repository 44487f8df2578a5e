"""The index of the search under edits: as a clean build makes it, and no shard written that need not be."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from desk import Desk
from edits_of_entries import (
    add_a_language,
    add_an_entry,
    add_an_entry_between_two,
    base_a_translation_on_another,
    edit_a_body,
    edit_a_title,
    edit_an_opening,
    make_a_draft,
    move_an_entry_to_another_day,
    name_the_source,
    remove_a_language,
    remove_an_entry,
    rename_an_entry,
    restrict_access,
    set_an_embargo,
)
from edits_of_sites import assign_a_topic, rename_a_place, show_drafts
from hypothesis import settings
from searching import Index
from sites import TODAY

from chronicle.build.options import BuildOptions
from chronicle.build.warm import Warm

if TYPE_CHECKING:
    from collections.abc import Callable

    from edits import Edit
    from sites import Site

EDITS: tuple[Edit, ...] = (
    edit_a_body, edit_a_title, edit_an_opening, add_an_entry, add_an_entry_between_two, rename_an_entry, make_a_draft,
    move_an_entry_to_another_day, add_a_language, remove_a_language, base_a_translation_on_another, restrict_access,
    set_an_embargo, remove_an_entry, name_the_source, assign_a_topic, rename_a_place, show_drafts,
)  # fmt: skip
ENTRIES = 40
IS_EXPLORING = not settings().derandomize
OPTIONS = BuildOptions(as_of=TODAY)


@pytest.fixture
def site(make_site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch) -> Site:
    """Forty entries in two languages on four days, each with words of its own, in an index of some twenty shards."""
    monkeypatch.setattr("chronicle.plan.search.ENTRIES_PER_SHARD", 2)
    monkeypatch.setattr(os, "sync", lambda: None)
    site = make_site(
        """-- chronicle.yml --
title: {en: A chronicle}
description: {en: Of some days.}
base_url: https://example.org
languages: [en, fr]
-- content/names.yml --
kirsava:
  type: place
  label: {en: Kirsava, fr: Kirsava, ru: Кирсава, ar: كيرسافا}
-- content/topics.yml --
bridges:
  label: {en: Bridges, fr: Ponts}
-- content/sources.yml --
courier:
  label: {en: The Courier}
"""
    )
    for number in range(ENTRIES):
        head = f"title: Report {word(number)}\nlang: en\ndate: 2021-03-0{number % 4 + 1}"
        body = f"A river, a bridge and {word(number + 1)} at Kirsava.\n\nThe end of {word(number)}."
        site.write(path_of(number), f"---\n{head}\n---\n\n{body}\n")
        if number % 2:
            head = f"title: Rapport {word(number)}\nlang: fr\ntranslation_of: en"
            site.write(path_of(number, "fr"), f"---\n{head}\n---\n\nUne rivière, un pont et {word(number + 2)}.\n")
    assert site.build().is_done
    return site


def word(number: int) -> str:
    """A word that few texts have."""
    return "".join("bcdfghklmnprstvz"[digit] + "aeiou"[digit % 5] for digit in divmod(number * 7 % 256, 16)) + "th"


def path_of(number: int, language: str = "en") -> str:
    return f"content/2021/03/0{number % 4 + 1}/entry-{number}.{language}.md"


def parts(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in tree.items() if name.startswith("search/")}


def clean(site: Site, make_site: Callable[[str], Site], options: BuildOptions = OPTIONS) -> dict[str, bytes]:
    """The tree of a clean build of the same files elsewhere."""
    other = make_site("")
    for base, _, names in os.walk(os.path.join(site.root, "content")):
        for name in names:
            path = os.path.relpath(os.path.join(base, name), site.root)
            other.write(path, site.read(path))
    other.write("chronicle.yml", site.read("chronicle.yml"))
    assert other.build(**vars_of(options)).is_done
    return other.tree()


def vars_of(options: BuildOptions) -> dict[str, object]:
    return {"as_of": options.as_of, "with_drafts": options.with_drafts}


@pytest.mark.parametrize("seed", range(20 if IS_EXPLORING else 1))
def test_after_any_edits_the_site_is_that_of_a_clean_build(
    site: Site, make_site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """By the short way wherever there is one, which numbers entries and divides shards anew as a clean build does."""
    monkeypatch.setattr("chronicle.build.glance._RECENT", 0)
    desk, random = Desk(site, languages=("en", "fr")), Random(seed)  # noqa: S311 - the same edits in every run
    for edit in random.sample(EDITS, len(EDITS)):
        for _ in range(2):
            desk.look()
            edit(desk, random)
        assert site.build(**vars_of(desk.options)).is_done
        assert clean(site, make_site, desk.options) == site.tree(), edit


def test_another_number_of_shards_is_seen_by_the_short_way(site: Site, make_site: Callable[[str], Site]) -> None:
    before = len(parts(site.tree()))
    for number in range(1, ENTRIES):
        for language in ("en", "fr")[: 1 + number % 2]:
            site.delete(path_of(number, language))
        if number % 13 == 0:
            assert site.build().is_done
    assert site.build().is_done
    assert len(parts(site.tree())) < before
    assert clean(site, make_site) == site.tree()


def test_a_word_more_in_a_body_writes_the_shard_of_that_word_alone(site: Site) -> None:
    before = site.tree()
    site.edit(path_of(5), "The end of", "The zanzibar end of")
    result = site.build()
    index = Index(site.output)
    assert {"2021-03-02/entry-5"} == index.find("zanzibar")
    changed = [name for name, data in parts(site.tree()).items() if before.get(name) != data]
    assert 1 == len(changed)
    assert {*changed, "en/2021/03/02/entry-5/index.html", "manifest-sha256.txt"} <= {*result.written}
    assert changed == [name for name in result.written if name.startswith("search/")]
    assert {name for name in result.rendered if "/2021/03/02/entry-5/" not in name} == set()


def test_an_edit_that_changes_no_term_writes_no_shard(site: Site) -> None:
    site.edit(path_of(5), "The end of", "The  *end*, of")
    result = site.build()
    assert "en/2021/03/02/entry-5/index.html" in result.written
    assert [] == [name for name in result.written if name.startswith("search/")]


def test_a_saved_body_is_found_in_a_chronicle_that_stays_loaded(
    site: Site, make_site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    warm = Warm(site.root, OPTIONS)
    assert warm.update().is_done
    monkeypatch.setattr("chronicle.build.warm.build", lambda *_, **__: pytest.fail("everything was looked at"))
    for new, old in (("zanzibar", "river"), ("marmalade", "zanzibar")):
        site.edit(path_of(7), f"A {old}", f"A {new}")
        assert warm.update([path_of(7)]).is_done
        index = Index(site.output)
        assert ({"2021-03-04/entry-7"}, set()) == (index.find(new), index.find("zanzibar") - index.find(new))
    monkeypatch.undo()
    monkeypatch.setattr("chronicle.plan.search.ENTRIES_PER_SHARD", 2)
    assert clean(site, make_site) == site.tree()


def test_what_is_withheld_is_in_no_file_of_the_search(site: Site) -> None:
    for line in ("draft: true\n", "embargo: 2099-01-01\n", "access: metadata\n", "access: withdrawn\n"):
        site.edit(path_of(8), "lang: en\n", f"lang: en\n{line}")
        site.edit(path_of(8), "A river", "A quokka")
        assert site.build().is_done
        assert [] == [name for name, data in site.tree().items() if b"quokka" in data]
        site.edit(path_of(8), line, "")
        assert site.build().is_done
        assert {"2021-03-01/entry-8"} == Index(site.output).find("quokka")
        site.edit(path_of(8), "A quokka", "A river")


def test_a_chronicle_may_do_without_the_search(site: Site) -> None:
    site.edit("chronicle.yml", "languages:", "without: [search]\nlanguages:")
    assert site.build().is_done
    assert {} == parts(site.tree())
    assert [] == [name for name, data in site.tree().items() if name.endswith(".html") and b"/search/" in data]
    assert not os.path.exists(os.path.join(site.output, "en", "search"))
    site.edit(path_of(5), "The end of", "The zanzibar end of")
    assert site.build().is_done
    site.edit("chronicle.yml", "without: [search]\n", "")
    assert site.build().is_done
    assert {"2021-03-02/entry-5"} == Index(site.output).find("zanzibar")


def test_drafts_are_found_where_drafts_are_shown(site: Site) -> None:
    site.edit(path_of(8), "lang: en\n", "lang: en\ndraft: true\n")
    options = replace(OPTIONS, with_drafts=True)
    assert site.build(**vars_of(options)).is_done
    assert "2021-03-01/entry-8" in Index(site.output).find(word(8))
    assert site.build().is_done
    assert "2021-03-01/entry-8" not in Index(site.output).find(word(8))
