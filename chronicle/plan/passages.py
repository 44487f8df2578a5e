"""A version as its reader sees it: passages, with the same ids in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        rows = [_original_passage(index, block) for index, block in enumerate(version.blocks)]
    else:
        rows = list(_translated(entry.original.blocks, version.blocks, alignment))
    return tuple(rows[:1] if access == "excerpt" else rows)


def passage_id(block: int) -> str:
    """The id of the passage that renders a block of the original, counted from 0."""
    return f"p{block + 1}"


def passage_name(number: int) -> str:
    """The id of the passage with a number as mentions have it: an addition's is below 0."""
    return passage_id(number) if number >= 0 else f"a{-number}"


def _original_passage(index: int, block: Block) -> Passage:
    return Passage(passage_id(index), (), (block.html,), "same", "unknown", ())


def _translated(original: tuple[Block, ...], translation: tuple[Block, ...], alignment: Alignment) -> Iterator[Passage]:
    added = 0
    for row in alignment.rows:
        if row.original:
            first, *others = map(passage_id, row.original)
        else:
            added += 1
            first, others = f"a{added}", []
        yield Passage(
            id=first,
            also=tuple(others),
            html=tuple(translation[index].html for index in row.translation),
            state=row.state,
            reason=row.reason,
            original_html=tuple(original[index].html for index in row.original) if row.state == "gap" else (),
        )
