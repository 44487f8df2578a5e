"""Pictures that are missing, no pictures, too large, or elsewhere: each is told, and the site stays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from picturing import (
    ENTRY,
    HALL,
    PAGE,
    TEXT,
    codes,
    drawing,
    figures,
    flat_png,
    illustrated,
    photograph,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return illustrated(make_site(TEXT))


def test_a_missing_picture_is_told_where_it_is_shown(site: Site) -> None:
    before = site.tree()
    os.unlink(os.path.join(site.root, HALL))
    result = site.build()
    assert [("picture-missing", ENTRY, 11)] == codes(result)
    assert "content/2020/11/15/talks/" in result.diagnostics[0].help
    assert before == site.tree()
    put(site, HALL, photograph())
    assert [] == codes(site.build())
    assert before == site.tree()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture-unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "picture-unreadable"),
        (b"GIF89a" + bytes(100), "picture-unreadable"),
        (photograph()[:2000], "picture-unreadable"),
        (drawing(size=(900, 900), colours=200)[:900], "picture-unreadable"),
        (flat_png(8000, 7000), "picture-too-large"),
        (flat_png(50_000, 50_000), "picture-too-large"),
        (photograph((20, 2000)), "picture-too-large"),
    ],
    ids=["empty", "SVG", "GIF", "half a JPEG", "half a PNG", "56 megapixels", "a bomb", "a ribbon"],
)
def test_what_is_no_picture_is_told_and_the_site_stays(site: Site, data: bytes, code: str) -> None:
    before = site.tree()
    put(site, HALL, data)
    assert [(code, HALL, 0)] == codes(site.build())
    assert before == site.tree()


def test_a_file_too_large_is_refused_unread(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronicle.pictures.look.MAX_BYTES", 2000)
    put(site, HALL, photograph((1200, 650)))
    assert [("picture-too-large", HALL, 0)] == codes(site.build())


def test_no_link_is_followed_to_a_picture(site: Site, tmp_path: Any) -> None:
    secret = tmp_path / "talks"
    secret.mkdir()
    (secret / "hall.jpg").write_bytes(photograph())
    (secret / "Page 1.png").write_bytes(drawing())
    before = site.tree()
    os.unlink(os.path.join(site.root, HALL))
    os.symlink(secret / "hall.jpg", os.path.join(site.root, HALL))
    assert {("path-leaves-chronicle", HALL, 0)} == {*codes(site.build())}
    os.unlink(os.path.join(site.root, HALL))
    os.unlink(os.path.join(site.root, PAGE))
    folder = os.path.dirname(os.path.join(site.root, HALL))
    os.rmdir(folder)
    os.symlink(secret, folder)
    assert {"path-leaves-chronicle"} == {code for code, _, _ in codes(site.build())}
    assert before == site.tree()


def test_a_credit_for_a_file_that_nothing_shows_is_told_with_the_nearest(site: Site) -> None:
    site.edit(ENTRY, "  hall.jpg:", "  hal.jpg:")
    result = site.build()
    assert [("unknown-reference", ENTRY, 6)] == codes(result)
    assert "did you mean `hall.jpg`?" == result.diagnostics[0].help


def test_a_picture_without_words_is_published_with_a_warning(site: Site) -> None:
    site.edit(ENTRY, "![Two ministers at a table](", "![](")
    result = site.build()
    assert result.is_done
    assert [("picture-undescribed", ENTRY, 11)] == codes(result)
    assert "" == figures(site, "en/2020/11/15/talks/index.html")[0].find(".//img").get("alt")
