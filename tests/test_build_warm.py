"""A chronicle that stays loaded: each save is built from what is in memory, and gives what a clean build gives."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sites import TODAY, four_languages_text

from chronicle.build.options import BuildOptions
from chronicle.build.warm import Warm

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

    from chronicle.build.options import BuildResult

ENTRY = "content/2021/03/01/bridge-reopened.en.md"
OTHER = "content/2021/03/01/bridge-reopened.fr.md"
OPTIONS = BuildOptions(as_of=TODAY)


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(four_languages_text())


@pytest.fixture
def as_clean(make_site: Callable[[str], Site]) -> Callable[[Site], bool]:
    """Whether a site has the bytes of a clean build of the same files elsewhere."""

    def compared(site: Site) -> bool:
        clean = make_site("")
        for path in ("chronicle.yml", *_files(site, "content"), *_files(site, "templates")):
            clean.write(path, site.read(path))
        assert clean.build().is_done
        return clean.tree() == site.tree()

    return compared


def _files(site: Site, folder: str) -> list[str]:
    from sites import read_tree  # noqa: PLC0415 - a helper of one test

    return [f"{folder}/{path}" for path in read_tree(f"{site.root}/{folder}")]


def test_a_saved_body_is_built_without_a_glance_at_the_rest(
    site: Site, as_clean: Callable[[Site], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    warm = Warm(site.root, OPTIONS)
    assert warm.update().is_done
    monkeypatch.setattr("chronicle.build.warm.build", lambda *_, **__: pytest.fail("everything was looked at"))
    for word in ("first", "second"):
        site.write(ENTRY, site.read(ENTRY).rstrip("\n") + f" A {word} addition.\n")
        result = warm.update([ENTRY])
        assert {"en/2021/03/01/bridge-reopened/index.html"} <= set(result.written)
        assert f"A {word} addition." in site.text("en/2021/03/01/bridge-reopened/index.html")
    assert as_clean(site)


def test_a_saved_title_reaches_every_page(site: Site, as_clean: Callable[[Site], bool]) -> None:
    warm = Warm(site.root, OPTIONS)
    warm.update()
    site.write(ENTRY, site.read(ENTRY).replace("\ntitle: ", "\ntitle: New, ", 1))
    site.write(OTHER, site.read(OTHER).rstrip("\n") + " Une phrase de plus.\n")
    assert warm.update([ENTRY, OTHER]).is_done
    assert as_clean(site)


def test_other_files_and_other_builds_are_noticed(site: Site, as_clean: Callable[[Site], bool]) -> None:
    warm = Warm(site.root, OPTIONS)
    warm.update()
    site.write(ENTRY, site.read(ENTRY).rstrip("\n") + " Built by another process.\n")
    site.build()
    site.write(OTHER, site.read(OTHER).rstrip("\n") + " Une phrase.\n")
    assert warm.update([OTHER]).is_done
    assert as_clean(site)
    site.delete(OTHER)
    assert warm.update([OTHER]).is_done
    assert as_clean(site)
    site.write("content/topics.yml", site.read("content/topics.yml") + "\nwater: {label: {en: Water}}\n")
    assert warm.update(["content/topics.yml"]).is_done
    assert as_clean(site)


def test_a_mistake_is_reported_and_waits_for_its_cure(site: Site, as_clean: Callable[[Site], bool]) -> None:
    warm = Warm(site.root, OPTIONS)
    warm.update()
    before, text = site.tree(), site.read(ENTRY)
    site.write(ENTRY, text.replace("\ntitle:", "\ntitel:", 1))
    assert not warm.update([ENTRY]).is_done
    assert before == site.tree()
    site.write(OTHER, site.read(OTHER).rstrip("\n") + " Une phrase.\n")
    assert not warm.update([OTHER]).is_done
    site.write(ENTRY, text.rstrip("\n") + " Mended.\n")
    assert warm.update([ENTRY]).is_done
    assert "Une phrase." in site.text("fr/2021/03/01/bridge-reopened/index.html")
    assert as_clean(site)


def test_a_saved_style_sheet_is_copied_and_nothing_else_is_looked_at(
    site: Site, as_clean: Callable[[Site], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = "templates/static/extra.css"
    site.write(sheet, "p { color: red }")
    warm = Warm(site.root, OPTIONS)
    assert warm.update().is_done
    with monkeypatch.context() as patch:
        patch.setattr("chronicle.build.warm.build", lambda *_, **__: pytest.fail("everything was looked at"))
        site.write(sheet, "p { color: blue }")
        assert ("assets/extra.css", "manifest-sha256.txt") == warm.update([sheet]).written
        assert () == warm.update([sheet]).written
        site.write(ENTRY, site.read(ENTRY).rstrip("\n") + " More.\n")
        assert warm.update([ENTRY]).is_done
    assert as_clean(site)
    assert () == site.build().written


def test_a_copied_style_sheet_is_known_to_the_next_program(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronicle.build.glance._RECENT", 0)  # on a fast disk the files are too new to be trusted
    sheet = "templates/static/extra.css"
    site.write(sheet, "p { color: red }")
    warm = Warm(site.root, OPTIONS)
    warm.update()
    site.write(sheet, "p { color: blue }")
    assert warm.update([sheet]).is_done
    monkeypatch.setattr("chronicle.build.engine._whole", lambda *_, **__: pytest.fail("everything was looked at"))
    assert () == site.build().written


def test_a_style_sheet_that_comes_or_goes_concerns_the_whole_site(site: Site, as_clean: Callable[[Site], bool]) -> None:
    warm = Warm(site.root, OPTIONS)
    warm.update()
    site.write("templates/static/chronicle.css", "p { color: red }")
    assert "assets/chronicle.css" in warm.update(["templates/static/chronicle.css"]).written
    site.write("templates/static/extra.css", "p { color: red }")
    assert "assets/extra.css" in warm.update(["templates/static/extra.css"]).written
    assert as_clean(site)
    site.delete("templates/static/chronicle.css")
    site.edit("chronicle.yml", "en: The Arda chronicle", "en: The river chronicle")
    assert warm.update(["templates/static/chronicle.css"]).is_done
    assert as_clean(site)


@pytest.mark.parametrize(("old", "new"), [("\ntitle: ", "\ntitle: New, "), ("\n\n", "\n\nIt rained. ")])
def test_the_pages_of_a_saved_entry_are_early(site: Site, old: str, new: str) -> None:
    warm, early = looked_at(site)
    warm.update()
    site.write(ENTRY, site.read(ENTRY).replace(old, new, 1))
    warm.update([ENTRY])
    (pages,) = early
    assert "en/2021/03/01/bridge-reopened/index.html" in pages
    assert {file: site.text(file) for file in pages} == pages
    assert "en/index.html" not in pages


def test_pages_that_someone_looks_at_are_early_when_a_template_is_saved(site: Site) -> None:
    page = "fr/2021/03/01/bridge-reopened/index.html"
    warm, early = looked_at(site, "", page, "en/1999/01/01/gone/index.html")
    site.write("templates/entry.html", '{% extends "theme/entry.html" %}')
    warm.update()
    assert [] == early
    block = "{% block footer %}From the template{% endblock %}"
    site.write("templates/entry.html", '{% extends "theme/entry.html" %}' + block)
    result = warm.update(["templates/entry.html"])
    (pages,) = early
    assert page in pages
    assert all("/bridge-reopened/" in file and "From the template" in text for file, text in pages.items())
    assert {file: site.text(file) for file in pages} == pages
    assert len(pages) < len(result.written)
    site.edit("content/topics.yml", "en: Bridges", "en: Crossings")
    warm.update(["content/topics.yml"])
    assert "Crossings" in early[1]["en/2021/03/01/bridge-reopened/index.html"]
    site.write("templates/entry.html", "{% extends ")
    assert not warm.update(["templates/entry.html"]).is_done
    site.write(ENTRY, site.read(ENTRY).replace("\n\n", "\n\nIt rained. ", 1))
    assert not warm.update([ENTRY]).is_done
    assert 2 == len(early)


@pytest.mark.parametrize(
    ("path", "old", "new", "files"),
    [
        ("chronicle.yml", "en: The Arda chronicle", "en: The river", ["index.html", "en/index.html"]),
        ("chronicle.yml", "fr: Chronique de l’Arda", "fr: La rivière", ["index.html", "fr/2021/03/index.html"]),
        ("content/topics.yml", "en: Bridges", "en: Crossings", ["en/topics/bridges/index.html"]),
        ("content/pages/about.fr.md", "\n\n", "\n\nTout autre chose. ", ["fr/about/index.html"]),
    ],
)
def test_lists_and_standing_texts_that_someone_looks_at_are_early(
    site: Site, path: str, old: str, new: str, files: list[str]
) -> None:
    warm, early = looked_at(site, *files, "en/2021/03/01/bridge-reopened/index.html")
    site.write("content/pages/about.fr.md", "---\ntitle: À propos\nlang: fr\n---\n\nUn texte.\n")
    assert warm.update().is_done
    before = site.tree()
    site.write(path, site.read(path).replace(old, new, 1))
    warm.update([path])
    assert set(files) <= set(early[-1])
    assert set(early[0]) <= set(early[-1])
    assert {file: site.text(file) for file in early[-1]} == early[-1]
    assert [] == [file for file in files if before[file] == early[-1][file].encode()]


def looked_at(site: Site, *files: str) -> tuple[Warm, list[dict[str, str]]]:
    """A chronicle of whose site these files are looked at, and the pages that were early, one dict each time."""
    early: list[dict[str, str]] = []
    told = lambda pages: early.append({file: _text(path) for file, path in pages.items()})  # noqa: E731 - as short
    return Warm(site.root, OPTIONS, early=told, watched=lambda: files), early


def _text(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def test_what_comes_and_goes_between_two_looks_is_nothing(site: Site) -> None:
    warm = Warm(site.root, OPTIONS)
    assert not warm.is_nothing("content/2021/03/01/4913")
    warm.update()
    assert warm.is_nothing("content/2021/03/01/4913")
    assert not warm.is_nothing("templates/gone.html")
    assert not warm.is_nothing("content/names.yml")
    site.delete(ENTRY)
    assert not warm.is_nothing(ENTRY)
    assert not warm.is_nothing("content/2021/03/01")


def test_drafts_are_marked_and_the_mark_is_nowhere_else(site: Site) -> None:
    page = "en/2021/03/01/bridge-reopened/index.html"
    for line, words in (
        ("draft: true", "This is a draft"),
        ("embargo: 2026-02-01", "not published before 1 February 2026"),
    ):
        site.edit(ENTRY, "date: 2021-03-01\ntime", f"date: 2021-03-01\n{line}\ntime")
        assert site.build(with_drafts=True).is_done
        assert words in site.text(page)
        assert words in site.text(page.replace("index.html", "with-fr/index.html"))
        site.edit(ENTRY, f"{line}\n", "")
        assert site.build(with_drafts=True).is_done
        with_drafts = site.tree()
        assert site.build(is_clean=True).is_done
        assert with_drafts == site.tree()
        assert b'class="withheld"' not in b"".join(with_drafts.values())


def test_a_thread_beside_others_has_everything_built_by_processes(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text())
    for number in range(260):
        path = f"content/2022/{number // 28 + 1:02}/{number % 28 + 1:02}/entry.en.md"
        day = path[8:18].replace("/", "-")
        site.write(path, f"---\ntitle: Entry {number}\nlang: en\ndate: {day}\n---\n\nText {number}.\n")
    results: list[BuildResult] = []
    warm = Warm(site.root, BuildOptions(as_of=TODAY, jobs=2))
    thread = Thread(target=lambda: results.append(warm.update()))
    thread.start()
    thread.join()
    assert [True] == [result.is_done for result in results]
    by_processes = site.tree()
    assert site.build(is_clean=True).is_done
    assert by_processes == site.tree()
