"""Gettext in templates: the language is that of the view in the context, nothing ambient."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from jinja2 import pass_context
from markupsafe import Markup, escape

from chronicle.theme import catalog
from chronicle.theme.filters import chrome_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context


_PLACEHOLDER = re.compile(r"%(?:\((\w+)\)s|%)")


class Messages(dict[str, object]):
    """What messages without values say in one language, each looked up when it is first asked for."""

    def __init__(self, in_language: Callable[..., object], language: str) -> None:
        """In `language`, by the function that says a message in any."""
        super().__init__()
        self._words = partial(in_language, language)

    def __missing__(self, message: str) -> object:
        """The words of a message not asked for yet."""
        words = self[message] = self._words(message)
        return words


def word_functions(folders: tuple[str, ...]) -> dict[str, Callable[..., object]]:
    """The functions by which templates speak, by name; each message is looked up once for a language.

    `_`, `gettext`, `ngettext`, `pgettext` and `npgettext` take the values of their placeholders as keywords and escape
    them, as Jinja's own new style does; that one formats even without values, which took a quarter of a page's time.
    `in_language(tag, message, …)` speaks another language than the page's; `words_language(tag)` tells which it found.
    """
    words = cache(lambda language: catalog.translations(folders, language))

    @cache
    def singular(language: str, meaning: str, message: str) -> Markup:
        known = words(language)
        return _trusted(known.pgettext(meaning, message) if meaning else known.gettext(message))

    @cache
    def plural(language: str, meaning: str, one: str, many: str, count: int) -> Markup:
        known = words(language)
        return _trusted(known.npgettext(meaning, one, many, count) if meaning else known.ngettext(one, many, count))

    @pass_context
    def gettext(context: Context, message: str, **values: object) -> Markup:
        return _filled(singular(chrome_of(context).language, "", message), values)

    @pass_context
    def pgettext(context: Context, meaning: str, message: str, **values: object) -> Markup:
        return _filled(singular(chrome_of(context).language, meaning, message), values)

    @pass_context
    def ngettext(context: Context, one: str, many: str, count: int, **values: object) -> Markup:
        return _filled(plural(chrome_of(context).language, "", one, many, count), values)

    @pass_context
    def npgettext(context: Context, meaning: str, one: str, many: str, count: int, **values: object) -> Markup:
        return _filled(plural(chrome_of(context).language, meaning, one, many, count), values)

    def in_language(language: str, message: str, **values: object) -> Markup:
        return _filled(singular(language, "", message), values)

    return {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "npgettext": npgettext,
        "in_language": in_language,
        "words_language": cache(lambda language: catalog.words_language(folders, language)),
    }


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - a catalogue is part of the theme, as a template is


def _filled(text: Markup, values: dict[str, object]) -> Markup:
    if not values:
        return text
    parts = _parts(text)
    if parts is None:
        return text % values
    return _trusted("".join([part if is_text else escape(values[part]) for part, is_text in parts]))


@lru_cache(maxsize=4096)
def _parts(text: Markup) -> tuple[tuple[str, bool], ...] | None:
    """The pieces of a message: texts, and names of values; None where it holds another form than `%(name)s`.

    Joining them takes a quarter of what formatting takes.
    """
    texts = _PLACEHOLDER.split(str(text))
    if any("%" in plain for plain in texts[::2]):
        return None
    names = [(name, False) if name else ("%", True) for name in texts[1::2]]
    pairs = chain.from_iterable(zip_longest(((plain, True) for plain in texts[::2]), names))
    return tuple(pair for pair in pairs if pair and pair[0])
