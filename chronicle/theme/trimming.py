"""What quick code does not need is left out: lookups and objects that nothing asks for, and those made twice.

Jinja looks up every filter, makes an object of every macro, and asks the context for a name in each scope that uses it;
all of it again for each page.
"""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOP_VARIABLES = "_loop_vars"


def trim(root: ast.FunctionDef, *, given: frozenset[str], known: frozenset[str]) -> None:
    """Leaves out of the function what is of no use.

    `given` are the names that every page has, `known` those that it may have.
    """
    seen = _Seen()
    seen.look_at(root)
    names = {}
    for name, put in seen.asked:
        if name in given:
            names[name] = local = f"given_{name}"
            put(ast.Name(local, ast.Load()))
        elif name not in known and not seen.tells:
            put(ast.Name("missing", ast.Load()))
    root.body[:] = [statement for statement in root.body if _made(statement) in {None, *seen.read}]
    place = next((place for place, node in enumerate(root.body, 1) if _target(node) == "resolve"), len(root.body))
    asked = "\n".join(f"{local} = resolve({name!r})" for name, local in sorted(names.items()))
    root.body[place:place] = ast.parse(asked).body
    for loop in seen.plain_loops:
        loop.body[:] = [statement for statement in loop.body if _target(statement) != _LOOP_VARIABLES]


class _Seen:
    """What a function holds, seen in one walk: there are many templates, and a walk takes as long as compiling one."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        """The variables that are read."""
        self.asked: list[tuple[str, Callable[[ast.expr], None]]] = []
        """The names that the context is asked for, each with what puts something else in the place of the call."""
        self.plain_loops: list[ast.For] = []
        """The loops in which nobody is told of variables."""
        self.tells = False
        """Whether the context is told of any."""
        self._told = 0

    def look_at(self, node: ast.AST) -> None:
        """Everything below `node`."""
        told = self._told
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                for place, each in enumerate(value):
                    if isinstance(each, ast.AST):
                        self._look(each, partial(value.__setitem__, place))
            elif isinstance(value, ast.AST):
                self._look(value, partial(setattr, node, field))
        if isinstance(node, ast.For) and told == self._told:
            self.plain_loops.append(node)

    def _look(self, node: ast.AST, put: Callable[[ast.expr], None]) -> None:
        match node:
            case ast.Name(name, ast.Load()):
                self.read.add(name)
                self._told += name == _LOOP_VARIABLES
            case ast.Call(ast.Name("resolve"), [ast.Constant(str(name))]):
                self.asked.append((name, put))
            case ast.Attribute(attr="vars"):
                self.tells = True
        self.look_at(node)


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
