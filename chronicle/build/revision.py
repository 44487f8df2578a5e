"""A build after a few entries were edited, added or removed: only what shows them is looked at.

What other pages may show of an entry is the entry abridged (`plan.abridged`). As long as that stays the same,
an edit touches the entry's own pages alone; where it mentions the same days and names in other passages or words, the
pages of these too. Where more differs, the entries whose neighbours changed and the pages of many entries are looked
at too; all are planned by the same planners that plan the whole site.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic, has_errors
from chronicle.base.packing import unpacked
from chronicle.build.memo import KnownEntry
from chronicle.build.options import nobody
from chronicle.build.pictures import encoder_of, make_pictures
from chronicle.build.portion import Done, Portion, Rest, make_portion, make_rest, own_files
from chronicle.build.rendering import Rendered, joined, render_pages
from chronicle.build.search import Indexed, revise_search, stage_days
from chronicle.content.scan import source_file
from chronicle.model.entry import Entry
from chronicle.plan.search import is_searched, shard_count
from chronicle.plan.site import shared_pages, subject_pages
from chronicle.plan.subjects import subjects, told_otherwise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from chronicle.build.glance import Glance
    from chronicle.build.job import Job
    from chronicle.build.manifest import Output
    from chronicle.build.memo import Inputs, Memo
    from chronicle.build.options import Early
    from chronicle.build.output import Made
    from chronicle.content.scan import SourceFile

Neighbours = tuple[tuple[bytes, bytes], ...]
"""In each language of an entry the packed entries before and after it; empty where there is none."""


class Revision(NamedTuple):
    """What changed between two builds."""

    diagnostics: tuple[Diagnostic, ...]
    """Of the whole chronicle."""
    rendered: Rendered = Rendered()
    entries: Mapping[str, KnownEntry | None] = {}
    """By key the entries that are no longer what they were; None is gone."""
    sources: Mapping[str, str] = {}
    """The key of each file of those entries."""
    until: str = ""
    encoder: str = ""
    files: frozenset[str] | None = None
    """Every file of the site; None where they are the same ones."""
    search: Indexed = Indexed()
    """What the search finds otherwise; its files stand in `rendered` too."""


def known_entry(job: Job, entry: Entry, data: bytes) -> KnownEntry:
    """What is remembered of an abridged entry, `data` being what `packed` makes of it."""
    languages = tuple(version.language for version in entry.versions) if job.is_public(entry) else ()
    place = f"{entry.facts.date} {entry.facts.time or ''} {entry.key}"
    return KnownEntry(place, entry.key, languages, subjects(entry), data)


def next_embargo(job: Job, entries: Iterable[Entry]) -> str:
    """The day on which the next embargo passes; empty for never."""
    days = (entry.facts.embargo for entry in entries)
    return min((day.isoformat() for day in days if day and day > job.as_of), default="")


def revise(  # noqa: PLR0913 - all of them named, or the subject
    job: Job, seen: Glance, *, memo: Memo, known: Inputs, jobs: int = 1, early: Early = nobody
) -> Revision | None:
    """Reads the entries that were touched and makes the pages that may show them.

    `jobs` and `early` are those of `few.revised`.
    None where the index of the search is divided otherwise now: then everything is made anew.
    """
    added = {path: _key_of(path) for path in seen.added}
    edited = frozenset((*added.values(), *(known.sources[path][1] for path in (*seen.changed, *seen.removed))))
    former = memo.paths(edited)
    sources = {path: key for path, key in (former | added).items() if path not in seen.removed}
    read = _read(job, sources)
    diagnostics = _diagnostics(job, seen, known=known, own=frozenset(former), read=read)
    if has_errors(diagnostics):
        return Revision(diagnostics)
    after = _known(job, read)
    before = {key: found for key in edited if (found := memo.entry(key))}
    told = _told_otherwise(before, after)
    own = Rendered()
    if told is not None or (early is not nobody and _standing(after) == _standing(before)):
        own = _alone(job, memo, after, read, sources)
        if not own.problems:
            early({made.file: made.staged for made in own.made if made.staged})
    if told is not None:
        search = _search(job, memo, read)
        return Revision(
            diagnostics,
            _with(joined((own, _retold(job, memo, told, after))), search.made),
            entries=after if after != before else {},
            sources=sources,
            until=known.until,
            encoder=known.encoder,
            search=search,
        )
    rows = {entry.key: entry for entry in memo.entries()}
    changed: dict[str, KnownEntry | None] = {**dict.fromkeys(edited & set(rows)), **after}
    revision = _outward(job, memo, rows, changed, read, sources=sources, jobs=jobs)
    return revision and revision._replace(diagnostics=diagnostics)


def own_pages_again(job: Job, memo: Memo, keys: Iterable[str]) -> Rendered:
    """The own pages of entries that were not touched, where templates, registers or settings were."""
    sources = memo.paths(sorted(keys))
    read = _read(job, sources)
    return Rendered() if has_errors(read.diagnostics) else _alone(job, memo, _known(job, read), read, sources)


def lists_again(job: Job, memo: Memo, files: Collection[str]) -> Rendered:
    """These files of the site that are pages of many entries or of none, likewise."""
    public = job.published(unpacked(Entry, entry.data) for entry in memo.entries())
    outline = job.outline(public)
    asked = {file.partition("/")[0] for file in files}
    first = outline.languages[0] if asked.difference(outline.languages) else None  # has what speaks all languages
    languages = [language for language in outline.languages if language in asked or language == first]
    planned = (page for language in languages for page in shared_pages(outline, language))
    pages = islice((page for page in planned if page.file in files), len(files))
    return render_pages(job, pages, memo.outputs(files))


def _known(job: Job, read: Done) -> dict[str, KnownEntry]:
    abridged = [unpacked(Entry, data) for data in read.entries]
    return {entry.key: known_entry(job, entry, data) for entry, data in zip(abridged, read.entries, strict=True)}


def _told_otherwise(before: Mapping[str, KnownEntry], after: Mapping[str, KnownEntry]) -> frozenset[str] | None:
    """The subjects that entries mention in other words or passages than before; None where more than that differs."""
    if before.keys() != after.keys():
        return None
    told: set[str] = set()
    for key, entry in after.items():
        if entry != before[key]:
            found = told_otherwise(unpacked(Entry, before[key].data), unpacked(Entry, entry.data))
            if found is None:
                return None
            told.update(found if entry.languages else ())
    return frozenset(told)


def _retold(job: Job, memo: Memo, told: frozenset[str], after: Mapping[str, KnownEntry]) -> Rendered:
    """The pages of the days and names that entries mention otherwise."""
    if not told:
        return Rendered()
    known = {**memo.published_on(told), **{key: entry for key, entry in after.items() if entry.languages}}
    ordered = sorted(known.values(), key=lambda entry: entry.place)
    outline = job.outline(job.published(unpacked(Entry, entry.data) for entry in ordered))
    pages = [page for language in outline.languages for page in subject_pages(outline, language, told, memo.beside)]
    return render_pages(job, pages, memo.outputs(page.file for page in pages))


def _alone(job: Job, memo: Memo, entries: Mapping[str, KnownEntry], read: Done, sources: Mapping[str, str]) -> Rendered:
    """The own pages of entries whose neighbours are those of the last build."""
    near = {key for entry in entries.values() for key in memo.neighbours(entry)}
    near_data = tuple(found.data for key in sorted(near) if (found := memo.entry(key)))
    return make_rest(job, Rest((*read.whole.values(),), near_data, _own(job, memo, sources)))


def _standing(entries: Mapping[str, KnownEntry]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """All of entries that decides what their neighbours are."""
    return {key: (entry.place, entry.languages) for key, entry in entries.items()}


def _outward(  # noqa: PLR0913 - all of them named, or the subject
    job: Job,
    memo: Memo,
    before: Mapping[str, KnownEntry],
    changed: Mapping[str, KnownEntry | None],
    read: Done,
    *,
    sources: Mapping[str, str],
    jobs: int,
) -> Revision | None:
    """The pages of the entries whose neighbours are others now, and those of many entries."""
    from chronicle.build.shared import make_shared  # noqa: PLC0415 - most edits do without
    from chronicle.build.workers import Workers, workers  # noqa: PLC0415 - as above

    kept = {key: entry for key, entry in before.items() if key not in changed}
    after = sorted((*kept.values(), *(entry for entry in changed.values() if entry)), key=lambda entry: entry.place)
    entries = [unpacked(Entry, entry.data) for entry in after]
    public = job.published(entries)
    if is_searched(job.config) and shard_count(public) != memo.shard_count():
        return None
    days = frozenset(map(_day_of, changed))
    former, now = neighbours(before.values()), neighbours(after)
    moved = {key for key, near in now.items() if key not in changed and former.get(key) != near}
    further = memo.paths(sorted(moved))
    more = _read(job, further)
    near = {data for key in (*changed, *moved) for pair in now.get(key, ()) for data in pair if data}
    whole = (*read.whole.values(), *more.whole.values())
    own = make_rest(job, Rest(whole, tuple(sorted(near)), _own(job, memo, (*sources, *further))))
    outputs = memo.outputs()
    with workers(None, jobs=jobs, documents=len(entries)) as crew:
        shared = make_shared(job, public, outputs, crew)
    touched = job.published(entry for entry in entries if entry.key in changed).entries
    pictures = make_pictures(job, touched, outputs, Workers(None, 1))
    search = revise_search(
        job,
        memo,
        before=_published(before.values(), days),
        after=_published(after, days),
        read=read.terms,
        shards=memo.shard_count(),
    )
    rendered = joined((own, shared.rendered, pictures, Rendered(problems=shared.problems)))
    return Revision(
        diagnostics=(),
        rendered=_with(rendered, (*search.made, *stage_days(job, public, days))),
        entries=changed,
        sources=sources,
        until=next_embargo(job, entries),
        encoder=encoder_of(entries),
        files=shared.files,
        search=search,
    )


def neighbours(entries: Iterable[KnownEntry]) -> dict[str, Neighbours]:
    """By key the neighbours of published entries that are in order."""
    lanes: dict[str, list[KnownEntry]] = {}
    for entry in entries:
        for language in entry.languages:
            lanes.setdefault(language, []).append(entry)
    found: dict[str, Neighbours] = {}
    for lane in lanes.values():
        data = [b"", *(entry.data for entry in lane), b""]
        for entry, before, after in zip(lane, data, data[2:], strict=False):
            found[entry.key] = (*found.get(entry.key, ()), (before, after))
    return found


def _search(job: Job, memo: Memo, read: Done) -> Indexed:
    """What the search finds otherwise where the same entries are published."""
    days = sorted({_day_of(key) for key in read.terms})
    public = [key for day in days for key in memo.published_of(day)]
    return revise_search(job, memo, before=public, after=public, read=read.terms, shards=memo.shard_count())


def _published(entries: Iterable[KnownEntry], days: frozenset[str]) -> tuple[str, ...]:
    """The published ones of these entries that are of these days."""
    return tuple(entry.key for entry in entries if entry.languages and _day_of(entry.key) in days)


def _day_of(key: str) -> str:
    return key.partition("/")[0]


def _with(rendered: Rendered, made: tuple[Made, ...]) -> Rendered:
    """These outputs too, which no template made."""
    return rendered._replace(made=(*rendered.made, *made))


def _diagnostics(job: Job, seen: Glance, *, known: Inputs, own: frozenset[str], read: Done) -> tuple[Diagnostic, ...]:
    """What is to say of the whole chronicle: of the edited entries anew, of the others as before."""
    gone = frozenset(known.scan_diagnostics)
    kept = [found for found in known.diagnostics if found not in gone and found.path not in own]
    withheld = job.withheld(unpacked(Entry, data) for data in read.entries)
    return (*kept, *seen.scan_diagnostics, *read.diagnostics, *withheld)


def _read(job: Job, paths: Iterable[str]) -> Done:
    return make_portion(job, Portion(_texts(job, sorted(paths)), {}, is_rendered=False))


def _own(job: Job, memo: Memo, paths: Iterable[str]) -> dict[str, Output]:
    """What is known of the own pages of entries."""
    return memo.outputs(own_files(_texts(job, paths), job))


def _texts(job: Job, paths: Iterable[str]) -> tuple[SourceFile, ...]:
    """The files at these paths that are entries, not what is attached to them."""
    files = (source_file(job.places.root, path) for path in paths)
    return tuple(file for file in files if file and file.kind == "entry")


def _key_of(path: str) -> str:
    """The key of the entry that a new file belongs to, as its text or as an attachment."""
    _, year, month, day, name, *_ = path.split("/")
    return f"{year}-{month}-{day}/{name.partition('.')[0]}"
