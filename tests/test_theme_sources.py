"""What templates and style sheet may hold: no unsafe place, no untranslated word, no physical side, no weight."""

from __future__ import annotations

import gzip
import os
import re
import struct

import pytest
from sites import REPOSITORY

from chronicle.theme.static import SHEET, content, site_files

TEMPLATES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "templates")
STATIC = os.path.join(TEMPLATES, "static")
NAMES = sorted(
    os.path.relpath(os.path.join(folder, name), TEMPLATES)
    for folder, _, names in os.walk(TEMPLATES)
    for name in names
    if name.endswith((".html", ".xml")) and "static" not in folder
)
SAFE_HTML = {"view.html", "passage.html", "passage.original_html", "html"}
"""The only expressions that enter a page unescaped: blocks of a body, which the reader of content has made safe."""
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def source(name: str) -> str:
    with open(os.path.join(TEMPLATES, name), encoding="utf-8") as file:
        return COMMENT.sub("", file.read())


def sheet() -> str:
    """The style sheet as a site has it, out of its parts."""
    return sheets()[SHEET]


def sheets() -> dict[str, str]:
    """Every style sheet as a site has it."""
    files = site_files((TEMPLATES,), "own")
    return {file.below: content(file).decode() for file in files if file.below.endswith(".css")}


def size(name: str) -> int:
    return os.path.getsize(os.path.join(STATIC, name))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_enters_a_page_unescaped_but_blocks_of_a_body(name: str) -> None:
    text = source(name)
    assert [] == re.findall(r"\|\s*safe\b|autoescape|Markup", text)
    assert set() == set(re.findall(r"([\w.]+)\s*\|\s*blocks", text)) - SAFE_HTML


@pytest.mark.parametrize("name", NAMES)
def test_every_attribute_is_quoted(name: str) -> None:
    unquoted = re.sub(r"\"[^\"]*\"", "''", EXPRESSION.sub("x", source(name)))
    assert [] == re.findall(r"<[a-z][^<>]*\s[\w:-]+=(?!'')\S*", unquoted)


@pytest.mark.parametrize("name", NAMES)
def test_no_page_has_a_style_or_a_script_of_its_own(name: str) -> None:
    assert [] == re.findall(r"<style|\sstyle=|\son\w+=|<script(?! type=\"application/ld\+json\"| src=)", source(name))


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".html")])
def test_every_word_that_readers_see_can_be_translated(name: str) -> None:
    bare = re.sub(r" (?:lang|dir)=\"\"", "", EXPRESSION.sub("", source(name)))
    visible = re.sub(r"<[^>]*>", "\n", bare)
    attributes = re.findall(r"\s(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"", bare)
    assert [] == re.findall(r"[^\W\d_]{2,}", visible + "\n".join(attributes))


@pytest.mark.parametrize("name", NAMES)
def test_inner_links_go_through_the_filter(name: str) -> None:
    links = re.findall(r"\s(?:href|src)=\"([^\"]*)\"", re.sub(r'"(/assets/[^"]+)"', r"'\1'", source(name)))
    fine = re.compile(r"\{\{[^}]*\|\s*(href|absolute)(\|xml)?\s*\}\}(?:#\{\{ [\w. ]+ \}\})?$|#[\w{]|\{\{ url \}\}$")
    assert [] == [link for link in links if not fine.match(link)]


def test_the_sheet_knows_no_left_and_right() -> None:
    sides = "left|right|top|bottom"
    names = rf"(?:margin|padding|border|inset)-(?:{sides})|(?<![\w-])(?:{sides}|float|width|height)\s*:"
    physical = rf"{names}|:\s*(?:left|right)\b"
    assert [] == re.findall(physical, re.sub(r"@media[^{]*|@bottom-center", "", "".join(sheets().values())))


def test_the_sheet_asks_for_files_that_are_there_and_no_others() -> None:
    asked = set(re.findall(r"url\(([^)]+)\)", sheet()))
    fonts = {f"fonts/{name}" for name in os.listdir(os.path.join(STATIC, "fonts")) if name.endswith(".woff2")}
    assert fonts == asked


def test_the_sheet_is_light() -> None:
    assert len(gzip.compress(sheet().encode(), 9)) <= 6 * 1024


@pytest.mark.parametrize(
    ("font", "kilobytes"),
    [
        ("literata-latin", 32),
        ("literata-latin-ext", 18),
        ("literata-cyrillic", 19),
        ("noto-serif-armenian", 15),
        ("noto-serif-georgian", 12),
        ("noto-naskh-arabic", 32),
    ],
)
def test_a_face_is_light(font: str, kilobytes: int) -> None:
    assert size(f"fonts/{font}.woff2") <= kilobytes * 1024


def test_every_face_travels_with_its_licence() -> None:
    folder = os.path.join(STATIC, "fonts")
    licences = sorted(name for name in os.listdir(folder) if name.endswith(".txt"))
    families = ["Literata", "Noto-Naskh-Arabic", "Noto-Serif-Armenian", "Noto-Serif-Georgian"]
    assert [f"OFL-{family}.txt" for family in families] == licences
    for name in licences:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            assert "SIL Open Font License, Version 1.1" in file.read()


def test_the_card_has_the_size_that_pages_say() -> None:
    with open(os.path.join(STATIC, "card.png"), "rb") as file:
        assert (1200, 630) == struct.unpack(">II", file.read(24)[16:])
    assert size("card.png") <= 20 * 1024


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_text_has_the_contrast_of_wcag_aa(scheme: int) -> None:
    colours = {
        name: (pair[0], pair[1]) for name, *pair in re.findall(r"--([\w-]+):light-dark\((#\w{6}),(#\w{6})\)", sheet())
    }
    tone = {name: pair[scheme] for name, pair in colours.items()}
    texts = [(ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "panel")]
    assert [] == [pair for pair in texts if contrast(tone[pair[0]], tone[pair[1]]) < 4.5]
    assert contrast(tone["edge"], tone["paper"]) >= 3
    assert contrast(tone["focus"], tone["paper"]) >= 3
    heats = re.findall(
        r"\.heat-\d\{--heat:light-dark\((#\w+),(#\w+)\);(?:--on-heat:light-dark\((#\w+),(#\w+)\);)?", sheet()
    )
    grounds = [(heat[scheme], (heat[2 + scheme] or tone["ink"]).replace("#fff", "#ffffff")) for heat in heats]
    assert 6 == len(grounds)
    assert [] == [pair for pair in grounds if contrast(*pair) < 4.5]


def test_no_letter_has_two_faces_of_a_family() -> None:
    """A browser fetches every face of which the range holds a letter of the page."""
    with open(os.path.join(REPOSITORY, "templates", "static", "fonts.css"), encoding="utf-8") as file:
        faces = re.findall(r"font-family: ([^;]+);.*unicode-range: ([^;]+);", file.read())
    seen: set[tuple[str, int]] = set()
    for family, ranges in faces:
        letters = {
            (family, letter)
            for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
            for letter in range(int(first, 16), int(last or first, 16) + 1)
        }
        assert set() == seen & letters
        seen |= letters
    assert ("Literata", ord("œ")) in seen
