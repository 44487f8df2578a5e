"""Which language a text is in: one of the chronicle's, or none, and how sure that is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]  # has no types

SURE = 0.8
"""Below this score a language is unknown, never a guess."""


class Detection(NamedTuple):
    """The likeliest language and its share of the evidence."""

    language: str
    """ISO 639-1 code; empty where the text has no letters to judge by."""
    confidence: float
    """0 to 1."""

    @property
    def is_sure(self) -> bool:
        """Whether the language may be taken for certain."""
        return bool(self.language) and self.confidence >= SURE


def detect_language(text: str, languages: tuple[str, ...]) -> Detection:
    """The language of a whole article, by py3langid and by letters that only one of two sisters has.

    `languages` are the chronicle's; others are weighed with them, so that a text in none of them is recognised as such.
    Detect on whole articles: a paragraph of names or a quotation misleads.
    """
    letters = sum(1 for char in text if char.isalpha())
    if letters < _LEAST_LETTERS:
        return Detection("", 0.0)
    known = frozenset(tag.partition("-")[0] for tag in languages) | _WEIGHED
    ranked = dict(_identifier(tuple(sorted(known))).rank(_words(text)))
    for (one, other), (letters_of_one, letters_of_other) in _SISTERS.items():
        verdict = _verdict(text, letters_of_one, letters_of_other)
        total = ranked.get(one, 0.0) + ranked.get(other, 0.0)
        if verdict is not None and total:
            ranked[one], ranked[other] = (total, 0.0) if verdict else (0.0, total)
    language = min(ranked, key=lambda tag: (-ranked[tag], tag))
    return Detection(language, round(float(ranked[language]), 4))


_LEAST_LETTERS = 12
"""Fewer letters are a name, not a language."""
_ENOUGH = 20_000
"""Characters that settle any article."""
_WEIGHED_WORDS = (
    "ar az be bg cs da de el en es et fa fi fr he hr hu hy it ja ka kk ko ky lt lv nl no pl pt ro ru "
    "sk sl sr sv tr uk ur uz zh"
)
_WEIGHED = frozenset(_WEIGHED_WORDS.split())
_SISTERS = {
    ("az", "tr"): ("əƏ", ""),
    ("uk", "ru"): ("іїєґІЇЄҐ", "ыэъёЫЭЪЁ"),
    ("ru", "bg"): ("ыэёЫЭЁ", ""),
    ("sr", "ru"): ("јљњћђџЈЉЊЋЂЏ", ""),
}
"""Letters that one of two languages has and the other lacks."""
_LEAST_SHARE = 0.004
"""Share of the letters that a tell-tale needs, so that a foreign name does not decide."""


def _verdict(text: str, letters_of_one: str, letters_of_other: str) -> bool | None:
    """True for the first sister, False for the second, None where neither tells."""
    least = max(1.0, _LEAST_SHARE * len(text))
    one = sum(map(text.count, letters_of_one))
    other = sum(map(text.count, letters_of_other))
    if one >= least and one > other:
        return True
    if other >= least and other > one:
        return False
    return False if not letters_of_other and one == 0 and len(text) > _LEAST_FOR_ABSENCE else None


_LEAST_FOR_ABSENCE = 200
"""In so many characters a frequent letter cannot be missing by chance: every tenth of Azerbaijani is ə."""


def _words(text: str) -> str:
    plain = re.sub(r"https?://\S+|\S+@\S+|\d+", " ", text[:_ENOUGH])
    return unicodedata.normalize("NFC", " ".join(plain.split()))


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second and numpy: only an import pays

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([language for language in languages if language in known])
    return identifier
