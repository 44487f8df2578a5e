"""Template filters: text safe for its place, names from CLDR; links are in `theme.links`, dates in `theme.dates`."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import pass_context
from markupsafe import Markup, escape

from chronicle.base.languages import direction, endonym, script
from chronicle.theme import dates, links
from chronicle.theme.dates import locale_of
from chronicle.theme.links import chrome_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2.runtime import Context

_FORBIDDEN_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What JSON in a `<script>` must not hold; five replacements take a twentieth of `str.translate`."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ELLIPSIS = "\u2026"


def blocks(html: tuple[str, ...]) -> Markup:
    """Blocks of a body, which `content` has made safe: the only text that enters a page unescaped."""
    return Markup("\n".join(html))  # noqa: S704 - made safe by `content`


def xml(text: object) -> Markup:
    """`text` escaped for XML 1.0, without the characters that it forbids."""
    written = str(text)
    # What can be printed is allowed, and to see that it all can takes a tenth of looking for what is not.
    return escape(written if written.isprintable() else _FORBIDDEN_IN_XML.sub("", written))


def json_script(document: str) -> Markup:
    """A JSON document for a `<script>`: no character of it can end the element or a line of old JavaScript."""
    return Markup(_in_script(document))  # noqa: S704 - nothing that HTML would read is left


def _in_script(document: str) -> str:
    for character, written in _IN_SCRIPT.items():
        document = document.replace(character, written)
    return document


def as_json(value: object) -> str:
    """`value` as a JSON document, in the order given."""
    return _JSON.encode(value)


@pass_context
def breadcrumb_list(context: Context, crumbs: Iterable[tuple[str, str]]) -> str:
    """Where a page stands, as schema.org's BreadcrumbList in JSON; `crumbs` are names and addresses, this page last."""
    return crumb_lists(context)(crumbs)


def crumb_lists(context: Context) -> Callable[[Iterable[tuple[str, str]]], str]:
    """What makes such lists for a page."""
    return partial(_breadcrumb_list, links.urls(context))


def _breadcrumb_list(absolute: Callable[[str], str], crumbs: Iterable[tuple[str, str]]) -> str:
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": absolute(address)}
        for number, (name, address) in enumerate(crumbs, 1)
    ]
    return as_json({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})


def cut(text: str, length: int) -> str:
    """`text` of at most `length` characters, ended at a word by an ellipsis where it was longer."""
    text = text.unescape() if isinstance(text, Markup) else text
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0].rstrip(" ,;:.–—-") + _ELLIPSIS


def opening(text: str) -> str:
    """`text` with its first letter raised, as a heading or a sentence begins."""
    if type(text) is str:
        return text[:1].upper() + text[1:]
    return type(text)(opening(str(text)))  # safe text stays safe, and to cut it takes four times as long


@pass_context
def number(context: Context, value: int) -> str:
    """`value` as the page's language writes numbers."""
    return _number(chrome_of(context).language, value)


def _number(page: str, value: int) -> str:
    if value < 1000:  # noqa: PLR2004 - one thousand
        return str(value)
    from babel.numbers import format_decimal  # noqa: PLC0415 - 20 ms, and small numbers need none

    return format_decimal(value, locale=locale_of(page))


@pass_context
def listing(context: Context, items: tuple[str, ...], language: str = "") -> str:
    """The items as a list in a sentence of the page's language, or of `language`: `a, b and c`."""
    return _listing(chrome_of(context).language, items, language)


def _listing(page: str, items: Iterable[str], language: str = "") -> str:
    found = tuple(items)
    answer = _listed if all(type(item) is str for item in found) else _listed.__wrapped__
    return answer(found, language or page)


@lru_cache(maxsize=1024)
def _listed(items: tuple[str, ...], language: str) -> str:
    from babel.lists import format_list  # noqa: PLC0415 - only pages with lists need it

    return format_list(list(items), locale=locale_of(language))


@pass_context
def country(context: Context, code: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in the page's language (CLDR); the code where CLDR has none."""
    return _country(chrome_of(context).language, code)


def _country(page: str, code: str) -> str:
    return str(locale_of(page).territories.get(code, code))


@pass_context
def language_name(context: Context, tag: str, language: str = "") -> str:
    """The name of the language `tag` in the page's language, or in `language` (CLDR); the tag where CLDR has none."""
    return _language_name(chrome_of(context).language, tag, language)


def _language_name(page: str, tag: str, language: str = "") -> str:
    names = locale_of(language or page).languages
    return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag)


@pass_context
def foreign(context: Context, language: str, around: str = "") -> Markup:
    """The attributes of text in `language`: none where the page, or the text around it, is in that language already."""
    return _foreign(chrome_of(context).language, language, around)


def _foreign(page: str, language: str, around: str = "") -> Markup:
    return attributes_of(language, around or page)


@lru_cache(maxsize=None, typed=True)
def attributes_of(language: str, around: str) -> Markup:
    """` lang="fr" dir="ltr"` where `language` is not that of the text `around`."""
    if not language or language == around:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


@lru_cache(maxsize=1024, typed=True)
def inside(language: str, text: str) -> Markup:
    """`text` in `language` for the middle of a sentence in another one."""
    return Markup(f'<span lang="{escape(language)}" dir="{direction(language)}">{escape(text)}</span>')  # noqa: S704 - escaped


def host(url: str) -> str:
    """What a reader is told of a link that leads out of the site: its host."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


@lru_cache(maxsize=4096, typed=True)
def passage_number(passage: str) -> str:
    """A passage's id as readers see it: `3` for `p3`; the first passage that only a translation has is `+1`."""
    return ("+" if passage.startswith("a") else "") + passage[1:]


@cache
def og_locale(tag: str) -> str:
    """The language as OpenGraph wants it, with its likeliest country (CLDR): `fr_FR`."""
    from babel.core import get_global  # noqa: PLC0415 - one look per page

    language, *rest = tag.split("-")
    region = next((part for part in rest if part.isupper()), None)
    likely = get_global("likely_subtags").get(language, "").rpartition("_")[2]
    return f"{language}_{region or likely}" if region or likely else language


def _remembered(spoken: Callable[..., object]) -> Callable[..., object]:
    """The same, asked once for the same words; `1` and `True` are not the same."""
    return lru_cache(maxsize=None, typed=True)(spoken)


FILTERS: dict[str, Callable[..., object]] = {
    **links.FILTERS,
    "blocks": blocks,
    "xml": xml,
    "json_script": json_script,
    "as_json": as_json,
    "breadcrumb_list": breadcrumb_list,
    "cut": cut,
    "opening": opening,
    "number": number,
    "listing": listing,
    "country": country,
    "language_name": language_name,
    "og_locale": og_locale,
    "direction": direction,
    "endonym": endonym,
    "script": script,
    "host": host,
    "passage_number": passage_number,
    **dates.FILTERS,
}
"""Every filter of the templates, beside Jinja's own."""
FUNCTIONS: dict[str, Callable[..., object]] = {"foreign": foreign, "inside": inside}
"""The functions of the templates, beside those by which they speak."""


SPOKEN: dict[str, Callable[..., object]] = {
    "country": _remembered(_country),
    "day_words": dates.day_in_words,
    "language_name": _remembered(_language_name),
    "listing": _listing,
    "number": _number,
}
"""Filters that depend on the page's language alone, which comes first."""
SPOKEN_FUNCTIONS: dict[str, Callable[..., object]] = {"foreign": _remembered(_foreign)}
"""Functions that do."""
BOUND: dict[str, Callable[[Context], Callable[..., object]]] = {**links.BOUND, "breadcrumb_list": crumb_lists}
"""Filters that do part of their work once for a page, as what does that part."""
TEXTS: dict[str, Callable[..., str]] = {"blocks": "\n".join, "json_script": _in_script}
"""Filters that return `Markup`, as plain strings."""
