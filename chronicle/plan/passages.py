"""A version as its reader sees it: passages, with the same ids in every language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chronicle.plan.anchors import Anchor, added_anchor, anchors
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
        rows = [
            _original_passage(entry, anchor, block, first)
            for anchor, block in zip(anchors(entry), version.blocks, strict=True)
        ]
    else:
        rows = list(_translated(entry, version, alignment))
    return tuple(rows[:1] if access == "excerpt" else rows)


def _original_passage(entry: Entry, anchor: Anchor, block: Block, first: Block | None) -> Passage:
    shown = figures(entry, (block,), first)
    return Passage(anchor.id, anchor.also, (block.html,), "same", "unknown", (), shown, lasting=anchor.lasting)


def _translated(entry: Entry, version: Version, alignment: Alignment) -> Iterator[Passage]:
    added: Counter[str] = Counter()
    names = anchors(entry)
    first_shown = first_figure(entry, version.blocks)
    for row in alignment.rows:
        mine = [version.blocks[index] for index in row.translation]
        missing = [entry.original.blocks[index] for index in row.original] if row.state == "gap" else []
        if row.original:
            first, *others = (names[index] for index in row.original)
            anchor = first.with_others(others)
        else:
            anchor = added_anchor(added.total() + 1, mine[0], added)
        yield Passage(
            id=anchor.id,
            also=anchor.also,
            html=tuple([block.html for block in mine]),
            state=row.state,
            reason=row.reason,
            original_html=tuple([block.html for block in missing]),
            figures=figures(entry, mine, first_shown),
            original_figures=figures(entry, missing),
            lasting=anchor.lasting,
        )
