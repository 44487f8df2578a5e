"""Sentences: where the first one ends, and a headline cut from it where an article has none."""

from __future__ import annotations

import re

LONGEST_HEADLINE = 110
"""Characters of a derived headline, an ellipsis not counted."""


def first_sentence(text: str) -> str:
    """The first sentence of a block of running text, with its final mark; the whole where none ends sooner.

    Armenian, Arabic, Urdu and Devanagari full stops end sentences too; a full stop after an initial or an abbreviation
    of up to three letters that begins with a capital does not.
    """
    for match in _END.finditer(text):
        last = re.split(r"[\s\u00a0(«“\"]", text[: match.start()])[-1]
        if not (match["mark"] == "." and _is_abbreviation(last)):
            return text[: match.end()].rstrip()
    return text.strip()


def headline(text: str) -> str:
    """A headline from a lede: its first sentence without full stop; if long, cut at a clause or a word, with `…`."""
    sentence = first_sentence(text).rstrip(".։۔। ")
    if len(sentence) <= LONGEST_HEADLINE:
        return _without_open_marks(sentence)
    clauses = [match.start() for match in _CLAUSE.finditer(sentence, LONGEST_HEADLINE // 2, LONGEST_HEADLINE)]
    if clauses:
        return _without_open_marks(f"{sentence[: clauses[-1]].rstrip()}…")
    words = sentence[: LONGEST_HEADLINE + 1].split(" ")[:-1]
    while len(words) > _FEWEST_WORDS and len(words[-1].rpartition("’")[2]) <= _SMALL_WORD:
        words.pop()
    return _without_open_marks(" ".join(words).rstrip(_DANGLING) + "…")


_END = re.compile(r"(?P<mark>[.!?։۔।؟…])[\u00a0\u202f]*[»”\"’)\]]*(?=\s+[^\s\W_]|\s+[«“\"(\[]|\s*$)|(?P<stop>։)(?=\s)")
_CLAUSE = re.compile(r"[,;،՝](?=\s)|\s[–—](?=\s)")
_LONGEST_ABBREVIATION = 3
_SMALL_WORD = 3
_FEWEST_WORDS = 4
_DANGLING = " ,;:–—-\u00a0\u202f"
_PAIRS = (("«", "»"), ("“", "”"), ("[", "]"), ("(", ")"))


def _is_abbreviation(word: str) -> bool:
    """`V`, `Mr`, `U.S`: an initial, a short word with a capital, or one with full stops inside."""
    letters = word.replace(".", "")
    if not letters.isalpha() or not letters[0].isupper():
        return False
    return len(letters) == 1 or "." in word or (len(letters) <= _LONGEST_ABBREVIATION and not letters.isupper())


def _without_open_marks(text: str) -> str:
    """Without a quotation mark or bracket that the cut left open."""
    for opening, closing in _PAIRS:
        if text.count(opening) > text.count(closing):
            start = text.rfind(opening)
            text = text[:start] + text[start + 1 :].lstrip("\u00a0\u202f ")
    return text
