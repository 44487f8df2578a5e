"""The file of the memo: opened, replaced where it is damaged, removed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from chronicle.build.memo import Memo
from chronicle.build.seal import is_sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLES = """
pragma synchronous = off;
create table if not exists fact (name text primary key, value text) without rowid;
create table if not exists folder (path text primary key, stamp text) without rowid;
create table if not exists source (path text primary key, stamp text, entry text) without rowid;
create index if not exists source_entry on source (entry);
create table if not exists entry (
    place text primary key, key text unique, languages text, subjects text, abridged blob
) without rowid;
create table if not exists term (key text primary key, terms blob);
create table if not exists shard (number integer primary key, postings blob);
create table if not exists output (file text primary key, key text, sha256 text, size int, modified int, changed int)
    without rowid;
"""


@contextmanager
def open_memo(path: str) -> Iterator[Memo]:
    """The memo in a file; a damaged one is replaced by an empty one."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    connection = _connect(path)
    try:
        yield Memo(connection, path)
    finally:
        connection.close()


def forget(path: str) -> None:
    """Removes a memo, whatever has become of it."""
    for leftover in (path, f"{path}-journal"):
        if os.path.isdir(leftover):
            shutil.rmtree(leftover)
        else:
            with suppress(FileNotFoundError):
                os.unlink(leftover)


def _connect(path: str) -> sqlite3.Connection:
    if is_sealed(path):
        connection = sqlite3.connect(path)
        if _is_sound(connection):
            return connection
        connection.close()
    forget(path)
    connection = sqlite3.connect(path)
    connection.executescript(_TABLES)
    return connection


def _is_sound(connection: sqlite3.Connection) -> bool:
    """Whether it can be read at all; damage further in is met, and mended, where it is read."""
    try:
        connection.executescript(_TABLES)
        return connection.execute("select count(*) from fact").fetchone() is not None
    except sqlite3.DatabaseError:
        return False
