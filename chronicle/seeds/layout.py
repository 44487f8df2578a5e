"""The layout of a pasted article: its lines, the date line and title at its head, its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chronicle.model.seed import Dropped
from chronicle.prose.dates import find_dates, find_weekdays
from chronicle.seeds.datelines import parse_dateline

if TYPE_CHECKING:
    from datetime import date


class Line(NamedTuple):
    """A line that is not blank."""

    number: int
    """From 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """An article taken apart; texts as they stand in the seed."""

    title: str | None
    date: date | None
    """Of a date line."""
    blocks: tuple[str, ...]
    """Lines of one paragraph are joined by line feeds."""
    dropped: tuple[Dropped, ...]


def lay_out(text: str, language: str, *, is_markdown: bool) -> Layout:
    """Title, date line and paragraphs of a seed's text.

    Where blank lines part the paragraphs, hard-wrapped lines belong together; where there are none, each line is a
    paragraph. A date counts only at the very head, and only on a line that says nothing else: never running prose.
    """
    paragraphs = _paragraphs(text, is_markdown=is_markdown)
    dropped: list[Dropped] = []
    day = _leading_date(paragraphs, dropped)
    has_title_line = day is not None and bool(paragraphs)
    day = day or _date_line(paragraphs, language, dropped)
    title = _title(paragraphs, language, dropped, is_certain=has_title_line)
    day = day or _date_line(paragraphs, language, dropped)
    blocks = ["\n".join(line.text for line in paragraph) for paragraph in paragraphs]
    return Layout(title, day, tuple(blocks), tuple(dropped))


_LEADING_DATE = re.compile(r"\s*date\s*[:=]?\s*(?P<date>\d{4}-\d{2}-\d{2})(?!\d)[\s:.,;–—-]*", re.IGNORECASE)
_HEADING = re.compile(r"#{1,2}\s+")
_LONGEST_TITLE = 250
_LONGEST_DATE_LINE = 70
_MOST_OTHER_LETTERS = 22
_DATE_LINES = 2
"""Paragraphs at the head among which a date line may stand."""
_MOST_OTHER_WORDS = 3
"""A place or an agency, capitalised: `Moscow, November 15, 2020`."""
_DATE_WORDS_OF_MANY = (
    "a am at by date dated day gmt in last modified of on pm posted published the time update updated utc "
    "à du est et heure h jour le la les mis mise modifié modifiée min publié publiée "
    "am aktualisiert datum den der stand uhr um veröffentlicht "
    "al alle aggiornato actualizado data de del el fecha il ore publicado pubblicato "
    "в г года дата мск обновлено опубликовано час о оновлено опубліковано р рік року թ թվական թվականի "
    "ci cı cu cü il ildə tarix saat tarih tarihi güncelleme yayın წელი წლის تاريخ تاریخ ساعت في م"
)
_DATE_WORDS = frozenset(_DATE_WORDS_OF_MANY.split())
"""What stands beside a date on a line of its own."""
_FULL_STOP = re.compile(r"[.։۔।:;,،]$")
_LONGEST_WRAPPED = 120
_WIDTH = 35
"""Lines of a hard-wrapped paragraph differ by no more characters."""


def _paragraphs(text: str, *, is_markdown: bool) -> list[list[Line]]:
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if is_markdown:
        return groups
    if len(groups) == 1:
        return [[line] for line in groups[0]]
    return [part for group in groups for part in ([group] if _is_wrapped(group) else [[line] for line in group])]


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether the lines are one paragraph broken by hand: of one width, seldom ending a sentence."""
    widths = [len(line.text.rstrip()) for line in lines[:-1]]
    if not widths:
        return True
    ended = sum(1 for line in lines[:-1] if re.search(r"[.!?։۔।»”\"]\s*$", line.text))
    return max(widths) <= _LONGEST_WRAPPED and max(widths) - min(widths) <= _WIDTH and 2 * ended <= len(widths)


def _leading_date(paragraphs: list[list[Line]], dropped: list[Dropped]) -> date | None:
    """`date 2020-11-15` at the start of the first line."""
    if not paragraphs or not (match := _LEADING_DATE.match(paragraphs[0][0].text)):
        return None
    days = find_dates(match["date"], "")
    if not days or days[0].date is None:
        return None
    first = paragraphs[0][0]
    dropped.append(Dropped("date-line", first.number, 1, match[0]))
    rest = first.text[match.end() :]
    if rest.strip():
        paragraphs[0][0] = Line(first.number, rest)
        if len(paragraphs[0]) > 1:
            paragraphs[:1] = [paragraphs[0][:1], paragraphs[0][1:]]
    else:
        del paragraphs[0][0]
        if not paragraphs[0]:
            del paragraphs[0]
    return days[0].date


def _date_line(paragraphs: list[list[Line]], language: str, dropped: list[Dropped]) -> date | None:
    """A line at the head that is a whole date and almost nothing else."""
    for index, paragraph in enumerate(paragraphs[:_DATE_LINES]):
        if len(paragraph) == 1 and len(paragraphs) > 1 and (day := _only_date(paragraph[0].text, language)):
            dropped.append(Dropped("date-line", paragraph[0].number, 1, paragraph[0].text))
            del paragraphs[index]
            return day
    return None


def _only_date(line: str, language: str) -> date | None:
    if len(line) >= _LONGEST_DATE_LINE or parse_dateline(f"{line} …", language):
        return None
    days = [day for day in find_dates(line, language) if day.year]
    if len(days) != 1:
        return None
    rest = line[: days[0].start] + " " + line[days[0].end :]
    for word, _ in find_weekdays(rest, language):
        rest = rest.replace(word, "", 1)
    others = [word for word in re.findall(r"[^\W\d_]+", rest) if word.casefold() not in _DATE_WORDS]
    is_bare = len(others) <= _MOST_OTHER_WORDS and not any(word[0].islower() for word in others)
    return days[0].date if is_bare and sum(map(len, others)) <= _MOST_OTHER_LETTERS else None


def _title(paragraphs: list[list[Line]], language: str, dropped: list[Dropped], *, is_certain: bool) -> str | None:
    """The first paragraph, if it is a headline: a short line without full stop or dateline, with text after it."""
    if not paragraphs or len(paragraphs[0]) != 1:
        return None
    first = paragraphs[0][0]
    text = first.text.strip()
    if mark := _HEADING.match(text):
        dropped.append(Dropped("heading-mark", first.number, first.text.index("#") + 1, mark[0]))
        text, is_certain = text[mark.end() :], True
    if len(text) > _LONGEST_TITLE or (len(paragraphs) == 1 and not is_certain):
        return None
    if not is_certain and (
        _FULL_STOP.search(text) or parse_dateline(f"{text} …", language) or not any(map(str.isalpha, text))
    ):
        return None
    del paragraphs[0]
    return text
