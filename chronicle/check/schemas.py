"""JSON Schema of every kind of file that people write, from the same tables that read them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chronicle.base.schema import DIALECT
from chronicle.base.schema import json_schema as schema_of
from chronicle.config import CONFIG
from chronicle.content.front_matter import entry_schema
from chronicle.content.registers import NAMES, SOURCES, TOPICS
from chronicle.content.standing import STANDING
from chronicle.seeds.overrides import OVERRIDES

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("config", "entry", "page", "names", "sources", "topics", "seeds")
"""Kinds of files, by the name that `chronicle schema` takes."""


def json_schema(kind: str | None) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of one kind of file; with None, of all of them under `$defs`."""
    if kind is not None:
        return _SCHEMAS[kind]()
    return {
        "$schema": DIALECT,
        "title": "Files of a chronicle",
        "$defs": {name: _SCHEMAS[name]() for name in KINDS},
    }


_SCHEMAS: dict[str, Callable[[], dict[str, object]]] = {
    "config": partial(schema_of, CONFIG, title="Configuration: chronicle.yml"),
    "entry": entry_schema,
    "page": partial(schema_of, STANDING, title="Page of the chronicle's own: content/pages/name.LANGUAGE.md"),
    "names": partial(schema_of, NAMES, title="Names: content/names.yml"),
    "sources": partial(schema_of, SOURCES, title="Sources: content/sources.yml"),
    "topics": partial(schema_of, TOPICS, title="Topics: content/topics.yml"),
    "seeds": partial(schema_of, OVERRIDES, title="Overrides: seeds/seeds.yml"),
}
