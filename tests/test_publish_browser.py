"""The published branch as readers meet it: cloned, served below the repository's name, crawled in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from browsing import visiting
from linking import broken
from repositories import NOBODY, TWO_LANGUAGES, Repository
from serving import serving
from sites import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser


def test_a_branch_published_twice_has_no_broken_link_and_asks_nobody_else(
    make_site: Callable[[str], Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chromium: Browser
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", NOBODY["GIT_CONFIG_GLOBAL"])
    site = make_site(TWO_LANGUAGES.replace("https://example.org/arda", "https://example.github.io/repo"))
    repository = Repository.around(site, str(tmp_path / "remote.git"))
    first, again = repository.publish(), repository.publish()
    assert (first.commit, "") == (repository.published(), again.commit)
    assert not again.difference
    published = repository.cloned(str(tmp_path / "site"))
    assert [] == broken(Site(str(tmp_path)), base_url=site.url.rstrip("/"))
    pages = {"/" + file.removesuffix("index.html") for file in published if file.endswith("/index.html")}
    with serving(str(tmp_path / "site"), base="/repo/") as server, visiting(chromium, server.origin) as (page, _):
        statuses: dict[str, int] = {}
        waiting = [server.url("/")]
        while waiting:
            url = waiting.pop()
            if url in statuses:
                continue
            response = page.goto(url)
            assert response
            statuses[url] = response.status
            targets = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
            found = {urldefrag(urljoin(page.url, target))[0] for target in targets}
            waiting += sorted(address for address in found if address.startswith(server.origin))
        assert {200} == set(statuses.values())
        visited = {"/" + url.removeprefix(server.url("/")).removesuffix("index.html") for url in statuses}
        assert set() == {address for address in pages if address != "/old/bridge/"} - visited
