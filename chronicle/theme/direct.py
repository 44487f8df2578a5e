"""Loops and calls made direct: a count in place of Jinja's loop object, a method's own call in place of a guarded one.

Jinja asks of everything called whether it wants the context. Methods of Python's own types never do, so these are
called at once where the value is of such a type when the page is rendered; anything else is called as before.
"""

from __future__ import annotations

import ast

_METHODS = frozenset({"endswith", "get", "isoformat", "startswith"})
"""Methods that no template calls but of texts, dates and dictionaries; none of these stops an iteration."""
_NAMESPACE = "_namespace"
"""How the local name of Jinja's `namespace` ends."""
_BUILT_IN = "built_in"
_CALLED = "called_method"
_VARIABLES = frozenset({"_loop_vars", "_block_vars"})
"""What Jinja passes for functions that want the context."""
_LOOP_CONTEXT = "LoopContext"
_COUNTS = {
    "index": "{loop}",
    "index0": "({loop} - 1)",
    "first": "({loop} == 1)",
    "last": "({loop} == {loop}_length)",
    "length": "{loop}_length",
}
"""What a template may ask of its loop, by the count."""
_MEASURED = frozenset({"last", "length"})


def make_direct(root: ast.FunctionDef) -> None:
    """Makes the loops and calls of the function direct wherever that means the same."""
    direct = _Direct()
    root.body[:] = [changed for node in root.body for changed in direct.changed(node)]
    root.body[:0] = ast.parse(f"{_BUILT_IN} = type(''.startswith)").body


def plain_keywords(call: ast.Call) -> list[ast.keyword]:
    """The keywords of a call without what Jinja adds."""
    return [keyword for keyword in call.keywords if keyword.arg not in _VARIABLES]


class _Direct(ast.NodeTransformer):
    """Finds them."""

    def changed(self, node: ast.stmt) -> list[ast.stmt]:
        """What becomes of a statement."""
        found = self.visit(node)
        return found if isinstance(found, list) else [found]

    def visit_For(self, node: ast.For) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        match node:
            case ast.For(
                target=ast.Tuple([target, ast.Name(loop)]),
                iter=ast.Call(ast.Name(kind), [values, ast.Name("undefined")], []),
            ) if kind == _LOOP_CONTEXT:
                return _counted(node, loop, target, values)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Call(
                ast.Attribute(ast.Name("context"), "call"), [ast.Attribute(attr=name) as method, *arguments]
            ) if name in _METHODS:
                called = ast.NamedExpr(ast.Name(_CALLED, ast.Store()), method)
                return ast.IfExp(
                    _is(ast.Call(_load("type"), [called], []), _BUILT_IN),
                    ast.Call(_load(_CALLED), arguments, plain_keywords(node)),
                    ast.Call(node.func, [_load(_CALLED), *arguments], node.keywords),
                )
            case ast.Call(ast.Attribute(ast.Name("context"), "call"), [function], keywords) if (
                local := _name_of(function)
            ) and local.endswith(_NAMESPACE):
                made = ast.Call(_load("Namespace"), [], plain_keywords(node))
                return ast.IfExp(_is(_load(local), "Namespace"), made, ast.Call(node.func, [function], keywords))
        return node


def _counted(node: ast.For, loop: str, target: ast.expr, values: ast.expr) -> ast.For | list[ast.stmt]:
    """The loop with a count as its loop variable; the loop as it was where the variable is used in another way.

    That its values are taken before it begins, where their number is asked for, no loop over a variable can tell.
    """
    nodes = [each for part in node.body for each in ast.walk(part)]
    asked = [each.attr for each in nodes if isinstance(each, ast.Attribute) and _is_loaded(each.value, loop)]
    is_measured = not _MEASURED.isdisjoint(asked)
    if (
        len(asked) != sum(isinstance(each, ast.Name) and each.id == loop for each in nodes)
        or not set(asked) <= set(_COUNTS)
        or (is_measured and not isinstance(values, ast.Name | ast.Attribute))
    ):
        return node
    count = _Count(loop)
    node.body = [count.visit(part) for part in node.body]
    node.target = ast.Tuple([ast.Name(loop, ast.Store()), target], ast.Store())
    items = _load(f"{loop}_items") if is_measured else values
    node.iter = ast.Call(_load("enumerate"), [items, ast.Constant(1)], [])
    if not is_measured:
        return node
    taken = ast.Assign([ast.Name(f"{loop}_items", ast.Store())], ast.Call(_load("tuple"), [values], []))
    measured = ast.Assign([ast.Name(f"{loop}_length", ast.Store())], ast.Call(_load("len"), [items], []))
    return [taken, measured, node]


class _Count(ast.NodeTransformer):
    """What a template asks of its loop, answered by the count."""

    def __init__(self, loop: str) -> None:
        self.loop = loop

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if not _is_loaded(node.value, self.loop):
            return node
        return ast.parse(_COUNTS[node.attr].format(loop=self.loop), mode="eval").body


def _name_of(function: ast.expr) -> str | None:
    """The local variable that is called, of which Jinja may ask first whether it is there."""
    match function:
        case ast.Name(local) | ast.IfExp(orelse=ast.Name(local)):
            return local
    return None


def _is(value: ast.expr, name: str) -> ast.Compare:
    return ast.Compare(value, [ast.Is()], [_load(name)])


def _is_loaded(value: ast.AST, name: str) -> bool:
    return isinstance(value, ast.Name) and value.id == name and isinstance(value.ctx, ast.Load)


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())
