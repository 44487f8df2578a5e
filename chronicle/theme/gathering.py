"""A generator of pieces becomes a function that returns the list of them: asking for each took a third of the time."""

from __future__ import annotations

import ast

_OUT = "pieces"


def gather(root: ast.FunctionDef) -> None:
    """Makes the generator a function that returns the list of its pieces, where it yields in no other way."""
    if any(isinstance(node, ast.YieldFrom | ast.Return) for node in _own_nodes(root)):
        return
    root.body = [statement for statement in root.body if not _is_idle(statement)]
    _gather_in(root)
    beginning = ast.parse(f"{_OUT} = []\n{_OUT}_extend = {_OUT}.extend").body
    root.body = [*beginning, *root.body, ast.Return(ast.Name(_OUT, ast.Load()))]


def _is_idle(statement: ast.stmt) -> bool:
    """Whether it is `if 0: yield None`, by which Jinja makes sure of a generator."""
    return isinstance(statement, ast.If) and isinstance(statement.test, ast.Constant) and not statement.test.value


def _own_nodes(root: ast.FunctionDef) -> list[ast.AST]:
    """The nodes of a function but for those of functions inside it."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [*root.body]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return found


def _gather_in(node: ast.AST) -> None:
    """Replaces runs of yields in every list of statements below `node` by one call."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            setattr(node, field, _gathered(value))


def _gathered(statements: list[ast.stmt]) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    pieces: list[ast.expr] = []

    def flush() -> None:
        if pieces:
            call = ast.Call(ast.Name(f"{_OUT}_extend", ast.Load()), [ast.Tuple([*_merged(pieces)], ast.Load())], [])
            found.append(ast.Expr(call))
            pieces.clear()

    for statement in statements:
        match statement:
            case ast.Expr(ast.Yield(ast.expr() as value)):
                pieces.append(value)
            case ast.Pass():
                pass
            case _:
                flush()
                if not isinstance(statement, ast.FunctionDef):
                    _gather_in(statement)
                found.append(statement)
    flush()
    return found or [ast.Pass()]


def _merged(pieces: list[ast.expr]) -> list[ast.expr]:
    """Constants that follow each other as one."""
    found: list[ast.expr] = []
    for piece in pieces:
        match found[-1:], piece:
            case [ast.Constant(str(before))], ast.Constant(str(after)):
                found[-1] = ast.Constant(before + after)
            case _:
                found.append(piece)
    return found
