"""Fused templates as quick code: what Jinja looks up for each value of each page is written out once.

The code means what Jinja's own means, or it raises: an absent attribute is an error here even where a template asks
whether it is there. Who renders falls back on the template as written, which also knows the place of a mistake.
"""

from __future__ import annotations

import re
from functools import partial
from keyword import iskeyword
from typing import TYPE_CHECKING

from jinja2 import Template, TemplateError, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from chronicle.theme.filters import BOUND
from chronicle.theme.fusing import bound_names, fused
from chronicle.theme.straight import straightened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from jinja2.compiler import Frame
    from jinja2.runtime import Context

MESSAGES = "page_messages"
"""The variable of a quick template that maps each message without values to the words of the page's language."""
_RESERVED = frozenset({"view", MESSAGES})
_GIVEN = frozenset({"view", MESSAGES, "wording", "interface"})
"""What every page is rendered with."""
_SINGULAR = frozenset({"_", "gettext"})
_needs_escape = re.compile("[&<>\"']").search


def quick_environment(environment: Environment, functions: Mapping[str, Callable[..., object]]) -> Environment:
    """`environment` as quick templates need it; `functions` are those of its globals that do nothing but answer."""
    quick = environment.overlay()
    quick.code_generator_class = _QuickCode
    quick.filters = {**environment.filters, **{_called(name): function for name, function in functions.items()}}
    quick.extend(shown=shown, bound=_bound)
    return quick


def quick_template(name: str, environment: Environment, quick: Environment) -> Template | None:
    """The template `name` of `environment`, fused and compiled for `quick`; None where it must stay as written."""
    tree = fused(name, partial(parsed, environment=environment), reserved=_RESERVED)
    if tree is None:
        return None
    _Calls(frozenset(quick.filters) - {_called(bound) for bound in bound_names(tree)}).visit(tree)
    tree.set_environment(quick)
    filename = f"<{name}, fused>"
    try:
        source = quick.compile(tree, name, filename, raw=True)
        code = straightened(source, filename, given=_GIVEN, safe=_SAFE, bound="bound")
    except (TemplateError, SyntaxError):
        return None
    return Template.from_code(quick, code, quick.make_globals(None))


def parsed(name: str, environment: Environment) -> nodes.Template:
    """The syntax tree of the template `name`; raises `TemplateError` where there is none."""
    if environment.loader is None:
        raise TemplateNotFound(name)
    source, filename, _ = environment.loader.get_source(environment, name)
    return environment.parse(source, name, filename)


def shown(value: object) -> str:
    """`value` as text of a page; `markupsafe.escape` says the same at five times the cost for plain words."""
    if isinstance(value, str) and (type(value) is Markup or (type(value) is str and not _needs_escape(value))):
        return value
    return escape(value)


def _bound(name: str, function: Callable[..., object], context: Context) -> Callable[..., object]:
    """The filter `name`, which is this function of a context, for the page of this one."""
    binding = BOUND.get(name)
    return binding(context) if binding else partial(function, context)


class _Calls(NodeTransformer):
    """A function is called as a filter is, without a detour; a message without values is looked up."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name for it
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or _called(node.node.name) not in self.known or not node.args:
            return node
        name, (first, *others) = node.node.name, node.args
        if name in _SINGULAR and not (others or node.kwargs or node.dyn_args or node.dyn_kwargs):
            return nodes.Getitem(nodes.Name(MESSAGES, "load"), first, "load", lineno=node.lineno)
        values = (node.kwargs, node.dyn_args, node.dyn_kwargs)
        return nodes.Filter(first, _called(name), others, *values, lineno=node.lineno)


class _QuickCode(CodeGenerator):
    """Jinja's code with attributes and items as Python has them."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.shown")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name for it
        if iskeyword(node.attr) or not node.attr.isascii():
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja's name for it
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")


def _called(name: str) -> str:
    """The filter that a function is called as; no template can name it."""
    return f"call {name}"


_SAFE = frozenset(
    (
        MESSAGES,
        "interface",
        "blocks",
        "json_script",
        *map(_called, ("foreign", "inside", "in_language", "_", "gettext", "ngettext", "pgettext", "npgettext")),
    )
)
"""What is `Markup` whatever it is given: variables, their items, filters, functions."""
