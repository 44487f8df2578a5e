"""The registers: names.yml, sources.yml and topics.yml, their tables and how they are read."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from chronicle.base import marked_yaml
from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, has_errors
from chronicle.base.scalar_types import KEY, TAG, WEB_ADDRESS, choice, number, pattern, text
from chronicle.base.schema import Field, ListOf, MapOf, Record, label_map, read
from chronicle.base.source_text import read_text
from chronicle.model.chronicle import Agency, Name, Registers, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.content.scan import SourceFile

MAX_BYTES = 4 * 1024 * 1024
MAX_NODES = 400_000

NAMES = MapOf(
    KEY,
    Record(
        {
            "type": Field(choice("person", "place", "organisation", "document"), "What it is.", required=True),
            "label": Field(label_map(), "The name, by language.", required=True),
            "also": Field(MapOf(TAG, ListOf(text(), is_unique=True)), "Other spellings, by language."),
            "wikidata": Field(
                pattern("Q[1-9][0-9]{0,11}", "a Wikidata key such as Q7747"), "Key in Wikidata.", nullable=True
            ),
            "latitude": Field(number(-90, 90), "Of a place, in degrees north.", nullable=True),
            "longitude": Field(number(-180, 180), "Of a place, in degrees east.", nullable=True),
        },
        description="A person, place, organisation or document.",
    ),
)
SOURCES = MapOf(
    KEY,
    Record(
        {
            "label": Field(label_map(), "Name of the agency, by language.", required=True),
            "country": Field(pattern("[A-Z]{2}", "a country code such as RU"), "ISO 3166-1 alpha-2.", nullable=True),
            "ownership": Field(
                choice("state", "public", "private", "cooperative", "unknown"), "Who owns the agency.", nullable=True
            ),
            "url": Field(WEB_ADDRESS, "The agency's own site.", nullable=True),
            "terms": Field(WEB_ADDRESS, "Its terms of use.", nullable=True),
        },
        description="An agency or another publisher of articles.",
    ),
)
TOPICS = MapOf(
    KEY, Record({"label": Field(label_map(), "The topic, by language.", required=True)}, description="A topic.")
)
TABLES = {"content/names.yml": NAMES, "content/sources.yml": SOURCES, "content/topics.yml": TOPICS}
"""The table of each register, by its file."""


def read_registers(root: str, files: tuple[SourceFile, ...]) -> Outcome[Registers]:
    """The registers among `files`, each sorted by key; a register without a file is empty."""
    records: dict[str, tuple[Any, ...]] = {}
    diagnostics: list[Diagnostic] = []
    for file in files:
        if file.kind == "register":
            found = read_text(root, file.path, limit=MAX_BYTES)
            outcome = found if found.value is None else parse_register(found.value, path=file.path)
            records[file.path] = outcome.value or ()  # type: ignore[assignment]  # a text never gets here
            diagnostics += outcome.diagnostics
    registers = Registers(
        names=tuple(Name(key, **values) for key, values in records.get("content/names.yml", ())),
        sources=tuple(Agency(key, **values) for key, values in records.get("content/sources.yml", ())),
        topics=tuple(Topic(key, **values) for key, values in records.get("content/topics.yml", ())),
    )
    return Outcome(registers, tuple(diagnostics))


def parse_register(text: str, *, path: str) -> Outcome[tuple[tuple[str, dict[str, Any]], ...]]:
    """The records that the register at `path` writes, sorted by key; none where something is wrong."""
    parsed = marked_yaml.parse(text, path=path, max_bytes=MAX_BYTES, max_nodes=MAX_NODES)
    if parsed.value is None:
        return Outcome((), parsed.diagnostics)
    typed = read(TABLES[path], parsed.value, path=path)
    names = parsed.value if path == "content/names.yml" else marked_yaml.Mapping((), parsed.value.mark)
    diagnostics = (*parsed.diagnostics, *typed.diagnostics, *_half_places(names, path), *_shared(names, path))
    return Outcome(() if has_errors(diagnostics) else tuple(sorted(typed.value, key=itemgetter(0))), diagnostics)


def _half_places(node: marked_yaml.Mapping, path: str) -> list[Diagnostic]:
    """What has one coordinate of two, or coordinates without being a place."""
    found = []
    for name, record in node.items:
        if not isinstance(record, marked_yaml.Mapping):
            continue
        given = [key for key in ("latitude", "longitude") if record.get(key)]
        kind = record.get("type")
        if len(given) == 1:
            message = f"`{name.text}` has `{given[0]}` alone"
            found.append(diagnose("missing-key", message, path=path, mark=record.mark, help="write both coordinates"))
        if given and isinstance(kind, marked_yaml.Scalar) and kind.text != "place":
            message = f"`{name.text}` has coordinates and is no place"
            found.append(diagnose("wrong-value", message, path=path, mark=record.mark, help="delete them"))
    return found


def _shared(node: marked_yaml.Mapping, path: str) -> list[Diagnostic]:
    """Spellings that two names have in one language: a text that uses one tells neither."""
    found = []
    holders: dict[tuple[str, str], str] = {}
    for name, record in node.items:
        for language, spelling in _spellings(record):
            holder = holders.setdefault((language, spelling.text.casefold()), name.text)
            if holder != name.text:
                message = f"`{spelling.text}` (`{language}`) is a spelling of `{holder}` and of `{name.text}`"
                help_ = "it is linked to neither; write what tells them apart, or keep it with one of them"
                found.append(diagnose("ambiguous-name", message, path=path, mark=spelling.mark, help=help_))
    return found


def _spellings(record: marked_yaml.Node) -> Iterator[tuple[str, marked_yaml.Scalar]]:
    """The languages and spellings of a record, as far as they are written as they should be."""
    for key in ("label", "also"):
        field = record.get(key) if isinstance(record, marked_yaml.Mapping) else None
        for language, value in field.items if isinstance(field, marked_yaml.Mapping) else ():
            texts = value.items if isinstance(value, marked_yaml.Sequence) else (value,)
            yield from ((language.text, text) for text in texts if isinstance(text, marked_yaml.Scalar))
