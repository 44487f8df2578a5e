"""Quick templates: they say what the templates say as they are written, on every page and for every override."""

from __future__ import annotations

import gc
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest
import theme_pages as pages
import theme_parts as parts
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes
from markupsafe import Markup, escape

from chronicle.theme.escaping import shown
from chronicle.theme.filters import FILTERS
from chronicle.theme.fusing import fused
from chronicle.theme.loader import template_loader, theme_folders
from chronicle.theme.quick import parsed
from chronicle.theme.render import Renderer, TemplateProblem
from chronicle.theme.words import Sentences, sentence_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = "\"><script>alert(1)</script> {{7*7}} </title> ' & \u2028 onload=x"
PAGES: dict[str, tuple[str, Callable[..., object]]] = {
    "choice": ("choice.html", pages.choice),
    "home": ("home.html", pages.home),
    "year": ("archive.html", pages.year),
    "month": ("archive.html", pages.month),
    "day": ("archive.html", pages.day),
    "entry": ("entry.html", pages.entry),
    "parallel": ("parallel.html", pages.parallel),
    "about": ("about.html", pages.about),
    "topics": ("topics.html", pages.topics),
    "topic": ("topic.html", pages.topic),
    "search": ("search.html", pages.search),
    "names": ("names.html", pages.names),
    "name": ("name.html", pages.name),
    "404": ("404.html", pages.not_found),
    "redirect": ("redirect.html", pages.redirect),
    "feed": ("feed.xml", pages.feed),
}
OVERRIDES = {
    "a block before and after that of the theme": (
        "a{% block main %}b{{ super() }}c{% endblock %}{% block footer %}{{ super() }}{{ super() }}{% endblock %}"
    ),
    "a block inside a block": (
        "{% block main %}{% set x = 1 %}{% block inner %}{{ x is defined }}{% endblock %}{% endblock %}"
    ),
    "a block inside a block, after a loop that has its names": (
        "{% block main %}{% for x in [1, 2] %}{% set y = x %}{{ x }}{{ loop.last }}{% endfor %}"
        "{% if view %}{% block inner %}{{ x is defined }}{{ y is defined }}{{ loop is defined }}"
        "{% for x in '<' %}{{ x }}{% set y = 1 %}{% endfor %}{% set z = 1 %}{% endblock %}{% endif %}"
        "{{ x is defined }}{{ z is defined }}{% with x = 3 %}{{ x }}{% endwith %}{% endblock %}"
    ),
    "a block inside a block, among names": (
        "{% block main %}{% if view %}{% set x = 1 %}{% endif %}{% block inner %}{{ x is defined }}{% endblock %}"
        "{% block more %}{% macro x() %}{% endmacro %}{% block most %}{{ x is defined }}{% endblock %}{% endblock %}"
        "{% endblock %}"
    ),
    "a block inside a loop": (
        "{% block main %}{% for x in '<' %}{% block inner scoped %}{{ x }}{% endblock %}{% endfor %}{% endblock %}"
    ),
    "inner blocks of the theme": (
        "{% block text %}{% for x in '<' %}{{ x }}{% endfor %}{{ super() }}{% endblock %}{% block own %}{% endblock %}"
    ),
    "a block of the theme among other names": (
        "{% block masthead %}{% set interface = ' x' %}{{ super() }}{% endblock %}"
        "{% block footer %}{% for interface in [' y'] %}{{ super() }}{% endfor %}{% endblock %}"
    ),
    "a macro beside what the theme sets": (
        "{% macro told() %}{{ chrome is defined }}{% endmacro %}{% block main %}{{ told() }}{% endblock %}"
    ),
    "a block shown again": "{% block footer %}f{% endblock %}{% block main %}{{ self.footer() }}{% endblock %}",
    "names of its own": "{% set chrome = 1 %}{% set interface = 'i' %}{% block main %}{{ interface }}{% endblock %}",
    "a view of its own": (
        "{% block main %}{% for view in [view, view] %}{{ _('Sections') }}{{ '/en/'|href }}{% endfor %}{% endblock %}"
    ),
    "a function of its own": (
        "{% macro foreign(x) %}<{{ x }}>{% endmacro %}"
        "{% block main %}{{ foreign('fr') }}{{ _('Sections') }}{% endblock %}"
    ),
    "a question for what is absent": (
        "{% block main %}{{ view.colour is defined }}{{ view.colour|default('none') }}{{ {'a': 1}.a }}{% endblock %}"
    ),
    "a part that may be missing": "{% block main %}{% include 'nowhere.html' ignore missing %}x{% endblock %}",
    "a part that does not know the loop": (
        "{% block main %}{% for x in [1, 2] %}{% include 'part.html' %}{% endfor %}{% endblock %}"
    ),
    "a macro under another name": (
        "{% from 'partials/words.html' import reason_of as why with context %}"
        "{% block main %}{{ why('rights') }}{% endblock %}"
    ),
    "a macro that sees what is set before it": (
        "{% set x = 1 %}{% from 'macro.html' import seen with context %}{% set x = 2 %}"
        "{% block main %}{{ seen() }}{% endblock %}"
    ),
    "text that is not escaped": (
        "{% block main %}{% autoescape false %}{{ '<b>' }}{% endautoescape %}{{ '<b>' }}{% endblock %}"
    ),
    "calls, filters and switches": (
        "{% macro twice() %}{{ caller() }}{{ caller() }}{% endmacro %}"
        "{% block main %}{% call twice() %}<i>{% endcall %}"
        "{% filter upper %}a<{% endfilter %}{% with a = '<' %}{{ a }}{% endwith %}{{ 1 if 0 }}"
        "{% trans %}Sections{% endtrans %}{% trans n = 2 %}{{ n }} one{% pluralize %}{{ n }} many{% endtrans %}"
        "{% endblock %}"
    ),
    "messages with values": (
        "{% block main %}{{ _('%(a)s, %(b)s%% of %(a)s', a='<', b='<i>'|safe) }}{{ _('%(x)s', x=1, unused=2) }}"
        "{{ _('%(language)s is %(x)s', language='<l>', x=none) }}{{ gettext('no value, 100%%', y=1) }}"
        "{{ pgettext('section', 'Home') }}{{ ngettext('%(n)s one', '%(n)s many', 1, n=1) }}"
        "{{ ngettext('one %(n)05d', 'many %(n)05d', 2, n=2) }}{{ _('%(n).2f', n=2) }}"
        "{{ npgettext('m', 'one', 'many', 2) }}{{ ngettext('one', 'many', count=1) }}"
        "{% set said = _('%(x)s', x='<') %}{{ said }}{{ said ~ '<' }}{{ said|cut(1) }}{{ _('%(x)s', x=said) }}"
        "{% endblock %}"
    ),
    "messages that are no constants": (
        "{% set texts = ['%(a)s one', '%(a)s many'] %}{% block main %}{% for n in [1, 2] %}"
        "{{ ngettext(texts[0], '%(a)s many', n, a='<') }}{{ pgettext(texts[0], texts[1], a='<') }}"
        "{{ _(texts[1], a='<') }}{{ _(*texts[:1], a='<') }}{{ _('%(a)s', **{'a': '<'}) }}{% endfor %}{% endblock %}"
    ),
    "words of its own for dates": (
        "{% set in_language = 1 %}{% block main %}{{ view.frame.route.address|href }}{{ 1000|number }}"
        "{{ 'fr'|language_name('en') }}{{ 'fr'|language_name }}{{ 'FR'|country }}{{ ['a', 'b']|listing }}{% endblock %}"
    ),
    "names that quick code uses": (
        "{% set pieces = '<p>' %}{% set sentences = 1 %}{% set spoken = 2 %}"
        "{% set escaped = 3 %}{% set shown_value = '<' %}"
        "{% block main %}{{ pieces }}{{ sentences }}{{ spoken }}{{ escaped }}{{ shown_value }}{{ '<' }}{% endblock %}"
    ),
    "names that no page has, and those that every page has": (
        "{% block main %}{{ nothing is defined }}{{ given_view is defined }}{{ wording }}"
        "{% for wording in ['<'] %}{{ wording }}{% set nothing = 1 %}{{ nothing }}{% endfor %}{{ nothing is defined }}"
        "{% if not view %}{% set interface = ' x' %}{% endif %}<p{{ interface }}>{{ range(2)|list }}"
        "{% with nothing = 2 %}{% for x in [1] %}{{ nothing }}{{ wording }}{% endfor %}{% endwith %}{% endblock %}"
    ),
    "a macro as a value": (
        "{% macro told(x, y='<') %}[{{ x }}{{ y }}]{% endmacro %}{% macro idle() %}{% endmacro %}"
        "{% block main %}{% set f = told %}{{ f('a') }}{{ told('b', y='>') }}{{ told.name }}{{ told.arguments }}"
        "{% for g in [told] %}{{ g(1) }}{% endfor %}{% endblock %}"
    ),
    "lists that are appended to": (
        "{% set xs = [] %}{% block main %}{{ xs.append('<') }}{{ xs.append('>') }}{{ xs }}"
        "{% set text %}{{ xs.append('a') }}<b>{{ xs|length }}{% endset %}{{ text }}{% endblock %}"
    ),
    "links of every kind": (
        "{% block main %}{% for a in ['/', '//x', 'x', '/en/#<', '/a b/', '/é', '', '/fr/2020/'] %}"
        "{{ a|href }} {{ a|absolute }} {{ (a|safe)|href }}{% endfor %}{% endblock %}"
    ),
    "safe text among other text": (
        "{% block main %}{{ ['<b>']|blocks }}{{ (['<b>', '<i>']|blocks) ~ '<' }}{{ '<&>'|json_script ~ '<' }}"
        "{% for x in ['<', '<'|safe, 1, none, true, 1.5, '<'|e] %}{{ x }}{% endfor %}"
        "{{ foreign('<') }}{{ foreign('<'|safe) }}{{ foreign('fr'|safe) }}{% endblock %}"
    ),
    "loops that ask where they are": (
        "{% set xs = ['a', 'b<', 'c'] %}{% block main %}"
        "{% for x in xs %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ x }}"
        "{% for a, b in [(1, 2), (3, 4)] %}{{ loop.index }}{{ a }}{{ b }}{% endfor %}{{ loop.index }}{% endfor %}"
        "{% for x in xs if x != 'a' %}{{ loop.index }}{{ loop.last }}{{ loop.length }}{% else %}none{% endfor %}"
        "{% for x in [] %}{{ loop.last }}{% else %}none{% endfor %}{% for x in xs|map('upper') %}{{ loop.last }}"
        "{% endfor %}{% for x in 'abc' %}{{ loop.last }}{{ loop.first }}{% endfor %}{% endblock %}"
    ),
    "loops that ask for more": (
        "{% block main %}{% for x in [1, 2, 3] %}{{ loop.cycle('a', 'b') }}{{ loop.revindex }}{{ loop.changed(x) }}"
        "{{ loop.depth }}{{ loop.nextitem is defined }}{% endfor %}"
        "{% for x in [[1], []] recursive %}({{ loop.index }}{{ loop(x) if x is iterable }}){% endfor %}"
        "{% for x in [1, 2] %}{% set outer = loop %}{% for y in [1, 2] %}{{ outer.index }}{{ loop.index }}{% endfor %}"
        "{% endfor %}{% endblock %}"
    ),
    "macros in loops": (
        "{% macro shows(x, y='<', z=none) %}{{ x }}{{ y }}{{ z }}{% endmacro %}"
        "{% macro counts(xs) %}{% for x in xs %}{{ loop.index }}{{ shows(x, z=loop.last) }}{% endfor %}{% endmacro %}"
        "{% macro takes() %}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}"
        "{% macro around(x) %}{{ x }}{{ caller(x) }}{% endmacro %}{% block main %}"
        "{% for x in ['<', '<'|safe, 3] %}{{ shows(x) }}{{ shows(x, z=x) }}{{ shows(y=x, x=1) }}{{ counts([x, x]) }}"
        "{{ takes(x, 1, a=x) }}{% call(y) around(x) %}{{ y }}<i>{{ loop.index }}{% endcall %}"
        "{{ shows(*[x, 1]) }}{{ shows(x) ~ '<' }}{{ shows(shows(x)) }}{% endfor %}{% endblock %}"
    ),
    "namespaces": (
        "{% block main %}{% set n = namespace(xs=['<'], last=0) %}{% for x in [1, 2] %}{% set n.xs = n.xs + [x] %}"
        "{% set n.last = loop.index %}{% endfor %}{{ n.xs|join('<') }}{{ n.last }}"
        "{% set m = namespace({'a': 1}, b=2) %}{{ m.a }}{{ m.b }}{% endblock %}"
    ),
    "methods": (
        "{% macro get(x) %}<{{ x }}>{% endmacro %}{% block main %}{% set n = namespace(get=get, startswith=none) %}"
        "{{ n.get('<') }}{{ {'a': '<'}.get('a') }}{{ {}.get('a', '<') }}{{ 'abc'.startswith(('a', 'b')) }}"
        "{% for x in ['ab', 'b'|safe] %}{{ x.startswith('a') }}{{ x.endswith({'b': x}.get('b', 'c')) }}{% endfor %}"
        "{{ '%s'.upper() }}{{ view.frame.chrome.sections.index(view.frame.chrome.sections[0]) }}{% endblock %}"
    ),
    "a namespace of its own": (
        "{% macro namespace(x) %}<{{ x }}>{% endmacro %}{% block main %}{{ namespace('<') }}{% endblock %}"
    ),
    "lists of safe and other text": (
        "{% block main %}{% for x in [['<'], ['<'|safe], [1], [true], ['<', '>'|safe]] %}{{ x|listing }}"
        "{{ x|listing('en') }}{% endfor %}{{ 1|number }}{{ true|number }}{{ 'fr'|safe|language_name }}{% endblock %}"
    ),
}
MISTAKES = {
    "{% block main %}\n{{ view.colour }}{% endblock %}": 2,
    "{% block main %}\n\n{{ 1 // 0 }}{% endblock %}": 3,
    "{% block main %}{% include 'nowhere.html' %}{% endblock %}": 1,
    "{% block main %}\n\n{{ 1|nothing }}{% endblock %}": 3,
    "{% block main %}\n{{ _('%(x)s') % 1 }}{% endblock %}": 2,
    "{% block main %}\n\n{{ _('%(x)s', y=1) }}{% endblock %}": 3,
    "{% block main %}\n{% for x in [1] %}\n{{ loop.nothing }}{% endfor %}{% endblock %}": 3,
    "{% block main %}\n{% for x in 1 %}{{ loop.last }}{% endfor %}{% endblock %}": 2,
    "{% block main %}\n{{ view.key.startswith(1) }}{% endblock %}": 2,
    "{% block main %}\n{{ ngettext('%(x)s', '%(x)s') }}{% endblock %}": 2,
}


def both(root: str, template: str, view: object) -> tuple[str, str]:
    """The page from the template as written, and from quick code wherever it can be made."""
    folders = theme_folders(root)
    as_written, quick = (Renderer(folders, parts.LANGUAGES, worthwhile=pages_before) for pages_before in (1, 0))
    return as_written.render(template, view), quick.render(template, view)


def override(root: Path, name: str, text: str) -> str:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(root)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("kind", PAGES)
def test_every_page_is_the_same_by_quick_code(kind: str, language: str) -> None:
    template, view = PAGES[kind]
    words = {"other": "en"} if (kind, language) == ("parallel", "fr") else {}
    expected, actual = both(HERE, template, view(language, **words))
    assert expected == actual


@pytest.mark.parametrize("kind", PAGES)
def test_no_page_of_the_theme_needs_the_template_as_written(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where quick code stumbles, the page is made once more in twice the time, and nobody would see it."""
    template, view = PAGES[kind]
    renderer = Renderer(theme_folders(HERE), parts.LANGUAGES, worthwhile=0)
    monkeypatch.setattr("jinja2.Environment.get_template", lambda _, name: pytest.fail(f"{name} as written"))
    for language in ("en", "ar"):
        assert "</html>" in renderer.render(template, view(language)) or template.endswith((".xml", ".txt"))


def left_in(root: str, template: str) -> list[nodes.Node] | None:
    """What of several templates is left in the fused one; None where it cannot be fused."""
    environment = Environment(loader=template_loader(theme_folders(root)), extensions=["jinja2.ext.i18n"])  # noqa: S701 - it renders nothing
    environment.filters.update(FILTERS)
    tree = fused(template, partial(parsed, environment=environment), reserved=frozenset({"view"}))
    return None if tree is None else list(tree.find_all((nodes.Extends, nodes.Block, nodes.Include, nodes.FromImport)))


@pytest.mark.parametrize("template", sorted({template for template, _ in PAGES.values()}))
def test_a_page_of_the_theme_is_one_template(template: str) -> None:
    assert [] == left_in(HERE, template)


@pytest.mark.parametrize("template", ["entry.html", "parallel.html", "name.html"])
def test_an_override_of_blocks_is_one_template_too(template: str, tmp_path: Path) -> None:
    text = "{% block opening %}{{ super() }}<p>{{ view.frame.route.address|href }}</p>{% endblock %}"
    parts = "{% block footer %}{% include 'ours.html' %}{% endblock %}"
    override(tmp_path, "ours.html", "{% for x in '<' %}{{ x }}{% endfor %}")
    assert [] == left_in(override(tmp_path, template, f'{{% extends "theme/{template}" %}}{text}{parts}'), template)


@pytest.mark.parametrize("kind", ["entry", "parallel", "day"])
def test_hostile_text_is_the_same_by_quick_code(kind: str) -> None:
    template, view = PAGES[kind]
    expected, actual = both(HERE, template, view("en", title=HOSTILE))
    assert expected == actual


@pytest.mark.parametrize("kind", OVERRIDES)
def test_an_override_is_the_same_by_quick_code(kind: str, tmp_path: Path) -> None:
    override(tmp_path, "part.html", "{{ loop is defined }}")
    override(tmp_path, "macro.html", "{% macro seen() %}{{ x }}{% endmacro %}")
    root = override(tmp_path, "about.html", '{% extends "theme/about.html" %}' + OVERRIDES[kind])
    expected, actual = both(root, "about.html", pages.about("fr"))
    assert expected == actual


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_has_its_place_in_quick_code_too(text: str, tmp_path: Path) -> None:
    root = override(tmp_path, "about.html", '{% extends "theme/about.html" %}' + text)
    with pytest.raises(TemplateProblem) as caught:
        Renderer(theme_folders(root), parts.LANGUAGES, worthwhile=0).render("about.html", pages.about())
    found = caught.value.diagnostic
    assert ("template-error", "templates/about.html", MISTAKES[text]) == (found.code, found.path, found.line)


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.text("&<>\"' a").map(str)))
def test_what_is_shown_is_escaped(value: object) -> None:
    assert escape(value) == shown(value)


said = st.one_of(st.text("a<%&", max_size=4), st.text("a<", max_size=3).map(Markup), st.integers(), st.none())
forms = st.sampled_from(["%(a)s", "%(b)s", "%%", "<i>", "%(a)r", " "])
messages = st.lists(forms, max_size=6).map(lambda parts: Markup("".join(parts)))  # noqa: S704 - as a catalogue is


@given(messages, st.dictionaries(st.sampled_from("ab"), said, min_size=1))
def test_a_message_is_filled_as_markup_fills_it(message: Markup, values: dict[str, object]) -> None:
    key = sentence_key("_", ("id",), 0, tuple(values))
    assert key is not None
    sentences = Sentences({"_": lambda _language, _text: message}, "en")
    try:
        expected = message % values
    except KeyError:
        with pytest.raises((KeyError, ValueError)):
            sentences[key](*values.values())
    else:
        assert expected == sentences[key](*values.values())


def test_quick_code_may_be_made_in_several_threads_at_once() -> None:
    """Garbage collection that someone listens to lets another thread go on in the middle of a syntax tree."""
    renderers = [Renderer(theme_folders(HERE), ("en",)) for _ in range(4)]
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    gc.callbacks.append(_listen)
    try:
        sys.setswitchinterval(1e-6)
        gc.set_threshold(50)
        with ThreadPoolExecutor(4) as threads:
            assert [None] * 4 == [*threads.map(lambda renderer: renderer.prepare("entry.html"), renderers)]
    finally:
        gc.callbacks.remove(_listen)
        sys.setswitchinterval(interval)
        gc.set_threshold(*thresholds)


def _listen(*_: object) -> None:
    sum(range(50))
