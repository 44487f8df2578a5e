"""Views of the pages of names: people, places, organisations and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chronicle.model.chronicle import NameType
    from chronicle.plan.views import Card, Frame, Labelled, LanguageLink


class NameLink(NamedTuple):
    """A name that leads to its page."""

    label: Labelled
    address: str


class NameRow(NamedTuple):
    """A line of the table of names."""

    link: NameLink
    others: tuple[Labelled | None, ...]
    """Its label in each further language of the table; None where the register has none."""
    entries: int
    """How many mention it."""


class NameGroup(NamedTuple):
    """The names of one type, in the order of the page's language."""

    type: NameType
    rows: tuple[NameRow, ...]


@dataclass(frozen=True, slots=True)
class NamesView:
    """`/en/names/`."""

    frame: Frame
    languages: tuple[LanguageLink, ...]
    """Of the further columns."""
    groups: tuple[NameGroup, ...]
    count: int


class Use(NamedTuple):
    """Who uses a spelling."""

    source: Labelled | None
    """None is unknown."""
    entries: int


class Form(NamedTuple):
    """A spelling."""

    text: str
    uses: tuple[Use, ...]
    """The most frequent first."""


class Forms(NamedTuple):
    """A name in one language: its label first."""

    language: str
    direction: str
    forms: tuple[Form, ...]


class NameEntry(NamedTuple):
    """An entry that mentions a name."""

    card: Card
    """Without its extract: the passages are what is of interest."""
    passages: tuple[str, ...]
    """Their ids on the page of the version shown.

    Empty where the name stands in the title alone, or the entry only happened there.
    """
    is_place: bool
    """Whether it is where the entry happened."""


class MapLine(NamedTuple):
    """A meridian or a parallel."""

    x1: float
    y1: float
    x2: float
    y2: float
    degrees: float
    is_meridian: bool


class MapDot(NamedTuple):
    """A place on a map."""

    x: float
    y: float
    label: Labelled
    label_x: float
    label_y: float
    anchor: str
    """`start`, `middle` or `end`; empty where there is no room for the label."""
    is_subject: bool


class Locator(NamedTuple):
    """Where a place lies among others of the chronicle: a graticule and dots, no borders."""

    width: int
    height: int
    lines: tuple[MapLine, ...]
    dots: tuple[MapDot, ...]
    others: tuple[NameLink, ...]
    """The other places shown, in the order of the page's language."""


class NamePart(NamedTuple):
    """A page of a name whose mentions fill more than one."""

    number: int
    """From the earliest, counted from 1; 0 is the page of the name itself, with the latest."""
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class NameView:
    """`/en/names/<key>/`, and `/en/names/<key>/1/` … where many entries mention it."""

    frame: Frame
    link: NameLink
    """Itself."""
    all_names: str
    """Address of the page of all names."""
    all_of_type: str
    """Address of those of its type there."""
    type: NameType
    part: int
    """0 is the page of the name itself; see `NamePart`."""
    parts: tuple[NamePart, ...]
    """Empty where there is one page."""
    count: int
    """Entries that mention it, on all pages; on an earlier part those that stand there."""
    spellings: tuple[Forms, ...]
    wikidata: str | None
    latitude: float | None
    longitude: float | None
    locator: Locator | None
    entries: tuple[NameEntry, ...]
    """Latest first."""
