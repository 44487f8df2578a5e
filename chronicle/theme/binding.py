"""Filters bound to a page: what depends on the page or its language alone is found once, not for each value."""

from __future__ import annotations

import ast
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from chronicle.theme.gathering import TextCall

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_VARIABLES = ("page_sentences", "page_filters")
"""What quick code is given to speak the page's language."""


class Certain(NamedTuple):
    """What is known of every page before it is rendered."""

    given: frozenset[str]
    """The variables that every page has."""
    known: frozenset[str]
    """All that a page may have: these, and what the environment gives to all templates."""
    safe: frozenset[str]
    """The filters whose text needs no escaping, and the variables of whose value, or every item, that is true."""
    bound: frozenset[str]
    """The filters that the attribute `bound` of the environment maps to what binds them to a page's context."""
    spoken: frozenset[str]
    """The filters that the variable `page_filters` maps to what they are in the page's language."""
    texts: frozenset[str]
    """The filters that the attribute `texts` of the environment maps to what makes the same text as a plain string."""
    sentence: Callable[[str, tuple[str, ...], int, tuple[str, ...]], str | None]
    """The key in the variable `page_sentences` of a filter's call, by its texts, the number of what follows them, and
    the names of its values."""


class Binder(ast.NodeTransformer):
    """Binds filters to the page: `filter(context, value)` becomes `bound(value)`, and a message its own function."""

    def __init__(self, filters: Mapping[str, str], certain: Certain) -> None:
        """Of a function whose `filters`, by their local names, have these names."""
        self.filters = filters
        self.certain = certain
        self.used: set[str] = set()

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """The call of a filter that takes the context, or of one that returns `Markup`."""
        self.generic_visit(node)
        match node:
            case ast.Call(ast.Name(local), [ast.Name("context"), *arguments], keywords) if local in self.filters:
                return self._sentence(self.filters[local], arguments, keywords) or self._bound(local, node)
            case ast.Call(ast.Name(local), [value], []) if self.filters.get(local) in self.certain.texts:
                self.used.add(local)
                return TextCall(_load("Markup"), [ast.Call(_load(f"{local}_bound"), [value], [])], [])
        return node

    def statements(self) -> list[ast.stmt]:
        """What binds the filters that are used."""
        lines = [f"sentences, spoken = {', '.join(map(_resolved, _VARIABLES))}"]
        lines += [f"{local}_bound = {self._binding(self.filters[local])}" for local in sorted(self.used)]
        return ast.parse("\n".join(lines)).body

    def _binding(self, name: str) -> str:
        if name in self.certain.texts:
            return f"environment.texts[{name!r}]"
        return f"environment.bound[{name!r}](context)" if name in self.certain.bound else f"spoken[{name!r}]"

    def _bound(self, local: str, node: ast.Call) -> ast.Call:
        if self.filters[local] not in self.certain.bound | self.certain.spoken:
            return node
        self.used.add(local)
        return ast.Call(_load(f"{local}_bound"), node.args[1:], node.keywords)

    def _sentence(self, name: str, arguments: list[ast.expr], keywords: list[ast.keyword]) -> ast.Call | None:
        """The call of a message's own function with its count, if any, and its values."""
        texts = tuple(str(ast.literal_eval(text)) for text in takewhile(_is_text, arguments))
        others = arguments[len(texts) :]
        names = tuple(keyword.arg or "" for keyword in keywords)
        key = self.certain.sentence(name, texts, len(others), names) if all(names) else None
        if key is None or any(isinstance(each, ast.Starred) for each in others):
            return None
        function = ast.Subscript(_load("sentences"), ast.Constant(key), ast.Load())
        call = ast.Call(function, [*others, *(keyword.value for keyword in keywords)], [])
        return TextCall(_load("Markup"), [call], [])


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _resolved(name: str) -> str:
    return f"resolve({name!r})"
