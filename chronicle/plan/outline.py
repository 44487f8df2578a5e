"""What all planners start from: the published entries, the chrome of each language, the cards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from chronicle import __version__
from chronicle.base.languages import direction, endonym
from chronicle.model.chronicle import Chronicle, label
from chronicle.plan import permalinks
from chronicle.plan.abridged import lede
from chronicle.plan.days import Day, MentionedDays, days_of, mentioned_days
from chronicle.plan.mentions import Mentions, mentions
from chronicle.plan.views import Alternate, Card, Chrome, Frame, Labelled, LanguageLink, Route, Section, Withheld

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from chronicle.model.chronicle import Agency, Labels, Name, Topic
    from chronicle.model.entry import Entry, Version


@dataclass(frozen=True)
class Outline:
    """A chronicle cut to what may be published, with what planners share; indexes are made when first asked for."""

    chronicle: Chronicle
    drafts_as_of: date | None = None
    """Where drafts are shown, the day that decides which entries are under embargo; else None."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The chronicle's languages; the first is x-default."""
        return self.chronicle.config.languages

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The published entries by date, time and key."""
        return self.chronicle.entries

    @cached_property
    def chromes(self) -> Mapping[str, Chrome]:
        """The chrome of each language."""
        return {language: _chrome(self, language) for language in self.languages}

    @cached_property
    def cards(self) -> Mapping[tuple[str, str], Card]:
        """The card of each entry for the pages of each language, by key and language; made when first asked for."""
        return _Cards(Outline(self.chronicle))  # of an outline that does not lead back here, so that both go at once

    @cached_property
    def short_cards(self) -> Mapping[tuple[str, str], Card]:
        """The cards without their extracts."""
        return _ShortCards(self.cards)

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """The published entries by key."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def agencies(self) -> Mapping[str, Agency]:
        """The sources by key."""
        return {agency.key: agency for agency in self.chronicle.registers.sources}

    @cached_property
    def names(self) -> Mapping[str, Name]:
        """The names by key."""
        return {name.key: name for name in self.chronicle.registers.names}

    @property
    def has_names(self) -> bool:
        """Whether there are pages of names."""
        return bool(self.chronicle.registers.names) and "names" not in self.chronicle.config.without

    @property
    def has_timeline(self) -> bool:
        """Whether there is a page of all time."""
        return "timeline" not in self.chronicle.config.without

    @cached_property
    def mentions(self) -> Mapping[str, Mentions]:
        """Where the names are mentioned, by key."""
        return mentions(self.chronicle)

    @cached_property
    def mentioned_days(self) -> Mapping[str, MentionedDays]:
        """By key what an entry mentions of each day, by language and day; the original comes first."""
        return {entry.key: mentioned_days(entry) for entry in self.entries}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by key."""
        return {topic.key: topic for topic in self.chronicle.registers.topics}

    @cached_property
    def days(self) -> Mapping[date, Day]:
        """The days with anything, in order; in a chronicle without pages of days those that have entries."""
        found = days_of(self.entries)
        if "day" in self.chronicle.config.without:
            return {day: Day(each.entries) for day, each in found.items() if each.entries}
        return found

    def day_address(self, language: str, day: date) -> str:
        """The page of a day; in a chronicle without such pages its place on the page of the month."""
        if "day" in self.chronicle.config.without:
            return f"{permalinks.month(language, day)}#d{day.day}"
        return permalinks.day(language, day)

    def withheld(self, entry: Entry) -> Withheld:
        """Why an entry is not published, where it is shown all the same."""
        if self.drafts_as_of is None or not is_withheld(entry, as_of=self.drafts_as_of):
            return Withheld()
        return Withheld(entry.facts.draft, entry.facts.embargo)

    def day_addresses(self, language: str, days: Iterable[date]) -> dict[date, str]:
        """The page of each of these days."""
        return {day: self.day_address(language, day) for day in days}

    def name_address(self, language: str, key: str) -> str:
        """The page of a name; empty in a chronicle without such pages."""
        return permalinks.name(language, key) if self.has_names else ""

    def labelled(self, labels: Labels, language: str) -> Labelled:
        """A label in `language`, else in x-default, else in the first there is."""
        found, text = label(labels, language, *self.languages)
        return Labelled(text, found, direction(found))


def published(chronicle: Chronicle, *, as_of: date, with_drafts: bool) -> Chronicle:
    """The chronicle without drafts (unless asked for) and without entries whose embargo has not passed on `as_of`."""
    entries = tuple(entry for entry in chronicle.entries if with_drafts or not is_withheld(entry, as_of=as_of))
    return Chronicle(chronicle.config, chronicle.registers, entries, chronicle.standing)


def is_withheld(entry: Entry, *, as_of: date) -> bool:
    """Whether an entry is a draft, or under embargo on `as_of`."""
    facts = entry.facts
    return facts.draft or (facts.embargo is not None and facts.embargo > as_of)


def frame(  # noqa: PLR0913 - three of them are rare and named
    outline: Outline,
    page_type: str,
    language: str,
    address_in: Callable[[str], str],
    *,
    languages: tuple[str, ...] | None = None,
    default: str | None = None,
) -> Frame:
    """The frame of a page that stands alone in its canonical address.

    `address_in` gives its address in a language, `languages` those that have it (all, if not said),
    `default` the address for everyone else (of the first of these languages, if not said).
    """
    present = present_in(outline, languages)
    switcher = tuple(
        language_link(tag, address_in(tag) if tag in present else "", is_current=tag == language)
        for tag in outline.languages
    )
    address = address_in(language)
    found = alternates(present, address_in, default=default)
    return Frame(page_type, Route(address), outline.chromes[language], address, found, switcher)


def present_in(outline: Outline, languages: tuple[str, ...] | None) -> tuple[str, ...]:
    """Those of the chronicle's languages that a page has (all, if not said), in the chronicle's order."""
    return tuple(tag for tag in outline.languages if languages is None or tag in languages)


def alternates(
    present: tuple[str, ...], address_in: Callable[[str], str], *, default: str | None = None
) -> tuple[Alternate, ...]:
    """The same page in each of the languages present, and for everyone else."""
    found = [Alternate(tag, address_in(tag)) for tag in present]
    return (*found, Alternate("x-default", default if default is not None else address_in(present[0])))


def language_link(language: str, address: str, *, is_current: bool = False) -> LanguageLink:
    """A language by its own name."""
    return LanguageLink(language, direction(language), endonym(language), address, is_current)


def agency_of(outline: Outline, version: Version, original: Version) -> Agency | None:
    """The agency that a version names, else the one that its original names."""
    key = version.source.agency or original.source.agency
    return outline.agencies.get(key) if key else None


def _sections(outline: Outline, language: str) -> Iterator[Section]:
    yield Section("home", permalinks.home(language))
    if outline.has_timeline:
        yield Section("timeline", permalinks.timeline(language))
    if outline.has_names:
        yield Section("names", permalinks.names(language))
    if "search" not in outline.chronicle.config.without:
        yield Section("search", permalinks.search(language))
    for text in outline.chronicle.standing:
        if text.is_in_menu and text.language == language and text.name != permalinks.ABOUT:
            yield Section("page", permalinks.standing(language, text.name), text.title)
    yield Section("about", permalinks.about(language))


def _chrome(outline: Outline, language: str) -> Chrome:
    config = outline.chronicle.config
    title_language, title = label(config.title, language, *config.languages)
    description_language, description = label(config.description, language, *config.languages)
    return Chrome(
        language=language,
        direction=direction(language),
        site_title=title,
        site_title_language=title_language,
        site_description=description,
        site_description_language=description_language,
        base_url=config.base_url,
        home=permalinks.home(language),
        feed=permalinks.feed(language),
        sections=tuple(_sections(outline, language)),
        languages=config.languages,
        fonts=config.fonts,
        generator=f"chronicle {__version__}",
    )


class _Cards(dict[tuple[str, str], Card]):
    """Cards by key and language: most pages show few of them."""

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self._outline = outline

    def __missing__(self, place: tuple[str, str]) -> Card:
        key, language = place
        card = self[place] = _card(self._outline, self._outline.by_key[key], language)
        return card


class _ShortCards(dict[tuple[str, str], Card]):
    def __init__(self, cards: Mapping[tuple[str, str], Card]) -> None:
        super().__init__()
        self._cards = cards

    def __missing__(self, place: tuple[str, str]) -> Card:
        card = self[place] = replace(self._cards[place], extract="")
        return card


def _card(outline: Outline, entry: Entry, language: str) -> Card:
    version = entry.version(language) or entry.original
    facts = entry.facts
    agency = agency_of(outline, version, entry.original)
    source = outline.labelled(agency.label, language) if agency else Labelled("", "", "")
    return Card(
        address=permalinks.entry(version.language, entry.key),
        language=version.language,
        direction=direction(version.language),
        title=version.title,
        extract=lede(entry, version),
        date=facts.date,
        date_precision=facts.date_precision,
        date_end=facts.date_end,
        time=facts.time,
        source=source.text,
        source_language=source.language,
        languages=tuple(
            language_link(tag, permalinks.entry(tag, entry.key), is_current=tag == version.language)
            for tag in outline.languages
            if entry.version(tag)
        ),
    )
