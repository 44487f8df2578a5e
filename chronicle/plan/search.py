"""The search: a page in each language, and what its script reads beside the shards of the index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chronicle.base.collation import collation_key
from chronicle.plan import permalinks
from chronicle.plan.archives import year_links
from chronicle.plan.list_views import SearchOption, SearchView
from chronicle.plan.outline import frame
from chronicle.plan.page import Page, framed
from chronicle.prose.folding import ARTICLE, JOINERS, LETTERS, MARKS, PAIRED
from chronicle.prose.stems import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chronicle.model.chronicle import Chronicle, Config, Labels
    from chronicle.model.entry import Entry
    from chronicle.plan.outline import Outline

ENTRIES_PER_SHARD = 32
"""So that a shard has ten to thirty kilobytes, whatever the size of the chronicle."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def is_searched(config: Config) -> bool:
    """Whether a chronicle has a search."""
    return "search" not in config.without


def search_pages(outline: Outline, language: str) -> Iterator[Page]:
    """`/en/search/`."""
    if not is_searched(outline.chronicle.config):
        return
    entries, registers = outline.entries, outline.chronicle.registers
    topics = {key for entry in entries for key in entry.facts.topics}
    sources = {entry.source_of(version) for entry in entries for version in entry.versions}

    def options(records: Iterable[tuple[str, Labels]]) -> tuple[SearchOption, ...]:
        found = (SearchOption(key, outline.labelled(label, language)) for key, label in records)
        return tuple(sorted(found, key=lambda option: (collation_key(option.label.text, language), option.key)))

    view = SearchView(
        frame=frame(outline, "search", language, permalinks.search),
        root=permalinks.ROOT,
        years=year_links(entries, language),
        names=options((name.key, name.label) for name in registers.names if outline.has_names),
        topics=options((topic.key, topic.label) for topic in registers.topics if topic.key in topics),
        sources=options((agency.key, agency.label) for agency in registers.sources if agency.key in sources),
        all_topics=permalinks.topics(language) if topics else "",
    )
    yield framed(view)


def shard_count(chronicle: Chronicle) -> int:
    """How many shards the index has: a power of two that depends on the number of published entries alone."""
    return 1 << max(0, -(-len(chronicle.entries) // ENTRIES_PER_SHARD) - 1).bit_length()


def search_files(chronicle: Chronicle) -> Iterator[str]:
    """The files that the script of the search reads."""
    if not is_searched(chronicle.config):
        return
    yield part_file("head")
    for day in sorted({entry.key.partition("/")[0] for entry in chronicle.entries}):
        yield part_file(f"days/{day}")
    for shard in range(shard_count(chronicle)):
        yield part_file(f"words/{shard}")


def part_file(name: str) -> str:
    """The file of the `head`, of a day (`days/2020-11-15`) or of a shard (`words/0`)."""
    return permalinks.search_part(name).removeprefix("/")


def script(name: str, data: object) -> str:
    """A file of data as a script: browsers read no other from a disk.

    No character of it ends the script or a line of it, wherever it may be embedded.
    """
    text = _JSON.encode(data).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'chronicleSearch("{name}",{text});\n'


def head_text(chronicle: Chronicle) -> str:
    """What is read first: how words are folded, which are not looked for, how many shards there are."""
    head = {
        "shards": shard_count(chronicle),
        "marks": MARKS,
        "letters": LETTERS,
        "article": ARTICLE,
        "joiners": JOINERS,
        "paired": PAIRED,
        "stop": stop_words(),
    }
    return script("head", head)


def day_text(day: str, entries: Iterable[Entry]) -> str:
    """What results show of the published entries of a day, in the order of their keys.

    Of each: slug, time, precision and end of its date, and of each version language, title and source.
    """
    rows = [
        [
            entry.slug,
            entry.facts.time or "",
            entry.facts.date_precision,
            entry.facts.date_end.isoformat() if entry.facts.date_end else "",
            *([version.language, version.title, entry.source_of(version)] for version in entry.versions),
        ]
        for entry in sorted(entries, key=lambda entry: entry.key)
    ]
    return script(f"days/{day}", rows)
