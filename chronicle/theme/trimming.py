"""What quick code does not need is left out: lookups and objects that nothing asks for, and those made twice.

Jinja looks up every filter, makes an object of every macro, and asks the context for a name in each scope that uses it;
all of it again for each page.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOOP_VARIABLES = "_loop_vars"


def trim(root: ast.FunctionDef, *, given: frozenset[str], known: frozenset[str]) -> None:
    """Leaves out of the function what is of no use.

    `given` are the names that every page has, `known` those that it may have.
    """
    asks = _Asks(given, known if _sets_nothing(root) else None)
    root.body[:] = [asks.visit(statement) for statement in root.body]
    root.body[:] = _needed(root)
    place = next((place for place, node in enumerate(root.body, 1) if _target(node) == "resolve"), len(root.body))
    root.body[place:place] = ast.parse(
        "\n".join(f"{_local(name)} = resolve({name!r})" for name in sorted(asks.used))
    ).body
    for node in ast.walk(root):
        if isinstance(node, ast.For) and not _reads(node.body, _LOOP_VARIABLES):
            node.body[:] = [each for each in node.body if _target(each) != _LOOP_VARIABLES]


class _Asks(ast.NodeTransformer):
    """Asks the context once for a name that every page has, and never for one that none has."""

    def __init__(self, given: frozenset[str], known: frozenset[str] | None) -> None:
        self.given = given
        self.known = known
        self.used: set[str] = set()

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Call(ast.Name("resolve"), [ast.Constant(str(name))]) if name in self.given:
                self.used.add(name)
                return ast.Name(_local(name), ast.Load())
            case ast.Call(ast.Name("resolve"), [ast.Constant(str(name))]) if self.known and name not in self.known:
                return ast.Name("missing", ast.Load())
        return node


def _local(name: str) -> str:
    return f"given_{name}"


def _sets_nothing(root: ast.FunctionDef) -> bool:
    """Whether the code tells the context of no variable."""
    return not any(isinstance(node, ast.Attribute) and node.attr == "vars" for node in ast.walk(root))


def _needed(root: ast.FunctionDef) -> Iterable[ast.stmt]:
    """The statements without those that look up a filter, or make an object of a macro, which nothing reads."""
    read = {node.id for node in ast.walk(root) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return [statement for statement in root.body if _made(statement) in {None, *read}]


def _made(statement: ast.stmt) -> str | None:
    """The variable that a statement sets and does nothing else, by looking up a filter or making a macro's object."""
    match statement:
        case ast.Try([ast.Assign([ast.Name(local)], ast.Subscript(ast.Attribute(ast.Name("environment"))))]):
            return local
        case ast.Assign([ast.Name(local)], ast.Call(ast.Name("Macro"))):
            return local
    return None


def _target(statement: ast.stmt) -> str | None:
    """The variable that a statement sets; None where it does something else."""
    match statement:
        case ast.Assign([ast.Name(local)]):
            return local
    return None


def _reads(statements: Iterable[ast.stmt], name: str) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
        for statement in statements
        for node in ast.walk(statement)
    )
