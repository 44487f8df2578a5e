"""What is remembered from the last build of an output: its inputs, its entries in order, its files.

A SQLite file (`memo_file`) that may be deleted at will. One that is damaged, or that another version of chronicle or
Python made, is not used. Everything in it is text, numbers or MessagePack: whoever can write it cannot make this
program run anything.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic
from chronicle.build.manifest import Output, maker
from chronicle.build.seal import seal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping


class KnownEntry(NamedTuple):
    """An entry as the last build saw it."""

    place: str
    """Sorts entries as pages do."""
    key: str
    languages: tuple[str, ...]
    """Of its versions; none if it was not published."""
    subjects: tuple[str, ...]
    """See `plan.subjects`."""
    data: bytes
    """The entry abridged, as `base.packing` packs it: all that other pages may show of it."""


class Inputs(NamedTuple):
    """What the last build was made from."""

    setting: str
    """Digest of everything but the entries and the day."""
    as_of: str
    until: str
    """The day on which the next embargo passes; empty for never."""
    encoder: str
    """What made the pictures; empty where there are none."""
    scan_diagnostics: tuple[Diagnostic, ...]
    diagnostics: tuple[Diagnostic, ...]
    folders: Mapping[str, str]
    sources: dict[str, tuple[str, str]]
    """Stamp and entry key of each content file: of entries and of what is attached to them."""
    entries: tuple[KnownEntry, ...]
    terms: Mapping[str, bytes | None] = {}
    """By key what a search finds published entries by, packed."""
    shards: Mapping[int, bytes] = {}
    """The postings of the index, packed."""


class Amendment(NamedTuple):
    """What a few edits change in a memo; None is gone."""

    facts: Mapping[str, str]
    folders: Mapping[str, str] | None = None
    """All folders, where any of them differs."""
    sources: Mapping[str, tuple[str, str] | None] = {}
    entries: Mapping[str, KnownEntry | None] = {}
    outputs: Mapping[str, Output | None] = {}
    terms: Mapping[str, bytes | None] = {}
    shards: Mapping[int, bytes] = {}


class Memo:
    """An open memo; reading is lazy, writing one transaction."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Of a connection, to the file at `path`, that has the tables."""
        self._connection = connection
        self._path = path

    @property
    def is_usable(self) -> bool:
        """Whether a build of this very program has ended with it."""
        return self._fact("maker") == maker()

    def inputs(self) -> Inputs:
        """All but the entries and the index, which are looked up as they are needed."""
        rows = self._connection.execute
        return Inputs(
            setting=self._fact("setting"),
            as_of=self._fact("as_of"),
            until=self._fact("until"),
            encoder=self._fact("encoder"),
            scan_diagnostics=_diagnostics(self._fact("scan_diagnostics")),
            diagnostics=_diagnostics(self._fact("diagnostics")),
            folders=dict(rows("select path, stamp from folder")),
            sources={path: (stamp, entry) for path, stamp, entry in rows("select path, stamp, entry from source")},
            entries=(),
        )

    def entry(self, key: str) -> KnownEntry | None:
        """The entry with this key."""
        return next(self._entries("where key = ?", key), None)

    def entries(self) -> Iterator[KnownEntry]:
        """All entries, in the order of pages."""
        return self._entries("order by place")

    def published_on(self, subjects: Iterable[str]) -> dict[str, KnownEntry]:
        """By key the published entries that have one of these subjects, in the order of pages."""
        wanted = frozenset(subjects)
        rows = self._connection.execute("select key, subjects from entry where languages != '' order by place")
        keys = [key for key, found in rows if not wanted.isdisjoint(found.split())]
        return {key: entry for key in keys if (entry := self.entry(key))}

    def beside(self, file: str, glob: str) -> tuple[str, str]:
        """Of the site's files that match `glob` the nearest before and after `file`; empty where there is none."""
        query = "select file from output where file glob ? and file"
        before = self._connection.execute(f"{query} < ? order by file desc limit 1", (glob, file)).fetchone()
        after = self._connection.execute(f"{query} > ? order by file limit 1", (glob, file)).fetchone()
        return before[0] if before else "", after[0] if after else ""

    def paths(self, keys: Iterable[str]) -> dict[str, str]:
        """The content files of these entries, each with the entry's key."""
        query = "select path, entry from source where entry = ?"
        return {path: entry for key in keys for path, entry in self._connection.execute(query, (key,))}

    def neighbours(self, entry: KnownEntry) -> frozenset[str]:
        """The keys of the nearest entries before and after it that share each of its languages."""
        found: set[str] = set()
        for language in entry.languages:
            for order in ("< ? {} order by place desc", "> ? {} order by place"):
                condition = order.format("and ' ' || languages || ' ' like '% ' || ? || ' %'")
                query = f"select key from entry where place {condition} limit 1"  # noqa: S608 - of constants alone
                row = self._connection.execute(query, (entry.place, language)).fetchone()
                found.update(row or ())
        return frozenset(found)

    def published_of(self, day: str) -> frozenset[str]:
        """The keys of the published entries of a day, `2020-11-15`."""
        query = "select key from entry where place > ? and place < ? and languages != ''"
        return frozenset(key for (key,) in self._connection.execute(query, (f"{day} ", f"{day}!")))

    def terms(self, key: str) -> bytes:
        """The packed terms of an entry; empty where it has none."""
        row = self._connection.execute("select terms from term where key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else b""

    def shard(self, number: int) -> bytes:
        """The packed postings of a shard."""
        row = self._connection.execute("select postings from shard where number = ?", (number,)).fetchone()
        return bytes(row[0]) if row else b""

    def shard_count(self) -> int:
        """How many shards there are."""
        return int(self._connection.execute("select count(*) from shard").fetchone()[0])

    def stamps(self) -> tuple[str, str]:
        """The site's files, a line each, and in the same order their stamps: size, modified, changed.

        As two texts: to make an object of every number of a large site takes longer than to compare them.
        """
        query = (
            "select group_concat(file, char(10)), group_concat(size || ' ' || modified || ' ' || changed, char(10)) "
            "from output"
        )
        files, stamps = self._connection.execute(query).fetchone() if self.is_usable else (None, None)
        return files or "", stamps or ""

    def outputs(self, files: Iterable[str] | None = None) -> dict[str, Output]:
        """The site's files, or some of them, as the last build left them; empty if that is not known."""
        if not self.is_usable:
            return {}
        query = "select file, key, sha256, size, modified, changed from output"
        if files is None:
            rows: Iterable[tuple[str, str, str, int, int, int]] = self._connection.execute(query)
        else:
            rows = (row for file in files for row in self._connection.execute(f"{query} where file = ?", (file,)))
        return {
            file: Output(key, sha256, (size, modified, changed)) for file, key, sha256, size, modified, changed in rows
        }

    def save(self, inputs: Inputs, outputs: Mapping[str, Output]) -> None:
        """Replaces everything."""
        with self._connection as db:
            for table in ("fact", "folder", "source", "entry", "term", "shard", "output"):
                db.execute(f"delete from {table}")  # noqa: S608 - of constants alone
            facts = {"maker": maker(), "setting": inputs.setting, **facts_of(inputs)}
            db.executemany("insert into fact values (?, ?)", sorted(facts.items()))
            db.executemany("insert into folder values (?, ?)", sorted(inputs.folders.items()))
            sources = sorted((path, stamp, entry) for path, (stamp, entry) in inputs.sources.items())
            db.executemany("insert into source values (?, ?, ?)", sources)
            db.executemany("insert into entry values (?, ?, ?, ?, ?)", _entry_rows(inputs.entries))
            db.executemany("insert into term values (?, ?)", sorted(inputs.terms.items()))
            db.executemany("insert into shard values (?, ?)", sorted(inputs.shards.items()))
            db.executemany("insert into output values (?, ?, ?, ?, ?, ?)", sorted(_rows(outputs)))
        seal(self._path)

    def amend(self, change: Amendment) -> None:
        """Replaces what a few edits change."""
        with self._connection as db:
            facts = sorted(change.facts.items())
            db.executemany("insert or replace into fact values (?, ?)", facts)
            if change.folders is not None:
                db.execute("delete from folder")
                db.executemany("insert into folder values (?, ?)", sorted(change.folders.items()))
            for table, column, gone in (
                ("source", "path", change.sources),
                ("entry", "key", change.entries),
                ("term", "key", change.terms),
                ("shard", "number", change.shards),
                ("output", "file", change.outputs),
            ):
                query = f"delete from {table} where {column} = ?"  # noqa: S608 - of constants alone
                db.executemany(query, [(name,) for name in gone])
            sources = [(path, *source) for path, source in sorted(change.sources.items()) if source]
            db.executemany("insert into source values (?, ?, ?)", sources)
            db.executemany(
                "insert into entry values (?, ?, ?, ?, ?)", _entry_rows(filter(None, change.entries.values()))
            )
            terms = [(key, data) for key, data in sorted(change.terms.items()) if data]
            db.executemany("insert into term values (?, ?)", terms)
            db.executemany("insert into shard values (?, ?)", sorted(change.shards.items()))
            outputs = {file: output for file, output in change.outputs.items() if output}
            db.executemany("insert into output values (?, ?, ?, ?, ?, ?)", sorted(_rows(outputs)))
        seal(self._path)

    def _entries(self, condition: str, *values: str) -> Iterator[KnownEntry]:
        query = f"select place, key, languages, subjects, abridged from entry {condition}"  # noqa: S608 - of constants alone
        for place, key, languages, subjects, data in self._connection.execute(query, values):
            yield KnownEntry(place, key, tuple(languages.split()), tuple(subjects.split()), data)

    def _fact(self, name: str) -> str:
        row = self._connection.execute("select value from fact where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""


def facts_of(inputs: Inputs) -> dict[str, str]:
    """What may differ between two builds in one setting."""
    return {
        "as_of": inputs.as_of,
        "until": inputs.until,
        "encoder": inputs.encoder,
        "scan_diagnostics": _text(inputs.scan_diagnostics),
        "diagnostics": _text(inputs.diagnostics),
    }


def _entry_rows(entries: Iterable[KnownEntry]) -> Iterator[tuple[str, str, str, str, bytes]]:
    return (
        (place, key, " ".join(languages), " ".join(subjects), data) for place, key, languages, subjects, data in entries
    )


def _rows(outputs: Mapping[str, Output]) -> Iterator[tuple[str, str, str, int, int, int]]:
    return ((file, output.key, output.sha256, *output.stamp) for file, output in outputs.items())


def _text(diagnostics: tuple[Diagnostic, ...]) -> str:
    return json.dumps([diagnostic.as_json() for diagnostic in diagnostics], ensure_ascii=False)


def _diagnostics(text: str) -> tuple[Diagnostic, ...]:
    return tuple(Diagnostic(**values) for values in json.loads(text or "[]"))
