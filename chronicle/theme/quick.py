"""Fused templates as quick code: what Jinja looks up for each value of each page is written out once.

The code means what Jinja's own means, or it raises: an absent attribute is an error here even where a template asks
whether it is there. Who renders falls back on the template as written, which also knows the place of a mistake.
"""

from __future__ import annotations

from functools import partial
from keyword import iskeyword
from threading import Lock
from typing import TYPE_CHECKING

from jinja2 import Template, TemplateError, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer

from chronicle.theme.binding import Certain
from chronicle.theme.escaping import escaped, shown
from chronicle.theme.filters import BOUND, TEXTS
from chronicle.theme.fusing import bound_names, fused
from chronicle.theme.straight import straightened
from chronicle.theme.words import SPEAKING, sentence_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from jinja2.compiler import Frame

MESSAGES = "page_messages"
"""The variable of a quick template that maps each message without values to the words of the page's language."""
SENTENCES = "page_sentences"
"""The variable that maps each message with values to the function that fills them in; see `words.Sentences`."""
SPOKEN_FILTERS = "page_filters"
"""The variable that maps each filter that depends on the page's language alone to what it is in that language."""
_RESERVED = frozenset({"view", MESSAGES, SENTENCES, SPOKEN_FILTERS})
_GIVEN = _RESERVED | {"wording", "interface"}
"""What every page is rendered with."""
_SINGULAR = frozenset({"_", "gettext"})
_ONE_TREE = Lock()
"""Python counts the depth of all syntax trees that its threads make together, and takes two at once for a mistake."""


def quick_environment(environment: Environment, functions: Mapping[str, Callable[..., object]]) -> Environment:
    """`environment` as quick templates need it; `functions` are those of its globals that do nothing but answer."""
    quick = environment.overlay()
    quick.code_generator_class = _QuickCode
    quick.bytecode_cache = None  # which knows the same templates as other code
    quick.filters = {**environment.filters, **{called(name): function for name, function in functions.items()}}
    quick.extend(shown=shown, escaped=escaped, bound=BOUND, texts=TEXTS)
    return quick


def quick_template(name: str, environment: Environment, quick: Environment, spoken: frozenset[str]) -> Template | None:
    """The template `name` of `environment`, fused and compiled for `quick`; None where it must stay as written.

    `spoken` are the filters that depend on the page's language alone.
    """
    tree = fused(name, partial(parsed, environment=environment), reserved=_RESERVED)
    if tree is None:
        return None
    bound = bound_names(tree)
    _Calls(frozenset(quick.filters) - set(map(called, bound))).visit(tree)
    tree.set_environment(quick)
    filename = f"<{name}, fused>"
    certain = Certain(
        given=_GIVEN,
        known=_GIVEN | frozenset(quick.globals),
        safe=_SAFE,
        bound=frozenset(BOUND),
        spoken=spoken - {"when"} if "in_language" in bound else spoken,
        texts=frozenset(TEXTS),
        sentence=_sentence,
    )
    try:
        source = quick.compile(tree, name, filename, raw=True)
        with _ONE_TREE:
            code = straightened(source, filename, certain)
    except (TemplateError, SyntaxError):
        return None
    return Template.from_code(quick, code, dict(quick.globals))


def parsed(name: str, environment: Environment) -> nodes.Template:
    """The syntax tree of the template `name`; raises `TemplateError` where there is none."""
    if environment.loader is None:
        raise TemplateNotFound(name)
    source, filename, _ = environment.loader.get_source(environment, name)
    return environment.parse(source, name, filename)


def called(name: str) -> str:
    """The filter that a function is called as; no template can name it."""
    return f"call {name}"


class _Calls(NodeTransformer):
    """A function is called as a filter is, without a detour; a message without values is looked up."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name for it
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or called(node.node.name) not in self.known or not node.args:
            return node
        name, (first, *others) = node.node.name, node.args
        if name in _SINGULAR and not (others or node.kwargs or node.dyn_args or node.dyn_kwargs):
            return nodes.Getitem(nodes.Name(MESSAGES, "load"), first, "load", lineno=node.lineno)
        values = (node.kwargs, node.dyn_args, node.dyn_kwargs)
        return nodes.Filter(first, called(name), others, *values, lineno=node.lineno)


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


def _sentence(name: str, texts: tuple[str, ...], others: int, values: tuple[str, ...]) -> str | None:
    """The key in `SENTENCES` of a call of the filter `name`; None where it says no message."""
    return sentence_key(name.removeprefix(called("")), texts, others, values) if name in _SPEAKING else None


_SPEAKING = frozenset(map(called, SPEAKING))
_SAFE = frozenset(
    (
        MESSAGES,
        "interface",
        "blocks",
        "href",
        "json_script",
        *map(called, ("foreign", "inside", "in_language", "_", "gettext", "ngettext", "pgettext", "npgettext")),
    )
)
"""What needs no escaping whatever it is given: variables, their items, filters, functions."""
