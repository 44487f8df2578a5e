"""Anchors: the names by which a passage can be linked to, the same in every language of its entry.

A block of the original has two: `p3` by its place, which is short, and `p-1f9a03bc` by its digest, which stays when a
paragraph is inserted before it. What was corrected since a translation followed it keeps its former digest too, and
`anchors` in the original say where any other old name leads now.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.digest import block_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Block, Entry


class Anchor(NamedTuple):
    """The names of a passage."""

    id: str
    also: tuple[str, ...]
    """Further names that lead here, but for the next."""
    lasting: str
    """The one that stays as long as the text."""

    def with_others(self, others: list[Anchor]) -> Anchor:
        """The names of this passage and of others that are shown with it."""
        if not others:
            return self
        return self._replace(
            also=(*self.also, *(name for each in others for name in (each.id, each.lasting, *each.also)))
        )


def anchors(entry: Entry) -> tuple[Anchor, ...]:
    """The names of each block of the original; no two blocks share one.

    Where the original says that `p3` leads elsewhere, the third block is `n3`.
    """
    names = _in_place(tuple([block.source for block in entry.original.blocks]))
    if not _may_move(entry):
        return names
    lasting = [anchor.lasting for anchor in names]
    placed = [anchor.id for anchor in names]
    # Of two that say where a name leads, the original comes first, then the translations in their order.
    moved = {**dict(reversed([*_former(entry, lasting)])), **dict(_moved(entry))}
    if not (moved or entry.facts.anchors):
        return names
    old = dict(entry.facts.anchors)
    also: list[list[str]] = [[] for _ in lasting]
    for name, index in sorted(moved.items()):
        if name not in (placed[index], *lasting):
            also[index].append(name)
    return tuple(
        _named(place, name, more, is_free=moved.get(place, index) == index, is_moved=place in old)
        for index, (place, name, more) in enumerate(zip(placed, lasting, also, strict=True))
    )


# Kept, because each version of an entry has them, and so has each page of two.
@lru_cache(maxsize=512)
def _in_place(sources: tuple[str, ...]) -> tuple[Anchor, ...]:
    """The names of blocks with these sources of which none leads elsewhere."""
    lasting = _numbered([f"p-{block_digest(source)}" for source in sources])
    return tuple([Anchor(f"p{number}", (), name) for number, name in enumerate(lasting, start=1)])


def added_anchor(number: int, block: Block, taken: Counter[str]) -> Anchor:
    """The names of a passage that only a translation has, the first being number 1; `taken` counts those of a page."""
    name = f"a-{block.digest}"
    taken[name] += 1
    lasting = name if taken[name] == 1 else f"{name}-{taken[name]}"
    return Anchor(f"a{number}", (), lasting)


def _named(place: str, lasting: str, also: list[str], *, is_free: bool, is_moved: bool) -> Anchor:
    """The names of a block, whose place is its own where it `is_free`."""
    new = f"n{place[1:]}"
    if not is_free:
        return Anchor(new, tuple(also), lasting)
    return Anchor(place, (new, *also) if is_moved else tuple(also), lasting)


def _numbered(names: list[str]) -> list[str]:
    """The names, those that stand there again with a number."""
    if len({*names}) == len(names):
        return names
    taken: Counter[str] = Counter()
    found = []
    for name in names:
        taken[name] += 1
        found.append(name if taken[name] == 1 else f"{name}-{taken[name]}")
    return found


def _may_move(entry: Entry) -> bool:
    """Whether any name may lead elsewhere; of nearly all entries none does."""
    if entry.facts.anchors:
        return True
    return any(row.state == "outdated" for alignment in entry.alignments for row in alignment.rows)


def _former(entry: Entry, lasting: list[str]) -> Iterator[tuple[str, int]]:
    """The names that corrected blocks had when a translation followed them, and the blocks."""
    for alignment in entry.alignments:
        for row in alignment.rows:
            if row.state == "outdated" and row.original:
                version = entry.version(alignment.language)
                follows = version.follows if version and version.follows else ()
                digests = [digest for index in row.translation if index < len(follows) for digest in follows[index]]
                names = [f"p-{digest}" for digest in digests]
                free = [index for index in row.original if lasting[index] not in names] or [row.original[0]]
                stale = [name for name in names if name not in lasting]
                yield from ((name, free[min(number, len(free) - 1)]) for number, name in enumerate(stale))


def _moved(entry: Entry) -> Iterator[tuple[str, int]]:
    """The names that the original says lead elsewhere now, and the blocks."""
    if entry.facts.anchors:
        places = {block.digest: index for index, block in reversed([*enumerate(entry.original.blocks)])}
        yield from ((name, places[digest]) for name, digest in entry.facts.anchors if digest in places)
