"""A chronicle that stays loaded: each save is built from what is in memory, and gives what a clean build gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import TODAY, four_languages_text

from chronicle.build.options import BuildOptions
from chronicle.build.warm import Warm

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

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
        for path in ("chronicle.yml", *_files(site, "content")):
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
