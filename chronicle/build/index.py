"""The index of the search: which entries have a term, in shards that are each a pure function of the terms in them.

A term is the form of a word with its stem. Whoever types a form is led to the shard that its first letters give; there
stand all forms that begin with them. What has the stem of a form stands with the stem, mostly in the same shard.

Entries have numbers made of their day and of their place among the published entries of that day, so that no entry's
number depends on another day. How many shards there are depends on the number of published entries alone.
"""

from __future__ import annotations

import datetime as dt
import zlib
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgpack

from chronicle.plan.searchable import FACT
from chronicle.prose.stems import JOINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


LETTERS = 4
"""Letters of a form that decide where it stands."""
_PLACES = 16
"""Bits of an entry's place among those of its day."""
_WEIGHTS = 2
_LAST = (1 << _WEIGHTS) - 1
_BASE = 32
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_QUICK = 1
"""Compression that costs next to nothing."""

Postings = dict[str, bytes]
"""By term the entries that have it: their numbers and weights in order, eight bytes each."""


def numbers(keys: Iterable[str]) -> dict[str, int]:
    """The number of each of these entries, which are all published ones of their days."""
    found: dict[str, int] = {}
    places: dict[str, int] = {}
    for key in sorted(keys):
        day = key.partition("/")[0]
        place = places[day] = places.get(day, -1) + 1
        found[key] = (_ordinal(day) << _PLACES | place) << _WEIGHTS
    return found


def shards_of(term: str, count: int) -> tuple[int, ...]:
    """The shards that hold a term: that of its form, and that of its stem where it is another one."""
    if FACT in term:
        return (_shard(term, count),)  # a fact has no other forms
    form, _, stem = term.partition(JOINT)
    here, there = _shard(form[:LETTERS], count), _shard(stem[:LETTERS], count)
    return (here,) if here == there else (here, there)


def packed_terms(terms: Mapping[str, int]) -> bytes:
    """The terms of an entry as the memo holds them; hardly any are ever read, and to compress them all takes longer."""
    return bytes(msgpack.packb(terms))


def unpacked_terms(data: bytes) -> dict[str, int]:
    """What `packed_terms` packed; nothing of nothing."""
    return dict(msgpack.unpackb(data)) if data else {}


def inverted(entries: Iterable[tuple[int, Mapping[str, int]]]) -> Postings:
    """By term the entries, given by their numbers and in their order."""
    found: dict[str, array[int]] = {}
    for number, terms in entries:
        for term, weight in terms.items():
            postings = found.get(term)
            if postings is None:
                postings = found[term] = array("Q")
            postings.append(number + weight - 1)
    return {term: postings.tobytes() for term, postings in found.items()}


def joined(parts: Iterable[Postings], count: int) -> list[Postings]:
    """The postings of `count` shards, out of those of stretches of the chronicle that follow each other."""
    whole: dict[str, list[bytes]] = {}
    for part in parts:
        for term, postings in part.items():
            whole.setdefault(term, []).append(postings)
    shards: list[Postings] = [{} for _ in range(count)]
    for term in sorted(whole):
        postings = b"".join(whole[term])
        for shard in shards_of(term, count):
            shards[shard][term] = postings
    return shards


class Change(NamedTuple):
    """What an edit changes of one shard: by term the numbers gone, and those new, with their weights."""

    gone: dict[str, set[int]]
    new: dict[str, list[int]]


def amended(postings: Postings, change: Change) -> Postings:
    """A shard's postings after a change."""
    after = dict(postings)
    for term in change.gone.keys() | change.new.keys():
        gone = change.gone.get(term, set())
        kept = [number for number in _array(after.pop(term, b"")) if number not in gone]
        if left := sorted((*kept, *change.new.get(term, ()))):
            after[term] = array("Q", left).tobytes()
    return after


def packed_shard(postings: Postings) -> bytes:
    """A shard as the memo holds it."""
    return zlib.compress(msgpack.packb(sorted(postings.items())), _QUICK)


def unpacked_shard(data: bytes) -> Postings:
    """What `packed_shard` packed."""
    return dict(msgpack.unpackb(zlib.decompress(data))) if data else {}


def written(postings: Postings, shard: int, count: int) -> str:
    """A shard as the page of the search reads it: a line for each stem, `stem|forms|entries`.

    Of a form that begins with the stem only the rest is written, after a `+`. Where the entries of a stem stand in
    another shard, they are left out with the line before them. Each entry is two numbers: days since the one before,
    and place in the day with the weight; both in digits of base 32, of which all but the last are raised by 32.
    """
    groups: dict[str, list[str]] = {}
    for term in postings:
        form, _, stem = term.partition(JOINT)
        groups.setdefault(stem or form, []).append(term)
    return "\n".join(_line(stem, groups[stem], postings, shard, count) for stem in sorted(groups))


def _line(stem: str, terms: list[str], postings: Postings, shard: int, count: int) -> str:
    is_fact = FACT in stem
    forms = () if is_fact else sorted(term.partition(JOINT)[0] for term in terms)
    here = ",".join(_short(form, stem) for form in forms if _shard(form[:LETTERS], count) == shard)
    if is_fact or _shard(stem[:LETTERS], count) == shard:
        return f"{stem}|{here}|{_entries([postings[term] for term in terms])}"
    return f"{stem}|{here}"


def _short(form: str, stem: str) -> str:
    return "+" + form[len(stem) :] if form.startswith(stem) else form


def _entries(parts: list[bytes]) -> str:
    """The entries of all these postings, each once, with the greatest of its weights."""
    numbers = _array(parts[0])
    if len(parts) > 1:
        greatest = {number | _LAST: number for number in sorted({each for part in parts for each in _array(part)})}
        numbers = array("Q", greatest.values())
    return "".join(_pairs(numbers))


def _pairs(numbers: array[int]) -> Iterator[str]:
    before = 0
    low = (1 << _PLACES + _WEIGHTS) - 1
    for number in numbers:
        day = number >> _PLACES + _WEIGHTS
        yield _digits(day - before)
        yield _digits(number & low)
        before = day


@lru_cache(maxsize=1 << 12)
def _digits(number: int) -> str:
    digits = ""
    while number >= _BASE:
        digits += _DIGITS[_BASE + number % _BASE]
        number //= _BASE
    return digits + _DIGITS[number]


@lru_cache(maxsize=1 << 16)
def _shard(letters: str, count: int) -> int:
    """The shard of what begins with these letters: FNV-1a over their code points."""
    mixed = 0x811C9DC5
    for letter in letters:
        mixed = (mixed ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    return (mixed ^ mixed >> 16) & count - 1


@lru_cache(maxsize=1 << 12)
def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def _array(postings: bytes) -> array[int]:
    numbers = array("Q")
    numbers.frombytes(postings)
    return numbers
