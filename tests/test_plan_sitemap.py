"""The sitemap of a site with more addresses than one file may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.etree
from sites import REPOSITORY, four_languages_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from sites import Site

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(site: Site, file: str) -> list[str]:
    return [
        str(found.text) for found in lxml.etree.fromstring(site.tree()[file]).iterfind(".//s:loc", namespaces=NAMES)
    ]


def test_a_long_sitemap_is_divided_and_loses_no_address(
    make_site: Callable[[str], Site], four_languages: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chronicle.plan.sitemap.MOST_URLS", 20)
    site = make_site(four_languages_text())
    assert site.build().is_done
    parts = [address.removeprefix(site.url) for address in addresses(site, "sitemap.xml")]
    assert [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)] == parts
    found = [addresses(site, part) for part in parts]
    assert addresses(four_languages, "sitemap.xml") == [address for part in found for address in part]
    assert 20 == max(map(len, found))
    schema = lxml.etree.XMLSchema(file=f"{REPOSITORY}/tests/schema/sitemap.xsd")
    for part in parts:
        schema.assertValid(lxml.etree.fromstring(site.tree()[part]))
