"""Which language a text is in: one of the chronicle's, another, or none that can be told, and how sure that is."""

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
    """The language of a whole article: by its script where only one language has it, else by py3langid.

    Letters and small words that only one of two sisters has overrule it. `languages` are the chronicle's; others are
    weighed with them, so that a text in none of them is recognised as such. Less sure is a text whose halves are in two
    languages, or that is not in one script. Detect on whole articles: a paragraph of names or a quotation misleads.
    """
    text = text[:_ENOUGH]
    whole = _detect(text, languages)
    if len(text) < _LEAST_HALVES or not whole.is_sure:
        return whole
    middle = text.find(" ", len(text) // 2)
    halves = [_detect(half, languages) for half in (text[:middle], text[middle:])]
    is_mixed = all(half.confidence >= _SURE_HALF for half in halves) and halves[0].language != halves[1].language
    return Detection(whole.language, min(whole.confidence, _MIXED)) if is_mixed else whole


_LEAST_LETTERS = 12
"""Fewer letters are a name, not a language."""
_ENOUGH = 20_000
"""Characters that settle any article."""
_LEAST_HALVES = 400
_SURE_HALF = 0.99
_MIXED = 0.5
_LEAST_OF_SCRIPT = 0.7
"""Share of the letters that the language's script must have; the rest are names and addresses."""
_WEIGHED_WORDS = (
    "ar az ba be bg bs ca cs da de el en es et eu fa fi fr he hr hu it ja kk ko ku ky lt lv mk mn nl no pl ps pt "
    "ro ru sk sl sq sr sv tg tk tr tt ug uk ur uz zh"
)
_WEIGHED = frozenset(_WEIGHED_WORDS.split())
"""Weighed with the chronicle's: the neighbours that a text may be in, and what they are mistaken for."""
_SCRIPTS = {
    "Latin": re.compile("[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ]"),
    "Cyrillic": re.compile("[Ѐ-ԯ]"),
    "Arabic": re.compile("[ؠ-يٮ-ۓݐ-ݿﭐ-﷿ﹰ-ﻼ]"),
    "Armenian": re.compile("[Ա-ֈ]"),
    "Georgian": re.compile("[Ⴀ-ჿᲐ-Ჿ]"),
    "Greek": re.compile("[Ͱ-Ͽἀ-῿]"),
    "Hebrew": re.compile("[א-ת]"),
}
_SOLE = {"Armenian": "hy", "Georgian": "ka", "Greek": "el", "Hebrew": "he"}
"""Scripts of one language among those of the news."""
_TELLING = (("az", "ҝҹҜҸ"), ("ckb", "ڕڵۆێ"))
"""Letters that only one language has: the Cyrillic of Azerbaijani, the Arabic of Kurdish."""
_SISTERS = (
    ("az", "tr", "əƏ", ""),
    ("tk", "tr", "ňŇýÝžŽ", "ıIğĞ"),
    ("uk", "ru", "іїєґІЇЄҐ", "ыэъёЫЭЪЁ"),
    ("pt", "es", "ãõÃÕ", "ñÑ¿¡"),
    ("be", "uk", "ўЎыЫэЭ", "їЇєЄиИ"),
    ("ru", "bg", "ыэёЫЭЁ", ""),
    ("sr", "ru", "јљњћђџЈЉЊЋЂЏ", ""),
    ("mk", "bg", "ѓќѕјљњџЃЌЅЈЉЊЏ", ""),
    ("ur", "fa", "ٹڈڑےں", ""),
    ("ps", "fa", "ښځڅړډڼېۍ", ""),
    ("fa", "ar", "پچژگ", "ةىإ"),
)
"""Two languages, the letters that the first has and the second lacks, and those that the second has."""
_LEAST_SHARE = 0.004
"""Share of the letters that a tell-tale needs, so that a foreign name does not decide."""
_SMALL_WORDS = {
    "fa": (
        "در به از که و این را با است برای آن بر تا شد شده خود یک هم یا کرد می ها های",
        "ایله ایلن اوچون بیر اولان اولوب ائدیب ائدن داها سونرا کیمی بو دیر اولدو ده دا هئچ منیم",
        "az",
    )
}
"""Language: words of which its every text is full, and those of a sister that no label of the model stands for."""
_LEAST_OF_SMALL_WORDS = 0.1
_LEAST_WORDS = 12


def _detect(text: str, languages: tuple[str, ...]) -> Detection:
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    others = sum(1 for char in text if char.isalpha()) - sum(counts.values())
    letters = sum(counts.values()) + max(0, others)
    if letters < _LEAST_LETTERS:
        return Detection("", 0.0)
    script = max(counts, key=lambda name: (counts[name], name))
    share = counts[script] / letters
    if script in _SOLE and share >= 1 - _LEAST_OF_SCRIPT:
        return Detection(_SOLE[script], 1.0 if share >= _LEAST_OF_SCRIPT else round(share, 4))
    if telling := next((tag for tag, signs in _TELLING if sum(map(text.count, signs)) >= _LEAST_SHARE * letters), None):
        return Detection(telling, 1.0)
    known = frozenset(tag.partition("-")[0] for tag in languages) | _WEIGHED
    ranked = dict(_identifier(tuple(sorted(known))).rank(_words(text)))
    for one, other, letters_of_one, letters_of_other in _SISTERS:
        verdict = _verdict(text, letters_of_one, letters_of_other)
        total = ranked.get(one, 0.0) + ranked.get(other, 0.0)
        if verdict is not None and total:
            ranked[one], ranked[other] = (total, 0.0) if verdict else (0.0, total)
    language = min(ranked, key=lambda tag: (-ranked[tag], tag))
    confidence = float(ranked[language]) if share >= _LEAST_OF_SCRIPT or others > counts[script] else share
    return _by_small_words(text, Detection(language, round(confidence, 4)))


def _verdict(text: str, letters_of_one: str, letters_of_other: str) -> bool | None:
    """True for the first sister, False for the second, None where neither tells."""
    least = max(1.0, _LEAST_SHARE * len(text))
    one = sum(map(text.count, letters_of_one))
    other = sum(map(text.count, letters_of_other))
    if one >= least and one > other:
        return True
    if other >= least and other > one:
        return False
    is_missed = letters_of_one == "əƏ" and one == 0 and len(text) > _LEAST_FOR_ABSENCE
    return False if is_missed else None


_LEAST_FOR_ABSENCE = 200
"""In so many characters a frequent letter cannot be missing by chance: every tenth of Azerbaijani is ə."""


def _by_small_words(text: str, found: Detection) -> Detection:
    """A language whose small words are missing is not it; with those of a sister, it is the sister."""
    words = re.findall(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*", text)
    if found.language not in _SMALL_WORDS or len(words) < _LEAST_WORDS:
        return found
    own, sisters, sister = _SMALL_WORDS[found.language]
    share, share_of_sister = (
        sum(map(frozenset(known.split()).__contains__, words)) / len(words) for known in (own, sisters)
    )
    if share_of_sister > share:
        return Detection(sister, found.confidence)
    return found if share >= _LEAST_OF_SMALL_WORDS else Detection(found.language, min(found.confidence, _MIXED))


def _words(text: str) -> str:
    """The text without addresses and figures; words in capitals as the others, for the model counts letters."""
    plain = re.sub(r"https?://\S+|\S+@\S+|\d+", " ", text)
    plain = re.sub(r"[^\W\d_]{2,}", lambda word: word[0].lower() if word[0].isupper() else word[0], plain)
    return unicodedata.normalize("NFC", " ".join(plain.split()))


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second and numpy: only an import pays

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([language for language in languages if language in known])
    return identifier
