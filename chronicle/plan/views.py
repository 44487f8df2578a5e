"""What each template sees: one frozen view and nothing else.

Addresses inside a view are paths from the site's root with a leading slash (`/en/2020/11/15/`); the templates make them
relative to the page (`|href`) or absolute (`|absolute`). Dates are dates: words are CLDR's business, in the theme.

Here is what several pages have; the views themselves stand beside the planners' subjects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from chronicle.base.digest import Digested

if TYPE_CHECKING:
    import datetime as dt

    from chronicle.model.chronicle import Fonts
    from chronicle.model.entry import DatePrecision

SectionKind = Literal["home", "timeline", "names", "search", "about", "page"]


class Route(NamedTuple):
    """A page's address and its file."""

    address: str
    """Path from the site's root: `/en/`, `/404.html`."""

    @property
    def file(self) -> str:
        """The output file below site/."""
        path = self.address.lstrip("/")
        return path + "index.html" if not path or path.endswith("/") else path


class Section(NamedTuple):
    """A link of the masthead."""

    kind: SectionKind
    address: str
    title: str = ""
    """Of a page of the chronicle's own; the words of the others are the catalogue's."""


class LanguageLink(NamedTuple):
    """A language as a switcher shows it."""

    language: str
    direction: str
    endonym: str
    address: str
    """Of the same page in that language; empty where there is none."""
    is_current: bool = False


@dataclass(frozen=True)
class Chrome(Digested):
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
    fonts: Fonts
    """Whether pages are set in faces of the theme's own."""
    generator: str
    """`chronicle` and its version."""


class Alternate(NamedTuple):
    """The same page in another language, as `hreflang` has it."""

    hreflang: str
    """A language tag or `x-default`."""
    address: str


class Frame(NamedTuple):
    """What a page's head and switcher need."""

    page_type: str
    """`choice`, `home`, `year`, `month`, `day`, `topics`, `topic`, `timeline`, `names`, `name`, `search`, `entry`,
    `parallel`, `about`, `404`; stands in `data-page-type`.
    """
    route: Route
    chrome: Chrome
    canonical: str
    """Address of the canonical page."""
    alternates: tuple[Alternate, ...]
    """Complete and reciprocal, itself among them, x-default last; empty where the page stands alone."""
    switcher: tuple[LanguageLink, ...]
    """All languages of the chronicle; those without this page have no address."""
    is_indexed: bool = True


class Labelled(NamedTuple):
    """A label and the language it was found in."""

    text: str
    language: str
    direction: str


class Withheld(NamedTuple):
    """Why a page is not one of the published site; nothing in a build without drafts."""

    is_draft: bool = False
    embargo: dt.date | None = None
    """The day before which it is not published."""


@dataclass(frozen=True)
class Card(Digested):
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
