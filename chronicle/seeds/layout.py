"""The layout of a pasted article: its lines, what stands at its head beside the title, its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from chronicle.model.seed import Dropped
from chronicle.prose.dates import find_dates
from chronicle.seeds.bylines import parse_byline
from chronicle.seeds.date_lines import DateLine, parse_agency_line, parse_date_line, parse_headline
from chronicle.seeds.datelines import parse_dateline

if TYPE_CHECKING:
    from datetime import date

    from chronicle.seeds.agencies import NewsAgency


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
    """Of a date line, or beside the title."""
    blocks: tuple[str, ...]
    """Lines of one paragraph are joined by line feeds."""
    dropped: tuple[Dropped, ...]
    day: tuple[int, int] | None = None
    """Month and day of a date line without a year."""
    agency: NewsAgency | None = None
    """Named on a line of its own, or beside date or title."""
    author: str | None = None
    """Of a byline."""


def lay_out(text: str, language: str, *, is_markdown: bool) -> Layout:
    """Title, date line, byline and paragraphs of a seed's text.

    Where blank lines part the paragraphs, hard-wrapped lines belong together; where there are none, each line is a
    paragraph. A date counts only at the very head or foot, and only where nothing else is said: never running prose.
    """
    article = _Article(_paragraphs(text, is_markdown=is_markdown), language)
    has_title_line = _leading_date(article) and bool(article.paragraphs)
    if not is_markdown:
        _part_head(article)
    if not has_title_line:
        _take_head(article, within=1)
    title = _title(article, is_certain=has_title_line)
    _take_head(article, within=_HEAD_LINES)
    _take_foot(article)
    blocks = ("\n".join(line.text for line in paragraph) for paragraph in article.paragraphs)
    day = article.date
    return Layout(
        title, day, tuple(blocks), tuple(article.dropped), None if day else article.day, article.agency, article.author
    )


_INVISIBLE = re.compile("[\\s\u00ad\u200b\u2060\ufeff]+")
_LEADING_DATE = re.compile(r"\s*date\s*[:=]?\s*(?P<date>\d{4}-\d{2}-\d{2})(?!\d)[\s:.,;–—-]*", re.IGNORECASE)
_HEADING = re.compile(r"#{1,2}\s+")
_LONGEST_TITLE = 250
_TITLE_LINES = 3
"""Of a title that was broken by hand."""
_HEAD_LINES = 5
"""Lines between title and text that are looked at."""
_LONGEST_SUBTITLE = 200
_FULL_STOP = re.compile(r"[.։۔।:;,،]$")
_SENTENCE_END = re.compile(r"(?:(?<!\b\d)(?<!\b\d\d)\.|[!?։۔।»”\"])\s*$")
"""Not after a figure of one or two digits: in several languages an ordinal, `aus dem 2.`, `Jahrhundert`."""
_LONGEST_WRAPPED = 120
_SHORTEST_WRAPPED = 40
_WIDTH = 35
"""Lines of a hard-wrapped paragraph differ by no more characters."""


@dataclass(slots=True)
class _Article:
    """What is left of the lines, and what was taken out of them."""

    paragraphs: list[list[Line]]
    language: str
    dropped: list[Dropped] = field(default_factory=list)
    date: date | None = None
    day: tuple[int, int] | None = None
    agency: NewsAgency | None = None
    author: str | None = None

    def take(self, index: int, reason: str) -> None:
        (line,) = self.paragraphs.pop(index)
        self.dropped.append(Dropped(reason, line.number, 1, line.text))

    def only_line(self, index: int) -> str | None:
        """The paragraph's text, if it is one line and not the last paragraph that is left."""
        is_one = len(self.paragraphs) > 1 and len(self.paragraphs[index]) == 1
        return self.paragraphs[index][0].text if is_one else None


def _paragraphs(text: str, *, is_markdown: bool) -> list[list[Line]]:
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    groups: list[list[Line]] = [[]]
    for line in lines:
        if _INVISIBLE.sub("", line.text):
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
    ended = sum(1 for line in lines[:-1] if _SENTENCE_END.search(line.text))
    return max(widths) <= _LONGEST_WRAPPED and max(widths) - min(widths) <= _WIDTH and 2 * ended <= len(widths)


def _leading_date(article: _Article) -> bool:
    """Take `date 2020-11-15` off the start of the first line; whether it stood there."""
    paragraphs = article.paragraphs
    if not paragraphs or not (match := _LEADING_DATE.match(paragraphs[0][0].text)):
        return False
    days = find_dates(match["date"], "")
    if not days or days[0].date is None:
        return False
    first = paragraphs[0][0]
    article.date = days[0].date
    article.dropped.append(Dropped("date-line", first.number, 1, match[0]))
    rest = first.text[match.end() :]
    if rest.strip():
        paragraphs[0][0] = Line(first.number, rest)
        if len(paragraphs[0]) > 1:
            paragraphs[:1] = [paragraphs[0][:1], paragraphs[0][1:]]
    else:
        del paragraphs[0][0]
        if not paragraphs[0]:
            del paragraphs[0]
    return True


def _part_head(article: _Article) -> None:
    """Part the lines of a paragraph at the head of which one is a date line or byline: `Radio`, `Nov 16 2006`."""
    for index, paragraph in reversed(list(enumerate(article.paragraphs[:_HEAD_LINES]))):
        is_short = 1 < len(paragraph) <= _HEAD_LINES and all(len(line.text) < _LONGEST_SUBTITLE for line in paragraph)
        texts = [line.text.strip() for line in paragraph] if is_short else []
        if any(
            (parse_date_line(text, article.language) or parse_byline(text)) and not _ends_sentence(texts, number)
            for number, text in enumerate(texts)
        ):
            article.paragraphs[index : index + 1] = [[line] for line in paragraph]


def _ends_sentence(lines: list[str], number: int) -> bool:
    """Whether a line is the end of a sentence that was broken by hand: `… opens on` before `March 27.` is one."""
    return number > 0 and len(lines[number - 1]) >= _SHORTEST_WRAPPED and bool(_FULL_STOP.search(lines[number]))


def _take_head(article: _Article, *, within: int) -> None:
    """Take the date line, byline and agency's line off the head; one subtitle may stand before the date."""
    index = 0
    for _ in range(within):
        text = article.only_line(index) if index < len(article.paragraphs) else None
        if text is None:
            return
        found = parse_date_line(text, article.language)
        if found and not _is_chronology(article, found):
            _keep(article, found)
            article.take(index, "date-line")
        elif author := parse_byline(text):
            article.author = article.author or author
            article.take(index, "byline")
        elif len(text) < _LONGEST_SUBTITLE and (agency := parse_agency_line(text, article.language)):
            article.agency = article.agency or agency
            article.take(index, "agency-line")
        elif index or found or _FULL_STOP.search(text.rstrip()) or len(text) > _LONGEST_SUBTITLE:
            return
        else:
            index = 1


def _take_foot(article: _Article) -> None:
    """Take the agency's line and, of an article without a date, the date line off the foot."""
    for _ in range(2):
        text = article.only_line(-1) if article.paragraphs else None
        if text is None:
            return
        found = parse_date_line(text, article.language) if article.date is None else None
        if found and found.date and not found.is_update and not _is_chronology(article, found):
            _keep(article, found)
            article.take(len(article.paragraphs) - 1, "date-line")
        elif agency := parse_agency_line(text, article.language):
            article.agency = article.agency or agency
            article.take(len(article.paragraphs) - 1, "agency-line")


def _keep(article: _Article, found: DateLine) -> None:
    """The first line that is not of an update dates the article; that of an update none does."""
    article.agency = article.agency or found.agency
    article.author = article.author or found.author
    if not found.is_update:
        article.date = article.date or found.date
        article.day = article.day or found.day


def _is_chronology(article: _Article, found: DateLine) -> bool:
    """Whether other days head other paragraphs: then none of them is the article's."""
    lines = (paragraph[0].text for paragraph in article.paragraphs[1:] if len(paragraph) == 1)
    others = (parse_date_line(line, article.language) for line in lines if any(map(str.isdigit, line)))
    return any(other and not other.is_update and other.day != found.day for other in others) and not found.is_update


def _title(article: _Article, *, is_certain: bool) -> str | None:
    """The first paragraph, if it is a headline: short, without full stop or dateline, with text after it."""
    paragraphs = article.paragraphs
    if not paragraphs or len(paragraphs[0]) > _TITLE_LINES:
        return None
    first = paragraphs[0][0]
    text = "\n".join(line.text for line in paragraphs[0]).strip()
    if mark := _HEADING.match(text):
        article.dropped.append(Dropped("heading-mark", first.number, first.text.index("#") + 1, mark[0]))
        text, is_certain = text[mark.end() :], True
    if len(text) > _LONGEST_TITLE or (len(paragraphs) == 1 and not is_certain):
        return None
    if not is_certain and (
        _FULL_STOP.search(text) or parse_dateline(f"{text} …", article.language) or not any(map(str.isalpha, text))
    ):
        return None
    del paragraphs[0]
    found = parse_headline(text, article.language)
    if found.rest:
        article.dropped.append(Dropped("date-line", first.number, first.text.find(found.rest) + 1, found.rest))
        article.date = article.date or found.date
        article.agency = article.agency or found.agency
    return found.title
