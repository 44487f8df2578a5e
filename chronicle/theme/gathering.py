"""A generator of pieces becomes a function that returns the list of them: asking for each took a third of the time."""

from __future__ import annotations

import ast

_OUT = "pieces"
_VALUE = "shown_value"
_ESCAPED = "escaped"
_BUFFER = "t_"
"""How the lists begin that Jinja gathers the text of macros and assigned blocks in."""


class TextCall(ast.Call):
    """A call of `Markup` around what is text already: where it is a piece of the page, the text alone will do."""


def gather(root: ast.FunctionDef) -> None:
    """Makes the generator a function that returns the list of its pieces, where it yields in no other way.

    What macros and assigned blocks append to lists of their own is appended in fewer steps too.
    """
    is_plain = not any(isinstance(node, ast.YieldFrom | ast.Return) for node in _own_nodes(root))
    if is_plain:
        root.body = [statement for statement in root.body if not _is_idle(statement)]
    _gather_in(root, is_out=is_plain)
    beginning = f"{_ESCAPED} = environment.{_ESCAPED}"
    if is_plain:
        beginning += f"\n{_OUT} = []"
        root.body.append(ast.Return(ast.Name(_OUT, ast.Load())))
    root.body[:0] = ast.parse(beginning).body


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


def _gather_in(node: ast.AST, *, is_out: bool) -> None:
    """Replaces runs of pieces in every list of statements below `node`; yields among them where `is_out`."""
    is_out = is_out and (not isinstance(node, ast.FunctionDef) or node.name == "root")
    for field, value in ast.iter_fields(node):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            setattr(node, field, _gathered(value, is_out=is_out))
        elif isinstance(value, list):
            for child in value:
                if isinstance(child, ast.ExceptHandler):
                    _gather_in(child, is_out=is_out)


def _gathered(statements: list[ast.stmt], *, is_out: bool) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    runs: list[tuple[str, list[ast.expr]]] = []

    def flush() -> None:
        found.extend(ast.Expr(_extended(target, _merged(pieces))) for target, pieces in runs)
        runs.clear()

    for statement in statements:
        added = _added(statement, is_out=is_out)
        if added is None:
            flush()
            _gather_in(statement, is_out=is_out)
            if not isinstance(statement, ast.Pass):
                found.append(statement)
            continue
        target, pieces = added
        if not runs or runs[-1][0] != target:
            runs.append((target, []))
        runs[-1][1].extend(map(_shown, pieces))
    flush()
    return found or [ast.Pass()]


def _added(statement: ast.stmt, *, is_out: bool) -> tuple[str, list[ast.expr]] | None:
    """The list that a statement adds pieces to, and the pieces; None where it does not."""
    match statement:
        case ast.Expr(ast.Yield(ast.expr() as value)) if is_out:
            return _OUT, [value]
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(target), "append"), [value])) if target.startswith(_BUFFER):
            return target, [value]
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(target), "extend"), [ast.Tuple(values)])) if target.startswith(
            _BUFFER
        ):
            return target, values
    return None


def _shown(piece: ast.expr) -> ast.expr:
    """A piece of text; plain words, which most values are, are escaped without a detour."""
    match piece:
        case TextCall(args=[text]):
            return text
        case ast.Call(ast.Name("escape"), [value]):
            local = ast.Name(_VALUE, ast.Load())
            kind = ast.Call(ast.Name("type", ast.Load()), [ast.NamedExpr(ast.Name(_VALUE, ast.Store()), value)], [])
            return ast.IfExp(
                ast.Compare(kind, [ast.Is()], [ast.Name("str", ast.Load())]),
                ast.Call(ast.Name(_ESCAPED, ast.Load()), [local], []),
                ast.Call(ast.Name("escape", ast.Load()), [local], []),
            )
    return piece


def _extended(target: str, pieces: list[ast.expr]) -> ast.Call:
    """The call that adds pieces to a list."""
    method, added = ("append", pieces[0]) if len(pieces) == 1 else ("extend", ast.Tuple(pieces, ast.Load()))
    return ast.Call(ast.Attribute(ast.Name(target, ast.Load()), method, ast.Load()), [added], [])


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
