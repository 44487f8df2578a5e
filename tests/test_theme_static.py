"""Static files: one style sheet out of its parts, the chronicle's own over the theme's; fonts that travel, or not."""

from __future__ import annotations

import gzip
import os
import re
from typing import TYPE_CHECKING

import pytest
from linking import pages_of
from sites import REPOSITORY, four_languages_text, read_tree, sections

from chronicle.theme.loader import theme_folders
from chronicle.theme.static import content, site_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sites import Site

    from chronicle.model.chronicle import Fonts

STATIC = os.path.join(REPOSITORY, "templates", "static")
ENTRY_BYTES = 10 * 1024
"""What an entry's page may weigh over the wire with system fonts: the page and what it asks for."""


def write(root: Path, name: str, text: str) -> None:
    path = root / "templates" / "static" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def files(root: Path, fonts: Fonts = "own") -> dict[str, str]:
    """The static files of the chronicle at `root`, as text where they are."""
    return {file.below: content(file).decode(errors="replace") for file in site_files(theme_folders(str(root)), fonts)}


def theme_file(name: str) -> str:
    with open(os.path.join(STATIC, name), encoding="utf-8") as file:
        return file.read()


def rules(text: str) -> str:
    """A sheet without comments and spaces."""
    return re.sub(r"\s+", "", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def test_the_sheet_is_one_file_that_holds_rules_faces_and_tokens(tmp_path: Path) -> None:
    found = files(tmp_path)
    assert ["chronicle.css", "search.css"] == [name for name in found if name.endswith(".css")]
    expected = "".join(map(theme_file, ("chronicle.css", "fonts.css", "tokens.css")))
    assert rules(expected) == rules(found["chronicle.css"])
    assert "/*" not in found["chronicle.css"]


def test_every_other_file_of_the_theme_is_copied_as_it_is(tmp_path: Path) -> None:
    found = {file.below: content(file) for file in site_files(theme_folders(str(tmp_path)), "own")}
    for name in ("favicon.png", "fonts/literata-latin.woff2", "fonts/OFL-Literata.txt", "search.js"):
        with open(os.path.join(STATIC, name), "rb") as file:
            assert file.read() == found[name]


def test_tokens_of_the_chronicle_stand_in_the_place_of_the_themes(tmp_path: Path) -> None:
    write(tmp_path, "tokens.css", "@layer tokens { :root { --paper: pink; } }")
    sheet = files(tmp_path)["chronicle.css"]
    assert "--paper:pink" in sheet
    assert "--gutter:" not in sheet
    assert "Literata" in sheet
    assert ".masthead" in sheet


def test_rules_of_the_chronicles_own_come_last(tmp_path: Path) -> None:
    write(tmp_path, "own.css", ".masthead { color: red; }\n")
    found = files(tmp_path)
    assert found["chronicle.css"].endswith("}\n.masthead{color:red;}\n")
    assert "own.css" not in found


def test_what_looks_like_a_comment_in_a_string_stays(tmp_path: Path) -> None:
    first = "p  a:hover::after, b { content: \"/* ': */ }\" / ''; }\r\n   b/* c */c {}"
    own = f"\ufeff{first}\n\t@x '\\'/*' url(data:/*x);\n/* open"
    write(tmp_path, "own.css", own)
    expected = "p  a:hover::after,b{content:\"/* ': */ }\" / '';}\nb c{}\n@x '\\'/*' url(data:/*x);\n"
    assert files(tmp_path)["chronicle.css"].endswith("\n" + expected)


def test_system_fonts_leave_nothing_to_ask_for(tmp_path: Path) -> None:
    found = files(tmp_path, "system")
    assert [] == [name for name in found if name.startswith("fonts")]
    assert "url(" not in found["chronicle.css"]
    assert "@font-face" not in found["chronicle.css"]
    assert set(found) == {name for name in files(tmp_path) if not name.startswith("fonts/")}


def test_a_chronicles_own_faces_stay_with_system_fonts(tmp_path: Path) -> None:
    write(tmp_path, "fonts/ours.woff2", "a face")
    write(tmp_path, "fonts.css", "@font-face { font-family: Ours; src: url(fonts/ours.woff2); }")
    found = files(tmp_path, "system")
    assert ["fonts/ours.woff2"] == [name for name in found if name.startswith("fonts")]
    assert "font-family:Ours" in found["chronicle.css"]
    assert "Literata" not in found["chronicle.css"]


def test_every_colour_of_the_sheet_is_a_token_but_on_paper() -> None:
    screen = theme_file("chronicle.css").partition("@layer print {")[0] + theme_file("search.css")
    assert [] == re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|light-dark|rgb\(|hsl\(", screen)


def test_every_token_that_is_used_is_given() -> None:
    used = set(re.findall(r"var\((--[\w-]+)\)", theme_file("chronicle.css") + theme_file("tokens.css")))
    assert set() == used - set(re.findall(r"(--[\w-]+):", theme_file("tokens.css") + theme_file("chronicle.css")))


@pytest.fixture
def chronicle(make_site: Callable[[str], Site]) -> Site:
    return make_site(four_languages_text())


@pytest.fixture
def as_clean(make_site: Callable[[str], Site]) -> Callable[[Site], bool]:
    """Whether a site has the bytes of a clean build of the same files elsewhere."""

    def compared(site: Site) -> bool:
        clean = make_site("")
        for folder in ("content", "templates"):
            for path, text in read_tree(os.path.join(site.root, folder)).items():
                clean.write(f"{folder}/{path}", text.decode())
        clean.write("chronicle.yml", site.read("chronicle.yml"))
        assert clean.build().is_done
        return clean.tree() == site.tree()

    return compared


def test_faces_of_other_scripts_than_latin_are_asked_for_at_once(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text())
    site.build()
    sheet = site.tree()["assets/chronicle.css"].decode()
    asked: dict[str, set[frozenset[str]]] = {}
    for page in (page for page in pages_of(site) if page.kind not in {"parallel", "choice", "404", "redirect"}):
        files = [str(link.get("href")).partition("assets/")[2] for link in page.tree.xpath("//link[@rel='preload']")]
        assert [] == [file for file in files if f"url({file})" not in sheet]
        asked.setdefault(page.language, set()).add(frozenset(files))
    latin = "fonts/literata-latin.woff2"
    expected = {
        "en": [],
        "fr": [],
        "ru": ["fonts/literata-cyrillic.woff2", latin],
        "ar": [latin, "fonts/noto-naskh-arabic.woff2"],
    }
    assert expected == {language: sorted(next(iter(sets))) for language, sets in asked.items() if len(sets) == 1}
    site.write("chronicle.yml", site.read("chronicle.yml") + "fonts: system\n")
    site.build()
    assert [] == [page.address for page in pages_of(site) if page.tree.xpath("//link[@rel='preload']")]


def test_side_by_side_the_faces_of_both_scripts_are_asked_for(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text())
    site.build()
    for page in (page for page in pages_of(site) if page.kind == "parallel"):
        languages = {page.language, page.address.rpartition("with-")[2].strip("/")}
        asked = " ".join(page.tree.xpath("//link[@rel='preload']/@href"))
        assert ("cyrillic" in asked, "arabic" in asked) == ("ru" in languages, "ar" in languages)


def test_fonts_come_and_go_with_the_setting(chronicle: Site, as_clean: Callable[[Site], bool]) -> None:
    chronicle.build()
    assert "assets/fonts/literata-latin.woff2" in chronicle.tree()
    settings = chronicle.read("chronicle.yml")
    asking = {file for file, body in chronicle.tree().items() if b'<link rel="preload"' in body}
    chronicle.write("chronicle.yml", settings + "fonts: system\n")
    result = chronicle.build()
    assert {"assets/chronicle.css", "manifest-sha256.txt", *asking} == set(result.written)
    assert [] == [path for path in chronicle.tree() if "font" in path]
    assert as_clean(chronicle)
    chronicle.write("chronicle.yml", settings)
    chronicle.build()
    assert "assets/fonts/literata-latin.woff2" in chronicle.tree()
    assert as_clean(chronicle)


def test_parts_of_the_sheet_that_are_edited_renew_it_alone(chronicle: Site, as_clean: Callable[[Site], bool]) -> None:
    chronicle.build()
    for name in ("own.css", "tokens.css", "own.css"):
        chronicle.write(f"templates/static/{name}", f"/* {len(name)} */ a {{ --x: {name} }}\n")
        assert {"assets/chronicle.css", "manifest-sha256.txt"} >= set(chronicle.build().written)
        assert as_clean(chronicle)
    chronicle.delete("templates/static/tokens.css")
    assert {"assets/chronicle.css", "manifest-sha256.txt"} == set(chronicle.build().written)
    assert as_clean(chronicle)


def test_an_entry_with_system_fonts_is_light(chronicle: Site) -> None:
    chronicle.write("chronicle.yml", chronicle.read("chronicle.yml") + "fonts: system\n")
    chronicle.build()
    tree = chronicle.tree()
    weights = {}
    for path in (path for path, body in tree.items() if b'data-page-type="entry"' in body):
        icons = ("assets/favicon.png", "assets/icon.svg")
        asked = (path, "assets/chronicle.css", *icons)
        weights[path] = sum(len(gzip.compress(tree[file], 9)) for file in asked)
    assert weights
    assert {} == {path: weight for path, weight in weights.items() if weight > ENTRY_BYTES}


def test_a_wrong_setting_of_fonts_is_a_mistake(chronicle: Site) -> None:
    chronicle.write("chronicle.yml", chronicle.read("chronicle.yml") + "fonts: sistem\n")
    found = [each for each in chronicle.build().diagnostics if each.path == "chronicle.yml"]
    assert [len(sections(four_languages_text())["chronicle.yml"].splitlines()) + 1] == [each.line for each in found]
