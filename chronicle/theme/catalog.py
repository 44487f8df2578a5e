"""Gettext catalogues: the interface's words in each language, the chronicle's own over the default theme's."""

from __future__ import annotations

import os
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Mark, diagnose
from chronicle.base.digest import sha256, value_digest
from chronicle.theme.loader import shown_path

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SOURCE_LANGUAGE = "en"
"""The language that templates are written in; what every other one falls back to."""


def translations(folders: tuple[str, ...], language: str) -> NullTranslations:
    """The words of `language`; a message that it lacks comes from its wider tags (`fr-CA`, `fr`), then in English.

    A file that is not a catalogue is passed over here, because `check_catalogues` has reported it.
    """
    found = [read for path in _files(folders, language) if not isinstance(read := _read(folders, path), Diagnostic)]
    result: NullTranslations = NullTranslations()
    for catalogue in reversed(found):
        words = _compiled(catalogue)
        words.add_fallback(result)
        result = words
    return result


def words_language(folders: tuple[str, ...], language: str) -> str:
    """The language that interface text for `language` is really in: its own tag, a wider one, or English."""
    return next((_language_of(path) for path in _files(folders, language)), SOURCE_LANGUAGE)


def catalogue_digest(folders: tuple[str, ...], language: str) -> str:
    """A digest of everything that interface text and dates in `language` depend on: its catalogues and CLDR's data."""
    from babel import __version__ as babel_version  # noqa: PLC0415 - only a build needs it

    contents = []
    for path in _files(folders, language):
        with open(path, "rb") as file:
            contents.append(sha256(file.read()))
    return value_digest(language, babel_version, *contents)


def check_catalogues(folders: tuple[str, ...], languages: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """What is wrong with the catalogues of `languages`: broken files, lost placeholders, languages without any."""
    findings: dict[Diagnostic, None] = {}
    for language in languages:
        if words_language(folders, language) == SOURCE_LANGUAGE != language.partition("-")[0]:
            findings[_missing(language)] = None
        for path in _files(folders, language):
            catalogue = _read(folders, path)
            problems = (catalogue,) if isinstance(catalogue, Diagnostic) else _placeholders(folders, path, catalogue)
            findings.update(dict.fromkeys(problems))
    return tuple(findings)


def _files(folders: tuple[str, ...], language: str) -> list[str]:
    parts = language.split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    names = [
        os.path.join("locale", tag, "LC_MESSAGES", "chronicle.po") for tag in dict.fromkeys([*tags, SOURCE_LANGUAGE])
    ]
    return [path for name in names for folder in folders if os.path.isfile(path := os.path.join(folder, name))]


def _language_of(path: str) -> str:
    return path.split(os.sep)[-3]


def _read(folders: tuple[str, ...], path: str) -> Catalog | Diagnostic:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - only a build that renders needs it

    shown = shown_path(folders, path)
    try:
        with open(path, "rb") as file:
            return read_po(file, locale=None, domain="chronicle", abort_invalid=True)
    except PoFileError as error:
        return diagnose("catalogue-error", _lower(str(error)), path=shown, mark=Mark(error.lineno + 1), help=_HELP)
    except UnicodeDecodeError:
        return diagnose("catalogue-error", "the catalogue is not UTF-8", path=shown, help="save it as UTF-8")
    except ValueError as error:
        return diagnose("catalogue-error", _lower(str(error)), path=shown, help=_HELP)


_HELP = "a gettext editor such as Poedit shows what is missing"


def _lower(message: str) -> str:
    return (message[:1].lower() + message[1:]).partition("\n")[0]


def _placeholders(folders: tuple[str, ...], path: str, catalogue: Catalog) -> tuple[Diagnostic, ...]:
    found = []
    for message, errors in catalogue.check():
        text = message.id if isinstance(message.id, str) else message.id[0]
        found += [
            diagnose(
                "catalogue-error",
                f"the translation of `{text}` does not keep its placeholders: {_lower(str(error))}",
                path=shown_path(folders, path),
                mark=Mark(message.lineno or 0),
                help="copy each `%(…)s` from the English as it is",
            )
            for error in errors
        ]
    return tuple(found)


def _missing(language: str) -> Diagnostic:
    return diagnose(
        "catalogue-missing",
        f"there is no interface text in `{language}`; English is shown in its place",
        path="chronicle.yml",
        help=f"translate the default theme's chronicle.pot into templates/locale/{language}/LC_MESSAGES/chronicle.po",
    )


def _compiled(catalogue: Catalog) -> GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only a build that renders needs it

    buffer = BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return GNUTranslations(buffer)
