"""Pictures: a file beside an entry as it is published, and a figure as a body writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

WIDTHS = (480, 800, 1200, 1600)
"""Pixels of the sizes that a picture is published in; none is larger than the picture itself."""
DIGITS = 12
"""Hexadecimal digits of a picture's digest that stand in an address."""

Encoding = Literal["avif", "webp", "jpg", "png"]


class Figure(NamedTuple):
    """A picture alone in a paragraph; what is said of it belongs to the version's language."""

    file: str
    """Name of the file in the entry's folder."""
    alternative: str
    """What a reader is told who does not see it; empty where nobody has written it."""
    caption: str


class Picture(NamedTuple):
    """A file in the entry's folder that some version shows."""

    file: str
    digest: str
    """Of its bytes, and of the way in which they are published."""
    width: int
    """In pixels, turned as the camera was held."""
    height: int
    fallback: Literal["jpg", "png"]
    """What it is published as beside AVIF and WebP: a drawing of few colours stays a PNG."""

    @property
    def encodings(self) -> tuple[Encoding, ...]:
        """The best first; the last is for every browser."""
        return ("avif", "webp", self.fallback)

    @property
    def widths(self) -> tuple[int, ...]:
        """Of the sizes in which it is published, in pixels."""
        return (*(width for width in WIDTHS[:-1] if width < self.width), min(self.width, WIDTHS[-1]))

    def height_at(self, width: int) -> int:
        """The height of the size of this width, in pixels."""
        return max(1, round(self.height * width / self.width))

    def name(self, width: int, encoding: str) -> str:
        """The name of one of its published files: other bytes, another name."""
        return f"{self.digest[:DIGITS]}-{width}.{encoding}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Where a file in the entry's folder comes from; None is unknown."""

    credit: str | None = None
    licence: str | None = None
    date: dt.date | None = None
