"""An entry cut to what the pages of others may show of it."""

from __future__ import annotations

from chronicle.model.entry import Block, Entry, Source, Version
from chronicle.plan.pictures import shown_pictures

EXTRACT_LENGTH = 220
"""Longest extract of a card, in characters."""
_TEXT_IS_OPEN = ("full", "excerpt")


def lede(entry: Entry, version: Version) -> str:
    """The opening of a version, cut at a word; empty where its text is withheld."""
    if entry.facts.access not in _TEXT_IS_OPEN:
        return ""
    text = next((block.text for block in version.blocks if block.kind == "paragraph"), "")
    if len(text) <= EXTRACT_LENGTH:
        return text
    end = text.rfind(" ", 0, EXTRACT_LENGTH)
    return text[: end if end > 0 else EXTRACT_LENGTH - 1].rstrip(" ,;:—–-") + "…"


def abridged(entry: Entry) -> Entry:
    """An entry cut to all that any page but its own may show of it, or that decides which pages there are.

    Lists are made from abridged entries: what is cut off here they cannot show.
    """
    versions = [
        Version(
            language=version.language,
            title=version.title,
            path=version.path,
            blocks=(Block("paragraph", "", opening, ""),) if (opening := lede(entry, version)) else (),
            published=version.published,
            source=Source(version.source.agency),
            corrections=version.corrections,
            aliases=version.aliases,
            names=tuple(mention._replace(link=None) for mention in version.names),
            days=version.days,
        )
        for version in entry.versions
    ]
    facts = entry.facts
    if facts.attachments:
        facts = facts._replace(attachments=())
    return Entry(entry.key, facts, versions[0], tuple(versions[1:]), pictures=shown_pictures(entry))
