"""Everything read, planned and rendered: portions of entries, then their edges, then the pages of many entries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic, has_errors
from chronicle.base.packing import unpacked
from chronicle.build.pictures import encoder_of, make_pictures
from chronicle.build.portion import Portion, Rest, make_portion, make_rest, own_outputs, portions
from chronicle.build.rendering import Rendered, joined, renderer_of
from chronicle.build.revision import known_entry, neighbours, next_embargo
from chronicle.build.search import Indexed, make_search
from chronicle.build.shared import make_shared, stage_files
from chronicle.build.workers import workers
from chronicle.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from chronicle.build.index import Postings
    from chronicle.build.job import Job
    from chronicle.build.manifest import Output
    from chronicle.build.memo import KnownEntry
    from chronicle.build.options import BuildOptions, Progress
    from chronicle.build.workers import Workers
    from chronicle.content.scan import SourceFile
    from chronicle.model.chronicle import Config
    from chronicle.model.picture import Picture

EDGES = 50
"""Entries at the edges of portions that are finished in one message to a worker."""


MANY = 256
"""Documents from which on the most frequent templates are made ready before workers begin, who have them then."""


class Made(NamedTuple):
    """A site, staged."""

    diagnostics: tuple[Diagnostic, ...]
    """Where they hold an error, the rest may be missing."""
    rendered: Rendered = Rendered()
    entries: tuple[KnownEntry, ...] = ()
    """In the order of pages."""
    until: str = ""
    """The day on which the next embargo passes; empty for never."""
    encoder: str = ""
    """What makes the pictures; empty where there are none."""
    pictures: tuple[Picture, ...] = ()
    """Of all entries, those withheld among them."""
    search: Indexed = Indexed()


class _Read(NamedTuple):
    diagnostics: tuple[Diagnostic, ...]
    rendered: Rendered
    entries: tuple[tuple[KnownEntry, Entry], ...]
    """Abridged, in the order of pages."""
    waiting: Mapping[str, bytes]
    """By key the entries whose own pages are not made yet, whole."""
    terms: Mapping[str, bytes]
    postings: tuple[Postings, ...]
    """Of each portion, in their order."""


def make_site(  # noqa: PLR0913 - all of them named, or the subject
    job: Job,
    files: tuple[SourceFile, ...],
    *,
    options: BuildOptions,
    progress: Progress,
    known: Mapping[str, Output],
    found: tuple[Diagnostic, ...],
    finished: Callable[[str], None],
) -> Made:
    """Stages every output of a chronicle whose key or file differs from what is known.

    `files` are those of entries, by path; `found` is what was found before they were read; `finished` is told the name
    of each stage when it ends.
    """
    if len(files) > MANY:
        renderer_of(job.theme).prepare(*_own_templates(job.config))
    with workers(options.executor, jobs=options.jobs, documents=len(files)) as crew:
        read = _read(job, files, crew, progress=progress, known=known, is_sound=not has_errors(found))
        finished("entries")
        entries = [entry for _, entry in read.entries]
        diagnostics = (*found, *read.diagnostics, *job.withheld(entries), *renderer_of(job.theme).diagnostics())
        if has_errors(diagnostics):
            return Made(diagnostics)
        edges = joined(crew.each(partial(make_rest, job), _rests(job, files, read, known)))
        public = job.published(entries)
        search = make_search(job, public, read.postings, crew)
        pictures = make_pictures(job, public.entries, known, crew)
        shared = make_shared(job, public, known, crew)  # takes the place of the crew where it can
    rendered = joined((read.rendered, edges, shared.rendered, pictures))
    diagnostics = (*diagnostics, *rendered.problems, *shared.problems)
    if has_errors(diagnostics):
        return Made(diagnostics)
    finished("lists")
    rendered = rendered._replace(made=(*rendered.made, *search.made, *stage_files(job, public)))
    return Made(
        diagnostics,
        rendered,
        tuple(entry for entry, _ in read.entries),
        next_embargo(job, entries),
        encoder_of(entries),
        tuple(picture for entry in entries for picture in entry.pictures),
        search._replace(terms=read.terms),
    )


def _read(  # noqa: PLR0913 - all of them named, or the subject
    job: Job,
    files: tuple[SourceFile, ...],
    crew: Workers,
    *,
    progress: Progress,
    known: Mapping[str, Output],
    is_sound: bool,
) -> _Read:
    """All portions; after the first error entries are read and no longer rendered."""
    diagnostics: list[Diagnostic] = []
    rendered: list[Rendered] = []
    entries: list[tuple[KnownEntry, Entry]] = []
    waiting: dict[str, bytes] = {}
    terms: dict[str, bytes] = {}
    postings: list[Postings] = []
    done = 0
    progress("building", done, len(files))

    def works() -> Iterator[Portion]:
        for portion in portions(files, known, job, jobs=crew.jobs):
            yield portion._replace(is_rendered=is_sound and not has_errors(diagnostics))

    for portion in crew.each(partial(make_portion, job), works()):
        done += portion.documents
        diagnostics += portion.diagnostics
        rendered.append(portion.rendered)
        for data in portion.entries:
            entry = unpacked(Entry, data)
            entries.append((known_entry(job, entry, data), entry))
        waiting.update(portion.whole)
        terms.update(portion.terms)
        postings.append(portion.postings)
        progress("building", done, len(files))
        if done == portion.documents and len(files) > MANY:  # while the workers have the next portions
            renderer_of(job.theme).prepare(*_list_templates(job))
    entries.sort(key=lambda pair: pair[0].place)
    return _Read(tuple(diagnostics), joined(rendered), tuple(entries), waiting, terms, tuple(postings))


def _own_templates(config: Config) -> tuple[str, ...]:
    """Of the pages of entries."""
    return ("entry.html",) if "parallel" in config.without else ("entry.html", "parallel.html")


def _list_templates(job: Job) -> tuple[str, ...]:
    """Of the most frequent pages of many entries and of the longest, for the workers that are begun to make them."""
    of_registers = (("topic.html", job.registers.topics), ("name.html", job.registers.names))
    return ("archive.html", "sitemap.xml", *(template for template, register in of_registers if register))


def _rests(job: Job, files: Iterable[SourceFile], read: _Read, known: Mapping[str, Output]) -> Iterator[Rest]:
    """The entries at the edges of portions, with their neighbours."""
    entries = [entry for entry, _ in read.entries]
    near = neighbours(entries)
    own: dict[str, list[SourceFile]] = {}
    for file in files if known else ():
        if file.key in read.waiting:
            own.setdefault(file.key, []).append(file)
    keys = [entry.key for entry in entries if entry.key in read.waiting]
    for start in range(0, len(keys), EDGES):
        some = keys[start : start + EDGES]
        beside = {data for key in some for pair in near.get(key, ()) for data in pair if data}
        outputs = own_outputs((file for key in some for file in own.get(key, ())), known, job)
        yield Rest(tuple(read.waiting[key] for key in some), tuple(sorted(beside)), outputs)
