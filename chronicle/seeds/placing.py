"""Where an article belongs: its day, from the version that knows it, and its name in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.base.slugs import slug_problem
from chronicle.prose.calendars import weekday_names
from chronicle.prose.dates import find_weekdays, nearest_day
from chronicle.seeds.ledger import ENTRY_PATH
from chronicle.seeds.normalise import dated_dateline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chronicle.model.seed import DateEvidence, Seed
    from chronicle.seeds.groups import Group
    from chronicle.seeds.standing import Standing

UNDATED = "content/undated"
"""Folder of entries whose day nobody knows yet."""
LONGEST_SLUG = 60
"""Of a new entry's slug, in characters; cut at a word."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An article with its versions dated, and the path of its entry."""

    group: Group
    key: str
    """Path of its files without language and suffix."""

    def path(self, seed: Seed) -> str:
        """The content file of a version."""
        return f"{self.key}.{seed.language}.md"


def place(groups: Sequence[Group], standings: Mapping[str, Standing]) -> tuple[Placed, ...]:
    """Each group with its dates and its place, in the same order.

    A version without a date takes that of its pair; an entry that exists keeps its slug, and its day unless the seed's
    own date has changed since. New names that are taken get a number.
    """
    taken = {standing.key for standing in standings.values()}
    placed = []
    for group in groups:
        known = _known_key(group, standings)
        dated = _dated(group, _folder_day(known) if known else None, standings)
        day = dated.original.date
        if known and not _has_new_date(dated.original, standings):
            key = known if _folder_day(known) else f"{_folder(day)}/{known.rpartition('/')[2]}"
        else:
            slug = known.rpartition("/")[2] if known else _slug(dated)
            own = {standings[seed.path].key for seed in group.members if seed.path in standings}
            key = _free(f"{_folder(day)}/{slug}", taken - own)
        taken.add(key)
        placed.append(Placed(dated, key))
    return tuple(placed)


def weekday_mismatch(seed: Seed) -> Diagnostic | None:
    """The finding that the weekday named in the lede is not that of the seed's date."""
    named = find_weekdays(seed.blocks[0], seed.language)
    if seed.date is None or not named or any(number == seed.date.weekday() for _, number in named):
        return None
    actual = weekday_names(seed.language)[seed.date.weekday()]
    message = f"the lede says `{named[0][0]}`, {seed.date.isoformat()} is `{actual}`"
    help_ = "check the day; if it is another, say `date:` of the seed in `seeds/seeds.yml`"
    return diagnose("seed-weekday-mismatch", message, path=seed.path, help=help_)


_UNVOWELLED = frozenset(["ar", "fa", "he", "ur"])
"""Languages whose transliteration lacks the vowels: another version makes the better address."""
_RENAMED = "entry-{}"
_WORDS = re.compile(r"[a-z0-9]+")


def _known_key(group: Group, standings: Mapping[str, Standing]) -> str | None:
    """The key of the first version whose entry exists and is settled."""
    keys = [standing.key for seed in group.members if (standing := standings.get(seed.path)) and is_settled(standing)]
    return keys[0] if keys else None


def is_settled(standing: Standing) -> bool:
    """Whether an entry is a decision: it exists, and is dated or touched by hand."""
    return standing.state != "deleted" and (_folder_day(standing.key) is not None or standing.state == "edited")


def _has_new_date(original: Seed, standings: Mapping[str, Standing]) -> bool:
    """Whether the seed of an entry that nobody touched has come to say another day."""
    standing = standings.get(original.path)
    if (
        standing is None
        or standing.is_current
        or standing.state != "as-written"
        or original.date_evidence in ("pair", "none")
    ):
        return False
    return original.date != _folder_day(standing.key)


def _dated(group: Group, folder_day: date | None, standings: Mapping[str, Standing]) -> Group:
    """The group with a date for every version, if any of them or the entry's folder has one.

    What the ledger has on record of a folder's day is its evidence; else people have put the entry there.
    """
    original = next((seed for seed in group.members if seed.date), None)
    if original is None and folder_day is None:
        return group
    near = original.date if original and original.date else folder_day
    if near is None:
        return group
    inherited: DateEvidence = "pair" if original else "override"
    first, *others = (
        seed
        if seed.date
        else replace(
            seed,
            date=(nearest_day(*seed.dateline_day, near) if seed.dateline_day else None) or near,
            date_evidence="pair" if original is None and _was_paired(standings.get(seed.path)) else inherited,
            dateline=dated_dateline(seed.dateline, seed.dateline_day, near),
        )
        for seed in group.members
    )
    return replace(group, original=first, translations=tuple(others))


def _was_paired(standing: Standing | None) -> bool:
    """Whether an entry that nobody touched has its day from a pair, by the ledger."""
    return standing is not None and standing.state == "as-written" and standing.line.date_evidence == "pair"


def _folder(day: date | None) -> str:
    return f"content/{day:%Y/%m/%d}" if day else UNDATED


def _folder_day(key: str) -> date | None:
    match = ENTRY_PATH.fullmatch(f"{key}.xx.md")
    if match is None or match["day"] is None:
        return None
    try:
        return date.fromisoformat(match["day"].replace("/", "-"))
    except ValueError:
        return None


def _slug(group: Group) -> str:
    """The original's title in ASCII letters, short; of another version where the original's script has no vowels."""
    from anyascii import anyascii  # noqa: PLC0415 - only a new entry needs an address

    readable = [seed for seed in group.members if seed.language.partition("-")[0] not in _UNVOWELLED]
    seed = (readable or list(group.members))[0]
    slug = ""
    for word in _WORDS.findall(re.sub(r"[’'ʼ`]", "", anyascii(seed.title)).lower()):
        if slug and len(slug) + 1 + len(word) > LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word[:LONGEST_SLUG]
    return slug if slug and not slug_problem(slug) else _RENAMED.format(slug or seed.sha256[:8])


def _free(key: str, taken: set[str]) -> str:
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
