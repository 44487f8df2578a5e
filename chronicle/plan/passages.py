"""A version as its reader sees it: passages, with the same ids in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.plan.figures import figures, first_figure
from chronicle.plan.reading_views import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Alignment, Block, Entry, Version


def passages(entry: Entry, version: Version) -> tuple[Passage, ...]:
    """The passages of a version in reading order, cut to what the entry's access allows."""
    access = entry.facts.access
    if access in ("metadata", "withdrawn"):
        return ()
    alignment = entry.alignment(version.language)
    if alignment is None:
        first = first_figure(entry, version.blocks)
        rows = [_original_passage(entry, index, block, first) for index, block in enumerate(version.blocks)]
    else:
        rows = list(_translated(entry, version, alignment))
    return tuple(rows[:1] if access == "excerpt" else rows)


def passage_id(block: int) -> str:
    """The id of the passage that renders a block of the original, counted from 0."""
    return f"p{block + 1}"


def _original_passage(entry: Entry, index: int, block: Block, first: Block | None) -> Passage:
    return Passage(passage_id(index), (), (block.html,), "same", "unknown", (), figures(entry, (block,), first))


def _translated(entry: Entry, version: Version, alignment: Alignment) -> Iterator[Passage]:
    added = 0
    first_shown = first_figure(entry, version.blocks)
    for row in alignment.rows:
        if row.original:
            first, *others = map(passage_id, row.original)
        else:
            added += 1
            first, others = f"a{added}", []
        mine = [version.blocks[index] for index in row.translation]
        missing = [entry.original.blocks[index] for index in row.original] if row.state == "gap" else []
        yield Passage(
            id=first,
            also=tuple(others),
            html=tuple([block.html for block in mine]),
            state=row.state,
            reason=row.reason,
            original_html=tuple([block.html for block in missing]),
            figures=figures(entry, mine, first_shown),
            original_figures=figures(entry, missing),
        )
