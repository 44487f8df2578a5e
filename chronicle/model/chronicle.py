"""A chronicle: its configuration, its registers and its entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from chronicle.model.entry import Entry

Labels = tuple[tuple[str, str], ...]
"""A text in several languages: pairs of tag and text, in the order written."""

Dispensable = Literal["parallel", "day", "names", "timeline", "search"]
NameType = Literal["person", "place", "organisation", "document"]


def label(labels: Labels, language: str, *fallbacks: str) -> tuple[str, str]:
    """Language and text: of `language`, else of the first fallback there is, else the first; `("", "")` if empty."""
    known = dict(labels)
    for tag in (language, *fallbacks):
        if tag in known:
            return tag, known[tag]
    return labels[0] if labels else ("", "")


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place, organisation or document of names.yml."""

    key: str
    type: NameType
    label: Labels
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Other spellings by language."""
    wikidata: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A source of sources.yml."""

    key: str
    label: Labels
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    ownership: str | None = None
    """`state`, `public`, `private`, `cooperative` or `unknown`."""
    url: str | None = None
    terms: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of topics.yml."""

    key: str
    label: Labels


@dataclass(frozen=True, slots=True)
class Registers:
    """The three registers, each sorted by key."""

    names: tuple[Name, ...] = ()
    sources: tuple[Agency, ...] = ()
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Publish:
    """Where `chronicle publish` sends the site."""

    branch: str = "gh-pages"
    remote: str = "origin"
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """What chronicle.yml says."""

    title: Labels
    description: Labels
    base_url: str
    """Absolute, without a final slash."""
    languages: tuple[str, ...]
    """BCP 47 tags; the first is x-default."""
    feed_entries: int = 30
    publish: Publish = Publish()
    without: tuple[Dispensable, ...] = ()
    """Kinds of pages that this chronicle does not want."""


@dataclass(frozen=True, slots=True)
class StandingText:
    """What a chronicle says of itself on a page of its own, in one language: `content/pages/<name>.<lang>.md`."""

    name: str
    """In the address; `about` stands above what every chronicle says of itself."""
    language: str
    title: str
    path: str
    """The source file below the chronicle's root."""
    html: tuple[str, ...]
    """By block."""
    description: str = ""
    is_in_menu: bool = False


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Everything that the site is made from; entries by date, time and key."""

    config: Config
    registers: Registers
    entries: tuple[Entry, ...]
    standing: tuple[StandingText, ...] = ()
    """By path."""
