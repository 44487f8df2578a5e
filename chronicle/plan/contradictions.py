"""Marks where two versions of a passage contradict each other, see `prose.parity`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chronicle.base.visible_text import WALL, visible_text
from chronicle.prose.parity import differences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chronicle.plan.reading_views import ParallelRow
    from chronicle.prose.parity import Span, Spans


_Cell = tuple[str, ...]


def with_marks(rows: Iterable[ParallelRow], left: str, right: str) -> tuple[ParallelRow, ...]:
    """The rows, in these two languages, with the figures and days marked that differ between their cells."""
    return tuple(_marked(row, left, right) if _may_differ(row) else row for row in rows)


def _may_differ(row: ParallelRow) -> bool:
    """Whether both cells have text to mark; the words of a figure are no part of its HTML."""
    return bool(row.left and row.right) and not (row.left_figures or row.right_figures)


def _marked(row: ParallelRow, left: str, right: str) -> ParallelRow:
    if left < right:
        mine, theirs = _differences(row.left, row.right, left, right)
    else:
        theirs, mine = _differences(row.right, row.left, right, left)
    if not mine:
        return row
    return row._replace(left=_with_spans(row.left, mine), right=_with_spans(row.right, theirs), contradicts=True)


# Kept for the page that has the same rows the other way round.
@lru_cache(maxsize=1024)
def _differences(one: _Cell, other: _Cell, one_language: str, other_language: str) -> tuple[Spans, Spans]:
    return differences(_text(one), _text(other), one_language, other_language)


def _text(cell: _Cell) -> str:
    return WALL.join(map(visible_text, cell))


def _with_spans(cell: _Cell, spans: Iterable[Span]) -> _Cell:
    html = WALL.join(cell)
    for start, end in sorted(spans, reverse=True):
        if "<" not in html[start:end]:
            html = f"{html[:start]}<mark>{html[start:end]}</mark>{html[end:]}"
    return tuple(html.split(WALL))
