"""Names across scripts: the consonants of a word, acronyms, and CLDR's own words for countries and languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from chronicle.prose.concepts import bare_forms

WORD = re.compile(r"[^\W\d_]+(?:[\u200c][^\W\d_]+)*")
"""A run of letters; a zero-width non-joiner holds Persian words together."""


@lru_cache(maxsize=200_000)
def skeletons(word: str, language: str) -> tuple[str, ...]:
    """The classes of a word's consonants, alike in every script: `Пашинян`, `Pachinian`, `Փաշինյան` are all `PSN`.

    Transliterated by anyascii, mended for what a language spells its own way, like sounds merged, vowels dropped.
    A second form stands where a letter may be either of two sounds, as the first of `Гаджиев`, or is a bare vowel.
    """
    from anyascii import anyascii  # noqa: PLC0415 - only an import compares names

    plain = anyascii(word.casefold()).lower()
    primary = language.partition("-")[0]
    first = _classes(plain, _SPELLINGS.get(primary, ()))
    other = _classes(plain, (*_OTHERWISE[primary], *_SPELLINGS.get(primary, ()))) if primary in _OTHERWISE else first
    return (first,) if other == first else (first, other)


def skeleton(word: str, language: str) -> str:
    """The first of a word's `skeletons`."""
    return skeletons(word, language)[0]


def is_acronym(word: str) -> bool:
    """Whether a word is two to six capitals."""
    return 2 <= len(word) <= _LONGEST_ACRONYM and word.isupper() and word.lower() != word  # noqa: PLR2004 - a single capital is an initial


@lru_cache(maxsize=100_000)
def place_codes(word: str, language: str) -> tuple[str, ...]:
    """CLDR's codes of the countries (`T:AZ`) and languages (`L:ru`) whose name in `language` shares the stem of `word`.

    So `azerbaïdjanais` gives Azerbaijan and `Россией` Russia: a lexicon of places and demonyms for each language.
    """
    lexicon = _lexicon(language)
    for form in bare_forms(word.casefold(), language):
        for length in range(min(len(form), _LONGEST_STEM), _SHORTEST_STEM - 1, -1):
            if codes := lexicon.get(form[:length]):
                return codes
    return ()


_LONGEST_ACRONYM = 6
_SHORTEST_STEM = 4
_LONGEST_STEM = 14
_STEM_SHARE = 0.7
_SPELLINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": ((r"([aeo])w", r"\1"), (r"x", "ks"), (r"c(?=[eiy])", "s")),
    "fr": ((r"([aeo])w", r"\1"), (r"g(?=[eiy])", "j"), (r"c(?=[eiy])", "s"), (r"x", "ks"), (r"ill", "y")),
    "es": ((r"([aeo])w", r"\1"), (r"j", "k"), (r"c(?=[eiy])", "s"), (r"x", "ks"), (r"g(?=[ei])", "k")),
    "it": (
        (r"([aeo])w", r"\1"),
        (r"sc(?=[ei])", "S"),
        (r"ch", "k"),
        (r"g(?=[ei])", "j"),
        (r"c(?=[ei])", "S"),
        (r"x", "ks"),
    ),
    "de": ((r"t?sch", "S"), (r"j", "y"), (r"w", "v"), (r"ch", "k"), (r"x", "ks")),
    "hy": ((r"ow", "u"),),
    "az": ((r"c", "j"), (r"x", "kh"), (r"q", "g"), (r"gh", "g")),
    "tr": ((r"c", "j"),),
    "ru": ((r"dzh", "j"),),
    "uk": ((r"dzh", "j"),),
    "ka": ((r"'", ""),),
    "ar": ((r"(?<=.)w", ""), (r"'", "")),
    "fa": ((r"(?<=.)w", ""), (r"'", "")),
}
"""What a language writes its own way, in anyascii's transliteration."""
_OTHERWISE: dict[str, tuple[tuple[str, str], ...]] = {
    "en": ((r"g(?=[ei])", "j"),),
    "es": ((r"^j", "y"),),
    "it": ((r"ch", "S"),),
    "az": ((r"x", "h"),),
    "tr": ((r"c", "k"),),
    "ru": ((r"kh|g", "h"),),
    "uk": ((r"kh|g", "h"),),
    "ar": ((r"w", "v"),),
    "fa": ((r"w", "v"),),
}
"""How else a letter may be meant: Russian writes foreign h with either of two letters, Arabic v with that of u."""
_CLASSES = (
    (r"sch|tch|ch|sh|zh|dj|ts|tz|dz|cz", "S"),
    (r"kh|gh|ck", "K"),
    (r"ph", "F"),
    (r"th", "T"),
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


def _classes(plain: str, spellings: tuple[tuple[str, str], ...]) -> str:
    for before, after in (*spellings, *_CLASSES):
        plain = re.sub(before, after, plain)
    classes = "".join(char for char in plain.translate(_SINGLE) if char.isupper())
    return re.sub(r"(.)\1+", r"\1", classes)


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
