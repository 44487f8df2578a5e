"""What a build does to the folder of the site, and what it never does."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sites import REPOSITORY, TODAY, four_languages_text, read_tree

from chronicle.build.lock import build_lock
from chronicle.build.manifest import checksums, open_journal
from chronicle.build.places import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

    from chronicle.build.options import BuildResult

SMALL = """
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
---

They talked.

They parted.
-- content/2020/11/16/after.en.md --
---
title: After
lang: en
date: 2020-11-16
---

Nothing more.
"""
ENTRY = "content/2020/11/15/talks.en.md"


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(SMALL)


def codes(result: BuildResult) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def test_a_second_build_renders_and_writes_nothing(site: Site) -> None:
    assert site.build().written
    second = site.build()
    assert ((), (), ()) == (second.rendered, second.written, second.pruned)


def test_a_body_edit_renders_one_page(site: Site) -> None:
    site.build()
    site.edit(ENTRY, "They parted.", "They parted early.")
    edited = site.build()
    assert ("en/2020/11/15/talks/index.html",) == edited.rendered
    assert ("en/2020/11/15/talks/index.html", "manifest-sha256.txt", "search/words/0.js") == edited.written


def test_an_unchanged_chronicle_is_not_even_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronicle.build.glance._RECENT", 0)  # on a fast disk the files are too new to be trusted
    expected = site.build()
    monkeypatch.setattr("chronicle.build.few.revised", lambda *_, **__: pytest.fail("something was read"))
    monkeypatch.setattr("chronicle.build.engine._whole", lambda *_, **__: pytest.fail("everything was read"))
    again = site.build()
    assert (expected.documents, expected.outputs, ()) == (again.documents, again.outputs, again.written)


def test_a_title_edit_reaches_every_page_that_shows_it(site: Site) -> None:
    site.build()
    site.edit(ENTRY, "title: Talks", "title: Long talks")
    assert {
        "en/2020/11/15/index.html", "en/2020/11/15/talks/index.html", "en/2020/11/16/after/index.html",
        "en/2020/11/index.html", "en/feed.xml", "en/index.html", "fr/2020/11/15/index.html", "fr/2020/11/index.html",
        "fr/index.html", "en/timeline/index.html", "fr/timeline/index.html",
    } == set(site.build().rendered)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Talks", "title: Other talks"),
        ("They talked.", "They talked at length."),
        ("They parted.", "They parted early."),
        ("lang: en", "lang: en\npublished: 2020-11-20"),
        ("lang: en", "lang: en\ncorrections: [{date: 2021-01-01, text: A number.}]"),
        ("lang: en", "lang: en\naliases: [/old/]"),
        ("lang: en", "lang: en\nsource: {agency: courier}"),
        ("date: 2020-11-15", "date: 2020-11-15\ntime: 12:30"),
        ("date: 2020-11-15", "date: 2020-11-15\naccess: withdrawn"),
        ("date: 2020-11-15", "date: 2020-11-15\ndate_precision: about"),
        ("date: 2020-11-15", "date: 2020-11-15\ndraft: true"),
        ("date: 2020-11-15", "date: 2020-11-15\nembargo: 2030-01-01"),
    ],
)
def test_one_edit_gives_what_a_clean_build_gives(make_site: Callable[[str], Site], old: str, new: str) -> None:
    """Each field that other pages show, edited alone, on top of a site that is up to date."""
    edited, clean = make_site(SMALL), make_site(SMALL)
    for site in (edited, clean):
        site.write("content/sources.yml", "courier:\n  label: {en: The Courier}\n")
    edited.build()
    edited.build()
    for site in (edited, clean):
        site.edit(ENTRY, old, new)
    assert edited.build().is_done
    assert clean.build().is_done
    assert clean.tree() == edited.tree()


def test_a_memo_that_is_a_folder_is_replaced(site: Site) -> None:
    site.build()
    before = site.tree()
    memo = places(site.root, "site").memo
    os.unlink(memo)
    os.makedirs(os.path.join(memo, "inside"))
    assert site.build().is_done
    assert before == site.tree()


def test_an_edit_that_keeps_size_and_time_is_seen(site: Site) -> None:
    site.build()
    path = os.path.join(site.root, ENTRY)
    before = os.stat(path)
    site.edit(ENTRY, "They parted.", "They Parted.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    site.build()
    assert "They Parted." in site.text("en/2020/11/15/talks/index.html")


def test_explain_tells_what_changed(site: Site) -> None:
    site.build()
    site.edit(ENTRY, "They parted.", "They parted early.")
    reasons = dict(site.build().reasons)
    assert "rendered: what it shows changed" == reasons["en/2020/11/15/talks/index.html"]
    assert "kept: nothing that it is made from changed" == reasons["en/2020/11/16/after/index.html"]


def test_a_deleted_entry_leaves_no_page_and_no_empty_folder(site: Site) -> None:
    site.build()
    site.delete("content/2020/11/16/after.en.md")
    result = site.build()
    assert "en/2020/11/16/after/index.html" in result.pruned
    assert not os.path.exists(os.path.join(site.output, "en/2020/11/16"))
    assert b"After" not in b"".join(site.tree().values())


def test_a_file_of_others_survives_every_build(site: Site) -> None:
    site.write("site/notes/mine.txt", "mine")
    site.build()
    shutil.rmtree(os.path.join(site.root, ".chronicle"))
    site.delete("content/2020/11/16/after.en.md")
    site.build()
    assert "mine" == site.text("notes/mine.txt")
    assert not os.path.exists(os.path.join(site.output, "en/2020/11/16/after/index.html"))


def test_a_file_of_others_is_not_overwritten(site: Site) -> None:
    site.write("site/en/about/index.html", "mine")
    result = site.build()
    assert ["foreign-file"] == codes(result)
    assert {"en/about/index.html": b"mine"} == site.tree()


def test_a_folder_of_others_is_not_replaced_by_a_page(site: Site) -> None:
    site.write("site/404.html/mine.txt", "mine")
    assert ["foreign-file"] == codes(site.build())


def test_a_file_of_others_does_not_become_a_folder(site: Site) -> None:
    site.write("site/en", "mine")
    assert ["foreign-file"] == codes(site.build())
    assert {"en": b"mine"} == site.tree()


def test_a_failed_build_leaves_the_former_site(site: Site) -> None:
    site.build()
    before = site.tree()
    site.edit(ENTRY, "date: 2020-11-15", "date: 2020-11-31")
    result = site.build()
    assert not result.is_done
    assert before == site.tree()


def test_a_link_in_the_site_is_not_followed(site: Site, tmp_path: object) -> None:
    site.build()
    elsewhere = str(tmp_path)
    shutil.copytree(os.path.join(site.output, "en"), os.path.join(elsewhere, "en"))
    before = read_tree(elsewhere)
    shutil.rmtree(os.path.join(site.output, "en"))
    os.symlink(os.path.join(elsewhere, "en"), os.path.join(site.output, "en"))
    site.delete("content/2020/11/16/after.en.md")
    assert "output-refused" in codes(site.build())
    assert before == read_tree(elsewhere)


@pytest.mark.parametrize("output", ["content", ".", "..", "content/site", "seeds", "templates", ".chronicle", "/"])
def test_the_site_may_not_swallow_its_sources(site: Site, output: str) -> None:
    before = read_tree(site.root)
    assert ["output-refused"] == codes(site.build(output=output))
    assert before == read_tree(site.root)


def test_the_site_may_lie_elsewhere(site: Site, tmp_path: object) -> None:
    output = os.path.join(str(tmp_path), "public")
    assert site.build(output=output).is_done
    site.build()
    assert site.tree() == read_tree(output)


def test_a_second_build_at_once_stops(site: Site) -> None:
    with build_lock(site.root) as is_ours:
        assert is_ours
        assert ["another-build"] == codes(site.build())
    assert site.build().is_done


def test_a_killed_build_heals(site: Site) -> None:
    site.build()
    site.edit(ENTRY, "title: Talks", "title: Long talks")
    where = places(site.root, "site")
    open_journal(where, ["en/half/index.html", "en/2020/11/15/talks/index.html"])
    site.write("site/en/half/index.html", "of a build that never ended")
    site.write("site/en/2020/11/15/talks/index.html", "half")
    result = site.build()
    assert ("en/half/index.html",) == result.pruned
    assert "Long talks" in site.text("en/2020/11/15/talks/index.html")
    assert not os.path.exists(where.journal)


@pytest.mark.parametrize("garbage", ["", "{", "[]", '{"maker": 1}', "\x00"])
def test_a_damaged_record_is_not_used(site: Site, garbage: str) -> None:
    site.build()
    before = site.tree()
    with open(places(site.root, "site").memo, "w", encoding="utf-8") as file:
        file.write(garbage)
    assert site.build().is_done
    assert before == site.tree()


def test_an_alias_may_become_the_folder_of_a_page(site: Site) -> None:
    site.edit(ENTRY, "date: 2020-11-15", "date: 2020-11-15\naliases: [/old.html]")
    site.build()
    assert "old.html" in site.tree()
    site.edit(ENTRY, "/old.html", "/old.html/deep/")
    assert site.build().is_done
    assert "old.html/deep/index.html" in site.tree()
    site.edit(ENTRY, "/old.html/deep/", "/old.html")
    assert site.build().is_done
    assert "old.html" in site.tree()


def test_two_pages_with_one_address_are_refused(site: Site) -> None:
    site.edit(ENTRY, "date: 2020-11-15", "date: 2020-11-15\naliases: [/en/ABOUT/]")
    result = site.build()
    assert ["address-taken"] == codes(result)
    assert ENTRY == result.diagnostics[0].path
    assert {} == site.tree()


def test_two_entries_with_one_alias_are_both_named(site: Site) -> None:
    site.edit(ENTRY, "date: 2020-11-15", "date: 2020-11-15\naliases: [/old/]")
    site.edit("content/2020/11/16/after.en.md", "date: 2020-11-16", "date: 2020-11-16\naliases: [/old/]")
    (found,) = site.build().diagnostics
    assert ("address-taken", {ENTRY, "content/2020/11/16/after.en.md"}) == (
        found.code,
        {found.path, found.message.rpartition(" of ")[2]},
    )


@pytest.mark.parametrize("alias", ["/en/feed.xml/", "/en.html/", "/CNAME/", "/sitemap.xml/", "/manifest-sha256.txt/"])
def test_an_alias_may_not_stand_where_a_file_of_the_site_stands(site: Site, alias: str) -> None:
    site.edit("chronicle.yml", "languages:", "publish: {domain: example.org}\nlanguages:")
    site.edit(ENTRY, "date: 2020-11-15", f"date: 2020-11-15\naliases: [{alias}]")
    expected = [] if alias == "/en.html/" else ["address-taken"]
    assert expected == codes(site.build())


def test_an_address_may_not_be_too_long(site: Site) -> None:
    site.edit(ENTRY, "date: 2020-11-15", f"date: 2020-11-15\naliases: [/{'a' * 300}/]")
    assert ["address-too-long"] == codes(site.build())


def test_a_site_that_cannot_be_written_is_said_so(site: Site) -> None:
    site.build()
    before = site.tree()
    os.makedirs(places(site.root, "site").journal + ".new")
    site.edit(ENTRY, "They parted.", "They parted early.")
    result = site.build()
    assert ["output-unwritable"] == codes(result)
    assert before == site.tree()


def test_the_checksums_are_those_of_an_independent_tool(site: Site) -> None:
    site.build()
    tree = site.tree()
    lines = [line.split("  ", 1) for line in site.text("manifest-sha256.txt").splitlines()]
    listed = {name: digest for digest, name in lines}
    del tree["manifest-sha256.txt"]
    assert {name: hashlib.sha256(data).hexdigest() for name, data in tree.items()} == listed
    assert b"" == checksums({})


def test_files_can_be_read_by_everyone_whatever_the_umask(site: Site) -> None:
    before = os.umask(0o077)
    try:
        site.build()
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(os.stat(os.path.join(site.output, name)).st_mode) for name in site.tree()}
    folders = {stat.S_IMODE(os.stat(base).st_mode) for base, _, _ in os.walk(site.output)}
    assert ({0o644}, {0o755}) == (modes, folders)


def test_an_embargo_passes_with_the_day(site: Site) -> None:
    site.edit(ENTRY, "date: 2020-11-15", "date: 2020-11-15\nembargo: 2026-01-02")
    held = site.build()
    assert ["withheld-entry"] == codes(held)
    assert b"They talked" not in b"".join(site.tree().values())
    site.build(as_of=TODAY.replace(day=2))
    assert "They talked" in site.text("en/2020/11/15/talks/index.html")


def test_the_same_bytes_in_every_surrounding(make_site: Callable[[str], Site]) -> None:
    script = (
        "import sys, datetime;"
        "from chronicle.build.engine import build; from chronicle.build.options import BuildOptions;"
        "r = build(sys.argv[1], options=BuildOptions(as_of=datetime.date(2026, 1, 1), jobs=int(sys.argv[2])));"
        "assert r.is_done, r.diagnostics"
    )
    trees = []
    for zone, locale, seed, jobs in (("UTC", "C", "0", "1"), ("Pacific/Kiritimati", "tr_TR.UTF-8", "77", "4")):
        site = make_site(many_entries(280))
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, site.root, jobs], cwd=REPOSITORY, env=environment, check=True)
        trees.append(site.tree())
    assert trees[0] == trees[1]


def many_entries(count: int) -> str:
    """A chronicle large enough for several processes to be started."""
    entries = [
        f"-- content/2021/05/{1 + n % 28:02}/entry-{n}.en.md --\n"
        f"---\ntitle: Entry {n}\nlang: en\ndate: 2021-05-{1 + n % 28:02}\n---\n\nText {n}.\n"
        for n in range(count)
    ]
    return four_languages_text() + "".join(entries)
