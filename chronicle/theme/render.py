"""Rendering: one template, one view, one text."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, StrictUndefined, TemplateError, TemplateSyntaxError

from chronicle.base.diagnostics import Diagnostic, Mark, diagnose
from chronicle.base.digest import value_digest
from chronicle.theme import catalog, loader
from chronicle.theme.dates import time_in_words
from chronicle.theme.filters import FILTERS, FUNCTIONS, SPOKEN, SPOKEN_FUNCTIONS, attributes_of
from chronicle.theme.links import chrome_of
from chronicle.theme.quick import MESSAGES, SENTENCES, SPOKEN_FILTERS, called, quick_environment, quick_template
from chronicle.theme.words import Messages, Sentences, spoken_functions, word_functions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import CodeType, TracebackType

    from jinja2 import Template
    from jinja2.bccache import Bucket

WORTHWHILE = 64
"""Pages of a template from which on quick code saves more than the 20 to 40 ms that making it takes."""
_MISTAKES = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What a wrong expression in a template raises."""


_GIVEN = ("wording", "interface")
"""What templates as written are given beside the view."""


class TemplateProblem(Exception):  # noqa: N818 - a problem of the user's file, not an error of ours
    """A template that cannot be rendered; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Of one mistake."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Renderer:
    """The theme of one chronicle, ready to render: parsed templates and catalogues, each read when first needed."""

    def __init__(self, folders: tuple[str, ...], languages: tuple[str, ...], *, worthwhile: int = WORTHWHILE) -> None:
        """Of the `folders` of `loader.theme_folders`, for the chronicle's languages.

        A template is compiled again as quick code when `worthwhile` pages have been made of it.
        """
        self.folders = folders
        self.languages = languages
        speech = spoken_functions(folders)
        functions = {**FUNCTIONS, **word_functions(folders, speech)}
        spoken: dict[str, Callable[..., object]] = {
            **SPOKEN,
            "when": partial(time_in_words, speech["gettext"]),
            **{called(name): function for name, function in (*SPOKEN_FUNCTIONS.items(), *speech.items())},
        }
        self._environment = _environment(folders, functions)
        self._quick_environment = quick_environment(self._environment, functions)
        self._spoken = frozenset(spoken)
        self._quick: dict[str, Template | None] = {}
        self._rendered: Counter[str] = Counter()
        self._worthwhile = worthwhile
        self._given = cache(partial(_given, folders, speech, spoken))

    def render(self, template_name: str, view: object) -> str:
        """The text of `view`; raises `TemplateProblem` where a template of the user's is at fault."""
        given = self._given(chrome_of({"view": view}).language)
        if quick := self._quick_template(template_name):
            with suppress(*_MISTAKES):
                return quick.render({"view": view, **given})
            self._quick[template_name] = None
        try:
            words = {name: given[name] for name in _GIVEN}
            return self._environment.get_template(template_name).render(view=view, **words)
        except _MISTAKES as error:
            problem = self._problem(error)
        raise TemplateProblem(problem)

    def prepare(self, *template_names: str) -> None:
        """Makes quick code of templates that many pages will be made of; workers that are forked have it then."""
        for name in template_names:
            self._quick[name] = quick_template(name, self._environment, self._quick_environment, self._spoken)

    def closure(self, template_name: str) -> str:
        """A digest of the template with everything that it extends, includes and imports."""
        from jinja2 import __version__ as jinja_version  # noqa: PLC0415 - read once per template

        try:
            files = loader.template_closure(self.folders, template_name)
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

    def _quick_template(self, name: str) -> Template | None:
        """The template as quick code, once it has been rendered often enough to be worth it and where it can be."""
        self._rendered[name] += 1
        if name not in self._quick and self._rendered[name] > self._worthwhile:
            self._quick[name] = quick_template(name, self._environment, self._quick_environment, self._spoken)
        return self._quick.get(name)

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


def _given(
    folders: tuple[str, ...],
    speech: Mapping[str, Callable[..., object]],
    spoken: Mapping[str, Callable[..., object]],
    language: str,
) -> dict[str, object]:
    """What a page in `language` is given beside its view: the language that interface text is in, and its attributes.

    Quick code is given more: what is said in that language.
    """
    wording = catalog.words_language(folders, language)
    return {
        "wording": wording,
        "interface": attributes_of(wording, language),
        MESSAGES: Messages(speech["gettext"], language),
        SENTENCES: Sentences(speech, language),
        SPOKEN_FILTERS: {name: partial(function, language) for name, function in spoken.items()},
    }


def _environment(folders: tuple[str, ...], functions: dict[str, Callable[..., object]]) -> Environment:
    environment = Environment(
        loader=loader.template_loader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=[*loader.EXTENSIONS],
        bytecode_cache=_compiled(),
    )
    environment.filters.update(FILTERS)
    environment.extend(newstyle_gettext=True)
    environment.globals.update(functions)
    return environment


class _Compiled(BytecodeCache):
    """The templates that this process has compiled: of a theme that is edited most are the same again."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


@cache
def _compiled() -> _Compiled:
    return _Compiled()


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
