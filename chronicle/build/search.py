"""What a build makes for the search: all of it at once, or what a few edited entries change."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from chronicle.build.index import (
    Change,
    amended,
    inverted,
    joined,
    numbers,
    packed_shard,
    shards_of,
    unpacked_shard,
    unpacked_terms,
    written,
)
from chronicle.build.output import Made, stage
from chronicle.plan.search import day_text, head_text, is_searched, part_file, script, shard_count
from chronicle.plan.searchable import Searchable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from chronicle.build.index import Postings
    from chronicle.build.job import Job
    from chronicle.build.memo import Memo
    from chronicle.build.workers import Workers
    from chronicle.model.chronicle import Chronicle
    from chronicle.model.entry import Entry

BATCH = 16
"""Shards in one message to a worker."""


class Indexed(NamedTuple):
    """What was made for the search, and what the memo holds of it."""

    made: tuple[Made, ...] = ()
    terms: Mapping[str, bytes | None] = {}
    """By key the packed terms of entries; None is gone."""
    shards: Mapping[int, bytes] = {}
    """Packed postings by shard."""


def entry_terms(job: Job, entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """By key the terms of published entries, which are whole; none where nothing is searched."""
    if not is_searched(job.config):
        return {}
    has_names = "names" not in job.config.without
    searchable = Searchable(job.registers if has_names else replace(job.registers, names=()))
    return {entry.key: searchable.terms(entry) for entry in entries}


def portion_postings(terms: Mapping[str, Mapping[str, int]]) -> Postings:
    """The postings of all published entries of some days."""
    return inverted((number, terms[key]) for key, number in numbers(terms).items())


def make_search(job: Job, public: Chronicle, parts: Iterable[Postings], crew: Workers) -> Indexed:
    """Stages every file that the script of the search reads; `parts` are the postings of all portions."""
    if not is_searched(job.config):
        return Indexed()
    count = shard_count(public)
    whole = joined(parts, count)
    batches = ([*enumerate(whole)][start : start + BATCH] for start in range(0, count, BATCH))
    done = [shard for batch in crew.each(partial(_make_shards, job, count), batches) for shard in batch]
    return Indexed(
        (*_beside(job, public, days=None), *(made for _, _, made in done)),
        shards={shard: data for shard, data, _ in done},
    )


def revise_search(  # noqa: PLR0913 - all of them named, or the subject
    job: Job, memo: Memo, *, before: Collection[str], after: Collection[str], read: Mapping[str, bytes], shards: int
) -> Indexed:
    """Stages the shards that a few edited entries change.

    `before` and `after` are the keys of all published entries of the days concerned, of which `read` gives the terms
    of those that were read; `shards` is how many there are.
    """
    if not is_searched(job.config):
        return Indexed()
    former, now = numbers(before), numbers(after)
    changes: dict[int, Change] = {}
    terms: dict[str, bytes | None] = {}
    for key in sorted({*former, *now}):
        known = memo.terms(key) if key in former else b""
        new = read.get(key, known) if key in now else b""
        if (former.get(key), known) != (now.get(key), new):
            _note(changes, shards, _numbered(known, former.get(key, 0)), _numbered(new, now.get(key, 0)))
        if new != known:
            terms[key] = new or None
    made = [
        _make_shard(job, shards, shard, amended(unpacked_shard(memo.shard(shard)), change))
        for shard, change in sorted(changes.items())
    ]
    return Indexed(tuple(each for _, _, each in made), terms, {shard: data for shard, data, _ in made})


def stage_days(job: Job, public: Chronicle, days: Collection[str]) -> tuple[Made, ...]:
    """Stages what results show of the entries of some days."""
    return tuple(_beside(job, public, days=days)) if is_searched(job.config) else ()


def _beside(job: Job, public: Chronicle, *, days: Collection[str] | None) -> Iterator[Made]:
    """What stands beside the shards: the head and what results show of all days, or of some."""
    if days is None:
        yield stage(job.places, part_file("head"), "", head_text(public).encode())
    for day, entries in groupby(public.entries, key=lambda entry: entry.key.partition("/")[0]):
        if days is None or day in days:
            yield stage(job.places, part_file(f"days/{day}"), "", day_text(day, entries).encode())


def _make_shards(job: Job, count: int, shards: list[tuple[int, Postings]]) -> list[tuple[int, bytes, Made]]:
    return [_make_shard(job, count, shard, postings) for shard, postings in shards]


def _make_shard(job: Job, count: int, shard: int, postings: Postings) -> tuple[int, bytes, Made]:
    text = script(f"words/{shard}", written(postings, shard, count))
    return shard, packed_shard(postings), stage(job.places, part_file(f"words/{shard}"), "", text.encode())


def _numbered(terms: bytes, number: int) -> set[tuple[str, int]]:
    return {(term, number + weight - 1) for term, weight in unpacked_terms(terms).items()}


def _note(changes: dict[int, Change], shards: int, former: set[tuple[str, int]], now: set[tuple[str, int]]) -> None:
    """Notes, shard by shard, what terms no longer have and what they have now."""
    for is_new, (term, number) in (*((False, each) for each in former - now), *((True, each) for each in now - former)):
        for shard in shards_of(term, shards):
            change = changes.setdefault(shard, Change({}, {}))
            if is_new:
                change.new.setdefault(term, []).append(number)
            else:
                change.gone.setdefault(term, set()).add(number)
