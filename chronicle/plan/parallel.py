"""Parallel reading: two versions of an entry, passage beside passage."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from chronicle.plan import permalinks
from chronicle.plan.anchors import Anchor, added_anchor, anchors
from chronicle.plan.contradictions import with_marks
from chronicle.plan.entries import parallel_links
from chronicle.plan.figures import figures, first_figure
from chronicle.plan.name_links import linked
from chronicle.plan.outline import language_link
from chronicle.plan.page import Page, framed
from chronicle.plan.reading_views import ParallelRow, ParallelSide, ParallelView, ShownFigure
from chronicle.plan.views import Frame, Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Block, Entry, Omission, RowState, Version
    from chronicle.plan.outline import Outline


def parallel_pages(outline: Outline, keys: frozenset[str]) -> Iterator[Page]:
    """A page for each ordered pair of versions of the entries with these keys whose whole text may be shown."""
    for entry in (entry for entry in outline.entries if entry.key in keys):
        rows = PairedRows(entry)
        for left in entry.versions:
            for link in parallel_links(outline, entry, left.language):
                right = entry.version(link.language)
                if right is not None:
                    yield _parallel_page(outline, rows, left, right)


def parallel_rows(entry: Entry, left: Version, right: Version) -> tuple[ParallelRow, ...]:
    """The two versions row by row in the order of the original; every block of both stands in exactly one row.

    Blocks of the original that either version renders together share a row;
    what a version adds has a row of its own, behind the row that it follows.
    """
    first = first_figure(entry, left.blocks)
    sides = (deque(_pieces(entry, left, first)), deque(_pieces(entry, right, None)))
    rows: list[ParallelRow] = []
    added: Counter[str] = Counter()
    names = anchors(entry)
    for group in _groups(len(entry.original.blocks), (*sides[0], *sides[1])):
        last = group[-1] if group else -1
        if group:
            mine, theirs = _taken(sides[0], last), _taken(sides[1], last)
            own = [names[index] for index in group]
            if len(group) > 1:
                within = [piece.added for piece in (*mine, *theirs) if piece.added]
                own += [added_anchor(added.total() + 1, block, added) for block in within]
            rows.append(_shared_row(own, mine, theirs))
        for number, side in enumerate(sides):
            while side and not side[0].original and side[0].after == last:
                piece = side.popleft()
                if piece.added:
                    anchor = added_anchor(added.total() + 1, piece.added, added)
                    rows.append(_own_row(anchor, number, piece))
    return tuple(rows)


class _Piece(NamedTuple):
    """Blocks of a version that render the same blocks of the original."""

    original: tuple[int, ...]
    html: tuple[str, ...]
    state: RowState
    reason: Omission
    after: int
    """The last block of the original before it; -1 at the start."""
    figures: tuple[ShownFigure | None, ...] = ()
    """As a passage has them."""
    added: Block | None = None
    """Of blocks that render none of the original the first."""


def _pieces(entry: Entry, version: Version, first: Block | None) -> tuple[_Piece, ...]:
    alignment = entry.alignment(version.language)
    if alignment is None:
        if not entry.pictures:
            return tuple([_Piece((i,), (b.html,), "same", "unknown", i) for i, b in enumerate(version.blocks)])
        return tuple(
            _Piece((i,), (block.html,), "same", "unknown", i, figures(entry, (block,), first))
            for i, block in enumerate(version.blocks)
        )
    pieces: list[_Piece] = []
    after = -1
    for row in alignment.rows:
        after = max((after, *row.original))
        mine = [version.blocks[index] for index in row.translation]
        html = tuple([block.html for block in mine])
        added = None if row.original else mine[0]
        shown = figures(entry, mine, first)
        pieces.append(_Piece(row.original, html, row.state, row.reason, after, shown, added))
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


def _shared_row(names: list[Anchor], mine: list[_Piece], theirs: list[_Piece]) -> ParallelRow:
    left, right = _html(mine), _html(theirs)
    state: RowState = "same"
    for piece in (*mine, *theirs):
        if piece.state == "outdated":
            state = "outdated"
    reason: Omission = "unknown"
    if not (left and right):
        state = "gap"
        reason = next((piece.reason for piece in (*theirs, *mine) if piece.state == "gap"), reason)
    anchor = names[0].with_others(names[1:])
    shown = (_figures(mine), _figures(theirs))
    return ParallelRow(anchor.id, anchor.also, left, right, state, reason, shown[0], shown[1], anchor.lasting)


def _html(pieces: list[_Piece]) -> tuple[str, ...]:
    return pieces[0].html if len(pieces) == 1 else tuple(html for piece in pieces for html in piece.html)


def _own_row(anchor: Anchor, side: int, piece: _Piece) -> ParallelRow:
    row = ParallelRow(anchor.id, anchor.also, (), (), piece.state, piece.reason, lasting=anchor.lasting)
    if side == 0:
        return row._replace(left=piece.html, left_figures=piece.figures)
    return row._replace(right=piece.html, right_figures=piece.figures)


def _figures(pieces: list[_Piece]) -> tuple[ShownFigure | None, ...]:
    """The figures of pieces in one cell, block for block."""
    if len(pieces) == 1:
        return pieces[0].figures
    if not any(piece.figures for piece in pieces):
        return ()
    return tuple(figure for piece in pieces for figure in piece.figures or (None,) * len(piece.html))


class PairedRows:
    """The rows of each pair of versions of an entry, with marks where they contradict each other."""

    def __init__(self, entry: Entry) -> None:
        """Of an entry; those of a pair turned round are kept until they are asked for."""
        self.entry = entry
        self._turned: dict[tuple[str, str], tuple[ParallelRow, ...]] = {}

    def of(self, left: Version, right: Version, page: str) -> tuple[ParallelRow, ...]:
        """The rows as the page at an address shows them.

        Where each block stands beside one other, and none leads to the page of a name, the pair turned round has the
        same rows turned round.
        """
        pair = left.language, right.language
        if pair in self._turned:
            return self._turned.pop(pair)
        shown = (linked(left, page, language=left.language), linked(right, page, language=left.language))
        rows = with_marks(parallel_rows(self.entry, *shown), *pair)
        if shown[0] is left and shown[1] is right and not self.entry.pictures and _is_one_to_one(self.entry, rows):
            self._turned[pair[::-1]] = tuple([_turned_round(row) for row in rows])
        return rows


def _is_one_to_one(entry: Entry, rows: tuple[ParallelRow, ...]) -> bool:
    return len(rows) == len(entry.original.blocks) and all(row.left and row.right for row in rows)


def _turned_round(row: ParallelRow) -> ParallelRow:
    """A row without figures, for the pair turned round."""
    left, right = row.right, row.left
    return ParallelRow(
        row.id, row.also, left, right, row.state, row.reason, lasting=row.lasting, contradicts=row.contradicts
    )


def _parallel_page(outline: Outline, rows: PairedRows, left: Version, right: Version) -> Page:
    entry = rows.entry
    alignments = [entry.alignment(version.language) for version in (left, right)]
    links = parallel_links(outline, entry, left.language)
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
        rows=rows.of(left, right, permalinks.parallel(left.language, entry.key, right.language)),
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
