"""Bylines: a line, or a part of a dateline, that says who wrote the article."""

from __future__ import annotations

import re


def parse_byline(line: str) -> str | None:
    """The author whom a line names that says nothing else: `By Jane Doe`, `Автор: …`; None where it is none.

    Only a line that begins with a word for authorship in one of the languages, and goes on with capitalised names.
    """
    match = _BYLINE.fullmatch(line.strip())
    if match is None:
        return None
    name = match["name"].strip(" .,،;–—-")
    words = re.findall(r"[^\W\d_]+", name)
    is_name = 0 < len(words) <= _MOST_WORDS and len(name) <= _LONGEST
    return name if is_name and not any(is_small(word) and word not in _SMALL for word in words) else None


def is_small(word: str) -> bool:
    """Whether a word begins with a small letter of a script that sets capitals before names; Georgian does not."""
    return word[0] != word[0].title()


_MOST_WORDS = 9
_LONGEST = 90
_AFTER_COLON = (
    "author|authors|written by|reported by|reporter|correspondent|auteur|auteurs|autor|autora|autores|autore|autorin|"
    "autori|автор|авторы|автори|корреспондент|кореспондент|müəllif|yazan|yazar|muhabir|haber|հեղինակ|ავტორი|"
    "الكاتب|المؤلف|بقلم|كتب|نویسنده|خبرنگار|گزارش"
)
_BEFORE_NAME = "by|par|von|por|di|da|بقلم"
_BYLINE = re.compile(
    rf"(?:(?:{_AFTER_COLON})\s*[:՝–—-]|(?i:{_BEFORE_NAME})\b)\s*(?P<name>[^\W\d_][^\n\d:;!?։«»“”\"]*)",
    re.IGNORECASE,
)
_SMALL_WORDS = "al and bin da de del der di du e et ibn und van və ve von y и та և la le"
_SMALL = frozenset(_SMALL_WORDS.split())
