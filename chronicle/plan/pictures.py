"""Which pictures of an entry are published, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.plan.figures import address_of
from chronicle.plan.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Entry
    from chronicle.model.picture import Picture


def shown_pictures(entry: Entry) -> tuple[Picture, ...]:
    """Those of an entry's pictures that its access allows anyone to see."""
    if not entry.pictures or entry.facts.access == "full":
        return entry.pictures
    files = {
        figure.figure.file
        for version in entry.versions
        for passage in passages(entry, version)
        for figure in (*passage.figures, *passage.original_figures)
        if figure
    }
    return tuple(picture for picture in entry.pictures if picture.file in files)


def picture_files(entry: Entry) -> Iterator[tuple[str, Picture]]:
    """The files of the site that an entry's pictures are, each with its picture; the same bytes are one picture."""
    for picture in {picture.digest: picture for picture in entry.pictures}.values():
        for width in picture.widths:
            for encoding in picture.encodings:
                yield address_of(entry, picture, encoding, width).removeprefix("/"), picture


def main_picture(entry: Entry) -> str | None:
    """The address of the picture that an entry is known by: of the first one in its original, if that may be seen."""
    if not entry.pictures:
        return None
    allowed = {picture.file: picture for picture in shown_pictures(entry)}
    shown = (allowed.get(block.figure.file) for block in entry.original.blocks if block.figure)
    picture = next(filter(None, shown), None)
    return address_of(entry, picture, picture.fallback, picture.widths[-1]) if picture else None
