"""What YAML is read into: scalars, lists and maps, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chronicle.base.diagnostics import Mark


class Scalar(NamedTuple):
    """A value, as text; a named tuple, for twenty thousand front matters have two hundred thousand of them."""

    text: str
    mark: Mark
    is_plain: bool = True
    """Whether it stands without quotation marks."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; each key once."""

    items: tuple[tuple[Scalar, Node], ...]
    mark: Mark

    def get(self, key: str) -> Node | None:
        """The value of `key`, if it is there."""
        for name, value in self.items:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping
