"""Writes docs/theme-reference.md anew: what templates see and call, from the code; see tests/test_theme_docs.py."""

from __future__ import annotations

import ast
import inspect
import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, nodes

from chronicle.plan.page import TEMPLATES
from chronicle.theme.filters import FILTERS, FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REFERENCE = os.path.join(REPOSITORY, "docs", "theme-reference.md")
THEME = os.path.join(REPOSITORY, "templates")
ROOMS = ("plan/views", "plan/list_views", "plan/name_views", "plan/reading_views", "plan/machine_views")
MODEL = ("model/entry", "model/picture", "model/chronicle")
"""Where the types of values stand that views pass on."""
PLAIN = {
    "None": "none",
    "str": "text",
    "int": "number",
    "float": "number",
    "bool": "true or false",
    "dt.date": "day",
    "object": "value",
}
HEAD = """\
# What templates see

Made from the code by `python tools/theme_reference.py`; how to use it is in [The theme](theme.md).

- [Views](#views): `view` in each template
- [Values](#values): what views are made of
- [Filters](#filters)
- [Functions](#functions)

Text is escaped where it is shown. Days are dates of Python: `{{ view.date|day_words }}`.
An address is a path from the site's root; `|href` makes it a link from the page.

"""


class Field(NamedTuple):
    """A field of a view or a value."""

    name: str
    type: ast.expr
    meaning: str


class Kind(NamedTuple):
    """A class of views or values."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


def reference() -> str:
    """The whole page."""
    kinds, names = _read()
    views = {kind.__name__: template for kind, template in TEMPLATES.items()}
    parts = [HEAD, "## Views\n\n"]
    shown = sorted(views, key=views.__getitem__)
    parts += [_section(kinds[name], kinds, names, title=f"`{views[name]}`") for name in shown]
    parts.append("## Values\n\n")
    parts += [_section(kinds[name], kinds, names, title=name) for name in sorted(_reached(shown, kinds) - set(shown))]
    parts += [
        "## Filters\n\nBeside those of Jinja.\n\n",
        _calls(FILTERS),
        "\n## Functions\n\n",
        _calls(FUNCTIONS),
        WORDS,
    ]
    return "".join(parts)


WORDS = """\
| `_(message, …)` | The words of the page's language for an English one with its values: `_("by %(name)s", name=…)`. |
| `ngettext(one, many, count, …)` | The same by number. |
| `pgettext(meaning, message, …)` | The same for a message of several meanings; `npgettext` takes both. |
| `in_language(language, message, …)` | The words of another language than the page's. |
| `words_language(language)` | The language in which there are words for `language`: itself, a wider one, or English. |

Beside `view` a template has `wording`, the language that the words of the interface are in,
and `interface`, the attributes of an element that holds such words: none where the page is in that language itself.
"""


def blocks() -> dict[str, list[str]]:
    """The blocks of each template of the default theme that has any, in their order."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    found = {}
    for name in sorted(os.listdir(THEME)):
        if name.endswith(".html"):
            with open(os.path.join(THEME, name), encoding="utf-8") as file:
                found[name] = [block.name for block in environment.parse(file.read()).find_all(nodes.Block)]
    return {name: each for name, each in found.items() if each}


def _read() -> tuple[Mapping[str, Kind], Mapping[str, ast.expr]]:
    """Classes of views and values by name, and what names of types stand for."""
    kinds: dict[str, Kind] = {}
    names: dict[str, ast.expr] = {}
    for room in (*MODEL, *ROOMS):
        with open(os.path.join(REPOSITORY, "chronicle", f"{room}.py"), encoding="utf-8") as file:
            tree = ast.parse(file.read())
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                fields = tuple(_fields(node))
                kinds[node.name] = Kind(node.name, ast.get_docstring(node) or "", fields)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                names[node.targets[0].id] = node.value
    return kinds, names


def _fields(kind: ast.ClassDef) -> Iterator[Field]:
    for node, following in zip(kind.body, [*kind.body[1:], None], strict=True):
        match node, following:
            case ast.AnnAssign(ast.Name(name), type), ast.Expr(ast.Constant(str(meaning))):
                yield Field(name, type, inspect.cleandoc(meaning))
            case ast.AnnAssign(ast.Name(name), type), _:
                yield Field(name, type, "")
            case ast.FunctionDef(name, returns=ast.expr() as type), _:
                yield Field(name, type, ast.get_docstring(node) or "")


def _reached(names: list[str], kinds: Mapping[str, Kind]) -> set[str]:
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        if name in kinds and name not in found:
            found.add(name)
            types = (node for field in kinds[name].fields for node in ast.walk(field.type))
            waiting += [node.id for node in types if isinstance(node, ast.Name)]
    return found


def _section(kind: Kind, kinds: Mapping[str, Kind], names: Mapping[str, ast.expr], *, title: str) -> str:
    rows = "".join(
        f"| `{field.name}` | {_type(field.type, kinds, names)} | {_cell(field.meaning)} |\n" for field in kind.fields
    )
    return f"### {title}\n\n{kind.meaning}\n\n| field | is | meaning |\n| --- | --- | --- |\n{rows}\n"


def _type(node: ast.expr, kinds: Mapping[str, Kind], names: Mapping[str, ast.expr]) -> str:
    """A type in words."""

    def words(inner: ast.expr) -> str:
        return _type(inner, kinds, names)

    match node:
        case ast.BinOp(left, ast.BitOr(), right):
            found = f"{words(left)} or {words(right)}"
        case ast.Subscript(ast.Name("tuple"), ast.Tuple([each, ast.Constant(value)])) if value is ...:
            found = f"list of {words(each)}"
        case ast.Subscript(ast.Name("tuple"), ast.Tuple(each)):
            found = f"({', '.join(map(words, each))})"
        case ast.Subscript(ast.Name("Literal"), ast.Tuple(each)):
            found = ", ".join(f"`{ast.literal_eval(value)}`" for value in each)
        case ast.Name(name) if name in kinds:
            found = f"[{name}](#{name.lower()})"
        case ast.Name(name) if name in names:
            found = words(names[name])
        case _:
            found = PLAIN[ast.unparse(node)]
    return found


def _calls(functions: Mapping[str, Callable[..., object]]) -> str:
    """A table of functions as templates call them, with what they say of themselves."""
    rows = []
    for name, function in sorted(functions.items()):
        parameters = [each for each in inspect.signature(function).parameters.values() if each.name != "context"]
        shown = ", ".join(each.name if each.default is each.empty else f"{each.name}=…" for each in parameters)
        rows.append(f"| `{name}({shown})` | {_cell(inspect.getdoc(function) or '')} |\n")
    return "| call | gives |\n| --- | --- |\n" + "".join(rows)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def main() -> int:
    """Writes the page."""
    text = reference()
    with open(REFERENCE, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
