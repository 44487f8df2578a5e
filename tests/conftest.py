"""Fixtures that every test may ask for: sites from strings, this repository's own site, a server, a browser."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from repositories import NOBODY, TWO_LANGUAGES, Repository
from serving import Server, serving
from sites import CHRONICLE, REPOSITORY, Site, four_languages_text, sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
"""The same examples in every run: a red test is the change's own. `HYPOTHESIS_PROFILE=explore` looks further."""

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def make_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """A function that writes a site's string into a new folder."""
    return lambda text: written(text, str(tmp_path_factory.mktemp("chronicle")))


@pytest.fixture
def nobodys_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of git takes part but a repository's own."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        monkeypatch.setenv(name, NOBODY[name])


@pytest.fixture
def repository(make_site: Callable[[str], Site], tmp_path: Path, nobodys_git: None) -> Repository:  # noqa: ARG001 - is in force
    """A chronicle in two languages in a repository of its own."""
    return Repository.around(make_site(TWO_LANGUAGES), str(tmp_path / "remote.git"))


@pytest.fixture(scope="session")
def golden_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A copy of this repository's own chronicle, built."""
    root = str(tmp_path_factory.mktemp("golden") / "a chronicle")
    os.mkdir(root)
    for name in CHRONICLE:
        copy = shutil.copytree if os.path.isdir(os.path.join(REPOSITORY, name)) else shutil.copy
        copy(os.path.join(REPOSITORY, name), os.path.join(root, name))
    return built(Site(root))


@pytest.fixture(scope="session")
def four_languages(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A made-up chronicle in English, French, Russian and Arabic, built."""
    return built(written(four_languages_text(), str(tmp_path_factory.mktemp("four-languages"))))


@pytest.fixture(scope="session", params=["golden_site", "four_languages"])
def any_site(request: pytest.FixtureRequest) -> Site:
    """Each of the two built sites in turn."""
    site = request.getfixturevalue(request.param)
    assert isinstance(site, Site)
    return site


@pytest.fixture(scope="session")
def golden_server(golden_site: Site) -> Iterator[Server]:
    """This repository's own site, served below a sub-path."""
    with serving(golden_site.output) as server:
        yield server


@pytest.fixture(scope="session")
def four_languages_server(four_languages: Site) -> Iterator[Server]:
    """The made-up chronicle, served below a sub-path."""
    with serving(four_languages.output) as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium where it is there, else Playwright's."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - tests without a browser need not load it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


def written(text: str, root: str) -> Site:
    """A site's string as files below `root`."""
    site = Site(root)
    for path, content in sections(text).items():
        site.write(path, content)
    return site


def built(site: Site) -> Site:
    """The site after a build without errors."""
    assert [] == [found for found in site.build().diagnostics if found.severity == "error"]
    return site
