"""What a saved page says of its article to programs: linked data, meta elements, links to itself and its versions."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from chronicle.base.languages import is_tag
from chronicle.base.scalar_types import WEB_ADDRESS
from chronicle.model.seed import Metadata
from chronicle.seeds.reading.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from chronicle.seeds.reading.page import Head


class PageWords(NamedTuple):
    """What a page says of its article."""

    metadata: Metadata
    headline: str | None
    site: str | None
    """Name of the site, which titles of pages repeat."""
    body: str
    """The article's whole text, where linked data hold it."""


def page_words(head: Head) -> PageWords:
    """The words of a page's head: linked data first, then the meta elements, then what the browser noted."""
    articles = [item for source in head.scripts for item in _items(source) if _is_article(item)]
    metas: dict[str, str] = {}
    for name, content in head.metas:
        metas.setdefault(name, " ".join(content.split()))
    saved = _saved(head.comments)
    url = _address(_first(_linked(head.links, "canonical"), metas.get("og:url"), _texts(articles, "url"), saved[0]))
    metadata = Metadata(
        published=_day([*_texts(articles, "datePublished"), *_of(metas, _DATES), *head.times]),
        language=_tag([*_texts(articles, "inLanguage"), *head.languages, *_of(metas, _LANGUAGES)]),
        url=url,
        author=_author(articles, metas),
        accessed=saved[1],
        alternates=_alternates(head.links, url),
    )
    headline = _first(_texts(articles, "headline"), _of(metas, _TITLES), head.titles)
    body = max(_texts(articles, "articleBody"), key=len, default="")
    return PageWords(metadata, headline, metas.get("og:site_name"), plain(body))


def address_key(address: str) -> str:
    """What two addresses of one page have in common."""
    parts = urlsplit(address)
    query = "&".join(
        part for part in parts.query.split("&") if part and not part.startswith(("utm_", "fbclid", "gclid"))
    )
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{query}"


_DATES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "date",
    "pubdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
)
_TITLES = ("og:title", "twitter:title", "dc.title")
_LANGUAGES = ("og:locale", "content-language", "dc.language")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
_ARTICLE_TYPES = (
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BlogPosting LiveBlogPosting "
    "Report BackgroundNewsArticle ReviewNewsArticle SocialMediaPosting AdvertiserContentArticle"
)
_ARTICLES = frozenset(_ARTICLE_TYPES.split())
_ISO_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_LONGEST_AUTHOR = 200
_MOST_ITEMS = 2000
_MOST_ALTERNATES = 200
_SAVED = (
    re.compile(r"saved from url=\(\d+\)(?P<url>\S+)"),
    re.compile(r"url:\s*(?P<url>\S+)\s+saved date:\s*\w+ (?P<month>\w{3}) (?P<day>\d{2}) (?P<year>\d{4})"),
)
"""Notes of Chromium and Internet Explorer, and of SingleFile."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _items(source: str) -> Iterator[Mapping[str, object]]:
    """Every object of a script of linked data; none where it cannot be read."""
    try:
        waiting: list[object] = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_ITEMS):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            yield item
            waiting += [item[key] for key in ("@graph", "mainEntity", "liveBlogUpdate") if key in item]


def _is_article(item: Mapping[str, object]) -> bool:
    kinds = item.get("@type")
    return any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))


def _texts(items: Iterable[Mapping[str, object]], key: str) -> list[str]:
    found = [_text(item.get(key)) for item in items]
    return [text for text in found if text]


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(text for text in map(_text, value) if text)
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@id") or value.get("alternateName"))
    return value.strip() if isinstance(value, str) else ""


def _of(metas: Mapping[str, str], names: Sequence[str]) -> list[str]:
    return [metas[name] for name in names if metas.get(name)]


def _first(*found: list[str] | str | None) -> str | None:
    flat = [text for each in found if each for text in ([each] if isinstance(each, str) else each)]
    return next((" ".join(plain(text).split()) for text in flat if text.strip()), None)


def _linked(links: Iterable[tuple[str, str, str]], rel: str) -> list[str]:
    return [address for rels, language, address in links if rel in rels.split() and not language]


def _address(address: str | None, base: str | None = None) -> str | None:
    """The address, made whole by the page's own; never by what a `base` element says."""
    if not address:
        return None
    try:
        whole = WEB_ADDRESS.parse(urljoin(base or "", address.strip()))
    except ValueError:
        return None
    return str(whole)


def _alternates(links: Iterable[tuple[str, str, str]], base: str | None) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for rels, language, address in links:
        tag = language.strip().lower()
        if tag and "alternate" in rels.split() and tag != "x-default" and len(found) < _MOST_ALTERNATES:
            whole = _address(address, base)
            if whole:
                found[tag, whole] = None
    return tuple(found)


def _author(articles: Iterable[Mapping[str, object]], metas: Mapping[str, str]) -> str | None:
    named = [name for name in (*_texts(articles, "author"), *_of(metas, _AUTHORS)) if "://" not in name]
    name = _first(named)
    return name if name and len(name) <= _LONGEST_AUTHOR and name.isprintable() else None


def _tag(found: Iterable[str]) -> str | None:
    tags = (text.strip().replace("_", "-").partition(",")[0] for text in found)
    return next((tag.lower() for tag in tags if is_tag(tag.partition("-")[0].lower())), None)


def _day(found: Iterable[str]) -> date | None:
    """The first that is a day, read as it stands: in the publisher's time zone."""
    for text in found:
        if match := _ISO_DAY.match(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


def _saved(comments: Iterable[str]) -> tuple[str | None, date | None]:
    for comment in comments:
        for note in _SAVED:
            if match := note.search(comment):
                parts = match.groupdict()
                return parts["url"], _saved_day(parts)
    return None, None


def _saved_day(parts: Mapping[str, str]) -> date | None:
    if parts.get("month") not in _MONTHS:
        return None
    try:
        return date(int(parts["year"]), _MONTHS.index(parts["month"]) + 1, int(parts["day"]))
    except ValueError:
        return None
