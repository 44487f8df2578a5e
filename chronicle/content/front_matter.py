"""The front matter of an entry: its fences, and the table of every key it may hold."""

from __future__ import annotations

import re
from typing import NamedTuple

from chronicle.base.diagnostics import Mark, Outcome, diagnose
from chronicle.base.digest import BLOCK_DIGITS
from chronicle.base.scalar_types import (
    BOOLEAN,
    DATE,
    KEY,
    SHA256,
    TAG,
    TIME,
    WEB_ADDRESS,
    ScalarType,
    choice,
    pattern,
    text,
)
from chronicle.base.schema import Field, ListOf, MapOf, Record, json_schema
from chronicle.base.source_text import normal_lines
from chronicle.model.entry import Correction, Dateline, EventPlace, Rights, SeedReference, Source, Translator
from chronicle.model.picture import Attachment

_HEX = f"[0-9a-f]{{{BLOCK_DIGITS}}}"
_FOLLOW_PATTERN = rf"-|{_HEX}(?:\+{_HEX})*"
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ALIAS_PATTERN = r"(?:/(?!\.{1,2}(?:/|$))[^\s/\\?#%<>\"':*|\x00-\x1f\x7f]+)+/?"
_SEED_PATTERN = r"seeds(?:/(?!\.{1,2}(?:/|$))[^/\\\x00-\x1f\x7f]+)+"


class Parts(NamedTuple):
    """A content file taken apart at its fences."""

    front: str
    front_line: int
    """Line of the file on which the front matter begins."""
    body: str
    body_line: int
    """Line of the file on which the body begins."""


def _followed(value: str) -> tuple[str, ...]:
    if not re.fullmatch(_FOLLOW_PATTERN, value):
        raise ValueError("is neither a block's digest, several joined with `+`, nor `-`")
    return () if value == "-" else tuple(value.split("+"))


FOLLOWED = ScalarType(
    "the digest of a block such as 1f9a03bc, several joined with `+`, or `-`",
    _followed,
    {"type": "string", "pattern": f"^(?:{_FOLLOW_PATTERN})$"},
)
ANCHOR = pattern(
    rf"p(?:[1-9][0-9]{{0,4}}|-{_HEX}(?:-[0-9]{{1,3}})?)", "an anchor of a passage such as p3 or p-1f9a03bc"
)
DIGEST = pattern(_HEX, f"a block's digest in {BLOCK_DIGITS} hexadecimal digits")
ALIAS = pattern(_ALIAS_PATTERN, "an old address below this site such as /2020/old-name/")
FILE_NAME = pattern(r"[^\s./\\][^/\\\x00-\x1f\x7f]*", "the name of a file such as scan.jpg", max_length=200)
SEED_PATH = pattern(_SEED_PATTERN, "a file such as seeds/a.txt")

DATELINE = Record(
    {
        "text": Field(text(), "As printed, typography repaired.", required=True),
        "place": Field(text(), "Place of the report.", nullable=True),
        "date": Field(DATE, "Day of the report.", nullable=True),
        "agency": Field(text(), "Agency as printed.", nullable=True),
    },
    Dateline,
)
SOURCE = Record(
    {
        "agency": Field(KEY, "Key of content/sources.yml.", nullable=True),
        "url": Field(WEB_ADDRESS, "Address of the article; unknown if absent.", nullable=True),
        "accessed": Field(DATE, "Day on which the article was read there.", nullable=True),
        "archived": Field(WEB_ADDRESS, "Address of an archived copy.", nullable=True),
        "author": Field(text(), "Author as printed.", nullable=True),
    },
    Source,
)
SEED = Record(
    {
        "path": Field(SEED_PATH, "The raw article.", required=True),
        "sha256": Field(SHA256, "Its SHA-256.", required=True),
    },
    SeedReference,
)
TRANSLATOR = Record(
    {
        "name": Field(text(), "Who translated.", nullable=True),
        "method": Field(choice("human", "machine", "agency", "unknown"), "How it was translated."),
    },
    Translator,
)
PLACE = Record(
    {
        "name": Field(KEY, "Key of content/names.yml.", required=True),
        "precision": Field(choice("exact", "near", "region"), "How near the place is to where it happened."),
    },
    EventPlace,
)
RIGHTS = Record(
    {
        "holder": Field(text(), "Who holds the rights.", nullable=True),
        "licence": Field(text(), "Name of the licence.", nullable=True),
        "terms": Field(WEB_ADDRESS, "Address of the terms.", nullable=True),
    },
    Rights,
)
ATTACHMENT = Record(
    {
        "credit": Field(text(), "Who made it, or whose collection it is from.", nullable=True),
        "licence": Field(text(), "Name of its licence.", nullable=True),
        "date": Field(DATE, "Day on which it was made.", nullable=True),
    },
    Attachment,
)
CORRECTION = Record(
    {
        "date": Field(DATE, "Day of the correction.", required=True),
        "text": Field(text(2000, has_lines=True), "What was corrected.", required=True),
    },
    Correction,
)
OMISSION = choice("by-source", "not-yet-translated", "rights", "unknown")

ENTRY = Record(
    {
        "title": Field(text(300), "The headline.", required=True),
        "title_source": Field(
            choice("seed", "derived", "editor"),
            "`derived`: made from the lede by the importer; `editor`: written by hand.",
        ),
        "lang": Field(TAG, "Language; as in the file's name.", required=True),
        "translation_of": Field(TAG, "Language of the version it was made from; the original has none."),
        "date": Field(DATE, "Day of the event; as in the folder's name."),
        "date_precision": Field(choice("day", "month", "about"), "How exactly the day is known."),
        "date_end": Field(DATE, "Last day of an event of several days."),
        "time": Field(TIME, "Local time of the event; orders a day's entries."),
        "published": Field(DATE, "Day on which the source published this version."),
        "dateline": Field(DATELINE, "Place and day of the report, as printed."),
        "source": Field(SOURCE, "Who published the article, and where."),
        "seed": Field(SEED, "The raw article that this version was made from."),
        "translator": Field(TRANSLATOR, "Who translated; unknown if absent."),
        "place": Field(PLACE, "Where it happened."),
        "topics": Field(ListOf(KEY, is_unique=True, max_items=50), "Keys of content/topics.yml."),
        "access": Field(choice("full", "excerpt", "metadata", "withdrawn"), "How much of the text may be published."),
        "rights": Field(RIGHTS, "Who holds the rights, and under which terms."),
        "attachments": Field(MapOf(FILE_NAME, ATTACHMENT), "Where pictures come from, by the names of their files."),
        "anchors": Field(
            MapOf(ANCHOR, DIGEST), "Old anchors of passages, each with the digest of the block that it leads to now."
        ),
        "draft": Field(BOOLEAN, "Whether the entry is kept back."),
        "embargo": Field(DATE, "Day before which the entry is kept back."),
        "corrections": Field(ListOf(CORRECTION), "Corrections made after publication."),
        "aliases": Field(ListOf(ALIAS, is_unique=True, max_items=200), "Old addresses that lead here."),
        "follows": Field(
            ListOf(FOLLOWED),
            "For each block of the body the digest of the original's block that it renders; `-`: an addition.",
        ),
        "omitted": Field(MapOf(DIGEST, OMISSION), "Why a block of the original, by digest, has no counterpart."),
    },
    description="Front matter of an entry.",
)
"""Every key of an entry, in the order in which they are written."""

FACT_KEYS = (
    "date", "date_precision", "date_end", "time", "place", "topics", "access", "rights", "attachments", "anchors",
    "draft", "embargo",
)  # fmt: skip
"""What no language may change: keys of the original alone."""

TRANSLATION_KEYS = ("translation_of", "translator", "follows", "omitted")
"""Keys of a translation alone."""


def split(text: str, *, path: str) -> Outcome[Parts | None]:
    """The front matter between the first two lines `---`, and the body after them; any kind of line end."""
    text = normal_lines(text)
    end = text.find("\n---", 3) if text.startswith("---\n") else -1
    if end >= 0 and text[end + 4 : end + 5] in ("\n", ""):  # two bare fences, as nearly always
        front = text[4 : end + 1]
        return Outcome(Parts(front, 2, text[end + 5 :], front.count("\n") + 3))
    opening = _FENCE.match(text)
    if opening is None:
        message = "the file does not begin with `---`"
        return Outcome(None, (diagnose("front-matter-missing", message, path=path, mark=Mark(1, 1), help=_SHAPE),))
    closing = _FENCE.search(text, opening.end() + 1)
    if closing is None:
        message = "the front matter is not closed with `---`"
        return Outcome(None, (diagnose("front-matter-missing", message, path=path, mark=Mark(1, 1), help=_SHAPE),))
    front = text[opening.end() + 1 : closing.start()]
    return Outcome(Parts(front, 2, text[closing.end() + 1 :], front.count("\n") + 3))


def entry_schema() -> dict[str, object]:
    """The JSON Schema of an entry's front matter: an original has a date, a translation no facts."""
    facts = {"anyOf": [{"required": [key]} for key in FACT_KEYS]}
    translations = {"anyOf": [{"required": [key]} for key in TRANSLATION_KEYS]}
    return {
        **json_schema(ENTRY, title="Entry"),
        "if": {"required": ["translation_of"]},
        "then": {"not": facts},
        "else": {"required": ["date"], "not": translations},
    }


_SHAPE = "begin the file with a line `---`, the keys `title: …`, `lang: …`, `date: …`, and a second line `---`"
