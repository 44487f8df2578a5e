"""An entry in all its languages: facts, versions, blocks, alignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from chronicle.base.digest import block_digest
from chronicle.model.picture import Attachment, Figure, Picture  # noqa: TC001 - read by `base.packing`

if TYPE_CHECKING:
    import datetime as dt

DatePrecision = Literal["day", "month", "about"]
TitleSource = Literal["seed", "derived", "editor"]
TranslatorMethod = Literal["human", "machine", "agency", "unknown"]
Omission = Literal["by-source", "not-yet-translated", "rights", "unknown"]
Access = Literal["full", "excerpt", "metadata", "withdrawn"]
PlacePrecision = Literal["exact", "near", "region"]
BlockKind = Literal["paragraph", "heading", "list", "quote", "table", "code", "rule", "notes", "figure"]
RowState = Literal["same", "gap", "addition", "outdated"]


class Block(NamedTuple):
    """A paragraph, heading, list, quotation, table or figure of a body."""

    kind: BlockKind
    html: str
    """Its outer HTML, safe to publish as it is."""
    text: str
    """Its plain text, white space folded."""
    source: str
    """Its Markdown, of which lists of notes have the text alone."""
    figure: Figure | None = None
    """What a figure shows; its HTML and text are its words alone."""

    @property
    def digest(self) -> str:
        """First 8 hexadecimal digits, see `base.digest.block_digest`; most blocks are never asked."""
        return block_digest(self.source)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and day of the report as printed, normalised."""

    text: str
    place: str | None = None
    date: dt.date | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who published the article; None is unknown and shown so."""

    agency: str | None = None
    """Key of sources.yml."""
    url: str | None = None
    accessed: dt.date | None = None
    archived: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class SeedReference:
    """The raw article that a version was made from."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Translator:
    """Who translated a version; unknown unless said."""

    name: str | None = None
    method: TranslatorMethod = "unknown"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction made after publication."""

    date: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where it happened."""

    name: str
    """Key of names.yml."""
    precision: PlacePrecision = "exact"


@dataclass(frozen=True, slots=True)
class Rights:
    """Who holds the rights and under which terms."""

    holder: str | None = None
    licence: str | None = None
    terms: str | None = None
    """URL."""


class Facts(NamedTuple):
    """What no language may change; stands in the original alone."""

    date: dt.date
    date_precision: DatePrecision = "day"
    date_end: dt.date | None = None
    time: str | None = None
    """Local time of the event, `HH:MM`."""
    topics: tuple[str, ...] = ()
    place: EventPlace | None = None
    access: Access = "full"
    rights: Rights | None = None
    draft: bool = False
    embargo: dt.date | None = None
    attachments: tuple[tuple[str, Attachment], ...] = ()
    """Credits of pictures by their file's name, in the order written."""
    anchors: tuple[tuple[str, str], ...] = ()
    """Old anchors, each with the digest of the block that it leads to now."""


class Mention(NamedTuple):
    """Where a version names someone or something of names.yml."""

    key: str
    """Of names.yml."""
    spellings: tuple[str, ...] = ()
    """Those that it uses, as the register writes them, in the order of the text; none for a surname alone."""
    passages: tuple[int, ...] = ()
    """By the original's block, counted from 0; below 0 the additions, counted from -1. None for the title alone."""
    link: tuple[int, int, int] | None = None
    """Its first place that can be a link: a block, by index, and where in its HTML it begins and ends."""


class DayMention(NamedTuple):
    """Where a version mentions a day."""

    day: dt.date
    passage: int
    """As in `Mention.passages`."""
    words: str
    """As written: `on Sunday` has `Sunday`."""


class Version(NamedTuple):
    """An entry in one language."""

    language: str
    title: str
    path: str
    """The source file below the chronicle's root."""
    blocks: tuple[Block, ...]
    title_source: TitleSource = "seed"
    translation_of: str | None = None
    """Language of the version it was made from; None for the original."""
    published: dt.date | None = None
    dateline: Dateline | None = None
    source: Source = Source()
    seed: SeedReference | None = None
    translator: Translator = Translator()
    follows: tuple[tuple[str, ...], ...] | None = None
    """For each block the digests of the blocks it renders, none for an addition; None if never aligned."""
    omitted: tuple[tuple[str, Omission], ...] = ()
    """Why a block of the original, by digest, has no counterpart."""
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    names: tuple[Mention, ...] = ()
    """Found in the title and in what may be shown of the text, by key."""
    days: tuple[DayMention, ...] = ()
    """Found in what may be shown of the text, by day and passage."""


class Document(NamedTuple):
    """One content file, read: an original if it has facts, else a translation."""

    key: str
    facts: Facts | None
    version: Version
    marks: tuple[tuple[str, int, int], ...] = ()
    """Line and column of the keys that refer to other files, and of facts that a translation should not have."""
    pictures: tuple[tuple[str, int, int], ...] = ()
    """The names of the files that its body shows, each with line and column."""


class Row(NamedTuple):
    """Blocks of the original and of a translation that say the same; indexes from 0. As many as blocks."""

    original: tuple[int, ...]
    translation: tuple[int, ...]
    state: RowState
    reason: Omission = "unknown"
    """Of a gap."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a translation follows its original, row by row, in reading order."""

    language: str
    rows: tuple[Row, ...]
    is_confirmed: bool
    """False where no `follows` was written and blocks pair by their order alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event or story in all its languages."""

    key: str
    """Day and slug: `2020-11-15/<slug>`."""
    facts: Facts
    original: Version
    translations: tuple[Version, ...] = ()
    """In the order of the chronicle's languages."""
    alignments: tuple[Alignment, ...] = ()
    """One for each translation, in the same order."""
    pictures: tuple[Picture, ...] = ()
    """Those that any version shows, by file."""

    @property
    def slug(self) -> str:
        """The name in the address."""
        return self.key.partition("/")[2]

    @property
    def versions(self) -> tuple[Version, ...]:
        """The original, then the translations."""
        return (self.original, *self.translations)

    def version(self, language: str) -> Version | None:
        """The version in `language`, if there is one."""
        if self.original.language == language:
            return self.original
        for version in self.translations:
            if version.language == language:
                return version
        return None

    def source_of(self, version: Version) -> str:
        """The key of the agency that a version names, else of the one that the original names; empty if unknown."""
        return version.source.agency or self.original.source.agency or ""

    def alignment(self, language: str) -> Alignment | None:
        """The alignment of the translation into `language`; None for the original."""
        for alignment in self.alignments:
            if alignment.language == language:
                return alignment
        return None
