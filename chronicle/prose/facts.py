"""What a passage states in a comparable form: anchors that are alike in every language."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from chronicle.prose.concepts import bare_forms, concepts
from chronicle.prose.dates import find_dates, find_months, find_weekdays
from chronicle.prose.known import NOTHING_KNOWN, Known, known_keys
from chronicle.prose.names import WORD, is_acronym, place_codes, skeletons
from chronicle.prose.numbers import find_amounts, find_numbers, number_weight


class Anchor(NamedTuple):
    """Something that a faithful translation keeps."""

    kind: str
    """A key of `WEIGHTS`: number, day, month, territory, language, acronym, name, cognate, word,
    weekday, concept, known (a name of the registers), learnt (two words that translate each other)."""
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
    "weekday": Weight(0.3, 0.5),
    "concept": Weight(0.4, 0.6),
    "known": Weight(1.0, 1.2),
    "learnt": Weight(0.0, 0.8),
}


def anchors(text: str, language: str, *, known: Known = NOTHING_KNOWN) -> frozenset[Anchor]:
    """The anchors of a passage; `known` are the stems of the chronicle's own names, as `known_names` gives them."""
    found = {Anchor("number", number) for number in (*find_numbers(text), *find_amounts(text, language))}
    found.update(Anchor("day", f"{day.month}-{day.day}") for day in find_dates(text, language))
    found.update(Anchor("month", str(month)) for month in find_months(text, language))
    found.update(Anchor("weekday", str(number)) for _, number in find_weekdays(text, language))
    stems = known.get(language, {})
    for word in WORD.findall(text):
        found.update(_word_anchors(word, language))
        if stems:
            found.update(Anchor("known", key) for key in known_keys(word, stems))
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


@lru_cache(maxsize=100_000)
def _word_anchors(word: str, language: str) -> tuple[Anchor, ...]:
    """Those of one word; kept, because texts of one corpus share most of theirs."""
    found = [Anchor(_KINDS[code[0]], code[2:]) for code in place_codes(word, language)]
    if is_acronym(word):
        found.append(Anchor("acronym", word))
    found += (_concept(key) for key in concepts(word, language))
    bare = bare_forms(word, language)[-1]
    if len(bare) < _NAME_LETTERS:
        return tuple(found)
    forms = [classes for classes in skeletons(bare, language) if len(classes) > 1]
    if _may_be_name(word):
        found += (Anchor("name", classes[:_NAME_CLASSES]) for classes in forms)
    if len(bare) >= _COGNATE_LETTERS:
        found += (Anchor("cognate", classes[:_COGNATE_CLASSES]) for classes in forms[:1])
    if word.isascii() and len(word) >= _COGNATE_LETTERS:
        found.append(Anchor("word", word.casefold()))
    return tuple(found)


def _concept(key: str) -> Anchor:
    return Anchor("number", key) if key.isdecimal() else Anchor("concept", key)


def _may_be_name(word: str) -> bool:
    """Capitalised; in scripts without capitals any longer word may be one."""
    return word[0].isupper() or (word[0].upper() == word[0].lower() and len(word) >= _COGNATE_LETTERS - 1)
