"""Parallel reading: two versions of an entry, passage beside passage."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from chronicle.plan import permalinks
from chronicle.plan.contradictions import with_marks
from chronicle.plan.entries import parallel_links
from chronicle.plan.name_links import linked
from chronicle.plan.outline import language_link
from chronicle.plan.page import Page, framed
from chronicle.plan.passages import passage_id
from chronicle.plan.reading_views import ParallelRow, ParallelSide, ParallelView
from chronicle.plan.views import Frame, Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Entry, Omission, RowState, Version
    from chronicle.plan.outline import Outline


def parallel_pages(outline: Outline, keys: frozenset[str]) -> Iterator[Page]:
    """A page for each ordered pair of versions of the entries with these keys whose whole text may be shown."""
    for entry in (entry for entry in outline.entries if entry.key in keys):
        for left in entry.versions:
            for link in parallel_links(outline, entry, left.language):
                right = entry.version(link.language)
                if right is not None:
                    yield _parallel_page(outline, entry, left, right)


def parallel_rows(entry: Entry, left: Version, right: Version) -> tuple[ParallelRow, ...]:
    """The two versions row by row in the order of the original; every block of both stands in exactly one row.

    Blocks of the original that either version renders together share a row;
    what a version adds has a row of its own, behind the row that it follows.
    """
    sides = (deque(_pieces(entry, left)), deque(_pieces(entry, right)))
    rows: list[ParallelRow] = []
    added = 0
    for group in _groups(len(entry.original.blocks), (*sides[0], *sides[1])):
        last = group[-1] if group else -1
        if group:
            rows.append(_shared_row(group, [_taken(side, last) for side in sides]))
        for number, side in enumerate(sides):
            while side and not side[0].original and side[0].after == last:
                added += 1
                rows.append(_own_row(f"a{added}", number, side.popleft()))
    return tuple(rows)


class _Piece(NamedTuple):
    """Blocks of a version that render the same blocks of the original."""

    original: tuple[int, ...]
    html: tuple[str, ...]
    state: RowState
    reason: Omission
    after: int
    """The last block of the original before it; -1 at the start."""


def _pieces(entry: Entry, version: Version) -> tuple[_Piece, ...]:
    alignment = entry.alignment(version.language)
    if alignment is None:
        return tuple(_Piece((i,), (block.html,), "same", "unknown", i) for i, block in enumerate(version.blocks))
    pieces: list[_Piece] = []
    after = -1
    for row in alignment.rows:
        after = max((after, *row.original))
        html = tuple(version.blocks[index].html for index in row.translation)
        pieces.append(_Piece(row.original, html, row.state, row.reason, after))
    return tuple(pieces)


def _groups(count: int, pieces: tuple[_Piece, ...]) -> Iterator[tuple[int, ...]]:
    """The original's blocks, those that share a row together; first an empty group, the place before them all."""
    yield ()
    last_of = list(range(count))
    for piece in pieces:
        if len(piece.original) > 1:
            first, last = min(piece.original), max(piece.original)
            last_of[first] = max(last_of[first], last)
    start = 0
    while start < count:
        end = start
        index = start
        while index <= end:
            end = max(end, last_of[index])
            index += 1
        yield tuple(range(start, end + 1))
        start = end + 1


def _taken(side: deque[_Piece], last: int) -> list[_Piece]:
    """The next pieces of a side that belong to the row of a group up to this block of the original.

    They render some of it, or were added in the midst of it.
    """
    found = []
    while side and (side[0].original[0] <= last if side[0].original else side[0].after < last):
        found.append(side.popleft())
    return found


def _shared_row(group: tuple[int, ...], sides: list[list[_Piece]]) -> ParallelRow:
    left, right = (tuple(html for piece in mine for html in piece.html) for mine in sides)
    pieces = [piece for mine in sides for piece in mine]
    state: RowState = "outdated" if any(piece.state == "outdated" for piece in pieces) else "same"
    reason: Omission = "unknown"
    if not (left and right):
        state = "gap"
        reason = next((piece.reason for mine in reversed(sides) for piece in mine if piece.state == "gap"), reason)
    return ParallelRow(passage_id(group[0]), tuple(map(passage_id, group[1:])), left, right, state, reason)


def _own_row(name: str, side: int, piece: _Piece) -> ParallelRow:
    left, right = (piece.html, ()) if side == 0 else ((), piece.html)
    return ParallelRow(name, (), left, right, piece.state, piece.reason)


def _parallel_page(outline: Outline, entry: Entry, left: Version, right: Version) -> Page:
    alignments = [entry.alignment(version.language) for version in (left, right)]
    links = parallel_links(outline, entry, left.language)
    page = permalinks.parallel(left.language, entry.key, right.language)
    shown = (linked(version, page, language=left.language) for version in (left, right))
    view = ParallelView(
        frame=_frame(outline, entry, left.language, right.language),
        key=entry.key,
        withheld=outline.withheld(entry),
        date=entry.facts.date,
        date_precision=entry.facts.date_precision,
        date_end=entry.facts.date_end,
        day_address=outline.day_address(left.language, entry.facts.date),
        left=_side(entry, left, is_current=True),
        right=_side(entry, right, is_current=False),
        rows=with_marks(parallel_rows(entry, *shown), left.language, right.language),
        is_confirmed=all(alignment is None or alignment.is_confirmed for alignment in alignments),
        others=tuple(link for link in links if link.language != right.language),
    )
    return framed(view, origin=left.path)


def _frame(outline: Outline, entry: Entry, language: str, other: str) -> Frame:
    """Canonical is the entry, so the page has no alternates; its switcher turns the pair round."""
    addresses = {
        language: permalinks.parallel(language, entry.key, other),
        other: permalinks.parallel(other, entry.key, language),
    }
    switcher = tuple(
        language_link(tag, addresses.get(tag) or _beside(entry, tag, other), is_current=tag == language)
        for tag in outline.languages
    )
    return Frame(
        page_type="parallel",
        route=Route(addresses[language]),
        chrome=outline.chromes[language],
        canonical=permalinks.entry(language, entry.key),
        alternates=(),
        switcher=switcher,
    )


def _beside(entry: Entry, language: str, other: str) -> str:
    return permalinks.parallel(language, entry.key, other) if entry.version(language) else ""


def _side(entry: Entry, version: Version, *, is_current: bool) -> ParallelSide:
    return ParallelSide(
        link=language_link(version.language, permalinks.entry(version.language, entry.key), is_current=is_current),
        title=version.title,
        dateline=version.dateline.text if version.dateline else None,
        is_original=version.translation_of is None,
        translator_name=version.translator.name,
        translator_method=version.translator.method,
    )
