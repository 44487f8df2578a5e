"""Declarative tables of keys: a marked YAML node becomes typed values, or every mistake in it; and its JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chronicle.base.diagnostics import Diagnostic, Mark, Outcome, diagnose, nearest
from chronicle.base.scalar_types import TAG, ScalarType, text
from chronicle.base.text_safety import deceptions, is_suspect, shown
from chronicle.base.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_ITEMS = 5000
"""Most items of a list that sets no limit of its own."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; read as a tuple."""

    item: Type
    is_unique: bool = False
    min_items: int = 0
    max_items: int = MAX_ITEMS


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map with free keys of one type; read as a tuple of pairs in the order written."""

    key: ScalarType
    value: Type
    min_items: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record."""

    type: Type
    description: str
    required: bool = False
    nullable: bool = False
    """Whether the key may stand without a value, or with `null`: the same as absent."""


@dataclass(frozen=True, slots=True)
class Record:
    """A map with known keys; read by `build(**values)`, absent keys left out."""

    fields: dict[str, Field]
    build: Callable[..., Any] = dict
    description: str = ""
    required: tuple[str, ...] = field(init=False)
    """Keys that may not be missing."""

    def __post_init__(self) -> None:
        """Find what is required once, not for each map that is read."""
        object.__setattr__(self, "required", tuple(key for key, known in self.fields.items() if known.required))


Type = ScalarType | ListOf | MapOf | Record


def label_map() -> MapOf:
    """A text in one or more languages, by tag."""
    return MapOf(TAG, text(), min_items=1)


def read(type_: Type, node: Node, *, path: str) -> Outcome[Any]:
    """The typed value of `node`, with everything that is wrong in it.

    The value is None where nothing could be made of the node. Dates are `datetime.date`, lists and free maps tuples,
    records whatever their `build` makes of the keys that are there and right.
    """
    reader = _Reader(path)
    value = reader.value(type_, node, "")
    return Outcome(value, tuple(reader.diagnostics))


def json_schema(type_: Type, *, title: str) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a table."""
    return {"$schema": DIALECT, "title": title, **_json(type_)}


@dataclass(slots=True)
class _Reader:
    path: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, message: str, mark: Mark, help_: str = "") -> None:
        self.diagnostics.append(diagnose(code, message, path=self.path, mark=mark, help=help_))

    def value(self, type_: Type, node: Node, where: str) -> Any:  # noqa: ANN401 - typed by the table
        if isinstance(type_, ScalarType):
            if isinstance(node, Scalar):
                return self.scalar(type_, node, where)
        elif isinstance(type_, ListOf):
            if isinstance(node, Sequence):
                return self.list(type_, node, where)
        elif isinstance(node, Mapping):
            return self.map(type_, node, where) if isinstance(type_, MapOf) else self.record(type_, node, where)
        message = f"{_named(where)}{_KINDS[type(node)]} instead of {_noun(type_)}"
        self.note("wrong-type", message, node.mark, f"write {_noun(type_)}")
        return None

    def scalar(self, type_: ScalarType, node: Scalar, where: str) -> object:
        text, mark, is_plain = node
        if not (text.isascii() and text.isprintable()) and is_suspect(text):
            for _, clause in deceptions(text):
                self.note("deceiving-text", f"{_named(where)}{clause}", mark, "type the text anew or delete the sign")
        try:
            if type_.is_text and is_plain and text in _NULLS:
                raise ValueError("is empty" if not text else "is no text unless it is put in quotes")  # noqa: TRY301 - one place that reports
            return type_.parse(text)
        except ValueError as error:
            self.note("wrong-value", f"{_named(where)}`{shown(text)}` {error}", mark, f"write {type_.noun}")
            return None

    def list(self, type_: ListOf, node: Sequence, where: str) -> tuple[object, ...]:
        self.count(type_, node, where)
        if len(node.items) > type_.max_items:
            message = f"{_named(where)}more than {type_.max_items} items"
            self.note("wrong-value", message, node.items[type_.max_items].mark, f"keep {type_.max_items} of them")
            return ()
        values: list[object] = []
        kind = type_.item
        for item in node.items:
            if isinstance(item, Scalar) and isinstance(kind, ScalarType):
                value = self.scalar(kind, item, where)
            else:
                value = self.value(kind, item, where)
            if type_.is_unique and value is not None and value in values:
                self.note(
                    "wrong-value", f"{_named(where)}`{value}` stands here twice", item.mark, "keep one of the two"
                )
            elif value is not None:
                values.append(value)
        return tuple(values)

    def map(self, type_: MapOf, node: Mapping, where: str) -> tuple[tuple[object, object], ...]:
        self.count(type_, node, where)
        pairs = []
        for name, item in node.items:
            key = self.scalar(type_.key, name, where)
            value = self.value(type_.value, item, f"{where}.{name.text}" if where else name.text)
            if key is not None and value is not None:
                pairs.append((key, value))
        return tuple(pairs)

    def record(self, type_: Record, node: Mapping, where: str) -> Any:  # noqa: ANN401 - typed by the table
        values = {}
        fields = type_.fields
        for name, item in node.items:
            key = name.text
            known = fields.get(key)
            if known is None:
                self.unknown(type_, name, where)
                continue
            if known.nullable and isinstance(item, Scalar) and item.is_plain and item.text in _NULLS:
                continue
            place = f"{where}.{key}" if where else key
            if isinstance(item, Scalar) and isinstance(known.type, ScalarType):
                value = self.scalar(known.type, item, place)
            else:
                value = self.value(known.type, item, place)
            if value is not None:
                values[key] = value
        is_complete = True
        for key in type_.required:
            if key not in values:
                is_complete = False
                if node.get(key) is None:
                    help_ = f"write `{key}: …`, {_noun(type_.fields[key].type)}"
                    self.note("missing-key", f"{_named(where)}`{key}` is missing", node.mark, help_)
        return type_.build(**values) if is_complete or type_.build is dict else None

    def unknown(self, type_: Record, name: Scalar, where: str) -> None:
        near = nearest(name.text, list(type_.fields))
        help_ = (
            f"did you mean `{near}`?" if near else f"known here: {', '.join(f'`{known}`' for known in type_.fields)}"
        )
        self.note("unknown-key", f"{_named(where)}`{shown(name.text)}` is no known key", name.mark, help_)

    def count(self, type_: ListOf | MapOf, node: Sequence | Mapping, where: str) -> None:
        if len(node.items) < type_.min_items:
            self.note("wrong-value", f"{_named(where)}nothing stands here", node.mark, f"write {_noun(type_)}")


_KINDS = {Scalar: "a single value", Sequence: "a list", Mapping: "a map of keys"}
_NULLS = frozenset(["", "~", "null", "Null", "NULL"])
"""How nothing is written without quotation marks."""


def _named(where: str) -> str:
    return f"`{shown(where)}`: " if where else ""


def _noun(type_: Type) -> str:
    if isinstance(type_, ScalarType):
        return type_.noun
    if isinstance(type_, ListOf):
        return "a list `[…]`"
    if isinstance(type_, MapOf):
        return f"a map whose keys are each {type_.key.noun}"
    return f"a map with {', '.join(f'`{name}`' for name in type_.fields)}"


def _json(type_: Type) -> dict[str, object]:
    if isinstance(type_, ScalarType):
        return dict(type_.json)
    if isinstance(type_, ListOf):
        bounds = {"minItems": type_.min_items, "maxItems": type_.max_items}
        return {"type": "array", "items": _json(type_.item), "uniqueItems": type_.is_unique, **bounds}
    if isinstance(type_, MapOf):
        names = {name: rule for name, rule in type_.key.json.items() if name != "type"}
        value = _json(type_.value)
        return {
            "type": "object",
            "propertyNames": names,
            "additionalProperties": value,
            "minProperties": type_.min_items,
        }
    properties = {name: _field_json(known) for name, known in type_.fields.items()}
    required = [name for name, known in type_.fields.items() if known.required]
    described = {"description": type_.description} if type_.description else {}
    return {
        "type": "object",
        **described,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field_json(known: Field) -> dict[str, object]:
    rule = _json(known.type)
    if known.nullable:
        rule = {"anyOf": [rule, {"type": "null"}]}
    return {**rule, "description": known.description}
