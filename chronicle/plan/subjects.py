"""The subjects of an entry: the days and names on whose pages it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import DayMention, Entry, Mention, Version

_NAME = "@"


def subjects(entry: Entry) -> tuple[str, ...]:
    """Days as `2020-11-15`, names as `@shushi`, in order; the entry may be abridged."""
    printed = {version.published for version in entry.versions if version.published}
    mentioned = {mention.day for version in entry.versions for mention in version.days}
    names = {mention.key for version in entry.versions for mention in version.names}
    if entry.facts.place:
        names.add(entry.facts.place.name)
    days = {entry.facts.date, *printed, *mentioned}
    return tuple(sorted((*(day.isoformat() for day in days), *(f"{_NAME}{key}" for key in names))))


def name_of(subject: str) -> str:
    """The key of the name that is a subject; empty for a day."""
    return subject[len(_NAME) :] if subject.startswith(_NAME) else ""


def told_otherwise(before: Entry, after: Entry) -> frozenset[str] | None:
    """Which of its subjects an entry mentions in other passages or words; None where more of it differs than that."""
    if subjects(before) != subjects(after) or _without_mentions(before) != _without_mentions(after):
        return None
    former, now = _by_subject(before), _by_subject(after)
    return frozenset(subject for subject in former.keys() | now.keys() if former.get(subject) != now.get(subject))


def _without_mentions(entry: Entry) -> Entry:
    original, *translations = (version._replace(days=(), names=()) for version in entry.versions)
    return replace(entry, original=original, translations=tuple(translations))


def _by_subject(entry: Entry) -> dict[str, list[tuple[str, DayMention | Mention]]]:
    found: dict[str, list[tuple[str, DayMention | Mention]]] = {}
    for version in entry.versions:
        for subject, mention in _mentions(version):
            found.setdefault(subject, []).append((version.language, mention))
    return found


def _mentions(version: Version) -> Iterator[tuple[str, DayMention | Mention]]:
    yield from ((mention.day.isoformat(), mention) for mention in version.days)
    yield from ((f"{_NAME}{mention.key}", mention) for mention in version.names)
