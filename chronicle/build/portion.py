"""A portion of the entries, from their files to their staged pages: what one worker does at a time.

A portion is all entries of some days, so it is a stretch of the chronicle: between its first and last entry in each
language every neighbour is known, and the pages can be made as soon as the files are read. Entries at its edges are
handed back whole, and finished when the neighbours in other portions are known too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic, Outcome, has_errors
from chronicle.base.packing import packed, unpacked
from chronicle.base.source_text import read_text
from chronicle.build.index import packed_terms
from chronicle.build.pictures import look_at
from chronicle.build.rendering import Rendered, render_pages
from chronicle.build.search import entry_terms, portion_postings
from chronicle.content.assemble import assemble, in_chronicle_order
from chronicle.content.read import read_document
from chronicle.model.entry import Entry
from chronicle.plan.abridged import abridged
from chronicle.plan.site import own_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chronicle.build.index import Postings
    from chronicle.build.job import Job
    from chronicle.build.manifest import Output
    from chronicle.content.scan import SourceFile
    from chronicle.model.entry import Document

LARGEST = 500
"""Documents in a portion, but for days that have more: what a worker holds at a time."""
_SHARES = 4
"""Portions that each worker gets at least, where there are days enough, so that none waits long for the last."""
_SMALLEST = 40
_ENDING = 3
"""Portions for each worker that what is left is enough for, from which on they become smaller: all end together."""


class Portion(NamedTuple):
    """Files of entries, all versions of each and all entries of each day."""

    files: tuple[SourceFile, ...]
    known: Mapping[str, Output]
    """What the last build made of them, by file."""
    is_rendered: bool = True
    """Whether pages are made at once."""


class Done(NamedTuple):
    """What became of a portion."""

    documents: int
    entries: tuple[bytes, ...]
    """The entries abridged; those withheld among them."""
    whole: Mapping[str, bytes]
    """By key those whose pages are not made yet, whole."""
    rendered: Rendered
    diagnostics: tuple[Diagnostic, ...]
    terms: Mapping[str, bytes]
    """By key the packed terms by which a search finds the published ones."""
    postings: Postings
    """The same by term, where pages were made."""


class Rest(NamedTuple):
    """Entries whose pages are to be made now that their neighbours are known."""

    whole: tuple[bytes, ...]
    near: tuple[bytes, ...]
    """Their neighbours in each language, abridged; some may stand in `whole` too."""
    known: Mapping[str, Output]


def portions(files: Iterable[SourceFile], known: Mapping[str, Output], job: Job, *, jobs: int) -> Iterator[Portion]:
    """The files, in the order of their paths, in portions of whole days."""
    waiting = tuple(files)
    largest = min(LARGEST, len(waiting) // (_SHARES * jobs))
    start = 0
    while start < len(waiting):
        end = start + max(_SMALLEST, min(largest, (len(waiting) - start) // (_ENDING * jobs)))
        while end < len(waiting) and waiting[end].day == waiting[end - 1].day:
            end += 1
        yield Portion(waiting[start:end], own_outputs(waiting[start:end], known, job))
        start = end


def own_files(files: Iterable[SourceFile], job: Job) -> Iterator[str]:
    """The files of the site that the own pages of these entries may be."""
    parts = ("", *(f"with-{language}/" for language in job.config.languages))
    for file in files:
        place = f"{file.language}/{file.key.replace('-', '/', 2)}/"
        yield from (f"{place}{part}index.html" for part in parts)


def own_outputs(files: Iterable[SourceFile], known: Mapping[str, Output], job: Job) -> dict[str, Output]:
    """What is known of them."""
    return {name: known[name] for name in own_files(files, job) if name in known} if known else {}


def make_portion(job: Job, portion: Portion) -> Done:
    """Reads a portion and makes the pages of all entries but those at its edges."""
    read = [_read(job, file) for file in portion.files]
    documents = [outcome.value for outcome in read if outcome.value is not None]
    looked = look_at(job, documents)
    assembled = assemble(
        job.config,
        job.registers,
        documents,
        unread=frozenset(file.key for file, found in zip(portion.files, read, strict=True) if found.value is None)
        | job.unread,
        pictures=looked.value,
    )
    entries = assembled.value.entries
    diagnostics = tuple(found for outcome in (*read, looked, assembled) for found in outcome.diagnostics)
    public = job.published(entries)
    is_rendered = portion.is_rendered and not has_errors(diagnostics)
    waiting = _edges(public.entries) if is_rendered else frozenset(entry.key for entry in public.entries)
    rendered = Rendered()
    if is_rendered:
        inside = frozenset(entry.key for entry in public.entries) - waiting
        rendered = render_pages(job, own_pages(job.outline(public), inside), portion.known)
    terms = {} if has_errors(diagnostics) else entry_terms(job, public.entries)
    return Done(
        len(portion.files),
        tuple(packed(abridged(entry)) for entry in entries),
        {entry.key: packed(entry) for entry in public.entries if entry.key in waiting},
        rendered,
        diagnostics,
        {key: packed_terms(found) for key, found in terms.items()},
        portion_postings(terms) if is_rendered else {},
    )


def make_rest(job: Job, rest: Rest) -> Rendered:
    """Makes the pages of entries whose neighbours are given."""
    whole = {entry.key: entry for entry in map(_entry, rest.whole)}
    near = {entry.key: entry for entry in map(_entry, rest.near)}
    public = job.published(in_chronicle_order({**near, **whole}.values()))
    return render_pages(job, own_pages(job.outline(public), frozenset(whole)), rest.known)


def _entry(data: bytes) -> Entry:
    return unpacked(Entry, data)


def _read(job: Job, file: SourceFile) -> Outcome[Document | None]:
    text = read_text(job.places.root, file.path)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    read = read_document(file, text.value, languages=job.config.languages)
    return Outcome(read.value, (*text.diagnostics, *read.diagnostics)) if text.diagnostics else read


def _edges(entries: tuple[Entry, ...]) -> frozenset[str]:
    """The first and the last entry in each language."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for entry in entries:
        for version in entry.versions:
            first.setdefault(version.language, entry.key)
            last[version.language] = entry.key
    return frozenset((*first.values(), *last.values()))
