"""Rendering: one template, one view, one text."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, pass_context

from chronicle.base.diagnostics import Diagnostic, Mark, diagnose
from chronicle.base.digest import value_digest
from chronicle.theme import catalog, loader
from chronicle.theme.filters import FILTERS, chrome_of, inside

if TYPE_CHECKING:
    from collections.abc import Callable
    from gettext import NullTranslations
    from types import TracebackType

    from jinja2.runtime import Context

_MISTAKES = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What a wrong expression in a template raises."""


class TemplateProblem(Exception):  # noqa: N818 - a problem of the user's file, not an error of ours
    """A template that cannot be rendered; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Of one mistake."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Renderer:
    """The theme of one chronicle, ready to render: parsed templates and catalogues, each read when first needed."""

    def __init__(self, folders: tuple[str, ...], languages: tuple[str, ...]) -> None:
        """Of the `folders` of `loader.theme_folders`, for the chronicle's languages."""
        self.folders = folders
        self.languages = languages
        self._environment = _environment(folders)

    def render(self, template_name: str, view: object) -> str:
        """The text of `view`; raises `TemplateProblem` where a template of the user's is at fault."""
        try:
            return self._environment.get_template(template_name).render(view=view)
        except _MISTAKES as error:
            problem = self._problem(error)
        raise TemplateProblem(problem)

    def closure(self, template_name: str) -> str:
        """A digest of the template with everything that it extends, includes and imports."""
        from jinja2 import __version__ as jinja_version  # noqa: PLC0415 - read once per template

        try:
            files = loader.template_closure(self._environment, self.folders, template_name)
        except TemplateSyntaxError as error:
            problem = self._problem(error)
            raise TemplateProblem(problem) from None
        return value_digest(jinja_version, files)

    def catalogue_digest(self, language: str) -> str:
        """A digest of what words and dates in `language` depend on."""
        return catalog.catalogue_digest(self.folders, language)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the catalogues of the chronicle's languages."""
        return catalog.check_catalogues(self.folders, self.languages)

    def _problem(self, error: Exception) -> Diagnostic:
        path, line = _place(error, self.folders)
        if path is None:
            raise error
        clause = str(error).partition("\n")[0] or type(error).__name__
        return diagnose(
            "template-error",
            clause[:1].lower() + clause[1:],
            path=loader.shown_path(self.folders, path),
            mark=Mark(line),
            help="a template sees one `view` and nothing else; `chronicle explain template-error` says what is in it",
        )


def _environment(folders: tuple[str, ...]) -> Environment:
    environment = Environment(
        loader=loader.template_loader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters.update(FILTERS)
    _install_words(
        environment,
        cache(lambda language: catalog.translations(folders, language)),
        cache(lambda language: catalog.words_language(folders, language)),
    )
    return environment


def _install_words(
    environment: Environment, words: Callable[[str], NullTranslations], language_found: Callable[[str], str]
) -> None:
    """Gettext in the language of the view in the context, and `in_language(tag, message)` for pages of several."""

    @pass_context
    def gettext(context: Context, message: str) -> str:
        return words(chrome_of(context).language).gettext(message)

    @pass_context
    def ngettext(context: Context, singular: str, plural: str, count: int) -> str:
        return words(chrome_of(context).language).ngettext(singular, plural, count)

    @pass_context
    def pgettext(context: Context, meaning: str, message: str) -> str:
        return words(chrome_of(context).language).pgettext(meaning, message)

    @pass_context
    def npgettext(context: Context, meaning: str, singular: str, plural: str, count: int) -> str:
        return words(chrome_of(context).language).npgettext(meaning, singular, plural, count)

    def in_language(language: str, message: str, **values: object) -> str:
        return words(language).gettext(message) % values

    @pass_context
    def words_language(context: Context, language: str = "") -> str:
        return language_found(language or chrome_of(context).language)

    environment.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    environment.globals["in_language"] = in_language
    environment.globals["words_language"] = words_language
    environment.globals["inside"] = inside


def _place(error: Exception, folders: tuple[str, ...]) -> tuple[str | None, int]:
    """The template file and line where `error` arose; no file where no template of `folders` had a part in it."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    return _last_frame(error.__traceback__, tuple(folder + os.sep for folder in folders))


def _last_frame(traceback: TracebackType | None, prefixes: tuple[str, ...]) -> tuple[str | None, int]:
    path, line = None, 0
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename.startswith(prefixes) and filename.endswith((".html", ".xml", ".txt")):
            path, line = filename, traceback.tb_lineno
        traceback = traceback.tb_next
    return path, line
