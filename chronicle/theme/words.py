"""Gettext in templates: the language is that of the view in the context, nothing ambient."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from jinja2 import pass_context
from markupsafe import Markup

from chronicle.theme import catalog
from chronicle.theme.escaping import shown
from chronicle.theme.links import chrome_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context


SPEAKING = {"_": 1, "gettext": 1, "pgettext": 2, "ngettext": 2, "npgettext": 3}
"""How many texts each function takes before the count or the values."""
PLURALS = frozenset({"ngettext", "npgettext"})
"""Those that take a count."""
_KEY_JOINT = "\0"
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


class Sentences(dict[str, "Callable[..., str]"]):
    """What messages with values say in one language: by `sentence_key` a function of the count, if any, and values."""

    def __init__(self, spoken: Mapping[str, Callable[..., object]], language: str) -> None:
        """In `language`, by the functions of `spoken_functions`."""
        super().__init__()
        self._spoken = spoken
        self._language = language

    def __missing__(self, key: str) -> Callable[..., str]:
        """The function of a message not asked for yet; it returns text that is safe, but no `Markup`."""
        name, *texts, names = key.split(_KEY_JOINT)
        words = partial(self._spoken[name], self._language, *texts)
        parameters = tuple(names.split(",")) if names else ()
        if name in PLURALS:
            found = lambda count, *values: _filler(words(count), parameters)(*values)  # noqa: E731 - as short as it can be
        else:
            found = _filler(words(), parameters)
        self[key] = found
        return found


def sentence_key(name: str, texts: tuple[str, ...], others: int, values: tuple[str, ...]) -> str | None:
    """What `Sentences` knows a message by: the function called, its texts, the names of its values.

    `others` is the number of what follows the texts. None where the function is not called as it should be.
    """
    if len(texts) != SPEAKING.get(name) or others != (name in PLURALS) or any(_KEY_JOINT in text for text in texts):
        return None
    return _KEY_JOINT.join((name, *texts, ",".join(values)))


def spoken_functions(folders: tuple[str, ...]) -> dict[str, Callable[..., Markup]]:
    """The functions by which templates speak, by name; the language comes first, then texts, the count, and values.

    Each message is looked up once for a language.
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

    def gettext(language: str, /, message: str, **values: object) -> Markup:
        return _filled(singular(language, "", message), values)

    def pgettext(language: str, /, meaning: str, message: str, **values: object) -> Markup:
        return _filled(singular(language, meaning, message), values)

    def ngettext(language: str, /, one: str, many: str, count: int, **values: object) -> Markup:
        return _filled(plural(language, "", one, many, count), values)

    def npgettext(language: str, /, meaning: str, one: str, many: str, count: int, **values: object) -> Markup:
        return _filled(plural(language, meaning, one, many, count), values)

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}


def word_functions(
    folders: tuple[str, ...], spoken: Mapping[str, Callable[..., object]]
) -> dict[str, Callable[..., object]]:
    """The functions of `spoken_functions` as templates call them, in the page's language.

    They take the values of their placeholders as keywords and escape them, as Jinja's own new style does; that one
    formats even without values, which took a quarter of a page's time.
    `in_language(tag, message, …)` speaks another language than the page's; `words_language(tag)` tells which it found.
    """
    return {
        **{name: _of_page(function) for name, function in spoken.items()},
        "in_language": spoken["gettext"],
        "words_language": cache(lambda language: catalog.words_language(folders, language)),
    }


def _of_page(function: Callable[..., object]) -> Callable[..., object]:
    @pass_context
    def speaking(context: Context, /, *texts: object, **values: object) -> object:
        return function(chrome_of(context).language, *texts, **values)

    return speaking


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - a catalogue is part of the theme, as a template is


def _filled(text: Markup, values: dict[str, object]) -> Markup:
    if not values:
        return text
    parts = _parts(text)
    if parts is None:
        return text % values
    return _trusted("".join([part if is_text else shown(values[part]) for part, is_text in parts]))


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


@lru_cache(maxsize=4096)
def _filler(text: Markup, names: tuple[str, ...]) -> Callable[..., str]:
    """What fills the values of these names into a message; a lone value, as most messages have, by one f-string."""
    plain, parts = str(text), _parts(text)
    if not names:
        return lambda: plain
    if parts is None:
        return lambda *values: str(text % dict(zip(names, values, strict=True)))
    placed = [(part, -1) if is_text else ("", names.index(part)) for part, is_text in parts]
    if len(names) == 1 and [place for _, place in placed].count(0) == 1:
        at = placed.index(("", 0))
        before, after = ("".join(part for part, _ in some) for some in (placed[:at], placed[at + 1 :]))
        return lambda value: f"{before}{shown(value)}{after}"
    return lambda *values: "".join([part if place < 0 else shown(values[place]) for part, place in placed])
