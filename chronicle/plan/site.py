"""The site as a whole: every page, asset and text, each at an address of its own."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose
from chronicle.plan import permalinks
from chronicle.plan.archives import archive_pages
from chronicle.plan.entries import alias_pages, entry_pages
from chronicle.plan.feeds import feed_pages
from chronicle.plan.front import front_pages
from chronicle.plan.outline import Outline
from chronicle.plan.parallel import parallel_pages
from chronicle.plan.reading_views import EntryView, ParallelView
from chronicle.plan.sitemap import robots_page, sitemap_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.chronicle import Chronicle
    from chronicle.plan.page import Page

PLANNERS = (front_pages, archive_pages, entry_pages, parallel_pages, alias_pages, feed_pages)
MAX_PATH = 240
"""Longest output path below site/, in UTF-8 bytes: what Windows and zip tools still take."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file, copied as it is."""

    file: str
    """Below site/."""
    source: str
    """On disk."""


@dataclass(frozen=True, slots=True)
class Text:
    """An output that needs no template."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that the build writes; sorted by file."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    texts: tuple[Text, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """Every output file below site/."""
        return tuple(
            sorted((*(p.file for p in self.pages), *(a.file for a in self.assets), *(t.file for t in self.texts)))
        )


def plan_site(chronicle: Chronicle, *, static_files: tuple[tuple[str, str], ...]) -> Outcome[Site]:
    """The whole site of what is published.

    `static_files` are pairs of a source on disk and its path below `/assets/`.
    Reports `address-taken` for two outputs with one address (also by letter case or Unicode form, or a file where
    another needs a folder) and `address-too-long`.
    """
    outline = Outline(chronicle)
    pages = [page for planner in PLANNERS for page in planner(outline)]
    pages += [sitemap_page(outline, tuple(pages)), robots_page(outline)]
    site = Site(
        pages=tuple(sorted(pages, key=lambda page: page.file)),
        assets=tuple(
            sorted((Asset(_file(permalinks.ASSETS) + path, source) for source, path in static_files), key=_asset_file)
        ),
        texts=tuple(_texts(chronicle)),
    )
    return Outcome(site, tuple(_address_problems(site)))


def pages_of(chronicle: Chronicle, keys: frozenset[str]) -> tuple[Page, ...]:
    """The own pages of the entries with these keys: those that their whole text is on."""
    outline = Outline(chronicle)
    pages = (page for planner in (entry_pages, parallel_pages) for page in planner(outline))
    return tuple(page for page in pages if isinstance(page.view, EntryView | ParallelView) and page.view.key in keys)


def _texts(chronicle: Chronicle) -> Iterator[Text]:
    yield Text(_file(permalinks.NO_JEKYLL), "")
    if chronicle.config.publish.domain:
        yield Text(_file(permalinks.CNAME), chronicle.config.publish.domain + "\n")


def _file(address: str) -> str:
    return address.removeprefix("/")


def _asset_file(asset: Asset) -> str:
    return asset.file


def _address_problems(site: Site) -> Iterator[Diagnostic]:
    origins = [(page.file, page.origin) for page in site.pages]
    origins += [(asset.file, "") for asset in site.assets]
    origins += [(text.file, "") for text in site.texts]
    seen = {_folded(_file(permalinks.CHECKSUMS)): (_file(permalinks.CHECKSUMS), "")}
    for file, origin in sorted(origins):
        if len(file.encode()) > MAX_PATH:
            message = f"the address `/{file}` is longer than {MAX_PATH} bytes"
            yield diagnose("address-too-long", message, path=origin, help="shorten the slug")
        if holder := seen.get(_folded(file)):
            yield _taken((file, origin), holder)
        seen[_folded(file)] = (file, origin)
    for file, origin in sorted(origins):
        parts = _folded(file).split("/")
        for depth in range(1, len(parts)):
            if holder := seen.get("/".join(parts[:depth])):
                yield _taken((file, origin), holder)


def _taken(one: tuple[str, str], other: tuple[str, str]) -> Diagnostic:
    """Of two claims to an address, each a file and its origin, the one that a source file makes is reported."""
    (file, origin), (held, holder) = (one, other) if one[1] else (other, one)
    by = f"`/{held}`" + (f" of {holder}" if holder and holder != origin else "")
    return diagnose(
        "address-taken",
        f"the address `/{file}` is taken by {by}",
        path=origin,
        help="give one of them another slug or alias; letter case and forms of accents do not count",
    )


def _folded(file: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", file).casefold())
