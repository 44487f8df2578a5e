"""Text that deceives the eye: overrides, unclosed embeddings, tags, piled-up marks (CVE-2021-42574, UTS 39)."""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 8
"""Most combining marks on one letter; real orthographies need four."""
LONGEST_QUOTE = 60
"""Characters of a value that a message repeats."""

_OPENERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSERS = frozenset(_OPENERS.values())
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff"
_SUSPECT = re.compile(
    f"[{_CONTROLS}\u202a-\u202e\u2066-\u2068\U000e0000-\U000e007f]"
    # Nine characters that are neither letters nor the common punctuation: candidates for piled-up marks.
    rf"|[^\w\s\x00-\u02ff\u2000-\u2065\u206a-\u20cf]{{{MAX_MARKS + 1}}}"
)
_HONEST = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\u02ff\u0400-\u0481\u048a-\u052f\u0531-\u0556\u0561-\u0587\u2010-\u2027\u2030-\u205e]*+"
).fullmatch
"""Latin, Cyrillic and Armenian with their punctuation: text of these alone holds nothing suspect, and most is."""
_UNPRINTABLE = re.compile(
    f"[{_CONTROLS}\t\n\r\x85\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


def deceptions(text: str) -> tuple[tuple[int, str], ...]:
    """What in one block of text shows other than it is: pairs of offset (code points from 0) and a clause.

    Overrides, tag characters and control characters are never right. Embeddings and isolates, which Hebrew and Arabic
    names need, must be closed again in the same text.
    """
    if not is_suspect(text):
        return ()
    found = [*_unclosed(text), *_piled_marks(text)]
    for offset, character in enumerate(text):
        if character in "\u202d\u202e":
            found.append((offset, f"{_name(character)} turns the text around"))
        elif "\U000e0000" <= character <= "\U000e007f":
            found.append((offset, f"{_name(character)} is an invisible tag character"))
        elif re.match(f"[{_CONTROLS}]", character):
            found.append((offset, f"{_name(character)} is a control character"))
    return tuple(sorted(found))


def is_suspect(text: str) -> bool:
    """Whether `deceptions` would have to look closer; most text is cleared at once."""
    return not _HONEST(text) and _SUSPECT.search(text) is not None


def shown(text: str) -> str:
    """A value as a message may repeat it: on one line, without anything invisible, cut when long."""
    cut = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], cut)


def _unclosed(text: str) -> list[tuple[int, str]]:
    opened: list[tuple[int, str]] = []
    for offset, character in enumerate(text):
        if character in _OPENERS:
            opened.append((offset, character))
        elif character in _CLOSERS:
            matching = [place for place in opened if _OPENERS[place[1]] == character]
            if matching:
                opened = opened[: opened.index(matching[-1])]
    return [(offset, f"{_name(character)} is not closed in the same passage") for offset, character in opened]


def _piled_marks(text: str) -> list[tuple[int, str]]:
    found = []
    run = 0
    for offset, character in enumerate(text):
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run == MAX_MARKS + 1:
            found.append((offset - MAX_MARKS, f"more than {MAX_MARKS} combining marks are piled on one letter"))
    return found


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
