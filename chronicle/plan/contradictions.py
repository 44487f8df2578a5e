"""Marks where two versions of a passage contradict each other, see `prose.parity`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.base.visible_text import WALL, visible_text
from chronicle.prose.parity import differences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chronicle.plan.reading_views import ParallelRow
    from chronicle.prose.parity import Span


def with_marks(rows: Iterable[ParallelRow], left: str, right: str) -> tuple[ParallelRow, ...]:
    """The rows, in these two languages, with the figures and days marked that differ between their cells."""
    return tuple(_marked(row, left, right) if _may_differ(row) else row for row in rows)


def _may_differ(row: ParallelRow) -> bool:
    """Whether both cells have text to mark; the words of a figure are no part of its HTML."""
    return bool(row.left and row.right) and not (row.left_figures or row.right_figures)


def _marked(row: ParallelRow, left: str, right: str) -> ParallelRow:
    mine, theirs = differences(_text(row.left), _text(row.right), left, right)
    if not mine:
        return row
    return row._replace(left=_with_spans(row.left, mine), right=_with_spans(row.right, theirs), contradicts=True)


def _text(cell: tuple[str, ...]) -> str:
    return WALL.join(map(visible_text, cell))


def _with_spans(cell: tuple[str, ...], spans: Iterable[Span]) -> tuple[str, ...]:
    html = WALL.join(cell)
    for start, end in sorted(spans, reverse=True):
        if "<" not in html[start:end]:
            html = f"{html[:start]}<mark>{html[start:end]}</mark>{html[end:]}"
    return tuple(html.split(WALL))
