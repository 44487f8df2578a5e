"""Interface text: catalogues complete, plurals, fallback, mistakes reported."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
import theme_pages as pages
from babel import Locale
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from chronicle.theme.catalog import catalogue_digest, check_catalogues, translations, words_language
from chronicle.theme.loader import theme_folders
from chronicle.theme.render import Renderer

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCALE = os.path.join(REPOSITORY, "templates", "locale")
LANGUAGES = ("ar", "az", "de", "en", "es", "fa", "fr", "hy", "ka", "ru", "tr", "uk")
CATALOGUES = tuple(f"{language}/LC_MESSAGES/chronicle.po" for language in LANGUAGES)
LETTERS = {
    "ar": "\u0600-\u06ff",
    "fa": "\u0600-\u06ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10d0-\u10ff",
    "ru": "\u0400-\u04ff",
    "uk": "\u0400-\u04ff",
}
"""The letters of the languages that are not written in Latin ones, by Unicode block."""
POINTS = ("%(degrees)s° N", "%(degrees)s° S", "%(degrees)s° E")
SAME_IN_BOTH = {
    "de": (*POINTS[:2], "Name", "%(degrees)s° W", "Wikidata: %(key)s"),
    "es": (*POINTS, "Wikidata: %(key)s"),
    "fr": (
        *POINTS,
        *("Articles", "Corrections", "Documents", "Organisations", "Passage", "Passages", "Source", "original"),
        *("%(articles)s article", "%(articles)s articles"),
    ),
}
"""Words that a language shares with English."""
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "in_language": (2,),
}
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def used() -> set[tuple[str | None, str | tuple[str, ...]]]:
    """Every message that a template or the theme's code asks for."""
    found = set()
    for folder, methods in (("templates", [("**.html", "jinja2")]), ("chronicle/theme", [("**.py", "python")])):
        for _, _, message, _, context in extract_from_dir(
            os.path.join(REPOSITORY, folder),
            method_map=methods,
            keywords=KEYWORDS,  # type: ignore[arg-type]  # Babel's own type leaves out context
            options_map={"**": {"trimmed": "false", "silent": "false"}},
        ):
            found.add((context, message))
    return found


@cache
def catalogue(name: str) -> Catalog:
    with open(os.path.join(LOCALE, name), encoding="utf-8") as file:
        return read_po(file)


def messages(name: str) -> list[Message]:
    return [message for message in catalogue(name) if message.id]


def forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (str(message.string),)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def write(root: Path, language: str, text: str) -> tuple[str, ...]:
    folder = root / "templates" / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "chronicle.po").write_text(text, encoding="utf-8")
    return theme_folders(str(root))


@pytest.mark.parametrize("name", ["chronicle.pot", *CATALOGUES])
def test_a_catalogue_has_the_messages_of_the_templates_and_no_others(name: str) -> None:
    assert used() == {(message.context, message.id) for message in catalogue(name) if message.id}


def test_every_catalogue_is_one_of_these() -> None:
    assert sorted(LANGUAGES) == sorted(name for name in os.listdir(LOCALE) if "." not in name)


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_catalogue_is_complete(name: str) -> None:
    assert [] == [message.id for message in messages(name) if message.fuzzy]
    assert [] == [message.id for message in messages(name) if not all(forms(message))]


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_translation_keeps_its_placeholders(name: str) -> None:
    lost = [
        (form, identifier)
        for message in messages(name)
        for form in forms(message)
        for identifier in (message.id if isinstance(message.id, tuple) else (message.id,))
        if placeholders(form) != placeholders(str(identifier))
    ]
    assert [] == lost


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_cldr(language: str) -> None:
    """Below a million: from there on French and Spanish have a form that figures do not show."""
    words = catalogue(f"{language}/LC_MESSAGES/chronicle.po")
    category = Locale.parse(language).plural_form
    rule = translations((os.path.dirname(LOCALE),), language)
    numbers = [*range(1000), 1000, 1001, 1002, 1011, 100_000, 999_999]
    form_of = rule.plural  # type: ignore[attr-defined]  # gettext keeps the compiled rule there
    pairs = {(category(number), form_of(number)) for number in numbers}
    assert len({name for name, _ in pairs}) == len({form for _, form in pairs}) == len(pairs) == words.num_plurals


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_catalogue_has_no_english_left(language: str) -> None:
    english = [
        form
        for message in messages(f"{language}/LC_MESSAGES/chronicle.po")
        for form in forms(message)
        if form in (message.id if isinstance(message.id, tuple) else (message.id,))
        if re.search(r"[^\W\d_]", PLACEHOLDER.sub("", form)) and form not in SAME_IN_BOTH.get(language, ())
    ]
    assert [] == english


@pytest.mark.parametrize(("language", "letters"), LETTERS.items())
def test_a_translation_is_in_the_letters_of_its_language(language: str, letters: str) -> None:
    names = re.compile(r"SHA-256|Atom|cookie|JavaScript|Enter|#p3")
    foreign = [
        form
        for message in messages(f"{language}/LC_MESSAGES/chronicle.po")
        for form in forms(message)
        if re.search(rf"[^\W\d_{letters}]", names.sub("", PLACEHOLDER.sub("", form)))
    ]
    assert [] == foreign


def test_the_catalogues_of_the_default_theme_have_no_mistakes(tmp_path: Path) -> None:
    assert () == check_catalogues(theme_folders(str(tmp_path)), LANGUAGES)


def test_french_spaces_do_not_break() -> None:
    texts = [message.string for message in catalogue("fr/LC_MESSAGES/chronicle.po") if message.id]
    flat = [str(form) for text in texts for form in (text if isinstance(text, tuple) else (text,))]
    assert [] == [text for text in flat if any(mark in text for mark in (" ;", " :", " ?", " !", "« ", " »", "'"))]


def test_plurals_follow_the_language(tmp_path: Path) -> None:
    folders = theme_folders(str(tmp_path))
    one, many = "%(articles)s article", "%(articles)s articles"
    forms = {
        language: [translations(folders, language).ngettext(one, many, count) for count in (0, 1, 2)]
        for language in ("en", "fr")
    }
    assert {"en": [many, one, many], "fr": [one, one, many]} == forms


def test_a_regional_language_takes_the_words_of_its_wider_one(tmp_path: Path) -> None:
    folders = theme_folders(str(tmp_path))
    assert "Langues" == translations(folders, "fr-CA").gettext("Languages")
    assert ("fr", ()) == (words_language(folders, "fr-CA"), check_catalogues(folders, ("fr-CA",)))


def test_a_chronicle_changes_single_words(tmp_path: Path) -> None:
    folders = write(tmp_path, "fr", HEADER + '\nmsgid "Languages"\nmsgstr "Idiomes"\n')
    words = translations(folders, "fr")
    assert ("Idiomes", "Rubriques") == (words.gettext("Languages"), words.gettext("Sections"))


def test_a_language_without_words_is_reported_and_shown_in_english(tmp_path: Path) -> None:
    folders = theme_folders(str(tmp_path))
    (finding,) = check_catalogues(folders, ("en", "eo"))
    assert ("catalogue-missing", "warning") == (finding.code, finding.severity)
    assert "`eo`" in finding.message
    assert ("Languages", "en") == (translations(folders, "eo").gettext("Languages"), words_language(folders, "eo"))


def test_a_page_in_a_language_without_words_marks_the_english_ones(tmp_path: Path) -> None:
    html = Renderer(theme_folders(str(tmp_path)), ("he",)).render("about.html", pages.about("he"))
    assert '<div class="about" lang="en" dir="ltr">' in html


def test_a_broken_catalogue_is_reported_with_its_line(tmp_path: Path) -> None:
    (finding,) = check_catalogues(write(tmp_path, "fr", HEADER + "\nthis is no catalogue\n"), ("fr",))
    expected = ("catalogue-error", "error", "templates/locale/fr/LC_MESSAGES/chronicle.po", 5)
    assert expected == (finding.code, finding.severity, finding.path, finding.line)


def test_a_lost_placeholder_is_reported_with_its_line(tmp_path: Path) -> None:
    text = HEADER + '\n#, python-format\nmsgid "Made with %(program)s"\nmsgstr "Fait avec %(programme)s"\n'
    (finding,) = check_catalogues(write(tmp_path, "fr", text), ("fr",))
    assert ("catalogue-error", 6) == (finding.code, finding.line)
    assert "`Made with %(program)s`" in finding.message


def test_a_catalogue_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    folders = write(tmp_path, "fr", HEADER)
    path = tmp_path / "templates" / "locale" / "fr" / "LC_MESSAGES" / "chronicle.po"
    path.write_bytes(HEADER.encode() + b'\nmsgid "Languages"\nmsgstr "\xe9"\n')
    (finding,) = check_catalogues(folders, ("fr",))
    assert "catalogue-error" == finding.code


def test_the_digest_of_a_language_follows_its_words_alone(tmp_path: Path) -> None:
    before = {tag: catalogue_digest(theme_folders(str(tmp_path)), tag) for tag in ("en", "fr")}
    folders = write(tmp_path, "fr", HEADER + '\nmsgid "Languages"\nmsgstr "Idiomes"\n')
    after = {tag: catalogue_digest(folders, tag) for tag in ("en", "fr")}
    assert before["fr"] != after["fr"]
    assert before["en"] == after["en"]
