"""A built site looked at from outside, and the seeds behind it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from sites import Site, four_languages_text

from chronicle.base.digest import sha256
from chronicle.check import output
from chronicle.check.output import published_sums, site_problems
from chronicle.cli.commands import main
from chronicle.seeds.ledger import LedgerLine, ledger_text

if TYPE_CHECKING:
    from collections.abc import Callable

HOME = "en/index.html"


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    site = make_site(four_languages_text())
    assert site.build().is_done
    return site


def problems(site: Site) -> list[tuple[str, str]]:
    return [(d.code, d.path) for d in site_problems(site.output, base_url=site.url.rstrip("/"))]


def replace(site: Site, file: str, text: str) -> None:
    """Writes a file of the site as if a build had made it so."""
    before = published_sums(site.output).get(file, "")
    site.write(f"site/{file}", text)
    sums = site.text("manifest-sha256.txt")
    line = f"{sha256(text.encode())}  {file}\n"
    old = f"{before}  {file}\n"
    site.write("site/manifest-sha256.txt", sums.replace(old, line) if before else sums + line)


def test_a_fresh_site_is_without_fault(any_site: Site) -> None:
    assert [] == problems(any_site)


def test_a_tampered_page_is_named(site: Site) -> None:
    site.write(f"site/{HOME}", site.text(HOME) + " ")
    assert ("site-altered", HOME) in problems(site)


def test_a_missing_page_and_a_link_in_its_place_are_named(site: Site) -> None:
    os.remove(os.path.join(site.output, HOME))
    assert ("site-altered", HOME) in problems(site)
    os.symlink("/etc/passwd", os.path.join(site.output, HOME))
    assert ("site-altered", HOME) in problems(site)


def test_a_stray_file_is_told(site: Site) -> None:
    site.write("site/.env", "PASSWORD=1")
    assert [("site-stray", ".env")] == problems(site)


@pytest.mark.parametrize("target", ["../nowhere/", "#nowhere", "https://example.org/arda/nowhere/"])
def test_a_link_that_leads_nowhere_is_named(site: Site, target: str) -> None:
    replace(site, HOME, site.text(HOME).replace("</main>", f'<a href="{target}">x</a></main>'))
    assert [("site-link-broken", HOME)] == problems(site)


def test_a_picture_from_elsewhere_is_named(site: Site) -> None:
    replace(site, HOME, site.text(HOME).replace("</main>", '<img src="https://example.net/x.png" alt=""></main>'))
    assert [("site-link-broken", HOME)] == problems(site)


def test_an_alternate_that_is_not_named_back_is_named(site: Site) -> None:
    other = '<link rel="alternate" hreflang="de" href="https://example.org/arda/en/about/">'
    replace(site, HOME, site.text(HOME).replace("</head>", f"{other}</head>"))
    assert ("site-link-broken", HOME) in problems(site)


def test_a_name_that_pages_refuses_is_told(site: Site) -> None:
    replace(site, "what?.txt", "x")
    assert [("site-limit", "what?.txt")] == problems(site)


def test_a_site_too_large_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "LARGEST_SITE", 1000)
    assert [("site-limit", "")] == problems(site)


def test_without_a_site_verify_says_what_to_do(
    make_site: Callable[[str], Site], capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == main(["verify", "--root", make_site(four_languages_text()).root])
    assert "site-missing" in capsys.readouterr().err.partition("]")[0].split("[")


def test_verify_names_a_seed_that_was_edited(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("seeds/a.txt", "as collected\n")
    digest = sha256(b"as collected\n")
    line = LedgerLine("seeds/a.txt", digest, "", "content/2021/03/01/bridge-reopened.en.md", digest)
    site.write("seeds/ledger.jsonl", ledger_text((line,)))
    assert 0 == main(["verify", "--root", site.root])
    site.write("seeds/a.txt", "as edited\n")
    assert 1 == main(["verify", "--root", site.root, "--format", "github"])
    out = capsys.readouterr().out
    assert "file=seeds/a.txt" in out
    assert "seed-altered" in out


def test_check_of_a_site_looks_at_it_too(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["check", "--site", "--root", site.root])
    site.write(f"site/{HOME}", "x")
    assert 1 == main(["check", "--site", "--root", site.root])
    assert "site-altered" in capsys.readouterr().err
