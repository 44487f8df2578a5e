"""Names across scripts: the consonants of a word, acronyms, and CLDR's own words for countries and languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

WORD = re.compile(r"[^\W\d_]+(?:[\u200c][^\W\d_]+)*")
"""A run of letters; a zero-width non-joiner holds Persian words together."""


@lru_cache(maxsize=200_000)
def skeleton(word: str, language: str) -> str:
    """The classes of a word's consonants, alike in every script: `Пашинян`, `Pachinian`, `Փաշինյան` are all `PSN`.

    Transliterated by anyascii, mended for what a language spells its own way, like sounds merged, vowels dropped.
    """
    from anyascii import anyascii  # noqa: PLC0415 - only an import compares names

    plain = anyascii(word.casefold()).lower()
    for before, after in _SPELLINGS.get(language.partition("-")[0], ()):
        plain = plain.replace(before, after)
    for before, after in _CLASSES:
        plain = plain.replace(before, after)
    classes = "".join(char for char in plain.translate(_SINGLE) if char.isupper())
    return re.sub(r"(.)\1+", r"\1", classes)


def is_acronym(word: str) -> bool:
    """Whether a word is two to six capitals."""
    return 2 <= len(word) <= _LONGEST_ACRONYM and word.isupper() and word.lower() != word  # noqa: PLR2004 - a single capital is an initial


def place_codes(word: str, language: str) -> tuple[str, ...]:
    """CLDR's codes of the countries (`T:AZ`) and languages (`L:ru`) whose name in `language` shares the stem of `word`.

    So `azerbaïdjanais` gives Azerbaijan and `Россией` Russia: a lexicon of places and demonyms for each language.
    """
    folded = word.casefold()
    lexicon = _lexicon(language)
    for length in range(min(len(folded), _LONGEST_STEM), _SHORTEST_STEM - 1, -1):
        if codes := lexicon.get(folded[:length]):
            return codes
    return ()


_LONGEST_ACRONYM = 6
_SHORTEST_STEM = 4
_LONGEST_STEM = 14
_STEM_SHARE = 0.7
_SPELLINGS = {
    "hy": (("ow", "u"),),
    "de": (("j", "y"), ("w", "v"), ("ch", "k")),
    "az": (("c", "j"), ("x", "h"), ("q", "g")),
    "tr": (("c", "j"),),
    "ru": (("dzh", "j"), ("kh", "h")),
    "uk": (("dzh", "j"), ("kh", "h")),
}
"""What a language writes its own way, in anyascii's transliteration."""
_CLASSES = (
    ("sch", "S"),
    ("tch", "S"),
    ("ch", "S"),
    ("sh", "S"),
    ("zh", "S"),
    ("dj", "S"),
    ("kh", "K"),
    ("gh", "K"),
    ("th", "T"),
)
_SINGLE = str.maketrans(
    {
        **dict.fromkeys("szjx", "S"),
        **dict.fromkeys("kgqc", "K"),
        **dict.fromkeys("vwf", "F"),
        **dict.fromkeys("dt", "T"),
        **dict.fromkeys("bp", "P"),
        "l": "L",
        "m": "M",
        "n": "N",
        "r": "R",
        **dict.fromkeys("aeiouyh", None),
    }
)


@cache
def _lexicon(language: str) -> dict[str, tuple[str, ...]]:
    """Stems of CLDR's names for countries and languages, each with its codes."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only an import compares names

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    stems: dict[str, set[str]] = {}
    for kind, names, length in (("T", locale.territories, 2), ("L", locale.languages, 2)):
        for code, name in names.items():
            if len(code) == length and WORD.fullmatch(name) and len(name) >= _SHORTEST_STEM:
                stem = name.casefold()[: max(_SHORTEST_STEM, round(len(name) * _STEM_SHARE))]
                stems.setdefault(stem, set()).add(f"{kind}:{code}")
    return {stem: tuple(sorted(codes)) for stem, codes in sorted(stems.items())}
