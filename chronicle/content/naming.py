"""Which names of the register an entry mentions, in each of its versions: found in the text, never typed by hand."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from chronicle.base.visible_text import WALL, visible_text
from chronicle.content.shown import shown_passages
from chronicle.model.entry import Mention
from chronicle.prose.sightings import Gazetteer
from chronicle.prose.spellings import Spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chronicle.model.chronicle import Config, Name, Registers
    from chronicle.model.entry import Block, Entry, Version


def with_names(entries: Sequence[Entry], config: Config, registers: Registers) -> list[Entry]:
    """The entries, each version with its mentions; as they were in a chronicle without names."""
    if "names" in config.without or not registers.names:
        return [*entries]
    languages = {version.language for entry in entries for version in entry.versions}
    gazetteers = {language: gazetteer(registers.names, language) for language in languages}
    return [_named(entry, gazetteers) for entry in entries]


@lru_cache(maxsize=32)
def gazetteer(names: tuple[Name, ...], language: str) -> Gazetteer:
    """The names of a register as texts in `language` write them.

    Those that have no spelling in this language are looked for in all that they have in others.
    """
    primary = language.partition("-")[0]
    found: list[Spelling] = []
    for name in names:
        every = [*name.label, *((tag, text) for tag, texts in name.also for text in texts)]
        own = [text for tag, text in every if tag.partition("-")[0] == primary]
        found += (Spelling(name.key, text, name.type == "person") for text in own or [text for _, text in every])
    return Gazetteer(dict.fromkeys(found), language)


_CLOSED = re.compile(r"<(a|code)\b.*?</\1>", re.DOTALL)
"""Where no link may begin."""
_UNLINKED = ("heading", "code", "figure")


def _named(entry: Entry, gazetteers: Mapping[str, Gazetteer]) -> Entry:
    original, *translations = [
        version._replace(names=_mentions(version, gazetteers[version.language], shown_passages(entry, version)))
        for version in entry.versions
    ]
    return replace(entry, original=original, translations=tuple(translations))


def _mentions(version: Version, names: Gazetteer, passages: Mapping[int, int]) -> tuple[Mention, ...]:
    """The mentions in a version's title and in the blocks that have a passage, by key."""
    shown = sorted(passages)
    blocks = version.blocks
    pieces = [version.title, *(visible_text(blocks[index].html) for index in shown)]
    starts = [0, *accumulate(len(piece) + 1 for piece in pieces)]
    found: dict[str, tuple[dict[str, None], dict[int, None]]] = {}
    links: dict[str, tuple[int, int, int]] = {}
    for key, spelling, start, end in names.find(WALL.join(pieces)):
        place = bisect_right(starts, start) - 1
        spellings, numbers = found.setdefault(key, ({}, {}))
        if spelling:
            spellings[spelling] = None
        if place:
            index, offset = shown[place - 1], starts[place]
            numbers[passages[index]] = None
            if key not in links and _may_link(blocks[index], start - offset, end - offset):
                links[key] = (index, start - offset, end - offset)
    return tuple(
        Mention(key, tuple(spellings), tuple(numbers), links.get(key))
        for key, (spellings, numbers) in sorted(found.items())
    )


def _may_link(block: Block, start: int, end: int) -> bool:
    if block.kind in _UNLINKED or "<" in block.html[start:end]:
        return False
    if "<a " not in block.html and "<code" not in block.html:
        return True
    return all(end <= closed.start() or start >= closed.end() for closed in _CLOSED.finditer(block.html))
