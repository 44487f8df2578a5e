"""Names in a text that lead to their pages: of each the first mention in a version, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.base.addresses import relative_links
from chronicle.plan import permalinks

if TYPE_CHECKING:
    from chronicle.model.entry import Version


def linked(version: Version, page: str, *, language: str) -> Version:
    """The version as the page at an address, in `language`, shows it: with links in the HTML of its blocks."""
    places: dict[int, list[tuple[int, int, str]]] = {}
    for mention in version.names:
        if mention.link:
            index, start, end = mention.link
            places.setdefault(index, []).append((start, end, mention.key))
    if not places:
        return version
    link = relative_links(page)
    foreign = f' hreflang="{version.language}"' if version.language != language else ""
    blocks = [*version.blocks]
    for index, found in places.items():
        html = blocks[index].html
        for start, end, key in sorted(found, reverse=True):
            address = link(permalinks.name(version.language, key))
            html = f'{html[:start]}<a class="mention" href="{address}"{foreign}>{html[start:end]}</a>{html[end:]}'
        blocks[index] = blocks[index]._replace(html=html)
    return version._replace(blocks=tuple(blocks))
