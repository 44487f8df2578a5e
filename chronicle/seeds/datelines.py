"""The dateline: place, day, byline and agency before the lede, as agencies print it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.dates import FoundDate, find_dates, find_weekdays
from chronicle.seeds.agencies import NewsAgency, agency_named, names_pattern
from chronicle.seeds.bylines import is_small, parse_byline
from chronicle.seeds.date_words import DATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ParsedDateline:
    """A dateline and where it ends."""

    text: str
    """As printed, without the space after it."""
    end: int
    """Where the lede begins, in code points of the block."""
    place: str | None
    day: FoundDate | None
    agency: NewsAgency | None
    """None where only place and day stand."""
    printed: str | None
    """The agency's name as printed."""
    author: str | None = None
    """Who signs within the dateline."""


class DatelineLayout(NamedTuple):
    """How an agency, or several, print their dateline."""

    pattern: str
    """A regular expression with a group `front`, and `byline` where it has one; `@` is any agency, `~` any dash."""
    needs: frozenset[str] = frozenset()
    """Without these parts it is none: `place`, `day`, `year`."""


def parse_dateline(block: str, language: str) -> ParsedDateline | None:
    """The dateline at the start of a block of running text; None where there is none.

    Before the agency only a place, a day and who signs may stand. Do not try titles: `Reuters: …` there is a subject.
    """
    head = block[:_REACH]
    for layout, match in _matches(head):
        if not block[match.end() :].strip():
            continue
        groups = match.groupdict()
        front = _front(groups["front"] or "", language)
        if front is None or not layout.needs <= front.parts:
            continue
        printed = groups.get("agency")
        named = agency_named(printed, language) if printed else None
        if not printed and _is_date_line(front.place or ""):
            continue
        if named or not printed:
            author = _signed(groups.get("byline") or "") or front.author
            return ParsedDateline(match[0].strip(), match.end(), front.place, front.day, named, printed, author)
    return None


LAYOUTS = (
    DatelineLayout(r"\(@\)\s*~\s*(?P<front>[^\n]{1,60}?)\s*~\s+", frozenset(["place", "day"])),
    DatelineLayout(
        r"(?P<front>[^/\n]{0,80}?)/\s*(?:спец\.?\s*)?(?:корр\.\s*|corr\.\s*|кор\.\s*)?@\b(?P<byline>[^/\n]{0,40})/\s*\.?\s*~?\s*"
    ),
    DatelineLayout(r"@\s*/\s*(?P<front>[^/\n]{2,30}?)\s*(?:/\s*(?P<byline>[^/\n]{2,40}))?\n\s*", frozenset(["place"])),
    DatelineLayout(r"(?P<front>)@\s*/\s*\.?\s+"),
    DatelineLayout(r"(?P<front>[^(\n]{0,80}?)\(@(?:/[^)\n]{1,20})?\)\s*(?:\.?\s*~|[.:])\s*"),
    DatelineLayout(r"(?P<front>[^(\n]{1,80}?)\(@\)\s+", frozenset(["place", "day"])),
    DatelineLayout(r"\[?(?P<front>[^\n]{1,80}?)\s~\s+@(?:/[^\s.,]{2,20}|,\s(?P<byline>[^.\n]{3,40}))?\s*[].։:]\s+"),
    DatelineLayout(r"(?P<front>[^\n]{1,40}?)\s?~\s*@\s*(?:~|[.։:]\s|\n)\s*", frozenset(["place"])),
    DatelineLayout(r"(?P<front>[^\n]{1,60}?)\s?/\s?@\s*(?:~|\n)\s*", frozenset(["place"])),
    DatelineLayout(r"(?P<front>[^\n]{1,80}?)[.,،]\s*@\s*(?:/(?P<byline>[^/\n]{1,40})/\s*~?|[.։]\s*~?|\s?~|:|/)\s+"),
    DatelineLayout(r"(?P<front>[^\n]{1,80}?)\s~\s+@\s+", frozenset(["day", "year"])),
    DatelineLayout(r"(?P<front>)@\s*(?:\.\s*~|/\.|\.\s)\s*"),
    DatelineLayout(r"(?P<front>[^\n]{1,80}?)[,،]\s*@\s+", frozenset(["place", "day"])),
    DatelineLayout(r"(?P<front>[^\n]{1,60}?)\s?[–—]\s+", frozenset(["place", "day"])),
    DatelineLayout(r"(?P<front>[^\n]{1,60}?)\s-{1,2}\s+", frozenset(["place", "day", "year"])),
)
"""`(ANSA) - ROMA, 15 NOV -` · `/TASS/.` · `TASS /.` (cut) · `(AFP) -` · `(Ukrinform)` · `— РИА Новости.` ·
`تهران - ایرنا -` · `أنقرة/ الأناضول` · `. INTERFAX.RU -` · `— REGNUM` · `EFE.-` · `, AZERTAC` · place and day alone."""
_REACH = 140
"""A dateline is no longer."""
_LONGEST_PLACE = 60
_MOST_WORDS = 6
_MOST_NAMES = 4
_DASH = r"(?:-{1,2}|[–—])"
_YEAR_WORDS = re.compile(
    r"^\s*(?:года|г|թվականի|թվական|թ|року|р|-(?:ci|cı|cu|cü)\s+il(?:də)?|წელი|წელს|წ|م)(?!\w)[.․]?"
)
_PLACE_AND_NAME = re.compile(r"(?P<place>[^\W\d_]{4,})\.\s+(?P<name>[^\W\d_]+(?:\s[^\W\d_]+){1,2})")
"""`Baku. Jane Doe`, without a day between."""
_CLOCK = re.compile(r"^[\s,]*\d{1,2}[:.h]\d{2}(?!\d)|\d{1,2}[:.]\d{2}[\s,]*$")


class _Front(NamedTuple):
    """What stands before the agency."""

    place: str | None
    day: FoundDate | None
    author: str | None

    @property
    def parts(self) -> frozenset[str]:
        known = {"place": self.place, "day": self.day, "year": self.day and self.day.date}
        return frozenset(part for part, found in known.items() if found)


@cache
def _patterns() -> tuple[tuple[DatelineLayout, re.Pattern[str]], ...]:
    names = f"(?P<agency>{names_pattern()})"
    return tuple(
        (layout, re.compile(r"\s*" + layout.pattern.replace("~", _DASH).replace("@", names), re.IGNORECASE))
        for layout in LAYOUTS
    )


def _matches(block: str) -> Iterator[tuple[DatelineLayout, re.Match[str]]]:
    for layout, pattern in _patterns():
        if match := pattern.match(block):
            yield layout, match


def _front(front: str, language: str) -> _Front | None:
    """Place, day and byline before the agency; None if something else stands there."""
    days = find_dates(front, language)
    if len(days) > 1:
        return None
    day = days[0] if days else None
    before, after = (front[: day.start], front[day.end :]) if day else (front, "")
    before, after = _CLOCK.sub("", before), _CLOCK.sub("", _YEAR_WORDS.sub("", after))
    parts = [part for part in (_trimmed(_without_weekdays(text, language)) for text in (before, after)) if part]
    if front.strip() and not parts and not day:
        return None
    if not day and len(parts) == 1 and (signed := _PLACE_AND_NAME.fullmatch(parts[0])):
        parts = [signed["place"], signed["name"]]
    author = next((name for part in parts[1:] if (name := _signed(part))), None)
    if not all(map(_is_proper, parts)):
        return None
    return _Front(_named(parts[0], language) if parts else None, day, author)


def _without_weekdays(text: str, language: str) -> str:
    for word, _ in find_weekdays(text, language):
        text = text.replace(word, "", 1)
    return text


def _is_date_line(place: str) -> bool:
    """Whether what looks like a place is a word for publishing: `Publié le 15 novembre 2020 - …`."""
    return any(word in DATE_WORDS and word not in _SMALL for word in re.findall(r"\w+", place.casefold()))


def _signed(text: str) -> str | None:
    """The name of a person who signs: two to four words."""
    name = parse_byline(text) or " ".join(text.split()).strip(" ,.-–—")
    return name if name and 2 <= len(name.split()) <= _MOST_NAMES and _is_proper(name) else None  # noqa: PLR2004 - two names


def _trimmed(text: str) -> str:
    """A place without the marks around it; the full stop of `Ga.` after a comma is its own."""
    bare = text.strip(" \t\u00a0.,،;–—-/[]")
    region = bare.rpartition(",")[2].strip()
    return f"{bare}." if "," in bare and len(region) <= _LONGEST_REGION and f"{region}." in text else bare


def _is_proper(text: str) -> bool:
    """Whether every word of a place or byline is one: capitalised, but for the small ones, and few."""
    words = re.findall(r"\w+", text)
    is_short = len(text) <= _LONGEST_PLACE and len(words) <= _MOST_WORDS
    return (
        is_short
        and not re.search(r"[:;!?“”«»\"\d]", text)
        and not any(is_small(word) and word not in _SMALL for word in words)
    )


_LONGEST_REGION = 4
_SMALL_WORDS = (
    "al am an auf bei da de del den der des di do du el en et im la le les na on over sous sur the "
    "upon за и на од по під пид при у"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def _named(place: str, language: str) -> str:
    """A place in capitals as one writes it: `NEW YORK` is `New York`, Turkish `ERİVAN` is `Erivan`."""
    small = _TURKIC if language.partition("-")[0] in ("az", "tr") else {}
    return ",".join(
        re.sub(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", lambda match: _capitalised(match, small), part)
        if part.upper() == part
        else part
        for part in place.split(",")
    )


_TURKIC = {ord("I"): "ı", ord("İ"): "i"}


def _capitalised(match: re.Match[str], small: dict[int, str]) -> str:
    word = match[0].translate(small).lower()
    return word if match.start() and word in _SMALL else match[0][:1] + word[1:]
