"""Figures: a picture of the entry's in its sizes, with the words of the version that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.model.picture import Attachment
from chronicle.plan import permalinks
from chronicle.plan.reading_views import Candidate, ShownFigure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chronicle.model.entry import Block, Entry
    from chronicle.model.picture import Encoding, Picture

_ORDINARY = 800
"""Pixels of the size for browsers that cannot choose."""
_UNKNOWN = Attachment()


def figures(entry: Entry, blocks: Iterable[Block], first: Block | None = None) -> tuple[ShownFigure | None, ...]:
    """For each of these blocks its figure; none at all where none of them is one.

    `first` is the figure that the page shows first.
    """
    if not entry.pictures:
        return ()
    found = tuple(_figure(entry, block, is_first=block is first) for block in blocks)
    return found if any(found) else ()


def first_figure(entry: Entry, blocks: Iterable[Block]) -> Block | None:
    """The first figure of a version."""
    return next((block for block in blocks if block.figure), None) if entry.pictures else None


def address_of(entry: Entry, picture: Picture, encoding: Encoding, width: int) -> str:
    """The address of one size of a picture."""
    return permalinks.picture(entry.key, picture.name(width, encoding))


def _figure(entry: Entry, block: Block, *, is_first: bool) -> ShownFigure | None:
    figure = block.figure
    picture = next((each for each in entry.pictures if figure and each.file == figure.file), None)
    if figure is None or picture is None:
        return None
    ordinary = max((width for width in picture.widths if width <= _ORDINARY), default=picture.widths[0])
    source = dict(entry.facts.attachments).get(picture.file, _UNKNOWN)
    return ShownFigure(
        figure=figure,
        avif=_candidates(entry, picture, "avif"),
        webp=_candidates(entry, picture, "webp"),
        fallback=_candidates(entry, picture, picture.fallback),
        address=address_of(entry, picture, picture.fallback, ordinary),
        width=picture.widths[-1],
        height=picture.height_at(picture.widths[-1]),
        credit=source.credit,
        licence=source.licence,
        date=source.date,
        is_first=is_first,
    )


def _candidates(entry: Entry, picture: Picture, encoding: Encoding) -> tuple[Candidate, ...]:
    return tuple(Candidate(address_of(entry, picture, encoding, width), width) for width in picture.widths)
