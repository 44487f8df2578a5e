"""The names of a register in a text, for the search: who looks for one spelling finds what uses any other.

Looser than `prose.sightings`, which says what a text mentions: here a surname is enough, and the case of letters is not
looked at. A mention too many costs little here, one too few is a search in vain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chronicle.prose.folding import words
from chronicle.prose.stems import JOINT, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chronicle.model.chronicle import Name

_SURNAME = 4
"""Letters from which on the last word of a person's name stands for the whole."""
_CLITICS = ("و", "ف", "ب", "ل", "ك")
"""What Arabic writes together with the next word."""


class _Spelling(NamedTuple):
    key: str
    parts: tuple[str, ...]
    """The stem of each of its words, or its form where its language is not the text's."""


class AnySpelling:
    """The spellings of the names of one register; what a language needs of them is made when it is first met."""

    def __init__(self, names: tuple[Name, ...]) -> None:
        """Of these names."""
        self._names = {name.key: name for name in names}
        self._ways: dict[str, dict[str, list[_Spelling]]] = {}
        self._terms: dict[str, tuple[str, ...]] = {}

    def found(self, language: str, terms: Iterable[str], in_order: Iterable[str]) -> dict[str, str]:
        """The keys of the names that a text holds, each with a term of the spelling found.

        `terms` are all terms of the text, each once, `in_order` the same as they stand, asked for where need be.
        """
        if not self._names:
            return {}
        ways = self._ways.get(language) or self._ways.setdefault(language, self._ways_in(language))
        here = _parts(language, terms)
        found: dict[str, str] = {}
        lines: tuple[str, ...] = ()
        for first in sorted(here.keys() & ways.keys()):
            for key, parts in ways[first]:
                if key in found or not here.keys() >= {*parts}:
                    continue
                if len(parts) > 1:
                    lines = lines or _lines(in_order)
                    if not any(f" {' '.join(parts)} " in line for line in lines):
                        continue
                found[key] = here[parts[-1]]
        return found

    def terms(self, key: str) -> tuple[str, ...]:
        """The terms of all spellings of a name."""
        if key not in self._terms:
            found = {term(word, tag) for tag, spelling in _spellings(self._names[key]) for word in words(spelling)}
            self._terms[key] = tuple(sorted(found - {""}))
        return self._terms[key]

    def _ways_in(self, language: str) -> dict[str, list[_Spelling]]:
        """By the first of their parts the spellings that a text in this language may have."""
        ways: dict[str, dict[_Spelling, None]] = {}
        for key, name in sorted(self._names.items()):
            for tag, spelling in _spellings(name):
                read = [found for word in words(spelling) if (found := term(word, tag))]
                parts = tuple("=" + found.partition(JOINT)[0] for found in read)
                if tag == language:
                    parts = tuple(found.partition(JOINT)[2] for found in read)
                kept = [parts] if parts else []
                if name.type == "person" and len(parts) > 1 and len(parts[-1].lstrip("=")) >= _SURNAME:
                    kept.append(parts[-1:])
                for each in kept:
                    ways.setdefault(each[0], {})[_Spelling(key, each)] = None
        return {first: [*spellings] for first, spellings in ways.items()}


def _spellings(name: Name) -> Iterator[tuple[str, str]]:
    """Every spelling with its language."""
    yield from name.label
    for language, others in name.also:
        yield from ((language, other) for other in others)


def _parts(language: str, terms: Iterable[str]) -> dict[str, str]:
    """The stems and, marked, the forms of a text's words, each with its term."""
    here: dict[str, str] = {}
    for found in terms:
        form, _, stem = found.partition(JOINT)
        here[stem] = here["=" + form] = found
        if form.startswith(_CLITICS) and (bare := term(form[1:], language)):
            here.setdefault(bare.partition(JOINT)[2], found)
    return here


def _lines(terms: Iterable[str]) -> tuple[str, str]:
    """The stems and, marked, the forms of terms, each between spaces."""
    read = [each.partition(JOINT) for each in terms]
    return f" {' '.join(stem for _, _, stem in read)} ", f" {' '.join('=' + form for form, _, _ in read)} "
