"""Words as a search sees them: letter case, accents, and ways to write the same letter do not count.

The page of the search folds what is typed by the same steps and the same tables; it gets these from here.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = r"\u0300-\u036f\u0483-\u0487\u055a-\u055f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed_"
"""Marks that stand above, below or within words of Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic script."""
ARTICLE = r"^(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=.{3})"
"""The Arabic article, with what is written together with it."""
JOINERS = r"[\u00ad'\u2019\u02bc](?:(?<=\u00ad)|(?<=[\u0400-\u04ff].)(?=[\u0400-\u04ff]))"
"""What stands within a word and is no part of it: a soft hyphen, the apostrophe of Ukrainian.

The letter itself comes first: to look behind every letter of a text takes ten times as long.
"""
PAIRED = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e01-\u0e4e]"
"""Letters of scripts without spaces; of a run of these each two neighbours are taken for a word."""
LETTERS = {
    **dict.fromkeys("ßẞ", "ss"),
    **dict.fromkeys("æ", "ae"),
    **dict.fromkeys("œ", "oe"),
    **dict.fromkeys("ø", "o"),
    **dict.fromkeys("đð", "d"),
    **dict.fromkeys("þ", "th"),
    **dict.fromkeys("ł", "l"),
    **dict.fromkeys("ħ", "h"),
    **dict.fromkeys("ı", "i"),
    **dict.fromkeys("ə", "e"),
    **dict.fromkeys("ς", "σ"),
    **dict.fromkeys("ґ", "г"),
    **dict.fromkeys("ىیې", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةهەھ", "ه"),
    **dict.fromkeys("ٱ", "ا"),
    **dict.fromkeys("ـʼ", ""),
    **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
}
"""What is written instead of letters that have no accent to lose, or that another keyboard has not."""
_INDIC = r"\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fbc\u102b-\u109d\u17b4-\u17d3"
"""Letters and vowel signs of scripts where these are no marks to lose."""
_WORD = re.compile(rf"[\w{MARKS}{_INDIC}]+")
_MARKS = re.compile(f"[{MARKS}]")
_ARTICLE = re.compile(ARTICLE)
_JOINERS = re.compile(JOINERS)
_PERHAPS_PAIRED = re.compile(r"[^\x00-\u0e00\u1e00-\u303f]")
"""All of `PAIRED` and more: a class as large as that takes long to compile, and most texts never need it."""
_TABLE = str.maketrans(LETTERS)


def words(text: str) -> list[str]:
    """The words of a text in lower case, in their order; digits make words too."""
    if text.isascii():
        return _WORD.findall(text.lower())
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    found: list[str] = _WORD.findall(_JOINERS.sub("", text.lower()))
    if _PERHAPS_PAIRED.search(text) and _paired().search(text):
        return [part for word in found for part in _parts(word)]
    return found


def fold(word: str) -> str:
    """A word, in lower case, as it is looked up."""
    if word.isascii():
        return word.replace("_", "")
    plain = _MARKS.sub("", normalize("NFKD", word)).translate(_TABLE)
    return _ARTICLE.sub("", normalize("NFC", plain))


@cache
def _paired() -> re.Pattern[str]:
    return re.compile(PAIRED)


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"{PAIRED}+|(?:(?!{PAIRED}).)+")


def _parts(word: str) -> Iterator[str]:
    """A word, or each two neighbours of the letters in it that no space divides into words."""
    for run in _runs().findall(word):
        if len(run) > 1 and _paired().match(run):
            yield from map("".join, pairwise(run))
        else:
            yield run
