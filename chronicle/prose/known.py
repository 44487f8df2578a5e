"""The chronicle's own names, in all their spellings, as a lexicon of what translates what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chronicle.prose.names import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable

Known = Mapping[str, Mapping[str, str]]
"""By language: the stem of a word that only one name has, and the key of that name."""
NOTHING_KNOWN: Known = {}


def known_names(spellings: Iterable[tuple[str, str, str]]) -> Known:
    """The lexicon of (key, language, spelling): the words of four letters and more, cut for inflection.

    A word that two names share, as `Ministry` does, tells neither.
    """
    keys: dict[str, dict[str, set[str]]] = {}
    for key, language, spelling in spellings:
        for word in WORD.findall(spelling.casefold()):
            if len(word) >= _SHORTEST:
                keys.setdefault(language, {}).setdefault(_stem(word), set()).add(key)
    return {
        language: {stem: min(names) for stem, names in sorted(stems.items()) if len(names) == 1}
        for language, stems in sorted(keys.items())
    }


def known_keys(word: str, stems: Mapping[str, str]) -> tuple[str, ...]:
    """The key of the name to which `word` belongs, none or one."""
    folded = word.casefold()
    longest = min(len(folded), _LONGEST)
    found = (stems[folded[:length]] for length in range(longest, _SHORTEST - 1, -1) if folded[:length] in stems)
    return tuple(found)[:1]


_SHORTEST = 4
_LONGEST = 14
_STEM_SHARE = 0.8


def _stem(word: str) -> str:
    return word[: min(_LONGEST, max(_SHORTEST, round(len(word) * _STEM_SHARE)))]
