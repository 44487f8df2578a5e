"""Jinja's generated code made straight: what is certain when a page is rendered is no longer asked for each value.

Jinja writes a generator that yields each piece of a page, asks of each name whether it is there, escapes each value,
and calls a macro through an object that sorts its arguments. In quick code (`theme.quick`) most of that is known:

- pieces are gathered in a list;
- names that every page is given are there;
- the words of a catalogue and what certain functions return are safe already;
- what depends on the page alone, such as the way from it to another address, is bound once for a page;
- a macro with plain parameters is a plain function;
- what nothing asks for after that is left out.

Every change is made to the syntax tree, and only to the exact shape that Jinja writes; other code stays as it is.
"""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from chronicle.theme.binding import Binder
from chronicle.theme.direct import make_direct, plain_keywords
from chronicle.theme.gathering import TextCall, gather
from chronicle.theme.trimming import trim

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import CodeType

    from chronicle.theme.binding import Certain

_ROOT = "root"
_FAR = 1 << 30
"""A line behind all others."""


class _Uses(NamedTuple):
    """Where variables are used."""

    stored: Counter[str]
    """How often each is set."""
    read: dict[str, list[int]]
    """The lines that read it."""


def straightened(source: str, filename: str, certain: Certain) -> CodeType:
    """The compiled code of a fused template, whose `source` Jinja generated; raises SyntaxError where it is none."""
    tree = ast.parse(source)
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name == _ROOT:
            _straighten(function, certain)
    return compile(ast.fix_missing_locations(tree), filename, "exec")


def _straighten(root: ast.FunctionDef, certain: Certain) -> None:
    uses = _uses(root)
    names = _certain(root, uses, certain.given)
    filters = _filters(root)
    tree = _Names(names, certain.safe, filters, _macros(root, names))
    root.body[:] = [tree.visit(statement) for statement in root.body]
    if "context" not in uses.stored:
        binder = Binder(filters, certain)
        root.body[:] = [binder.visit(statement) for statement in root.body]
        _insert(root, binder.statements())
    make_direct(root)
    trim(root, given=certain.given, known=certain.known)
    gather(root)


def _certain(root: ast.FunctionDef, uses: _Uses, given: frozenset[str]) -> dict[str, str]:
    """Local variables that have a value wherever they are read; with the name of those that every page is given.

    Such a one is set once, by a statement of the function itself, before the first place that reads it; where Jinja
    unsets it at the end of its scope, nothing reads it any more.
    """
    values: dict[str, list[tuple[int, ast.expr]]] = {}
    unset: dict[str, list[int]] = {}
    for statement in root.body:
        if isinstance(statement, ast.Assign) and all(isinstance(target, ast.Name) for target in statement.targets):
            is_missing = isinstance(statement.value, ast.Name) and statement.value.id == "missing"
            for target in statement.targets:
                if isinstance(target, ast.Name) and is_missing:
                    unset.setdefault(target.id, []).append(statement.lineno)
                elif isinstance(target, ast.Name):
                    values.setdefault(target.id, []).append((statement.lineno, statement.value))
    found = {}
    for local, ((line, value), *others) in values.items():
        given_name = _resolved_name(value)
        end = min((each for each in unset.get(local, ()) if each > line), default=_FAR)
        if (
            not others
            and uses.stored[local] == 1 + len(unset.get(local, ()))
            and (given_name is None or given_name in given)
            and all(line < each < end for each in uses.read.get(local, ()))
        ):
            found[local] = given_name or ""
    return found


def _resolved_name(value: ast.expr) -> str | None:
    """The name of a page's variable that `value` looks up; None where it is something else."""
    match value:
        case ast.Call(ast.Name("resolve"), [ast.Constant(str(name))]):
            return name
    return None


def _uses(root: ast.FunctionDef) -> _Uses:
    """Where variables are read and set, inside functions too; one walk, for it takes as long as compiling."""
    uses = _Uses(Counter(), {})
    for node in ast.walk(root):
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                uses.read.setdefault(node.id, []).append(node.lineno)
            else:
                uses.stored[node.id] += 1
    return uses


def _filters(root: ast.FunctionDef) -> dict[str, str]:
    """The local names of filters, which the function looks up before anything else."""
    return {found[0]: found[1] for statement in root.body if (found := _looked_up(statement))}


def _looked_up(statement: ast.stmt) -> tuple[str, str] | None:
    """The local name and the name of the filter that a statement looks up."""
    match statement:
        case ast.Try(
            [
                ast.Assign(
                    [ast.Name(local)],
                    ast.Subscript(ast.Attribute(ast.Name("environment"), "filters"), ast.Constant(str(name))),
                )
            ]
        ):
            return local, name
    return None


def _macros(root: ast.FunctionDef, certain: Mapping[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By the local name of a macro its function, now named after it, and its parameters.

    Only those that take plain parameters.
    """
    found = {}
    for function, assignment in zip(root.body, root.body[1:], strict=False):
        match function, assignment:
            case (
                ast.FunctionDef(),
                ast.Assign(
                    [ast.Name(local)],
                    ast.Call(
                        ast.Name("Macro"),
                        [_, ast.Name() as called, _, ast.Tuple(names), *flags, ast.Attribute(attr="autoescape")],
                    ),
                ),
            ) if local in certain and all(isinstance(flag, ast.Constant) and not flag.value for flag in flags):
                function.name = called.id = f"{local}_function"
                parameters = tuple(str(name.value) for name in names if isinstance(name, ast.Constant))
                found[local] = (function.name, parameters)
    return found


class _Names(ast.NodeTransformer):
    """Asks less of names, calls macros directly, and escapes nothing that is safe."""

    def __init__(
        self,
        names: Mapping[str, str],
        safe: frozenset[str],
        filters: Mapping[str, str],
        macros: Mapping[str, tuple[str, tuple[str, ...]]],
    ) -> None:
        self.names = names
        self.safe = safe
        self.filters = filters
        self.macros = macros

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.IfExp(
                ast.Compare(ast.Name(local), [ast.Is()], [ast.Name("missing")]),
                ast.Call(ast.Name("undefined")),
                ast.Name(again) as name,
            ) if local == again and local in self.names:
                return name
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Call(ast.Attribute(ast.Name("context"), "call"), [ast.Name(local), *arguments]) if (
                local in self.macros
            ):
                return self._macro_call(node, *self.macros[local], arguments)
            case ast.Call(ast.Name("escape"), [value]) if self._is_safe(value):
                return value
        return node

    def _macro_call(
        self, node: ast.Call, function: str, parameters: tuple[str, ...], arguments: list[ast.expr]
    ) -> ast.Call:
        """The call of a macro's function; the call as it was where an argument is no plain one."""
        named = {keyword.arg: keyword.value for keyword in plain_keywords(node)}
        later = parameters[len(arguments) :]
        if any(isinstance(each, ast.Starred) for each in arguments) or not set(named) <= set(later):
            return node
        rest = [named.get(name, _load("missing")) for name in later]
        if len(arguments) > len(parameters):
            return node
        text = ast.Call(_load(function), [*arguments, *rest], [])
        return TextCall(_load("Markup"), [text], [])

    def _is_safe(self, value: ast.expr) -> bool:
        match value:
            case ast.Call(ast.Name("Markup")):
                return True
            case ast.Call(ast.Name(local)):
                return self.filters.get(local) in self.safe
            case ast.Subscript(ast.Name(local)) | ast.Name(local):
                return self.names.get(local) in self.safe
        return False


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _insert(root: ast.FunctionDef, statements: list[ast.stmt]) -> None:
    """Puts statements behind those that look up filters."""
    last = max((place for place, node in enumerate(root.body) if _looked_up(node)), default=0)
    root.body[last + 1 : last + 1] = statements
