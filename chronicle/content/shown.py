"""What of an entry is shown: the blocks that its access allows, by the passage that each stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chronicle.model.entry import Entry, Version


def shown_passages(entry: Entry, version: Version) -> dict[int, int]:
    """By index the blocks that are shown, each with the number of its passage (see `Mention.passages`)."""
    access = entry.facts.access
    if access in ("metadata", "withdrawn"):
        return {}
    alignment = entry.alignment(version.language)
    if alignment is None:
        return {index: index for index in range(len(version.blocks) if access == "full" else 1)}
    found: dict[int, int] = {}
    additions = 0
    for row in alignment.rows if access == "full" else alignment.rows[:1]:
        additions += not row.original
        number = row.original[0] if row.original else -additions
        found.update(dict.fromkeys(row.translation, number))
    return found
