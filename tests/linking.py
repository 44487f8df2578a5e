"""Where the pages of a site lead: every link, anchor and picture, resolved as a browser does."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
from serving import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from sites import Site

LOADED = {
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
}
LOADING_LINKS = {"stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"}
"""`link` elements that make the browser ask for something."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page of a built site."""

    file: str
    """Below site/."""
    tree: HtmlElement

    @property
    def address(self) -> str:
        """`/en/` for `en/index.html`."""
        return "/" + self.file.removesuffix("index.html")

    @property
    def kind(self) -> str:
        return str(self.tree.get("data-page-type", ""))

    @property
    def language(self) -> str:
        return str(self.tree.get("lang", ""))

    def head(self, relation: str) -> list[str]:
        """Targets of the head's links of one relation that name no language and no type."""
        links = self.tree.xpath("//head/link[@rel=$relation and not(@hreflang) and not(@type)]", relation=relation)
        return [link.get("href", "") for link in links]

    def alternates(self) -> list[tuple[str, str]]:
        links = self.tree.xpath("//head/link[@rel='alternate' and @hreflang]")
        return [(link.get("hreflang", ""), link.get("href", "")) for link in links]

    def meta(self, name: str) -> list[str]:
        return [str(value) for value in self.tree.xpath("//head/meta[@name=$n or @property=$n]/@content", n=name)]


def pages_of(site: Site) -> list[Page]:
    """Every HTML page, by its file."""
    return [
        Page(file, lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding="utf-8")))
        for file, body in site.tree().items()
        if file.endswith(".html")
    ]


def page_at(pages: list[Page], address: str) -> Page:
    return next(page for page in pages if page.address == address)


def links(page: Page) -> Iterator[str]:
    """What a reader may follow."""
    for element in page.tree.iter("a", "area"):
        if (target := element.get("href")) is not None:
            yield target
    for content in page.tree.xpath("//meta[translate(@http-equiv,'REFSH','refsh')='refresh']/@content"):
        yield re.split(r"url=", str(content), flags=re.IGNORECASE)[-1].strip("'\" ")


def loads(page: Page) -> Iterator[str]:
    """What the browser asks for without being told."""
    for element in page.tree.iter(*LOADED):
        if (target := element.get(LOADED[str(element.tag)])) is not None:
            yield target
        for candidate in filter(None, map(str.strip, element.get("srcset", "").split(","))):
            yield candidate.split()[0]
    for element in page.tree.iter("link"):
        if LOADING_LINKS & set(element.get("rel", "").split()):
            yield element.get("href", "")


def broken(site: Site, *, base_url: str) -> list[str]:
    """Links and loads that lead nowhere when the site is served at `base_url`, and loads from other hosts."""
    pages = pages_of(site)
    ids = {page.file: set(map(str, page.tree.xpath("//@id"))) for page in pages}
    origin = urlsplit(base_url)
    host, base = f"{origin.scheme}://{origin.netloc}", origin.path.rstrip("/") + "/"
    found = []
    for page in pages:
        here = host + base + page.address.removeprefix("/")
        for target in (*links(page), *loads(page)):
            address, fragment = urldefrag(urljoin(here, target))
            if not address.startswith(host + "/"):
                if target in loads(page):
                    found.append(f"{page.file}: loads {target}")
                continue
            status, file = answer(site.output, base, unquote(urlsplit(address).path))
            inside = os.path.relpath(file, site.output).replace(os.sep, "/")
            if status != 200 or (fragment and unquote(fragment) not in ids.get(inside, ())):
                found.append(f"{page.file}: {target}")
    return found


def broken_as_files(site: Site) -> list[str]:
    """Links and loads that lead nowhere when the pages are opened from a folder, where no address is completed."""
    pages = pages_of(site)
    ids = {page.file: set(map(str, page.tree.xpath("//@id"))) for page in pages}
    found = []
    for page in pages:
        if page.kind == "404":
            continue
        for target in (*links(page), *loads(page)):
            if re.match(r"[a-z]+:", target):
                continue
            address, fragment = urldefrag(target)
            path = (
                os.path.normpath(os.path.join(os.path.dirname(page.file), unquote(address))) if address else page.file
            )
            inside = path.replace(os.sep, "/")
            if not os.path.isfile(os.path.join(site.output, path)) or (
                fragment and fragment not in ids.get(inside, ())
            ):
                found.append(f"{page.file}: {target}")
    return found


def broken_in_styles(site: Site) -> list[str]:
    """`url()` and `@import` of style sheets that lead nowhere or off the site."""
    found = []
    for file, body in site.tree().items():
        if not file.endswith(".css"):
            continue
        text = re.sub(r"/\*.*?\*/", "", body.decode(), flags=re.DOTALL)
        for target in re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", text):
            path = os.path.normpath(os.path.join(os.path.dirname(file), urldefrag(target)[0]))
            if not target.startswith(("data:", "#")) and not os.path.isfile(os.path.join(site.output, path)):
                found.append(f"{file}: {target}")
    return found
