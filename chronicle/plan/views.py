"""What each template sees: one frozen view and nothing else.

Addresses inside a view are paths from the site's root with a leading slash (`/en/2020/11/15/`); the templates make them
relative to the page (`|href`) or absolute (`|absolute`). Dates are dates: words are CLDR's business, in the theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

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

SectionKind = Literal["home", "about"]
ArchiveKind = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True)
class Route:
    """A page's address and its file."""

    address: str
    """Path from the site's root: `/en/`, `/404.html`."""

    @property
    def file(self) -> str:
        """The output file below site/."""
        path = self.address.lstrip("/")
        return path + "index.html" if not path or path.endswith("/") else path


@dataclass(frozen=True, slots=True)
class Section:
    """A link of the masthead; its words are the catalogue's."""

    kind: SectionKind
    address: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language as a switcher shows it."""

    language: str
    direction: str
    endonym: str
    address: str
    """Of the same page in that language; empty where there is none."""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Chrome:
    """What every page of a language has; made from the configuration alone."""

    language: str
    direction: str
    site_title: str
    site_title_language: str
    site_description: str
    site_description_language: str
    base_url: str
    """Absolute, without a final slash."""
    home: str
    feed: str
    sections: tuple[Section, ...]
    languages: tuple[str, ...]
    generator: str
    """`chronicle` and its version."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, as `hreflang` has it."""

    hreflang: str
    """A language tag or `x-default`."""
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page's head and switcher need."""

    page_type: str
    """`choice`, `home`, `year`, `month`, `day`, `entry`, `parallel`, `about`, `404`: stands in `data-page-type`."""
    route: Route
    chrome: Chrome
    canonical: str
    """Address of the canonical page."""
    alternates: tuple[Alternate, ...]
    """Complete and reciprocal, itself among them, x-default last; empty where the page stands alone."""
    switcher: tuple[LanguageLink, ...]
    """All languages of the chronicle; those without this page have no address."""
    is_indexed: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """An entry as lists show it."""

    address: str
    """Of the version shown."""
    language: str
    """Of the version shown; another than the page's where the entry is not in the page's language."""
    direction: str
    title: str
    extract: str
    """The lede, cut at a word; empty where the text is withheld."""
    date: dt.date
    date_precision: DatePrecision
    date_end: dt.date | None
    time: str | None
    source: str
    """Label of the agency; empty is unknown."""
    source_language: str
    languages: tuple[LanguageLink, ...]
    """The versions that exist."""


@dataclass(frozen=True, slots=True)
class StripBar:
    """A bar of the timeline strip: a month, or a quarter in a chronicle of more than ten years."""

    start: dt.date
    """Its first day."""
    months: int
    """1 or 3."""
    address: str
    """Of its first month that has entries; empty where none has."""
    count: int
    height: float
    """0 to 1, by count^0.6 of the fullest bar."""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year that has entries."""

    year: dt.date
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a month's heat grid."""

    day: dt.date
    address: str
    """Empty where the day has no entries."""
    count: int
    heat: int
    """0 (none) to 5."""


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month of the year page."""

    month: dt.date
    address: str
    """Empty where the month has no entries."""
    count: int
    weeks: tuple[tuple[DayCell | None, ...], ...]
    """Weeks of seven days, Monday first, None outside the month."""


@dataclass(frozen=True, slots=True)
class DayGroup:
    """A day that has entries, with their cards."""

    day: dt.date
    address: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """The next or previous year, month or day that has entries."""

    start: dt.date
    address: str


@dataclass(frozen=True, slots=True)
class ChoiceLanguage:
    """A language on the front page."""

    link: LanguageLink
    site_title: str
    latest: Card | None


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """`/`: the choice of language, for everyone."""

    frame: Frame
    choices: tuple[ChoiceLanguage, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """`/en/`."""

    frame: Frame
    strip: tuple[StripBar, ...]
    years: tuple[YearLink, ...]
    """Latest first."""
    latest: tuple[Card, ...]
    """Latest first."""
    count: int
    """Entries of the chronicle."""
    translated: int
    """Those of them that this language has."""


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """A year, a month or a day."""

    frame: Frame
    kind: ArchiveKind
    start: dt.date
    count: int
    strip: tuple[StripBar, ...]
    months: tuple[MonthGrid, ...]
    """The twelve of a year; else empty."""
    days: tuple[DayGroup, ...]
    """The days of a month, the one day of a day; empty for a year."""
    up: tuple[PeriodLink, ...]
    """The year of a month; the year and the month of a day."""
    previous: PeriodLink | None
    next: PeriodLink | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of the article as one version shows it."""

    id: str
    """`p3`: the same in every language."""
    also: tuple[str, ...]
    """Further ids that lead here: of other blocks of the original that this passage renders."""
    html: tuple[str, ...]
    """Blocks, safe; empty for a gap."""
    state: RowState
    reason: Omission
    """Of a gap."""
    original_html: tuple[str, ...]
    """For a gap: the blocks of the original that have no counterpart, in its language."""


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A correction, as shown."""

    date: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the language it was found in."""

    text: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Provenance:
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


@dataclass(frozen=True, slots=True)
class EntryView:
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
    place_precision: PlacePrecision
    topics: tuple[Labelled, ...]
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


@dataclass(frozen=True, slots=True)
class ParallelSide:
    """A column of the parallel page."""

    link: LanguageLink
    """To the entry in this language."""
    title: str
    dateline: str | None
    is_original: bool
    translator_name: str | None
    translator_method: TranslatorMethod


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """A line of the parallel page: what both versions say of the same passage."""

    id: str
    also: tuple[str, ...]
    """Further ids that lead here."""
    left: tuple[str, ...]
    """Safe HTML of the page's own language; empty is a gap or an addition of the other."""
    right: tuple[str, ...]
    state: RowState
    reason: Omission


@dataclass(frozen=True, slots=True)
class ParallelView:
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


@dataclass(frozen=True, slots=True)
class AboutView:
    """`/en/about/`."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """`/404.html`: in every language of the chronicle, addresses from the root of the host."""

    frame: Frame
    choices: tuple[LanguageLink, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An alias: an old address that leads to the new one."""

    route: Route
    chrome: Chrome
    target: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry in a feed."""

    card: Card
    updated: dt.date


@dataclass(frozen=True, slots=True)
class FeedView:
    """`/en/feed.xml`."""

    route: Route
    chrome: Chrome
    updated: dt.date
    items: tuple[FeedItem, ...]


@dataclass(frozen=True, slots=True)
class SitemapUrl:
    """An indexed page."""

    address: str
    alternates: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """`/sitemap.xml`."""

    route: Route
    chrome: Chrome
    urls: tuple[SitemapUrl, ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """`/robots.txt`."""

    route: Route
    chrome: Chrome
    sitemap: str
