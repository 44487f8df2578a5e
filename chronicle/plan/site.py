"""The site as a whole: which pages there are, an entry's own and those of many; each at an address of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.plan import permalinks
from chronicle.plan.archives import archive_pages, day_page
from chronicle.plan.entries import alias_pages, entry_pages, parallel_links
from chronicle.plan.feeds import feed_pages
from chronicle.plan.front import front_pages
from chronicle.plan.names import name_pages, pages_of_names
from chronicle.plan.parallel import parallel_pages
from chronicle.plan.pictures import picture_files
from chronicle.plan.search import search_pages
from chronicle.plan.sitemap import entry_urls, sitemap_pages
from chronicle.plan.standing import standing_pages
from chronicle.plan.subjects import name_of
from chronicle.plan.timeline import timeline_pages
from chronicle.plan.topics import topic_pages
from chronicle.plan.views import Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chronicle.model.chronicle import Chronicle
    from chronicle.model.entry import Entry
    from chronicle.plan.machine_views import SitemapUrl
    from chronicle.plan.outline import Outline
    from chronicle.plan.page import Page

OWN_PLANNERS = (entry_pages, parallel_pages)
"""What shows the whole text of an entry: of other entries it needs the neighbours' cards alone."""
Planner = Callable[["Outline", str], "Iterator[Page]"]
PLANNERS: tuple[Planner, ...] = (
    front_pages,
    standing_pages,
    archive_pages,
    timeline_pages,
    topic_pages,
    name_pages,
    search_pages,
    alias_pages,
    feed_pages,
)
"""What shows many entries, all of them abridged; each in one language."""
MAX_PATH = 240
"""Longest output path below site/, in UTF-8 bytes: what Windows and zip tools still take."""

Claim = tuple[str, str]
"""A file below site/ and the source file that asked for it; the latter empty for the chronicle's own."""


@dataclass(frozen=True, slots=True)
class Text:
    """An output that needs no template."""

    file: str
    text: str


def own_pages(outline: Outline, keys: frozenset[str]) -> Iterator[Page]:
    """The own pages of the entries with these keys; the other entries are their neighbours and may be abridged."""
    for planner in OWN_PLANNERS:
        yield from planner(outline, keys)


def own_claims(outline: Outline, entry: Entry) -> Iterator[Claim]:
    """The files of an entry's own pages and pictures; the entry abridged."""
    for version in entry.versions:
        yield Route(permalinks.entry(version.language, entry.key)).file, version.path
        for link in parallel_links(outline, entry, version.language):
            yield Route(link.address).file, version.path
    for file, _ in picture_files(entry):
        yield file, entry.original.path


def shared_pages(outline: Outline, language: str) -> Iterator[Page]:
    """The pages of many entries in one language, of which the first has those that speak all languages too.

    The outline's entries may be abridged.
    """
    for planner in PLANNERS:
        yield from planner(outline, language)


def subject_pages(
    outline: Outline, language: str, subjects: Iterable[str], beside: Callable[[str, str], tuple[str, str]]
) -> Iterator[Page]:
    """The pages in one language of some days and names that have one already.

    The outline needs no entries but those that have these subjects. `beside` gives, of the files of the site that match
    a pattern, the nearest before and after a file.
    """
    days = [date.fromisoformat(subject) for subject in sorted(subjects) if not name_of(subject)]
    for day in days if "day" not in outline.chronicle.config.without else ():
        file = Route(permalinks.day(language, day)).file
        before, after = (_day_of(near) for near in beside(file, _any_day(file)))
        yield day_page(outline, language, day, before, after)
    if outline.has_names:
        yield from pages_of_names(outline, language, filter(None, map(name_of, sorted(subjects))))


def _any_day(file: str) -> str:
    """What the file of the page of a day and those of all other days match."""
    *language, _, _, _, name = file.split("/")
    return "/".join((*language, "[0-9]" * 4, "[0-9]" * 2, "[0-9]" * 2, name))


def _day_of(file: str) -> date | None:
    return date(*map(int, file.split("/")[-4:-1])) if file else None


def robot_pages(outline: Outline, pages: Iterable[SitemapUrl]) -> Iterator[Page]:
    """What robots read: the addresses of the entries and of those of the shared pages that are `listed`."""
    return sitemap_pages(outline, (*entry_urls(outline), *pages))


def texts(chronicle: Chronicle) -> Iterator[Text]:
    """The outputs that need no template."""
    yield Text(_file(permalinks.NO_JEKYLL), "")
    if chronicle.config.publish.domain:
        yield Text(_file(permalinks.CNAME), chronicle.config.publish.domain + "\n")


def asset(below: str) -> str:
    """The file of a static file, by its path below `/assets/`."""
    return _file(permalinks.ASSETS) + below


def address_problems(claims: Iterable[Claim]) -> Iterator[Diagnostic]:
    """What is wrong with the addresses of a whole site.

    Reports `address-taken` for two outputs with one address (also by letter case or Unicode form, or a file where
    another needs a folder) and `address-too-long`.
    """
    ordered = sorted(claims)
    folded = [_folded(file) for file, _ in ordered]
    if _are_apart(folded) and max(map(len, folded), default=0) <= MAX_PATH and all(map(str.isascii, folded)):
        return
    seen = {_folded(_file(permalinks.CHECKSUMS)): (_file(permalinks.CHECKSUMS), "")}
    for (file, origin), name in zip(ordered, folded, strict=True):
        if len(file) > MAX_PATH or (not file.isascii() and len(file.encode()) > MAX_PATH):
            message = f"the address `/{file}` is longer than {MAX_PATH} bytes"
            yield diagnose("address-too-long", message, path=origin, help="shorten the slug")
        if holder := seen.get(name):
            yield _taken((file, origin), holder)
        seen[name] = (file, origin)
    around = cache(lambda folder: tuple(holder for above in _up(folder) if (holder := seen.get(above))))
    for claim, name in zip(ordered, folded, strict=True):
        for holder in around(name.rpartition("/")[0]):
            yield _taken(claim, holder)


def _are_apart(files: list[str]) -> bool:
    """Whether each of these files, and of the public checksums, has an address of its own."""
    names = {*files, _file(permalinks.CHECKSUMS)}
    folders = {name.rpartition("/")[0] for name in files}
    return len(names) == len(files) + 1 and names.isdisjoint(above for folder in folders for above in _up(folder))


def _up(folder: str) -> Iterator[str]:
    """A folder and those that it lies in, the outermost first."""
    parts = folder.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1) if folder)


def _file(address: str) -> str:
    return address.removeprefix("/")


def _taken(one: Claim, other: Claim) -> Diagnostic:
    """Of two claims to an address the one that a source file makes is reported."""
    (file, origin), (held, holder) = (one, other) if one[1] else (other, one)
    by = f"`/{held}`" + (f" of {holder}" if holder and holder != origin else "")
    return diagnose(
        "address-taken",
        f"the address `/{file}` is taken by {by}",
        path=origin,
        help="give one of them another slug or alias; letter case and forms of accents do not count",
    )


def _folded(file: str) -> str:
    if file.isascii():
        return file.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", file).casefold())
