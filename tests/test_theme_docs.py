"""The documents of the theme know every block, part, token, field, filter and function, and no other."""

from __future__ import annotations

import os
import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import theme_pages as pages
import theme_parts as parts
from sites import REPOSITORY, four_languages_text

from chronicle.theme.loader import theme_folders
from chronicle.theme.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

THEME = os.path.join(REPOSITORY, "templates")
VIEWS: dict[str, Callable[[str], object]] = {
    "404.html": pages.not_found,
    "about.html": pages.about,
    "archive.html": pages.day,
    "choice.html": pages.choice,
    "entry.html": pages.entry,
    "home.html": pages.home,
    "name.html": pages.name,
    "names.html": pages.names,
    "parallel.html": pages.parallel,
    "search.html": pages.search,
    "topic.html": pages.topic,
    "topics.html": pages.topics,
}


def document(name: str) -> str:
    return Path(REPOSITORY, "docs", name).read_text(encoding="utf-8")


def program() -> dict[str, Any]:
    """What makes the reference."""
    return runpy.run_path(os.path.join(REPOSITORY, "tools", "theme_reference.py"))


def rows(section: str) -> list[list[str]]:
    """The cells of the rows of a section's table."""
    text = document("theme.md").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    assert lines
    return lines


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def css(name: str) -> str:
    return Path(THEME, "static", name).read_text(encoding="utf-8")


def test_the_reference_is_what_the_code_says() -> None:
    assert document("theme-reference.md") == program()["reference"]()


def test_the_reference_knows_the_fields_of_a_view() -> None:
    """By hand, so that the program that makes it is tested too."""
    section = document("theme-reference.md").partition("\n### `topic.html`\n")[2].partition("\n### ")[0]
    fields = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert list(type(pages.topic())._fields) == fields


def test_every_block_is_documented() -> None:
    documented = {quoted(row[0])[0]: sorted(quoted(row[2])) for row in rows("Templates") if len(row) == 3}
    assert {name: sorted(blocks) for name, blocks in program()["blocks"]().items()} == documented


def test_every_part_is_documented() -> None:
    documented = [name for row in rows("Templates") if len(row) == 2 for name in quoted(row[0])]
    assert sorted(os.listdir(os.path.join(THEME, "partials"))) == sorted(documented)


def test_every_token_is_documented() -> None:
    given = set(re.findall(r"(--[\w-]+):", css("tokens.css") + css("fonts.css")))
    documented = [token for row in rows("Colours and sizes") for token in quoted(row[0]) if token.startswith("--")]
    assert sorted(given) == sorted(documented)


@pytest.mark.parametrize("template", sorted(VIEWS))
def test_every_block_of_a_page_can_be_filled(template: str, tmp_path: Path) -> None:
    blocks = [*program()["blocks"]()["base.html"], *program()["blocks"]()[template]]
    inner = [block for block in dict.fromkeys(blocks) if block not in {"main", "head"}]
    text = "".join(f"{{% block {block} %}}<i>{block}</i>{{{{ super() }}}}{{% endblock %}}" for block in inner)
    path = tmp_path / "templates" / template
    path.parent.mkdir()
    path.write_text(f'{{% extends "theme/{template}" %}}{text}', encoding="utf-8")
    html = Renderer(theme_folders(str(tmp_path)), parts.LANGUAGES).render(template, VIEWS[template]("en"))
    assert [block for block in inner if html.count(f"<i>{block}</i>") != 1] == []


@pytest.mark.parametrize("at", range(5))
def test_what_the_document_shows_works(at: int, make_site: Callable[[str], Site]) -> None:
    kind, text = re.findall(r"^```(\w+)\n(.*?)^```$", document("theme.md"), re.MULTILINE | re.DOTALL)[at]
    site = make_site(four_languages_text())
    settings = site.read("chronicle.yml")
    if kind == "yaml":
        site.write("chronicle.yml", settings + text)
    else:
        places = {"css": "static/own.css", "jinja": "entry.html", "po": "locale/fr/LC_MESSAGES/chronicle.po"}
        site.write(f"templates/{places[kind]}", text)
    before = make_site(four_languages_text())
    assert before.build().is_done
    result = site.build()
    assert [] == [found for found in result.diagnostics if found.path.startswith(("templates", "chronicle.yml"))]
    changed = {path for path, body in site.tree().items() if before.tree().get(path) != body}
    told = {"css": "assets/chronicle.css", "yaml": "assets/chronicle.css", "po": "fr/index.html"}
    assert told[kind] in changed if kind in told else any(path.count("/") > 4 for path in changed)
