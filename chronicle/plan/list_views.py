"""Views of the pages that lead to entries: choice, home, archives; and of those about the site itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from chronicle.plan.views import Card, Frame, Labelled, LanguageLink

ArchiveKind = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True)
class StripBar:
    """A bar of the timeline strip: a day in a chronicle of few months, a quarter in one of more than ten years."""

    start: dt.date
    """Its first day."""
    months: int
    """1 or 3; 0 is a day."""
    address: str
    """Of the day, or of the bar's first month that has entries; empty where there are none."""
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
    """Empty where there is nothing of the day."""
    count: int
    heat: int
    """0 (none) to 5."""


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month of the year page."""

    month: dt.date
    address: str
    """Empty where there is nothing of the month."""
    count: int
    weeks: tuple[tuple[DayCell | None, ...], ...]
    """Weeks of seven days, Monday first, None outside the month."""


class MentioningEntry(NamedTuple):
    """An entry that mentions a day."""

    card: Card
    """Without its extract: the passages are what is of interest."""
    passages: tuple[str, ...]
    """Their ids on the page of the version shown."""
    words: tuple[Labelled, ...]
    """How it names the day, in the language of the version that does."""


class DayGroup(NamedTuple):
    """A day with anything: the cards of what happened, and how much more there is."""

    day: dt.date
    address: str
    """Of its page; empty in a chronicle without such pages."""
    cards: tuple[Card, ...]
    others: int = 0
    """Articles that were published on it, or mention it, and are of other days."""


class PeriodLink(NamedTuple):
    """The next or previous year, month or day with anything."""

    start: dt.date
    address: str


class ChoiceLanguage(NamedTuple):
    """A language on the front page."""

    link: LanguageLink
    site_title: str
    latest: Card | None


class ChoiceView(NamedTuple):
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
    topics: str = ""
    """Address of the topics; empty where no entry has one."""


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
    published: tuple[Card, ...] = ()
    """Of a day: what sources published on it of other days."""
    mentioning: tuple[MentioningEntry, ...] = ()
    """Of a day: what mentions it besides, the nearest in time if there is too much."""
    mentions: int = 0
    """How many entries mention it besides."""


class TimelineDay(NamedTuple):
    """A day that has entries."""

    day: dt.date
    address: str
    entries: int
    cards: tuple[Card, ...]
    """Empty in a chronicle that is too long for headlines."""


class TimelineMonth(NamedTuple):
    """A month that has entries, with its days; without them in a chronicle that is too long for that."""

    month: dt.date
    address: str
    entries: int
    days: tuple[TimelineDay, ...]


class TimelineYear(NamedTuple):
    """A year that has entries."""

    year: dt.date
    address: str
    entries: int
    months: tuple[TimelineMonth, ...]


class TimelineView(NamedTuple):
    """`/en/timeline/`."""

    frame: Frame
    strip: tuple[StripBar, ...]
    years: tuple[TimelineYear, ...]
    """Latest first, and so their months; days in order."""
    entries: int


class TopicLink(NamedTuple):
    """A topic that has entries."""

    label: Labelled
    address: str
    entries: int
    """How many it has."""


class TopicsView(NamedTuple):
    """`/en/topics/`."""

    frame: Frame
    topics: tuple[TopicLink, ...]
    """By label."""


class TopicView(NamedTuple):
    """`/en/topics/<key>/`."""

    frame: Frame
    link: TopicLink
    """Itself."""
    all_topics: str
    """Address of the page that names all topics."""
    cards: tuple[Card, ...]
    """Latest first."""


class SearchOption(NamedTuple):
    """A value that a filter of the search offers."""

    key: str
    label: Labelled


class SearchView(NamedTuple):
    """`/en/search/`."""

    frame: Frame
    root: str
    """Address of the site's root, below which the script of the search finds the index and the entries."""
    years: tuple[YearLink, ...]
    """Latest first."""
    names: tuple[SearchOption, ...]
    topics: tuple[SearchOption, ...]
    sources: tuple[SearchOption, ...]
    """Of each those that there are, by label."""
    all_topics: str
    """Address of the topics; empty where no entry has one."""


class AboutView(NamedTuple):
    """`/en/about/`: what the chronicle says of itself, above what every one does."""

    frame: Frame
    title: str = ""
    """Of the chronicle's own text; empty where there is none in this language."""
    description: str = ""
    html: tuple[str, ...] = ()
    """By block."""


class StandingView(NamedTuple):
    """`/en/<name>/`: a page of the chronicle's own."""

    frame: Frame
    title: str
    description: str
    """May be empty."""
    html: tuple[str, ...]
    """By block."""


class NotFoundView(NamedTuple):
    """`/404.html`: in every language of the chronicle, addresses from the root of the host."""

    frame: Frame
    choices: tuple[LanguageLink, ...]
    searches: tuple[LanguageLink, ...] = ()
    """The search in the same languages; none in a chronicle without it."""
