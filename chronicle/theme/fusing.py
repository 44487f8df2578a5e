"""One template out of many: what a template extends, includes and imports, written into it, so that a page is one loop.

Jinja renders each block, include and macro import as a generator in a context of its own, and that took two thirds of
a page's time. Only what certainly means the same is fused; any other template is left as it is (`None`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import TemplateError, meta, nodes
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Parse = Callable[[str], nodes.Template]
    """The syntax tree of a template by its name; raises `TemplateError` where there is none."""

_Kinds = tuple[type[nodes.Node], ...]
_LOCAL: _Kinds = (nodes.For, nodes.With, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)
"""What gives names to its own text, which a block inside it would not see."""
_AROUND: _Kinds = (*_LOCAL, nodes.Block)
_BINDING: _Kinds = (nodes.Macro, nodes.Assign, nodes.AssignBlock, nodes.Import, nodes.FromImport)
_LAYOUT: _Kinds = (nodes.Block, nodes.Extends)
_LEADING: _Kinds = (nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.FromImport)
"""What a template that extends another may have outside of its blocks."""
_IMPLIED = frozenset({"loop", "caller", "varargs", "kwargs"})
"""Names that a loop or a macro has for its own text alone, not for what it includes."""
_FOREIGN: _Kinds = (nodes.Include, nodes.Import, nodes.FromImport)


def fused(name: str, parse: Parse, *, reserved: frozenset[str]) -> nodes.Template | None:
    """The template `name` with its parents and parts inside it; None where that could change what it says.

    A template that gives one of the `reserved` names a value is not fused.
    """
    try:
        chain = _chain(name, parse)
        blocks: dict[str, list[nodes.Block]] = {}
        for template in chain:
            _check_blocks(template)
            for block in template.find_all(nodes.Block):
                blocks.setdefault(block.name, []).append(block)
        lead = [node for template in chain[:-1] for node in _leading(template)]
        tree = nodes.Template([nodes.Scope([*lead, *chain[-1].body], lineno=1)], lineno=1)
        fusion = _Fusion(parse, blocks, (name,))
        fusion.visit(tree)
    except (TemplateError, _UnlikeError):
        return None
    return None if (reserved | fusion.free) & bound_names(tree) else tree


def bound_names(tree: nodes.Node) -> frozenset[str]:
    """Every name that `tree` gives a value to, wherever."""
    names: set[str] = set()
    for node in tree.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.Import):
            names.add(node.target)
        elif isinstance(node, nodes.FromImport):
            names |= {part if isinstance(part, str) else part[1] for part in node.names}
        elif isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx != "load"):
            names.add(node.name)
    return frozenset(names)


class _UnlikeError(Exception):
    """What fusing would change."""


class _Fusion(NodeTransformer):
    """Puts blocks, includes and imported macros where they are named."""

    def __init__(self, parse: Parse, blocks: Mapping[str, list[nodes.Block]], trail: tuple[str, ...]) -> None:
        self.parse = parse
        self.blocks = blocks
        self.trail = trail
        self.free: set[str] = set()
        self._versions: list[nodes.Block] = []
        self._used: set[nodes.Block] = set()

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802 - Jinja's name for it
        return self._block(self.blocks[node.name])

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802 - Jinja's name for it
        return [
            self._block(self._versions) if _is_super(child) else nodes.Output([self.visit(child)], lineno=node.lineno)
            for child in node.nodes
        ]

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - Jinja's name for it
        if node.name in {"super", "self"}:
            raise _UnlikeError
        return node

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 - Jinja's name for it
        name = _literal(node.template)
        if name is None or node.ignore_missing or not node.with_context or name in self.trail:
            return node
        part = self.parse(name)
        if _holds(part, _LAYOUT) or _expects(part, _IMPLIED):
            return node
        inner = _Fusion(self.parse, {}, (*self.trail, name))
        inner.visit(part)
        self.free |= inner.free
        return nodes.Scope(part.body, lineno=node.lineno)

    def visit_FromImport(self, node: nodes.FromImport) -> list[nodes.Node]:  # noqa: N802 - Jinja's name for it
        name = _literal(node.template)
        if name is None or not node.with_context:
            raise _UnlikeError
        module = self.parse(name)
        macros = {part.name: part for part in module.body if isinstance(part, nodes.Macro)}
        if _holds(module, _FOREIGN) or not set(node.names) <= set(macros) or not all(map(_is_silent, module.body)):
            raise _UnlikeError
        self.free |= meta.find_undeclared_variables(module)
        return [macros[str(part)] for part in node.names]

    def _block(self, versions: list[nodes.Block]) -> nodes.Node:
        """The first of the versions, the next of which is what `super()` means in it; each may be used once."""
        version, outer = next(iter(versions), None), self._versions
        if version is None or version.required or version in self._used:
            raise _UnlikeError
        self._used.add(version)
        self._versions = versions[1:]
        scope = nodes.Scope([piece for node in version.body for piece in self.visit_list(node)], lineno=version.lineno)
        self._versions = outer
        return scope


def _chain(name: str, parse: Parse) -> list[nodes.Template]:
    """The template and those that it extends, the last one first of all."""
    chain, names = [parse(name)], [name]
    while isinstance(first := next(iter(chain[-1].body), None), nodes.Extends):
        parent = _literal(first.template)
        if parent is None or parent in names:
            raise _UnlikeError
        names.append(parent)
        chain.append(parse(parent))
    return chain


def _leading(template: nodes.Template) -> list[nodes.Node]:
    """What a template that extends another does before that one speaks; its text outside of blocks is not shown."""
    lead = [node for node in template.body[1:] if not isinstance(node, nodes.Output | nodes.Block)]
    if not all(isinstance(node, _LEADING) for node in lead):
        raise _UnlikeError
    return lead


def _check_blocks(template: nodes.Template) -> None:
    """A block sees the names of its template's top level alone; in a fused one it would see those around it."""
    for around in template.find_all(_AROUND):
        names_block = around.find(nodes.Block) or any(name.name == "super" for name in around.find_all(nodes.Name))
        if names_block and (not isinstance(around, nodes.Block) or _binds(around)):
            raise _UnlikeError


def _binds(around: nodes.Node) -> bool:
    """Whether `around` gives a name to all of its own text, a block inside it included; a loop's are its own."""
    inner = [node for node in around.iter_child_nodes() if not isinstance(node, nodes.Block)]
    return any(isinstance(node, _BINDING) or (not isinstance(node, _LOCAL) and _binds(node)) for node in inner)


def _holds(tree: nodes.Node, kinds: _Kinds) -> bool:
    return any(True for _ in tree.find_all(kinds))


def _expects(tree: nodes.Template, names: frozenset[str]) -> bool:
    """Whether `tree` needs a value for one of the names; the thorough look costs as much as compiling."""
    used = {name.name for name in tree.find_all(nodes.Name)} & names
    return bool(used and used & meta.find_undeclared_variables(tree))


def _literal(template: nodes.Node) -> str | None:
    return template.value if isinstance(template, nodes.Const) and isinstance(template.value, str) else None


def _is_super(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "super"


def _is_silent(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Macro) or (
        isinstance(node, nodes.Output) and all(isinstance(child, nodes.TemplateData) for child in node.nodes)
    )
