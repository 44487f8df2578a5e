"""A site of which nothing is there yet: it is put in its place whole, or not at all."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest
from sites import four_languages_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

    from chronicle.build.options import BuildResult


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(four_languages_text())


@pytest.fixture
def expected(make_site: Callable[[str], Site]) -> dict[str, bytes]:
    """The site as it is when each file is put beside those that are there."""
    site = make_site(four_languages_text())
    os.mkdir(site.output)
    assert site.build().is_done
    return site.tree()


def codes(result: BuildResult) -> list[str]:
    return [each.code for each in result.diagnostics if each.severity == "error"]


@pytest.mark.parametrize("name", ["open", "write", "mkdir", "chmod", "sync", "rename"])
def test_a_site_that_cannot_be_made_whole_is_not_there(site: Site, expected: dict[str, bytes], name: str) -> None:
    """From some call on that makes it, all are refused, as on a full disk."""
    function, seen, refused = getattr(os, name), 0, 1 << 30

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen >= refused:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return function(*arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, counted)
        assert [] == codes(site.build(output="other"))
        if name in ("sync", "rename"):
            assert 1 == seen
        refused, seen = max(1, seen - 20), 0
        assert ["output-unwritable"] == codes(site.build())
    assert not os.path.lexists(site.output)
    assert [] == codes(site.build())
    assert expected == site.tree()


def test_what_comes_to_stand_there_meanwhile_is_left_alone(
    site: Site, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    lexists = os.path.lexists

    def appearing(path: str) -> bool:
        if os.path.basename(path) == "site" and os.path.isdir(os.path.join(site.root, ".chronicle", "staging", "site")):
            site.write("site/CNAME", "example.org")
        return lexists(path)

    monkeypatch.setattr(os.path, "lexists", appearing)
    assert [] == codes(site.build())
    assert {**expected, "CNAME": b"example.org"} == site.tree()


def test_a_file_that_another_worker_began_is_not_trusted(site: Site, expected: dict[str, bytes]) -> None:
    """As one leaves that was given up for lost: half of a page where the next one writes it."""
    begun, halves = os.open, 0

    def late(path: str, flags: int, *arguments: Any, **named: Any) -> int:
        nonlocal halves
        if path.endswith("staging/site/en/index.html"):
            halves += 1
            with open(path, "w", encoding="utf-8") as file:
                file.write("<html>")
        return begun(path, flags, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", late)
        assert [] == codes(site.build())
    assert 1 == halves
    assert expected == site.tree()


def test_a_new_site_has_our_modes_whatever_the_mask(site: Site) -> None:
    mask = os.umask(0o077)
    try:
        assert [] == codes(site.build())
    finally:
        os.umask(mask)
    modes = {
        stat.S_IMODE(os.stat(os.path.join(place, name)).st_mode)
        for place, folders, files in os.walk(os.path.dirname(site.output))
        if place.startswith(site.output)
        for name in (".", *files)
    }
    assert {0o755, 0o644} == modes


def test_the_build_after_a_new_site_has_nothing_to_do(site: Site) -> None:
    assert len(site.build().written) == len(site.tree())
    again = site.build()
    assert ((), (), ()) == (again.rendered, again.written, again.pruned)
