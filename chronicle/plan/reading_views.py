"""Views of the pages that people read: an entry, alone and beside another version."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chronicle.plan.views import Withheld

if TYPE_CHECKING:
    import datetime as dt

    from chronicle.model.entry import (
        Access,
        DatePrecision,
        Omission,
        PlacePrecision,
        RowState,
        TitleSource,
        TranslatorMethod,
    )
    from chronicle.model.picture import Figure
    from chronicle.plan.views import Card, Frame, Labelled, LanguageLink


class Candidate(NamedTuple):
    """One size of a picture."""

    address: str
    width: int
    """In pixels."""


class ShownFigure(NamedTuple):
    """A picture with what is said of it."""

    figure: Figure
    """Its words, in the version's language."""
    avif: tuple[Candidate, ...]
    """The smallest first, as in the two others."""
    webp: tuple[Candidate, ...]
    fallback: tuple[Candidate, ...]
    """JPEG or PNG, for every browser."""
    address: str
    """Of the size for browsers that cannot choose."""
    width: int
    """Of the largest size, in pixels."""
    height: int
    credit: str | None
    licence: str | None
    date: dt.date | None
    is_first: bool
    """The page's first one is loaded at once, the others when they come near."""


class Passage(NamedTuple):
    """A row of the article as one version shows it."""

    id: str
    """`p3`: the same in every language."""
    also: tuple[str, ...]
    """Further ids that lead here: of the same block, and of others of the original that this passage renders."""
    html: tuple[str, ...]
    """Blocks, safe; empty for a gap."""
    state: RowState
    reason: Omission
    """Of a gap."""
    original_html: tuple[str, ...]
    """For a gap: the blocks of the original that have no counterpart, in its language."""
    figures: tuple[ShownFigure | None, ...] = ()
    """For each of its blocks the figure that it is; empty where none is one."""
    original_figures: tuple[ShownFigure | None, ...] = ()
    """The same for a gap."""
    lasting: str = ""
    """One more id, which links name: it stays whatever is inserted before it. Empty where `id` is all there is."""


class CorrectionNote(NamedTuple):
    """A correction, as shown."""

    date: dt.date
    text: str


class Provenance(NamedTuple):
    """Where a version's text came from; None and empty are unknown and shown so."""

    source: Labelled | None
    source_country: str | None
    """ISO 3166-1 alpha-2."""
    source_ownership: str | None
    """`state`, `public`, `private`, `cooperative` or `unknown`."""
    source_address: str | None
    """The agency's own site."""
    url: str | None
    archived: str | None
    accessed: dt.date | None
    author: str | None
    published: dt.date | None
    original: LanguageLink
    """The version that holds the facts; current if it is this one."""
    is_original: bool
    translated_from: LanguageLink | None
    """The version that this one was made from; None for the original."""
    translator_name: str | None
    translator_method: TranslatorMethod
    title_source: TitleSource
    rights_holder: str | None
    rights_licence: str | None
    rights_terms: str | None
    seed_path: str | None
    seed_sha256: str | None
    corrections: tuple[CorrectionNote, ...]


class EntryView(NamedTuple):
    """`/en/2020/11/15/<slug>/`."""

    frame: Frame
    key: str
    title: str
    extract: str
    date: dt.date
    date_precision: DatePrecision
    date_end: dt.date | None
    time: str | None
    day_address: str
    dateline: str | None
    place: Labelled | None
    place_address: str
    """Of its page; empty where there is none."""
    place_precision: PlacePrecision
    topics: tuple[tuple[Labelled, str], ...]
    """Each with the address of its page."""
    access: Access
    passages: tuple[Passage, ...]
    """Cut to what `access` allows."""
    gaps: int
    """Passages of the original that this version lacks."""
    is_confirmed: bool
    """False where no one has aligned this version with the original."""
    provenance: Provenance
    parallels: tuple[LanguageLink, ...]
    """Parallel pages of this version with each other one."""
    previous: Card | None
    next: Card | None
    json_ld: str
    """A NewsArticle as JSON; the template escapes it for its place."""
    withheld: Withheld = Withheld()


class ParallelSide(NamedTuple):
    """A column of the parallel page."""

    link: LanguageLink
    """To the entry in this language."""
    title: str
    dateline: str | None
    is_original: bool
    translator_name: str | None
    translator_method: TranslatorMethod


class ParallelRow(NamedTuple):
    """A line of the parallel page: what both versions say of the same passage."""

    id: str
    also: tuple[str, ...]
    """Further ids that lead here."""
    left: tuple[str, ...]
    """Safe HTML of the page's own language; empty is a gap or an addition of the other."""
    right: tuple[str, ...]
    state: RowState
    reason: Omission
    left_figures: tuple[ShownFigure | None, ...] = ()
    """For each block of the left side the figure that it is; empty where none is one."""
    right_figures: tuple[ShownFigure | None, ...] = ()
    lasting: str = ""
    """As of a passage."""
    contradicts: bool = False
    """Whether figures or days are marked that differ between the two."""


class ParallelView(NamedTuple):
    """`/en/…/with-fr/`."""

    frame: Frame
    key: str
    date: dt.date
    date_precision: DatePrecision
    date_end: dt.date | None
    day_address: str
    left: ParallelSide
    right: ParallelSide
    rows: tuple[ParallelRow, ...]
    is_confirmed: bool
    others: tuple[LanguageLink, ...]
    """Parallel pages of the left language with languages other than the right one."""
    withheld: Withheld = Withheld()

    @property
    def contradicts(self) -> bool:
        """Whether any row has marks of what differs."""
        return any(row.contradicts for row in self.rows)
