"""The days that a text mentions: written out, or told from the day on which it was published."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.calendars import weekday_words
from chronicle.prose.dates import nearest_day, weekday_spans
from chronicle.prose.quick_dates import find_dates_in_each, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chronicle.prose.dates import FoundDate


class MentionedDay(NamedTuple):
    """A day, and where a text mentions it."""

    day: date
    start: int
    end: int
    """Span in code points, end excluded."""


def mentioned_days(text: str, language: str, published: date) -> tuple[MentionedDay, ...]:
    """The days that `text`, published on a day, mentions, in the order of the text; spans do not overlap.

    A day without a year is the nearest to the publication. A weekday is the last one until then, where the words around
    it say that it is over: what is planned, what happens each week and what can mean something else is left out.
    """
    (found,) = mentioned_days_in_each((text,), language, published)
    return found


def mentioned_days_in_each(texts: Sequence[str], language: str, published: date) -> Iterator[tuple[MentionedDay, ...]]:
    """The days that each text mentions, see `mentioned_days`; short texts are looked at together."""
    those = together(texts)
    # Looking for words takes longer than for their letters, of which few stand in the texts at all.
    letters = [word for word in _letters(language) if word in those.text]
    words = [word for word in _yesterday(language) if word in those.small]
    for text, dates in zip(texts, find_dates_in_each(those, language), strict=True):
        found = [*_written_out(dates, published)]
        if any(each in text for each in letters) or (words and any(map(text.lower().__contains__, words))):
            relative = (*_weekdays(text, language, published), *_yesterdays(text, language, published))
            taken = [(each.start - _ADJACENT, each.end + _ADJACENT) for each in found]
            found += [
                each for each in relative if not any(start < each.end and each.start < end for start, end in taken)
            ]
            found.sort(key=lambda each: each.start)
        yield tuple(found)


class _Weekdays(NamedTuple):
    """How a language says that something happened on a weekday."""

    before: str = ""
    """What stands before it; nothing is asked for if empty."""
    after: str = ""
    """What stands behind it, likewise, or how it ends."""
    other: str = "(?!)"
    """Words near it that make it another one, or all of them."""
    future: str = "(?!)"
    """Words of its sentence that may tell of what is to come."""


_WEEKDAYS = {
    "en": _Weekdays(
        other=r"\b(?:next|coming|every|each|by|until|till|from|before)\b",
        future=r"\b(?:will|shall|to be|is to|are to|going to|scheduled|due|plans?|planned|expected|would)\b",
    ),
    "fr": _Weekdays(
        other=r"\b(?:prochaine?|chaque|tous|les|jusqu|avant|d’ici)\b",
        future=r"\b(?:sera|seront|aura|auront|\w+[ed]r(?:a|ont)|doit|doivent|devrai(?:t|ent)|prévue?s?|prévoi[et]\w*)\b",
    ),
    "ru": _Weekdays(
        before=r"\bв[о]?\s$",
        other=r"(?:следующ|ближайш|кажд|предстоящ)",
        future=r"\b(?:буд[уе]\w*|состо[ия]т\w*ся|планиру\w*|намерен\w*|должн\w*|пройд[её]т|ожида\w*)\b",
    ),
    "uk": _Weekdays(
        before=r"\b[ву]\s$",
        other=r"(?:наступн|найближч|кожн|щотижня)",
        future=r"\b(?:буд[уе]\w*|відбудеться|плану\w*|має|мають|очіку\w*)\b",
    ),
    "de": _Weekdays(
        before=r"\b(?:am|vom|seit)\s$",
        other=r"\b(?:nächste[nmr]?|kommende[nmr]?|jede[nmr]?)\b",
        future=r"\b(?:wird|werden|will|wollen|soll\w*|geplant\w*|würde\w*)\b",
    ),
    "es": _Weekdays(
        before=r"\b(?:el|este)\s$",
        other=r"\b(?:próximo|cada|todos)\b",
        future=r"\b(?:ser[áa]n?|tendr[áa]n?|\w+ar[áa]n?|prev\w+|planea\w*|deber[áa]n?)\b",
    ),
    "tr": _Weekdays(after=r"\sgünü", other="(?:gelecek|önümüzdeki|her)", future=r"\w+[ae]ca[kğ]\w*|planla"),
    "az": _Weekdays(after=r"\sgünü|\b", other="(?:gələn|növbəti|hər)", future=r"\w+[aə]c[aə][qkğy]\w*|planlaş"),
    "ar": _Weekdays(before=r"يوم\s$", other="(?:القادم|المقبل|كل)", future=r"\b(?:سوف|سي\w+|ست\w+|سن\w+)"),
    "fa": _Weekdays(before=r"روز\s$", other="(?:آینده|هر)", future=r"خواه|قرار است"),
    "hy": _Weekdays(
        after=r"(?:\sօրը|(?<=\sօրը)|\s(?:առավոտյան|ցերեկը|երեկոյան|գիշերը))(?!\w)",
        other=r"\b(?:հաջորդ|առաջիկա|գալիք|ամեն|յուրաքանչյուր|մինչև|մինչեւ)",
        future=r"\bկ(?!իրակի|ողմ|ենտրոն)\w{3,}(?:ի|ա|են|ան|ենք|եք)\b|\w{2,}լու\b|պետք է|պիտի|պլանավոր|նախատես|սպասվում",
    ),
    "ka": _Weekdays(
        after=r"(?<=ს)(?<!ის)",
        other=r"\b(?:მომავალ|შემდეგ|ყოველ|გასულ|წინა|მიმდინარე|ამ)\b",
        future=r"უნდა|იქნება|დაგეგმ|იგეგმება|აპირებ|მოსალოდნელ|გაიმართება|შედგება|ჩატარდება|დაიწყება|შეხვდება|შეიკრიბება",
    ),
}
_YESTERDAY = {
    "en": ("yesterday",),
    "fr": ("hier",),
    "ru": ("вчера",),
    "uk": ("вчора", "учора"),
    "de": ("gestern",),
    "es": ("ayer",),
    "hy": ("երեկ",),
    "az": ("dünən",),
    "tr": ("dün",),
    "ka": ("გუშინ",),
    "ar": ("أمس",),
    "fa": ("دیروز",),
}
_ADJACENT = 3
"""A weekday so near to a date belongs to it: `Sunday, November 15`."""
_NEAR = 18
"""Where words that make a weekday another one are looked for, in code points before and behind it."""
_END = re.compile(r"[.!?…։؟\x01]\s|[.!?…։؟\x01]$")


def _written_out(dates: Iterable[FoundDate], published: date) -> Iterator[MentionedDay]:
    for found in dates:
        day = found.date if found.year else nearest_day(found.month, found.day, published)
        if day:
            yield MentionedDay(day, found.start, found.end)


def _weekdays(text: str, language: str, published: date) -> Iterator[MentionedDay]:
    said = _compiled(language.partition("-")[0])
    if said is None:
        return
    before, after, other, future = said
    for start, end, number in weekday_spans(text, language):
        near = text[max(0, start - _NEAR) : start] + " " + text[end : end + _NEAR]
        is_certain = before.search(text, 0, start) and after.match(text, end) and not other.search(near)
        if is_certain and not future.search(_sentence(text, start)):
            yield MentionedDay(published - timedelta(days=(published.weekday() - number) % 7), start, end)


def _yesterdays(text: str, language: str, published: date) -> Iterator[MentionedDay]:
    for word in _yesterday(language):
        for match in re.finditer(rf"(?<!\w){word}(?!\w)", text, re.IGNORECASE):
            yield MentionedDay(published - timedelta(days=1), *match.span())


def _yesterday(language: str) -> tuple[str, ...]:
    return _YESTERDAY.get(language.partition("-")[0], ())


def _sentence(text: str, place: int) -> str:
    start = max((match.end() for match in _END.finditer(text, 0, place)), default=0)
    following = _END.search(text, place)
    return text[start : following.start() if following else len(text)]


@cache
def _letters(language: str) -> tuple[str, ...]:
    known = weekday_words(language)
    words = {*known.whole, *known.stems}
    # Without the first letter, which may be a capital; without what is written in several ways.
    varying = r"[’'\u200c iı]" if language.partition("-")[0] in ("tr", "az") else r"[’'\u200c ]"
    return tuple(sorted({max(re.split(varying, word[1:]), key=len) for word in words}))


@cache
def _compiled(primary: str) -> tuple[re.Pattern[str], ...] | None:
    said = _WEEKDAYS.get(primary)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in said) if said else None
