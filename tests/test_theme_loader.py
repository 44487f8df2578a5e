"""Theme files: overriding one by one, staying inside the folder, knowing what a template is made of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import theme_pages as pages
import theme_parts as parts

from chronicle.theme.loader import static_files, theme_folders
from chronicle.theme.render import Renderer, TemplateProblem

if TYPE_CHECKING:
    from pathlib import Path

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEFAULT = os.path.join(REPOSITORY, "templates")


def write(root: Path, name: str, text: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def renderer(root: Path) -> Renderer:
    return Renderer(theme_folders(str(root)), parts.LANGUAGES)


def problem_of(root: Path, template: str, view: object) -> tuple[str, str, int]:
    with pytest.raises(TemplateProblem) as caught:
        renderer(root).render(template, view)
    found = caught.value.diagnostic
    return found.code, found.path, found.line


def test_a_chronicle_without_templates_has_the_default_theme(tmp_path: Path) -> None:
    assert (DEFAULT,) == theme_folders(str(tmp_path))


def test_the_project_itself_has_one_theme_folder() -> None:
    assert (DEFAULT,) == theme_folders(REPOSITORY)


def test_a_template_of_the_chronicle_replaces_that_of_the_theme(tmp_path: Path) -> None:
    write(tmp_path, "about.html", "About {{ view.frame.chrome.site_title }}")
    assert "About Karabakh chronicle" == renderer(tmp_path).render("about.html", pages.about())


def test_an_override_can_extend_what_it_overrides(tmp_path: Path) -> None:
    write(tmp_path, "about.html", '{% extends "theme/about.html" %}{% block footer %}<p>Ours.</p>{% endblock %}')
    html = renderer(tmp_path).render("about.html", pages.about())
    assert "<p>Ours.</p>" in html
    assert "<h1>About this chronicle</h1>" in html


def test_an_overridden_part_shows_on_every_page(tmp_path: Path) -> None:
    write(tmp_path, "partials/footer.html", "<footer>Ours</footer>")
    assert "<footer>Ours</footer>" in renderer(tmp_path).render("home.html", pages.home())


def test_pages_carry_no_indentation(tmp_path: Path) -> None:
    lines = renderer(tmp_path).render("home.html", pages.home()).splitlines()
    assert [] == [line for line in lines if line.startswith((" ", "\t"))]


@pytest.mark.parametrize(
    "name", ["../secret.html", "/etc/passwd", "partials/../../secret.html", "a\\b.html", ".hidden"]
)
def test_a_name_that_leads_out_of_the_folder_finds_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.html").write_text("secret")
    write(tmp_path, ".hidden", "secret")
    write(tmp_path, "about.html", f"{{% include {name!r} ignore missing %}}end")
    assert "end" == renderer(tmp_path).render("about.html", pages.about())


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    write(tmp_path, "static/own.css", "a{}")
    os.symlink(tmp_path / "secret.html", tmp_path / "templates" / "linked.html")
    os.symlink(tmp_path / "secret.html", tmp_path / "templates" / "static" / "linked.css")
    write(tmp_path, "about.html", '{% include "linked.html" ignore missing %}end')
    assert "end" == renderer(tmp_path).render("about.html", pages.about())
    assert "linked.css" not in {below for _, below in static_files(theme_folders(str(tmp_path)))}


def test_static_files_are_overridden_one_by_one(tmp_path: Path) -> None:
    write(tmp_path, "static/icon.svg", "<svg/>")
    write(tmp_path, "static/more/own.css", "a{}")
    write(tmp_path, "static/.DS_Store", "")
    files = {below: path for path, below in static_files(theme_folders(str(tmp_path)))}
    assert str(tmp_path / "templates" / "static" / "icon.svg") == files["icon.svg"]
    assert os.path.join(DEFAULT, "static", "chronicle.css") == files["chronicle.css"]
    assert {"more/own.css"} == {below for below in files if below.startswith("more")}
    assert ".DS_Store" not in files
    assert list(files) == sorted(files)


def test_a_closure_knows_everything_that_a_template_reaches(tmp_path: Path) -> None:
    write(tmp_path, "partials/footer.html", "<footer>one</footer>")
    before = {name: renderer(tmp_path).closure(name) for name in ("home.html", "feed.xml")}
    write(tmp_path, "partials/footer.html", "<footer>two</footer>")
    after = {name: renderer(tmp_path).closure(name) for name in ("home.html", "feed.xml")}
    assert before["home.html"] != after["home.html"]
    assert before["feed.xml"] == after["feed.xml"]


def test_a_closure_sees_a_missing_template_appear(tmp_path: Path) -> None:
    write(tmp_path, "about.html", '{% include "banner.html" ignore missing %}')
    before = renderer(tmp_path).closure("about.html")
    write(tmp_path, "banner.html", "A banner")
    assert before != renderer(tmp_path).closure("about.html")


def test_a_template_named_by_an_expression_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "about.html", "{% include view.frame.page_type %}")
    with pytest.raises(TemplateProblem) as caught:
        renderer(tmp_path).closure("about.html")
    assert "names another template by an expression" == caught.value.diagnostic.message


def test_a_syntax_error_is_shown_with_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, "about.html", "<p>\n{% if %}\n</p>")
    assert ("template-error", "templates/about.html", 2) == problem_of(tmp_path, "about.html", pages.about())


def test_an_unknown_field_is_shown_with_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, "partials/footer.html", "<footer>\n{{ view.frame.colour }}\n</footer>")
    assert ("template-error", "templates/partials/footer.html", 2) == problem_of(tmp_path, "about.html", pages.about())


def test_an_impossible_expression_is_shown_with_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, "about.html", "{{ 1 // 0 }}")
    assert ("template-error", "templates/about.html", 1) == problem_of(tmp_path, "about.html", pages.about())


def test_a_theme_that_lacks_a_part_it_names_is_shown_where_it_names_it(tmp_path: Path) -> None:
    write(tmp_path, "about.html", "\n\n{% include 'nowhere.html' %}")
    assert ("template-error", "templates/about.html", 3) == problem_of(tmp_path, "about.html", pages.about())


def test_a_break_in_the_theme_by_an_override_names_the_themes_file(tmp_path: Path) -> None:
    write(tmp_path, "partials/words.html", "{% macro translated_by(name) %}{% endmacro %}")
    code, path, line = problem_of(tmp_path, "entry.html", pages.entry("fr"))
    assert ("template-error", "theme/partials/passage.html") == (code, path)
    assert line > 0
