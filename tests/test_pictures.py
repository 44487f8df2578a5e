"""Pictures: what of a file beside an entry is published, where, and what is said where it cannot be."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from desk import put_bytes
from linking import broken, broken_as_files, pages_of
from picturing import (
    ENTRY,
    HALL,
    OWN_PAGES,
    PAGE,
    PUBLISHED,
    TEXT,
    drawing,
    figures,
    illustrated,
    photograph,
    put,
)
from PIL import Image
from serving import serving
from sites import REPOSITORY, TODAY, read_tree
from test_floors import loaded_by, running
from test_validators import complaints

from chronicle.build.options import BuildOptions
from chronicle.build.warm import Warm
from chronicle.pictures import encoder

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return illustrated(make_site(TEXT))


@pytest.fixture
def as_clean(make_site: Callable[[str], Site]) -> Callable[[Site], bool]:
    """Whether a site has the bytes of a clean build of the same files elsewhere, without anything remembered."""

    def compared(site: Site) -> bool:
        clean = make_site("")
        put(clean, "chronicle.yml", site.read("chronicle.yml").encode())
        for path, data in read_tree(os.path.join(site.root, "content")).items():
            put(clean, f"content/{path}", data)
        assert clean.build().is_done
        return clean.tree() == site.tree()

    return compared


def published(site: Site) -> dict[str, bytes]:
    return {file.removeprefix(PUBLISHED): data for file, data in site.tree().items() if file.startswith("pictures/")}


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def sizes(site: Site) -> set[tuple[str, str]]:
    """Width and format of each published file."""
    names = (name.rpartition("-")[2].partition(".") for name in published(site))
    return {(width, encoding) for width, _, encoding in names}


def test_a_picture_is_published_in_sizes_up_to_its_own_and_in_three_formats(site: Site) -> None:
    photographs = {(width, encoding) for width in ("480", "800", "900") for encoding in ("avif", "webp", "jpg")}
    assert photographs | {("300", "avif"), ("300", "webp"), ("300", "png")} == sizes(site)
    put(site, HALL, photograph((1700, 90)))
    put(site, PAGE, drawing(size=(2000, 30)))
    assert site.build().is_done
    widths = ("480", "800", "1200", "1600")
    assert {(width, encoding) for width in widths for encoding in ("avif", "webp", "jpg", "png")} == sizes(site)


def test_each_file_is_what_its_name_says(site: Site) -> None:
    formats = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG", "png": "PNG"}
    for name, data in published(site).items():
        width, _, encoding = name.rpartition("-")[2].partition(".")
        opened = image(data)
        assert formats[encoding] == opened.format
        assert int(width) == opened.width
        assert abs(opened.width / opened.height - (0.75 if "png" in name or width == "300" else 2)) < 0.01


def test_the_page_offers_every_size_with_its_dimensions_and_words(site: Site) -> None:
    hall, page = figures(site, "en/2020/11/15/talks/index.html")
    picture = hall.find("picture")
    assert picture is not None
    assert ["image/avif", "image/webp"] == [source.get("type") for source in picture.iter("source")]
    shown = picture.find(".//img")
    assert ("900", "450", "Two ministers at a table") == (shown.get("width"), shown.get("height"), shown.get("alt"))
    assert ("async", None) == (shown.get("decoding"), shown.get("loading"))
    assert shown.get("src", "").endswith("-800.jpg")
    for element in picture.iter("source", "img"):
        offered = dict(reversed(each.split(" ")) for each in element.get("srcset", "").split(", "))
        assert ["480w", "800w", "900w"] == [*offered]
        assert all(element.get("sizes") and f"-{width[:-1]}." in address for width, address in offered.items())
    caption, credit = hall.find(".//figcaption")
    assert "The hall before the talks." == caption.text_content()
    assert "Picture: A. Photographer, 14 November 2020. CC BY-SA 4.0" == credit.text_content().strip()
    assert "lazy" == page.find(".//img").get("loading")
    assert page.find(".//figcaption") is None


def test_a_translation_has_its_own_words_and_the_same_files(site: Site) -> None:
    hall, page = figures(site, "fr/2020/11/15/talks/index.html")
    shown = hall.find(".//img")
    assert "Deux ministres à table" == shown.get("alt")
    assert "La salle avant les pourparlers." == hall.find(".//figcaption/span").text_content()
    assert shown.get("src") == figures(site, "en/2020/11/15/talks/index.html")[0].find(".//img").get("src")
    assert "en" == page.getparent().get("lang")  # a gap, which shows the original


def test_side_by_side_both_versions_show_it(site: Site) -> None:
    left, right, page = figures(site, "en/2020/11/15/talks/with-fr/index.html")
    alternatives = [figure.find(".//img").get("alt") for figure in (left, right, page)]
    assert ["Two ministers at a table", "Deux ministres à table", "A page with a signature"] == alternatives
    loading = [figure.find(".//img").get("loading") for figure in (left, right, page)]
    assert [None, "lazy", "lazy"] == loading


def test_every_address_leads_to_a_file_and_every_file_is_led_to(site: Site) -> None:
    led: set[str] = set()
    for file in OWN_PAGES:
        for element in lxml.html.fromstring(site.tree()[file]).iter("source", "img"):
            listed = [each.split(" ")[0] for each in element.get("srcset", "").split(", ")]
            found = [*listed, element.get("src", listed[0])]
            led |= {os.path.normpath(os.path.join(os.path.dirname(file), address)) for address in found}
    assert {file for file in site.tree() if file.startswith("pictures/")} == led


def test_the_nu_validator_and_the_links_find_no_error(site: Site) -> None:
    assert [] == [*broken(site, base_url=site.url), *broken_as_files(site)]
    with serving(site.output) as server:
        assert [] == complaints([server.url("/" + page.file) for page in pages_of(site) if page.file in OWN_PAGES])


def test_the_manifest_lists_every_picture(site: Site) -> None:
    assert all(f"  {PUBLISHED}{name}\n" in site.text("manifest-sha256.txt") for name in published(site))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_turned_and_tells_nothing_of_its_maker(site: Site, format_: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held on its side: the picture's top is at the right
    exif[0x010F] = "A CAMERA"
    exif[0x8825] = {1: "N", 2: (40.0, 10.0, 5.0)}
    profile = b"a profile with a NAME"
    put(site, HALL, photograph((600, 300), format=format_, exif=exif, icc_profile=profile))
    assert site.build().is_done
    shown = figures(site, "en/2020/11/15/talks/index.html")[0].find(".//img")
    assert ("300", "600") == (shown.get("width"), shown.get("height"))
    taken = {name: data for name, data in published(site).items() if not name.endswith(".png")}
    for data in taken.values():
        opened = image(data)
        assert not any(sign in data for sign in (b"CAMERA", b"Exif", b"GPS", b"NAME"))
        assert {} == dict(opened.getexif())
        if opened.height == 600:
            halves = (opened.convert("RGB").crop(box).resize((1, 1)) for box in ((0, 0, 140, 600), (160, 0, 300, 600)))
            left, right = ([level > 128 for level in half.tobytes()] for half in halves)
            assert ([True, False, False], [False, False, True]) == (left, right)


def test_what_is_transparent_is_white(site: Site) -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(stream, "PNG")
    put(site, HALL, stream.getvalue())
    assert site.build().is_done
    fallback = next(data for name, data in published(site).items() if name.endswith("-40.jpg"))
    assert (255, 255, 255) == image(fallback).convert("RGB").getpixel((20, 20))


def test_the_same_picture_twice_is_published_once(site: Site, as_clean: Callable[[Site], bool]) -> None:
    before = len(published(site))
    put(site, "content/2020/11/15/talks/again.jpg", photograph())
    site.write(ENTRY, site.read(ENTRY) + "\n![The table again](again.jpg)\n")
    assert site.build().is_done
    assert before == len(published(site))
    assert as_clean(site)


def test_a_replaced_picture_renders_the_pages_that_show_it_and_leaves_no_old_file(
    site: Site, as_clean: Callable[[Site], bool]
) -> None:
    before = {name for name in published(site) if name.endswith(("avif", "webp", "jpg")) and "-300." not in name}
    put(site, HALL, photograph((700, 350)))
    result = site.build()
    assert sorted(OWN_PAGES) == sorted(result.rendered)
    assert before.isdisjoint(published(site))
    assert before <= {file.removeprefix(PUBLISHED) for file in result.pruned}
    assert as_clean(site)


def test_a_new_credit_renders_the_pages_that_show_it(site: Site, as_clean: Callable[[Site], bool]) -> None:
    site.edit(ENTRY, "A. Photographer", "B. Photographer")
    assert sorted(OWN_PAGES) == sorted(site.build().rendered)
    assert as_clean(site)


def test_a_picture_that_is_shown_no_more_is_gone(site: Site, as_clean: Callable[[Site], bool]) -> None:
    site.edit(ENTRY, "![A page with a signature](<talks/Page 1.png>)", "Nothing more.")
    assert site.build().is_done
    assert not any("-300." in name for name in published(site))
    assert as_clean(site)
    for language in ("en", "fr"):
        site.delete(f"content/2020/11/15/talks.{language}.md")
    assert site.build().is_done
    assert {} == published(site)
    assert as_clean(site)


@pytest.mark.parametrize("access", ["excerpt", "metadata", "withdrawn"])
def test_a_picture_of_a_text_that_may_not_be_published_is_not_either(site: Site, access: str) -> None:
    site.edit(ENTRY, "date: 2020-11-15\n", f"date: 2020-11-15\naccess: {access}\n")
    assert site.build().is_done
    assert {} == published(site)


def test_of_an_excerpt_the_picture_at_its_head_may_be_seen(site: Site) -> None:
    site.edit(ENTRY, "date: 2020-11-15\n", "date: 2020-11-15\naccess: excerpt\n")
    site.edit(ENTRY, "The ministers met.\n\n", "")
    assert site.build().is_done
    assert {"480", "800", "900"} == {width for width, _ in sizes(site)}


def test_a_preview_sees_a_saved_picture(site: Site, as_clean: Callable[[Site], bool]) -> None:
    warm = Warm(site.root, BuildOptions(as_of=TODAY))
    warm.update()
    put(site, HALL, photograph((600, 300)))
    assert warm.update([HALL]).is_done
    assert as_clean(site)


def test_builds_that_make_no_picture_load_no_library_for_it(site: Site) -> None:
    assert "PIL" not in loaded_by(running("build"), site.root)
    site.edit(ENTRY, "They will meet again.", "They will not.")
    loaded = loaded_by(running("build"), site.root)
    assert "They will not." in site.text(OWN_PAGES[0])
    assert "PIL" not in loaded


def test_another_encoder_makes_every_picture_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    put(site, f"site/{PUBLISHED}{min(published(site))}", b"altered")
    site.build()
    monkeypatch.setattr(encoder, "RECIPE", 99)
    encoder.encoder.cache_clear()
    try:
        assert site.build().is_done
        kept = os.listdir(os.path.join(site.root, ".chronicle/pictures"))
    finally:
        monkeypatch.undo()
        encoder.encoder.cache_clear()
    assert not any(encoder.encoder() in name for name in kept)


@pytest.mark.parametrize("data", [b"", b"damaged", b"\0" * 100])
def test_a_damaged_cache_is_made_anew(site: Site, data: bytes, as_clean: Callable[[Site], bool]) -> None:
    folder = os.path.join(site.root, ".chronicle/pictures")
    names = sorted(os.listdir(folder))
    for name in names:
        put_bytes(os.path.join(folder, name), data)
    put(site, f"site/{PUBLISHED}{min(published(site))}", b"altered")
    assert site.build(is_clean=True).is_done
    assert as_clean(site)
    assert all(len(data) < os.path.getsize(os.path.join(folder, name)) for name in names)


def test_the_cache_keeps_what_is_shown_alone(site: Site) -> None:
    put(site, HALL, photograph((700, 350)))
    site.edit("chronicle.yml", "A chronicle", "Another chronicle")
    assert site.build().is_done
    assert 2 == len(os.listdir(os.path.join(site.root, ".chronicle/pictures")))


def test_the_same_bytes_whatever_the_machine(site: Site, tmp_path: Any) -> None:
    code = (
        "import sys\nfrom chronicle.pictures.look import look, ready\n"
        "root, cache = sys.argv[1:]\nfolder = 'content/2020/11/15/talks'\n"
        "for _, data in ready(root, cache, folder, look(root, cache, folder, 'hall.jpg').value).value.files:\n"
        "    sys.stdout.buffer.write(data)\n"
    )
    surroundings: tuple[dict[str, str], ...] = ({"OMP_NUM_THREADS": "1", "TZ": "Asia/Tokyo"}, {"LC_ALL": "tr_TR.UTF-8"})
    made = {
        subprocess.run(
            [sys.executable, "-c", code, site.root, str(tmp_path / str(number))],
            cwd=REPOSITORY,
            env={**os.environ, **surrounding},
            capture_output=True,
            check=True,
        ).stdout
        for number, surrounding in enumerate(surroundings)
    }
    (once,) = made
    assert all(data in once for name, data in published(site).items() if "-900." in name)
