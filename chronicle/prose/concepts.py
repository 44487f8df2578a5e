"""Words of reports on conflicts, in thirteen languages: what two versions share besides names and figures."""

from __future__ import annotations

import os
from functools import cache, lru_cache

_TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "concepts.txt")
_PARTICLES = {"ar": ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل")}
"""Articles and prepositions that Arabic writes in one with its words, the longest first."""
_LEAST_LEFT = 3


@lru_cache(maxsize=100_000)
def concepts(word: str, language: str) -> tuple[str, ...]:
    """What `word` means by the table, as keys of its lines: an English stem, or the value of a number in words."""
    stems = _stems(language.partition("-")[0])
    return next((keys for form in bare_forms(word.casefold(), language) if (keys := _longest(form, stems))), ())


def bare_forms(word: str, language: str) -> tuple[str, ...]:
    """The word, and what is left of it without the particle that its language may write in one with it."""
    particles = _PARTICLES.get(language.partition("-")[0], ())
    bare = (word[len(each) :] for each in particles if word.startswith(each) and len(word) >= len(each) + _LEAST_LEFT)
    return (word, *tuple(bare)[:1])


def _longest(word: str, stems: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if f"{word}." in stems:
        return stems[f"{word}."]
    return next((stems[word[:length]] for length in range(len(word), 1, -1) if word[:length] in stems), ())


@cache
def _stems(language: str) -> dict[str, tuple[str, ...]]:
    """The stems of a language, and its whole words with a full stop, each with its keys."""
    with open(_TABLE, encoding="utf-8") as file:
        header, *lines = [line.split() for line in file if not line.startswith("#")]
    if language not in header:
        return {}
    found: dict[str, list[str]] = {}
    for cells in lines:
        key = cells[0] if cells[0].isdecimal() else cells[0].partition("|")[0].rstrip(".")
        cell = cells[header.index(language) - len(header)]
        for stem in cell.split("|") if cell != "-" else ():
            found.setdefault(stem.casefold(), []).append(key)
    return {stem: tuple(keys) for stem, keys in found.items()}
