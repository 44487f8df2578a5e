"""What a passage states in a comparable form: anchors that are alike in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.dates import find_dates, find_months
from chronicle.prose.names import WORD, is_acronym, place_codes, skeleton
from chronicle.prose.numbers import find_numbers, number_weight

if TYPE_CHECKING:
    from collections.abc import Iterator


class Anchor(NamedTuple):
    """Something that a faithful translation keeps."""

    kind: str
    """A key of `WEIGHTS`: number, day, month, territory, language, acronym, name, cognate, word."""
    value: str


class Weight(NamedTuple):
    """How much an anchor of a kind counts (fitted on news in thirteen languages)."""

    pairing: float
    aligning: float


WEIGHTS = {
    "number": Weight(1.0, 1.6),
    "day": Weight(1.5, 1.5),
    "month": Weight(0.5, 0.4),
    "territory": Weight(1.0, 1.0),
    "language": Weight(0.6, 0.7),
    "acronym": Weight(1.0, 1.0),
    "name": Weight(1.0, 1.2),
    "cognate": Weight(0.5, 0.5),
    "word": Weight(0.0, 0.8),
}


def anchors(text: str, language: str) -> frozenset[Anchor]:
    """The anchors of a passage: numbers, days, months, countries, acronyms, names by their consonants, cognates."""
    found = {Anchor("number", number) for number in find_numbers(text)}
    found.update(Anchor("day", f"{day.month}-{day.day}") for day in find_dates(text, language))
    found.update(Anchor("month", str(month)) for month in find_months(text, language))
    for word in WORD.findall(text):
        found.update(_word_anchors(word, language))
    return frozenset(found)


def pairing_weight(anchor: Anchor) -> float:
    """How much a shared anchor counts for two articles being one."""
    return WEIGHTS[anchor.kind].pairing * (number_weight(anchor.value) if anchor.kind == "number" else 1.0)


def aligning_weight(anchor: Anchor) -> float:
    """How much a shared anchor counts for two blocks saying the same."""
    return WEIGHTS[anchor.kind].aligning * (number_weight(anchor.value) if anchor.kind == "number" else 1.0)


_NAME_CLASSES = 5
_COGNATE_CLASSES = 4
_COGNATE_LETTERS = 5
_NAME_LETTERS = 3
_KINDS = {"T": "territory", "L": "language"}


def _word_anchors(word: str, language: str) -> Iterator[Anchor]:
    for code in place_codes(word, language):
        yield Anchor(_KINDS[code[0]], code[2:])
    if is_acronym(word):
        yield Anchor("acronym", word)
    if len(word) < _NAME_LETTERS:
        return
    classes = skeleton(word, language)
    if len(classes) > 1 and _may_be_name(word):
        yield Anchor("name", classes[:_NAME_CLASSES])
    if len(word) >= _COGNATE_LETTERS and len(classes) > 1:
        yield Anchor("cognate", classes[:_COGNATE_CLASSES])
    if word.isascii() and len(word) >= _COGNATE_LETTERS:
        yield Anchor("word", word.casefold())


def _may_be_name(word: str) -> bool:
    """Capitalised; in scripts without capitals any longer word may be one."""
    return word[0].isupper() or (word[0].upper() == word[0].lower() and len(word) >= _COGNATE_LETTERS - 1)
