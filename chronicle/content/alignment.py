"""How a translation follows its original: rows of blocks that say the same, from the digests that `follows` holds."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from chronicle.model.entry import Alignment, Omission, Row, RowState, Version

if TYPE_CHECKING:
    from collections.abc import Iterable

Link = tuple[int, int]
"""A block of the original and a block of the translation, by index."""


def align(original: Version, translation: Version) -> Alignment:
    """The rows of a translation; every block of either version stands in exactly one of them, in reading order.

    A row is a set of blocks that `follows` ties together, directly or through one another. A digest that no block of
    the original has marks an outdated row: it is paired with what is free at that place of the original. What remains
    of the original is a gap in its place, of the translation an addition after the block before it. An outdated row
    without blocks of the original renders a passage that the original no longer has. Without `follows` blocks pair by
    their order and nothing is confirmed.
    """
    reasons = dict(translation.omitted)
    omitted = {index for index, block in enumerate(original.blocks) if reasons and block.digest in reasons}
    if translation.follows is None:
        free = [index for index in range(len(original.blocks)) if index not in omitted]
        links = list(zip(free, range(len(translation.blocks)), strict=False))
        stale: list[int] = []
    else:
        links, stale = _links(original, translation.follows)
        if stale:
            counts = (len(original.blocks), len(translation.blocks))
            links = sorted(links + _stale_links(links, stale, omitted, counts))
    make = _rows_in_order if _is_in_order(links) else _rows_of_any_order
    rows = make(links, set(stale), original, reasons, len(translation.blocks))
    return Alignment(translation.language, rows, is_confirmed=translation.follows is not None)


def _links(original: Version, follows: tuple[tuple[str, ...], ...]) -> tuple[list[Link], list[int]]:
    """What the digests tie together, and one mention of a translation's block for each digest that leads nowhere.

    A digest that the original has more than once means its next block of that digest, in the end the last one.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(original.blocks):
        places[block.digest].append(index)
    links: list[Link] = []
    stale: list[int] = []
    for index, digests in enumerate(follows):
        for digest in digests:
            if digest not in places:
                stale.append(index)
            elif len(places[digest]) > 1:
                links.append((places[digest].pop(0), index))
            else:
                links.append((places[digest][0], index))
    return links, stale


def _stale_links(links: list[Link], stale: list[int], omitted: set[int], counts: tuple[int, int]) -> list[Link]:
    """Outdated blocks with the blocks of the original that are free between the same neighbours, in order.

    Where they are fewer, the last takes all the outdated ones that remain; where there are more, those stay gaps.
    """
    taken = {first for first, _ in links} | omitted
    by_translation: dict[int, list[int]] = defaultdict(list)
    for first, second in links:
        by_translation[second].append(first)
    before = list(accumulate(range(counts[1]), lambda last, i: max(by_translation.get(i, [last])), initial=-1))
    backwards = range(counts[1] - 1, -1, -1)
    after = list(accumulate(backwards, lambda last, i: min(by_translation.get(i, [last])), initial=counts[0]))
    waiting: dict[Link, list[int]] = defaultdict(list)
    for index in stale:
        waiting[before[index + 1], after[counts[1] - 1 - index]].append(index)
    found: list[Link] = []
    for (low, high), blocks in waiting.items():
        free = [index for index in range(low + 1, high) if index not in taken]
        taken |= set(free[: len(blocks)])
        if free:
            found += zip_longest(free[: len(blocks)], blocks, fillvalue=free[min(len(free), len(blocks)) - 1])
    return found


def _is_in_order(links: list[Link]) -> bool:
    """Whether no block stands in two links, and the translation keeps the order of the original."""
    firsts = seconds = -1
    for first, second in links:
        if first <= firsts or second <= seconds:
            return False
        firsts, seconds = first, second
    return True


def _rows_in_order(
    links: list[Link], stale: set[int], original: Version, reasons: dict[str, Omission], count: int
) -> tuple[Row, ...]:
    """The rows of a translation that keeps the order of the original: one walk through both, as nearly always."""
    followed = dict(links)
    ends = iter([*followed.values(), count])
    rows = _additions(0, next(ends), stale)
    for index, block in enumerate(original.blocks):
        second = followed.get(index)
        if second is None:
            rows.append(Row((index,), (), "gap", reasons.get(block.digest, "unknown")))
        else:
            rows.append(Row((index,), (second,), "outdated" if second in stale else "same"))
            if (end := next(ends)) > second + 1:
                rows += _additions(second + 1, end, stale)
    return tuple(rows)


def _additions(start: int, end: int, stale: set[int]) -> list[Row]:
    return [Row((), (index,), "outdated" if index in stale else "addition") for index in range(start, end)]


def _rows_of_any_order(
    links: Iterable[Link], stale: set[int], original: Version, reasons: dict[str, Omission], count: int
) -> tuple[Row, ...]:
    """The rows of any translation: the connected blocks."""
    rows = []
    for firsts, seconds in _connected(links, len(original.blocks), count):
        state: RowState = "same"
        if stale.intersection(seconds):
            state = "outdated"
        elif not seconds:
            state = "gap"
        elif not firsts:
            state = "addition"
        is_reasoned = state == "gap" and reasons
        reason = reasons.get(original.blocks[firsts[0]].digest, "unknown") if is_reasoned else "unknown"
        rows.append(Row(firsts, seconds, state, reason))
    return _in_reading_order(rows)


def _connected(links: Iterable[Link], firsts: int, seconds: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The connected components of the two versions' blocks: each with its indexes in order."""
    group = list(range(firsts + seconds))
    for first, second in links:
        one, other = sorted((_root(group, first), _root(group, firsts + second)))
        group[other] = one
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(firsts + seconds):
        members[_root(group, index)].append(index)
    return [
        (tuple(i for i in indexes if i < firsts), tuple(i - firsts for i in indexes if i >= firsts))
        for indexes in members.values()
    ]


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = index = group[group[index]]
    return index


def _in_reading_order(rows: list[Row]) -> tuple[Row, ...]:
    """Rows of the original by its order; others after the row that has the translation's block before them."""
    ordered = sorted((row for row in rows if row.original), key=lambda row: row.original)
    for row in sorted((row for row in rows if not row.original), key=lambda row: row.translation):
        before = row.translation[0] - 1
        place = next((i for i, other in enumerate(ordered) if before in other.translation), -1)
        ordered.insert(place + 1, row)
    return tuple(ordered)
