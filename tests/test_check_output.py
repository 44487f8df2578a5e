"""What is found in a built site: digests, links, alternates, names, sizes, the domain, the seeds."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from repositories import TWO_LANGUAGES

from chronicle.check import output
from chronicle.check.integrity import verify
from chronicle.check.output import BuiltSite, output_problems
from chronicle.check.pages import page_tags
from chronicle.check.run import check_site
from chronicle.cli.commands import main
from chronicle.config import read_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sites import Site

    from chronicle.base.diagnostics import Diagnostic

PAGE = "en/2021/03/01/bridge-reopened/index.html"


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    site = make_site(TWO_LANGUAGES)
    assert site.build().is_done
    return site


def found_in(site: Site) -> list[Diagnostic]:
    """What a site is found to have whatever its checksums say, by one process and, the same, by two."""
    config = read_config(site.root).value
    assert config
    built = BuiltSite(site.output, frozenset(site.tree()), config)
    alone = [*output_problems(built)]
    with patch("chronicle.build.workers._WORTH_IT", 1), patch("chronicle.check.output._STEP", 7):
        assert alone == [*output_problems(built, jobs=2)]
    return alone


def codes(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    return [(found.code, found.path) for found in diagnostics]


def test_a_built_site_is_fine(site: Site, any_site: Site) -> None:
    for each in (site, any_site):
        assert ((), ()) == (check_site(each.root, "site"), verify(each.root, output="site"))


def test_any_altered_byte_is_found(site: Site) -> None:
    for file, data in site.tree().items():
        if file in ("manifest-sha256.txt", ".nojekyll"):
            continue
        path = os.path.join(site.output, file)
        with open(path, "wb") as opened:
            opened.write(data[:-1] + bytes([data[-1] ^ 1]))
        assert [("site-altered", f"site/{file}")] == codes(verify(site.root, output="site"))
        with open(path, "wb") as opened:
            opened.write(data)
    assert () == verify(site.root, output="site")


def test_a_missing_file_and_a_link_in_its_place_are_found(site: Site) -> None:
    os.rename(os.path.join(site.output, PAGE), os.path.join(site.root, "away.html"))
    assert [("site-altered", f"site/{PAGE}")] == codes(verify(site.root, output="site"))
    os.symlink(os.path.join(site.root, "away.html"), os.path.join(site.output, PAGE))
    assert [("site-altered", f"site/{PAGE}")] == codes(verify(site.root, output="site"))


def test_a_stray_file_is_told(site: Site) -> None:
    site.write("site/.env", "TOKEN=1")
    found = verify(site.root, output="site")
    assert [("site-unlisted", "site/.env")] == codes(found)
    assert ["warning"] == [each.severity for each in found]


def test_without_a_site_it_is_said_so(make_site: Callable[[str], Site]) -> None:
    site = make_site(TWO_LANGUAGES)
    assert [("site-missing", "site")] == codes(verify(site.root, output="site"))
    assert [("site-missing", "site")] == codes(check_site(site.root, "site"))
    site.write("site/manifest-sha256.txt", "not a list\n")
    assert [("site-missing", "site")] == codes(check_site(site.root, "site"))


def test_an_edited_seed_is_found_by_the_entry_and_by_the_ledger(site: Site) -> None:
    digest = hashlib.sha256(b"As collected.\n").hexdigest()
    site.write("seeds/bridge.txt", "As collected.\n")
    entry = "content/2021/03/01/bridge-reopened.en.md"
    site.edit(entry, "lang: en\n", f"lang: en\nseed: {{path: seeds/bridge.txt, sha256: {digest}}}\n")
    assert () == verify(site.root, output="site")
    site.write("seeds/bridge.txt", "As collected!\n")
    assert [("seed-altered", "seeds/bridge.txt")] == codes(verify(site.root, output="site"))
    site.delete("seeds/bridge.txt")
    assert [("seed-altered", "seeds/bridge.txt")] == codes(verify(site.root, output="site"))
    site.edit(entry, f"seed: {{path: seeds/bridge.txt, sha256: {digest}}}\n", "")
    known = {"seed": "seeds/bridge.txt", "seed_sha256": digest, "overrides": "", "entry": entry, "entry_sha256": digest}
    site.write("seeds/ledger.jsonl", json.dumps(known) + "\n")
    assert [("seed-altered", "seeds/bridge.txt")] == codes(verify(site.root, output="site"))


def test_this_repositorys_seeds_are_as_they_were_imported(golden_site: Site) -> None:
    assert () == verify(golden_site.root, output="site")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('href="#main"', 'href="#p99"'),
        ('href="../index.html"', 'href="../../02/index.html"'),
        ('href="../index.html"', 'href="/index.html"'),
        ('href="../index.html"', "href=../gone.html"),
        ('href="../index.html"', 'href="https://example.org/arda/en/gone/"'),
        ('href="../../../../../assets/chronicle.css"', 'href="../gone.css"'),
        ('href="../../../../../assets/chronicle.css"', 'href="https://cdn.example.com/a.css"'),
        ("<body>", '<body><img src="//tracker.example.com/a.gif" alt="">'),
        ("<body>", '<body><img srcset="gone.png 2x" alt="">'),
    ],
)
def test_what_leads_nowhere_or_loads_from_elsewhere_is_found(site: Site, old: str, new: str) -> None:
    page = site.text(PAGE)
    assert old in page
    site.write(f"site/{PAGE}", page.replace(old, new, 1))
    assert {("link-broken", f"site/{PAGE}")} == set(codes(found_in(site)))


@pytest.mark.parametrize(
    ("file", "text"),
    [("assets/x.css", "a{background:url(gone.png)}"), ("sitemap.xml", "<loc>https://example.org/arda/gone/</loc>")],
)
def test_style_sheets_and_sitemaps_lead_somewhere_too(site: Site, file: str, text: str) -> None:
    site.write(f"site/{file}", text)
    assert [("link-broken", f"site/{file}")] == codes(found_in(site))


def test_alternates_that_are_not_returned_are_found(site: Site) -> None:
    page = site.text(PAGE)
    lines = [line for line in page.split("\n") if 'hreflang="fr" href="https:' not in line]
    site.write(f"site/{PAGE}", "\n".join(lines))
    french = PAGE.replace("en/", "fr/", 1)
    assert ("alternate-one-sided", f"site/{french}") in codes(found_in(site))


def test_names_that_hosts_refuse_are_found(site: Site) -> None:
    site.write("site/en/what?.txt", "x")
    assert [("name-refused", "site/en/what?.txt")] == codes(found_in(site))


def test_limits_of_size_and_number_are_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "MANY_FILES", 3)
    assert [("site-near-limit", "site")] == codes(found_in(site))
    monkeypatch.setattr(output, "MAX_SITE", 1000)
    assert [("site-too-large", "site")] == codes(found_in(site))
    monkeypatch.setattr(output, "MAX_SITE", 1 << 40)
    monkeypatch.setattr(output, "MANY_FILES", 1 << 40)
    monkeypatch.setattr(output, "MAX_FILE", len(site.tree()["assets/chronicle.css"]) - 1)
    assert ("site-too-large", "site/assets/chronicle.css") in codes(found_in(site))


def test_a_domain_that_the_addresses_do_not_have_is_found(site: Site) -> None:
    site.write("chronicle.yml", site.read("chronicle.yml") + "publish: {domain: other.example.org}\n")
    assert ("domain-mismatch", "chronicle.yml") in codes(found_in(site))


def test_scripts_comments_and_text_are_no_tags() -> None:
    text = """<p>a &lt;a href="x"&gt; <!-- <a href="c"> --><script>"<a href='s'>"</script><A HREF=d>d</A>
    <img alt="a > b" src='e&amp;f'>"""
    found = page_tags(text)
    assert (("d",), ("e&f",)) == (found.links, found.loads)


def test_the_commands_say_what_they_found(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["verify", "--root", site.root])
    assert 0 == main(["check", "--site", "--root", site.root])
    assert 2 == capsys.readouterr().out.count("\n")
    site.write(f"site/{PAGE}", site.text(PAGE) + " ")
    assert (1, 1) == (main(["verify", "--root", site.root]), main(["check", "--site", "--root", site.root]))
    assert 2 == capsys.readouterr().err.count("error[site-altered]")
