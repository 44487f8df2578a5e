"""The names: a page for each of the register in each language, and one that names them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from chronicle.base.collation import collation_key
from chronicle.base.languages import direction
from chronicle.model.chronicle import NameType
from chronicle.plan import permalinks
from chronicle.plan.locator import locator, nearest
from chronicle.plan.name_views import (
    Form,
    Forms,
    NameEntry,
    NameGroup,
    NameLink,
    NamePart,
    NameRow,
    NamesView,
    NameView,
    Use,
)
from chronicle.plan.outline import frame, language_link
from chronicle.plan.page import Page, framed
from chronicle.plan.passages import passage_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chronicle.model.chronicle import Name
    from chronicle.model.entry import Entry
    from chronicle.plan.outline import Outline

PART = 100
"""Entries on a page. Pages are filled from the earliest on, so that a new entry changes the last alone."""


def name_pages(outline: Outline, language: str) -> Iterator[Page]:
    """A name is there as long as the register has it, mentioned or not: links to it never break."""
    if not outline.has_names:
        return
    yield framed(_names(outline, language))
    yield from pages_of_names(outline, language, outline.names)


def pages_of_names(outline: Outline, language: str, keys: Iterable[str]) -> Iterator[Page]:
    """The pages of the names with these keys; of the chronicle no entries are needed but those that mention them."""
    near = nearest(outline.chronicle.registers.names)
    for key in keys:
        for part in _parts(len(outline.mentions[key].entries)):
            yield framed(_name(outline, outline.names[key], near.get(key, ()), language, part))


def _names(outline: Outline, language: str) -> NamesView:
    others = tuple(tag for tag in outline.languages if tag != language)
    names = outline.chronicle.registers.names
    rows = [(name, _row(outline, name, language, others, len(outline.mentions[name.key].entries))) for name in names]
    rows.sort(key=lambda pair: collation_key(pair[1].link.label.text, language))
    groups = (NameGroup(kind, tuple(row for name, row in rows if name.type == kind)) for kind in get_args(NameType))
    return NamesView(
        frame=frame(outline, "names", language, permalinks.names),
        languages=tuple(language_link(tag, permalinks.names(tag)) for tag in others),
        groups=tuple(group for group in groups if group.rows),
        count=len(names),
    )


def _row(outline: Outline, name: Name, language: str, others: tuple[str, ...], entries: int) -> NameRow:
    labels = dict(name.label)
    return NameRow(
        link=_link(outline, name, language),
        others=tuple(outline.labelled(name.label, tag) if tag in labels else None for tag in others),
        entries=entries,
    )


def _link(outline: Outline, name: Name, language: str) -> NameLink:
    return NameLink(outline.labelled(name.label, language), permalinks.name(language, name.key))


def _parts(count: int) -> range:
    """The numbers of a name's pages: 0 has the latest entries, 1 the earliest; only a full page is parted off."""
    return range(max(1, count // PART))


def _name(outline: Outline, name: Name, near: tuple[Name, ...], language: str, part: int) -> NameView:
    entries, uses = outline.mentions[name.key]
    parts = _parts(len(entries))
    shown = entries[PART * (part - 1) : PART * part] if part else entries[PART * (len(parts) - 1) :]
    numbers = (0, *reversed(parts[1:])) if len(parts) > 1 else ()
    return NameView(
        frame=frame(outline, "name", language, lambda tag: permalinks.name(tag, name.key, part)),
        link=_link(outline, name, language),
        all_names=permalinks.names(language),
        all_of_type=f"{permalinks.names(language)}#{name.type}",
        type=name.type,
        part=part,
        parts=tuple(NamePart(each, permalinks.name(language, name.key, each), each == part) for each in numbers),
        count=len(shown) if part else len(entries),
        spellings=() if part else _spellings(outline, name, language, uses),
        wikidata=name.wikidata,
        latitude=name.latitude,
        longitude=name.longitude,
        locator=None if part else locator(outline, name, near, language),
        entries=tuple(_entry(outline, entry, passages, name.key, language) for entry, passages in reversed(shown)),
    )


def _spellings(
    outline: Outline, name: Name, language: str, uses: Mapping[tuple[str, str, str], int]
) -> tuple[Forms, ...]:
    """By language: the page's own first, then the chronicle's, then the register's others; what texts use besides."""
    known: dict[str, list[str]] = {tag: [text] for tag, text in name.label}
    for tag, texts in name.also:
        known.setdefault(tag, []).extend(texts)
    for tag, text, _ in sorted(uses):
        known.setdefault(tag, []).append(text)
    first = [tag for tag in (language, *outline.languages) if tag in known]
    return tuple(
        Forms(
            tag,
            direction(tag),
            tuple(Form(text, _uses(outline, language, tag, text, uses)) for text in dict.fromkeys(known[tag])),
        )
        for tag in dict.fromkeys((*first, *sorted(known)))
    )


def _uses(
    outline: Outline, language: str, tag: str, text: str, uses: Mapping[tuple[str, str, str], int]
) -> tuple[Use, ...]:
    found = [
        (count, source) for (of, spelling, source), count in uses.items() if (of, spelling) == (tag, text) and count
    ]
    return tuple(
        Use(outline.labelled(outline.agencies[source].label, language) if source else None, count)
        for count, source in sorted(found, key=lambda pair: (-pair[0], pair[1]))
    )


def _entry(
    outline: Outline, entry: Entry, passages: Mapping[str, tuple[int, ...]], key: str, language: str
) -> NameEntry:
    """With the passages of the version that the card shows; where that has no mention, of one that has."""
    card = outline.short_cards[entry.key, language]
    numbers = passages.get(card.language)
    if numbers is None:
        numbers = tuple(number for number in next(iter(passages.values()), ()) if number >= 0)
    place = entry.facts.place
    return NameEntry(
        card,
        tuple(passage_name(entry, number) for number in numbers),
        place is not None and place.name == key,
    )
