"""A version as its reader sees it: passages, with the same ids in every language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chronicle.plan.anchors import added_anchor, anchors
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
        pairs = zip(anchors(entry), version.blocks, strict=True)
        rows = [
            Passage(names.id, names.also, (block.html,), "same", "unknown", (), shown, (), names.lasting)
            for names, block in pairs
            for shown in (figures(entry, (block,), first) if first else (),)
        ]
    else:
        rows = list(_translated(entry, version, alignment))
    return tuple(rows[:1] if access == "excerpt" else rows)


def passage_name(entry: Entry, number: int) -> str:
    """The id of the passage with a number as mentions have it: an addition's is below 0. The entry may be abridged."""
    if number < 0:
        return f"a{-number}"
    name = f"p{number + 1}"
    anchors = entry.facts.anchors
    return f"n{number + 1}" if anchors and any(name == old for old, _ in anchors) else name


def shown_blocks(entry: Entry, version: Version) -> tuple[Block, ...]:
    """The blocks of a version that its passages show, in reading order."""
    access = entry.facts.access
    if access in ("metadata", "withdrawn"):
        return ()
    if access != "excerpt":
        return version.blocks
    alignment = entry.alignment(version.language)
    if alignment is None:
        return version.blocks[:1]
    return tuple(version.blocks[index] for row in alignment.rows[:1] for index in row.translation)


def _translated(entry: Entry, version: Version, alignment: Alignment) -> Iterator[Passage]:
    added: Counter[str] = Counter()
    names = anchors(entry)
    first_shown = first_figure(entry, version.blocks)
    for row in alignment.rows:
        mine = [version.blocks[index] for index in row.translation]
        missing = [entry.original.blocks[index] for index in row.original] if row.state == "gap" else []
        if row.original:
            anchor = names[row.original[0]].with_others([names[index] for index in row.original[1:]])
        else:
            anchor = added_anchor(added.total() + 1, mine[0], added)
        yield Passage(
            anchor.id,
            anchor.also,
            tuple([block.html for block in mine]),
            row.state,
            row.reason,
            tuple([block.html for block in missing]),
            figures(entry, mine, first_shown),
            figures(entry, missing),
            anchor.lasting,
        )
