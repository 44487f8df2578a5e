"""A built site, looked at as a visitor and a host will: links, alternates, names, sizes."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.build.options import no_progress
from chronicle.build.workers import in_common, workers
from chronicle.check.pages import page_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from chronicle.build.options import Progress
    from chronicle.build.workers import Workers
    from chronicle.check.pages import PageTags
    from chronicle.model.chronicle import Config

MAX_FILE = 100_000_000
"""Bytes of a file, above which GitHub refuses a push."""
MAX_SITE = 1_000_000_000
"""Bytes of a site, above which GitHub Pages may refuse it."""
MANY_FILES = 200_000
"""Files of a site, above which its deployment may take longer than the ten minutes that GitHub Pages allows."""
_NEAR = 0.9
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\:\"<>|*?]")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_LOCATION = re.compile(r"<loc>([^<]*)</loc>|hreflang=\"[^\"]*\" href=\"([^\"]*)\"")
_STYLE_TARGET = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')\s;]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STEP = 200

Alternates = tuple[tuple[str, str], ...]
"""Language and address of each."""
Leads = Callable[[str], str | None]
"""The file of the site that an address of one of its files means, there or not; None for another site."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site as it lies in a folder."""

    folder: str
    files: Collection[str]
    """All that it consists of, below the folder."""
    config: Config
    shown: str = "site"
    """What messages call the folder."""

    def problem(self, code: str, message: str, file: str, help_: str = "") -> Diagnostic:
        """A finding about one of the files."""
        return diagnose(code, message, path=f"{self.shown}/{file}", help=help_)

    def text(self, file: str) -> str:
        """A file's text; what is no text reads as replacement characters."""
        with open(os.path.join(self.folder, file), "rb", buffering=0) as opened:
            return opened.read().decode("utf-8", "replace")


def output_problems(site: BuiltSite, *, jobs: int = 1, progress: Progress = no_progress) -> Iterator[Diagnostic]:
    """Everything that would show once the site is public; `jobs` processes read the pages."""
    yield from _names(site)
    yield from _sizes(site)
    yield from _domain(site)
    yield from _references(site, jobs, progress)


def _names(site: BuiltSite) -> Iterator[Diagnostic]:
    for file in sorted(site.files):
        if found := _FORBIDDEN.search(file):
            message = f"the name of `{file}` holds {found[0]!r}, which hosts of pages refuse"
            yield site.problem("name-refused", message, file, "rename what it is made from")


def _sizes(site: BuiltSite) -> Iterator[Diagnostic]:
    sizes = {file: os.lstat(os.path.join(site.folder, file)).st_size for file in site.files}
    for file, size in sorted(sizes.items()):
        if size > MAX_FILE:
            message = f"`{file}` has {size / 1e6:.0f} MB; GitHub takes no file above {MAX_FILE / 1e6:.0f} MB"
            yield site.problem("site-too-large", message, file, "make it smaller, or leave it out")
    total = sum(sizes.values())
    holds = f"the site has {total / 1e6:.0f} MB in {len(sizes)} files"
    help_ = "`without: [parallel]` in chronicle.yml makes fewer pages; other hosts have other limits"
    if total > MAX_SITE:
        message = f"{holds}; GitHub Pages takes {MAX_SITE / 1e6:.0f} MB"
        yield diagnose("site-too-large", message, path=site.shown, help=help_)
    elif total > MAX_SITE * _NEAR or len(sizes) > MANY_FILES:
        message = f"{holds}; GitHub Pages takes {MAX_SITE / 1e6:.0f} MB and ten minutes to deploy them"
        yield diagnose("site-near-limit", message, path=site.shown, help=help_)


def _domain(site: BuiltSite) -> Iterator[Diagnostic]:
    domain = site.config.publish.domain
    host = urlsplit(site.config.base_url).hostname
    if domain and host != domain:
        message = f"`publish.domain` is `{domain}`, and `base_url` says `{host}`"
        help_ = f"write `base_url: https://{domain}`, or `domain: null`"
        yield diagnose("domain-mismatch", message, path="chronicle.yml", help=help_)


def _references(site: BuiltSite, jobs: int, progress: Progress) -> Iterator[Diagnostic]:
    """Where everything leads that pages, style sheets and sitemaps name."""
    read: dict[str, _Read] = {}
    lead = _Lead(site)
    ordered = sorted(site.files)
    with workers(None, jobs=jobs, documents=len(ordered)) as crew:
        for some in _each(lead, crew, [ordered[start : start + _STEP] for start in range(0, len(ordered), _STEP)]):
            progress("checking", len(read), len(ordered))
            for file, found in some:
                read[file] = found
                yield from found.problems
    for file, found in read.items():
        yield from (
            _broken(site, file, target)
            for target, there, fragment in found.passages
            if read[there].is_page and fragment not in read[there].ids
        )
    alternates = {file: found.alternates for file, found in read.items() if found.alternates}
    for file in alternates:
        yield from _one_sided(site, file, alternates, lead)
    progress("checking", len(ordered), len(ordered))


class _Read(NamedTuple):
    """What was read of a file."""

    problems: tuple[Diagnostic, ...]
    is_page: bool
    ids: frozenset[str]
    passages: tuple[tuple[str, str, str], ...]
    """Targets in other files, with the file and the id of each."""
    alternates: Alternates


def _each(lead: _Lead, crew: Workers, parts: list[list[str]]) -> Iterator[list[tuple[str, _Read]]]:
    """What was read of the files, part by part; where processes cannot be forked they are read here."""
    if crew.can_fork:
        with crew.forked((lead,)) as those:
            yield from those.each(in_common(_read), parts)
    else:
        yield from (_read((lead,), part) for part in parts)


def _read(common: tuple[_Lead], files: list[str]) -> list[tuple[str, _Read]]:
    (lead,) = common
    return [(file, _read_file(lead, file)) for file in files]


def _read_file(lead: _Lead, file: str) -> _Read:
    site = lead.site
    is_page = file.endswith(".html")
    tags = page_tags(site.text(file)) if is_page else _listed(site, file)
    leads = lead.of(file)
    problems = [*_loads(site, file, tags, leads)]
    passages: list[tuple[str, str, str]] = []
    for target in tags.links:
        address, _, fragment = target.partition("#")
        there = leads(address) if address else file
        if there is not None and there not in site.files:
            problems.append(_broken(site, file, target))
        elif there == file and is_page and fragment:
            problems += () if unquote(fragment) in tags.ids else (_broken(site, file, target),)
        elif there is not None and fragment:
            passages.append((target, there, unquote(fragment)))
    return _Read(tuple(problems), is_page, tags.ids, tuple(passages), tags.alternates)


def _loads(site: BuiltSite, file: str, tags: PageTags, leads: Leads) -> Iterator[Diagnostic]:
    for target in tags.loads:
        there = None if target.startswith("data:") else leads(target)
        if there is not None and there not in site.files:
            yield _broken(site, file, target)
        elif there is None and not target.startswith("data:"):
            message = f"`{target}` is fetched from another site by every visitor's browser"
            yield site.problem("link-broken", message, file, "keep it in `templates/static/`")


def _one_sided(site: BuiltSite, file: str, alternates: dict[str, Alternates], lead: _Lead) -> Iterator[Diagnostic]:
    """Alternates of a page that it is not among, or that do not name the same set."""
    own = alternates[file]
    leads = lead.of(file)
    there = {language: leads(address) for language, address in own}
    help_ = "alternates are absolute, the same on every version, and name the version itself"
    if file not in there.values():
        message = f"`{file}` is not among its own alternates"
        yield site.problem("alternate-one-sided", message, file, help_)
    for language, target in sorted(there.items()):
        others = alternates.get(target or "", ())
        if target not in site.files or (language != "x-default" and set(others) != set(own)):
            message = f"the alternate of `{file}` in `{language}` does not name it in turn"
            yield site.problem("alternate-one-sided", message, file, help_)


def _broken(site: BuiltSite, file: str, target: str) -> Diagnostic:
    return site.problem(
        "link-broken", f"`{target}` leads nowhere", file, "mend the entry or the template it comes from"
    )


def _listed(site: BuiltSite, file: str) -> PageTags:
    """What a style sheet fetches, or a sitemap names."""
    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    if file.endswith(".css"):
        found = _STYLE_TARGET.findall(_COMMENT.sub("", site.text(file)))
        loads = tuple(target for target in found if not target.startswith(("data:", "#")))
    elif re.fullmatch(r"sitemap(?:-\d+)?\.xml", file):
        links = tuple(dict.fromkeys(first or second for first, second in _LOCATION.findall(site.text(file))))
    return page_tags("")._replace(links=links, loads=loads)


class _Lead:
    """Where the addresses in a site lead."""

    def __init__(self, site: BuiltSite) -> None:
        parts = urlsplit(site.config.base_url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._base = parts.path.rstrip("/") + "/"
        self.site = site
        self._cached = lru_cache(maxsize=1 << 16)(self._resolved)

    def of(self, file: str) -> Leads:
        """Where those of one file lead; they may name passages."""
        above = [file.rpartition("/")[0]]
        while above[-1]:
            above.append(above[-1].rpartition("/")[0])

        def leads(target: str) -> str | None:
            target = target.partition("#")[0]
            steps = target.count("../")
            if steps < len(above) and target.startswith("../" * steps):  # the same place is asked for from everywhere
                return self._cached(above[steps], target[3 * steps :])
            return self._cached(above[0], target)

        return leads

    def _resolved(self, folder: str, target: str) -> str | None:
        if target.startswith(self._origin + "/") or target == self._origin:
            target = target.removeprefix(self._origin) or "/"
        elif target.startswith("//") or _SCHEME.match(target):
            return None
        path = unquote(target.partition("?")[0])
        if path.startswith("/"):
            if not path.startswith(self._base):
                return f"/{path}"  # of this host, and not of this site
            path, folder = path.removeprefix(self._base), ""
        joined = posixpath.normpath(posixpath.join(folder, path)) if folder or path else "."
        inside = "" if joined == "." else joined
        if inside in self.site.files and not path.endswith("/"):
            return inside
        return f"{inside}/index.html".removeprefix("/")
