"""What a word has in common with its inflected forms: Snowball's stemmers, and plain rules where it has none.

Readers type the form they think of; the index knows under which stem it stands. So a stem need not be beautiful, only
the same for the forms of one word.
"""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from chronicle.prose.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

JOINT = " "
"""Between the form and the stem of a term."""
_KEPT = 1 << 17
"""Words whose terms are kept: those of a corpus are mostly the same ones."""
_LONGEST = 40
"""Letters of a word that someone may look for; what is longer is an address or a mistake."""
_SNOWBALL = {
    "ar": "Arabic",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "hi": "Hindi",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "lt": "Lithuanian",
    "nb": "Norwegian",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "ta": "Tamil",
    "tr": "Turkish",
    "yi": "Yiddish",
}
"""Snowball's name of a language."""
_ENDINGS = {
    "az": (
        "lar lər ın in un ün nın nin nun nün n dan dən da də a ə ya yə na nə ı i u ü nı ni nu nü yı yi yu yü "
        "sı si su sü la lə lı li lu lü lıq lik luq lük dır dir dur dür mız miz muz müz"
    ),
    "fa": "هایی های ها ترین تر ات ی",
    "ka": "ებმა ებს ების ებით ებად ებო ები ებ ისთვის იდან თვის მდე დან თან ში ზე მა ის ით ად ს ი ო",
    "uk": (
        "ами ями ого ому ими іми ах ях ів їв ові еві єві ом ем єм ам ям ою ею єю их іх ий ій їй а я о е є и і ї у ю ь й"
    ),
}
"""Endings that a word may have, several of them one after the other."""
_SHORTEST = {"ka": 2}
"""Letters that endings leave, three if not said."""
_SHORTEST_RUSSIAN = 3
_RUSSIAN_NAMES = re.compile("(?<=...)[оеё]в$|(?<=..[ая])н$")


@lru_cache(maxsize=_KEPT)
def term(word: str, language: str) -> str:
    """What the index holds of a word in lower case: its form and its stem, both folded; empty for a stop word.

    `language` is the tag of the text that the word stands in.
    """
    primary = language.partition("-")[0]
    form = fold(word)
    if not 1 < len(form) <= _LONGEST or form in _stop_forms(primary):
        return "" if not _is_letter_of_many(form) else form + JOINT + form
    if form.isdecimal():
        return form + JOINT + form
    return form + JOINT + (fold(_stemmer(primary)(word)) or form)


@cache
def stop_words() -> Mapping[str, tuple[str, ...]]:
    """By language the words that are not looked for, folded and sorted."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "stop_words.txt"), encoding="utf-8") as file:
        lines = [line.partition(":") for line in file if not line.startswith("#")]
    return {language: tuple(sorted({fold(word) for word in text.split()})) for language, _, text in lines}


@cache
def _stop_forms(primary: str) -> frozenset[str]:
    return frozenset(stop_words().get(primary, ()))


def _is_letter_of_many(form: str) -> bool:
    """Whether a single letter is a word: in scripts of thousands."""
    return len(form) == 1 and "\u3400" <= form <= "\u9fff"


@cache
def _stemmer(primary: str) -> Callable[[str], str]:
    """What gives the stem of an unfolded word.

    Snowball's own modules are asked for, not the package: that takes another make of them where it finds one installed,
    and two machines would write two indexes.
    """
    name = _SNOWBALL.get(primary)
    if not name:
        return _without_endings(primary)
    module = import_module(f"snowballstemmer.{name.lower()}_stemmer")
    stem_word: Callable[[str], str] = getattr(module, f"{name}Stemmer")().stemWord
    return _russian(stem_word) if primary == "ru" else stem_word


def _russian(stem_word: Callable[[str], str]) -> Callable[[str], str]:
    """Snowball takes the end of a name for an ending, in some of its cases: `Лавров` gives `лавр`, `Лаврова` `лавров`.

    What may be such an end is taken off the other stems too, and all cases meet.
    """

    def stem(word: str) -> str:
        short = stem_word(word)
        if len(short) < _SHORTEST_RUSSIAN:
            short = word
        return _RUSSIAN_NAMES.sub("", short)

    return stem


def _without_endings(primary: str) -> Callable[[str], str]:
    """The folded word without what our own tables hold; the word as it is where they hold nothing."""
    endings = {fold(ending) for ending in _ENDINGS.get(primary, "").split()}
    by_length = tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))
    least = _SHORTEST.get(primary, 3)

    def stem(word: str) -> str:
        form = fold(word)
        while end := next((end for end in by_length if len(form) - len(end) >= least and form.endswith(end)), ""):
            form = form[: -len(end)]
        return form

    return stem
