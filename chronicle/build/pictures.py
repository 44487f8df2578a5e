"""The pictures of entries: looked at when entries are read, made and staged when all entries are known."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic, Mark, Outcome
from chronicle.base.digest import value_digest
from chronicle.build.manifest import stamp
from chronicle.build.output import stage
from chronicle.build.rendering import Rendered, joined
from chronicle.plan.pictures import picture_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chronicle.build.job import Job
    from chronicle.build.manifest import Output
    from chronicle.build.workers import Workers
    from chronicle.model.entry import Document, Entry
    from chronicle.model.picture import Picture


class _Work(NamedTuple):
    """A picture some of whose files are to be staged."""

    key: str
    """Of the entry."""
    picture: Picture
    files: tuple[tuple[str, str], ...]
    """Below site/, each with its key."""


def look_at(job: Job, documents: Iterable[Document]) -> Outcome[Mapping[str, tuple[Picture, ...]]]:
    """The pictures that documents show, by the key of their entry, and what is wrong with them."""
    asked: dict[str, dict[str, tuple[str, Mark]]] = {}
    for document in documents:
        for file, line, column in document.pictures:
            asked.setdefault(document.key, {}).setdefault(file, (document.version.path, Mark(line, column)))
    if not asked:
        return Outcome({})
    from chronicle.pictures.look import is_there, look, missing  # noqa: PLC0415 - most chronicles have no pictures

    found: dict[str, tuple[Picture, ...]] = {}
    problems: list[Diagnostic] = []
    for key, files in asked.items():
        pictures = []
        folder = _folder(key)
        for file, (path, mark) in sorted(files.items()):
            if not is_there(job.places.root, folder, file):
                problems.append(missing(path, mark, folder, file))
                continue
            looked = look(job.places.root, job.places.pictures, folder, file)
            problems += looked.diagnostics
            pictures += [looked.value] if looked.value else []
        found[key] = tuple(pictures)
    return Outcome(found, tuple(problems))


def make_pictures(job: Job, entries: Iterable[Entry], known: Mapping[str, Output], crew: Workers) -> Rendered:
    """Stages every file of these entries' pictures that is not there as it was made; the entries are abridged."""
    kept: list[str] = []
    works = [work for entry in entries if entry.pictures for work in _works(job, entry, known, kept)]
    return joined((*crew.each(partial(_make, job), works), Rendered(kept=tuple(kept))))


def encoder_of(entries: Iterable[Entry]) -> str:
    """What makes the pictures of a chronicle; empty where it has none."""
    if not any(entry.pictures for entry in entries):
        return ""
    from chronicle.pictures.encoder import encoder  # noqa: PLC0415 - most chronicles have no pictures

    return encoder()


def _works(job: Job, entry: Entry, known: Mapping[str, Output], kept: list[str]) -> Iterator[_Work]:
    """The pictures of an entry that have something to be staged; `kept` is told the files that have not."""
    from chronicle.pictures.encoder import encoder  # noqa: PLC0415 - most chronicles have no pictures

    needed: dict[Picture, list[tuple[str, str]]] = {}
    for file, picture in picture_files(entry):
        key = value_digest(picture, encoder())
        before = known.get(file)
        if before and before.key == key and before.stamp == stamp(os.path.join(job.places.output, file)):
            kept.append(file)
        else:
            needed.setdefault(picture, []).append((file, key))
    for picture, files in needed.items():
        yield _Work(entry.key, picture, tuple(files))


def _make(job: Job, work: _Work) -> Rendered:
    from chronicle.pictures.look import ready  # noqa: PLC0415 - most chronicles have no pictures

    made = ready(job.places.root, job.places.pictures, _folder(work.key), work.picture)
    if made.value is None:
        return Rendered(problems=made.diagnostics)
    data = dict(made.value.files)
    staged = [stage(job.places, file, key, data[file.rpartition("/")[2]]) for file, key in work.files]
    return Rendered(tuple(staged))


def _folder(key: str) -> str:
    """The folder below the root where an entry's pictures lie."""
    return f"content/{key.replace('-', '/', 2)}"
