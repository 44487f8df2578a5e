"""The spellings of names, ready to be looked for: words with their endings, and what stands between them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.visible_text import PAD
from chronicle.prose.inflection import ARTICLE, abbreviation_endings, alike, folded, prefixes, stems
from chronicle.prose.names import is_acronym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chronicle.prose.inflection import Stem

_MARKS = "\u0300-\u036f\u0591-\u05bd\u0640\u064b-\u065f\u0670\u200c\u200d"
LETTER = r"[^\W_ʼ]"
"""Or a digit; the sign that Ukrainian writes as an apostrophe counts as one."""
REST = rf"(?:{LETTER}|[{_MARKS}])*"
_WORD = re.compile(rf"{LETTER}{REST}")


class Spelling(NamedTuple):
    """A name as a register writes it."""

    key: str
    text: str
    is_person: bool = False
    """Then its last word alone tells the name too, in a text that has one of its spellings whole."""


class Word(NamedTuple):
    """A word of a name."""

    text: str
    is_acronym: bool
    """Then its letters are met as they are written."""
    is_capital: bool
    stems: tuple[Stem, ...]


class Pattern(NamedTuple):
    """A spelling, ready to be compared."""

    keys: tuple[str, ...]
    """One, but for surnames, which several names may share."""
    spelling: str
    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    """What stands between the words, as `joint` has it."""
    initials: str = ""
    """Of the names that have this surname; empty for what is none."""


def patterns(spellings: Iterable[Spelling], language: str) -> Iterator[Pattern]:
    """One for each spelling that one name alone has, and one for each surname."""
    groups: dict[tuple[str, ...], dict[str, Spelling]] = defaultdict(dict)
    surnames: dict[str, list[tuple[str, Spelling]]] = defaultdict(list)
    for spelling in sorted(spellings):
        words = _WORD.findall(spelling.text)
        if words:
            told = tuple(word if is_acronym(word) else folded(word, language) for word in words)
            groups[told].setdefault(spelling.key, spelling)
        if spelling.is_person and len(words) > 1 and _is_surname(words[-1]):
            surnames[folded(words[-1], language)].append((words[-1], spelling))
    for owners in groups.values():
        if len(owners) == 1:
            (spelling,) = owners.values()
            found = list(_WORD.finditer(spelling.text))
            gaps = [joint(spelling.text[one.end() : other.start()]) for one, other in pairwise(found)]
            forms = tuple(_word(match[0], language) for match in found)
            yield Pattern((spelling.key,), spelling.text, forms, tuple(gaps))
    for pairs in surnames.values():
        keys = dict.fromkeys(spelling.key for _, spelling in pairs)
        initials = "".join(sorted({spelling.text[0] for _, spelling in pairs}))
        yield Pattern(tuple(keys), "", (_word(pairs[0][0], language),), (), initials)


def is_form(word: str, form: Word, language: str) -> bool:
    """Whether a word of a text is a form of one of a name."""
    if form.is_acronym:
        ((stem, endings),) = form.stems
        return word.startswith(stem) and word[len(stem) :] in endings
    plain = folded(word, language)
    return fits_case(form, word) and any(
        plain.startswith(stem) and plain[len(stem) :] in endings for stem, endings in form.stems
    )


def fits_case(form: Word, word: str) -> bool:
    """Whether a word has the capital that the name has."""
    return not form.is_capital or not word[0].islower()


def first_letters(word: Word) -> set[str]:
    """What a form of a word may begin with, but for what its language writes in one with it."""
    letters = {word.text[0], *alike(word.text[0])}
    return letters if word.is_capital else letters | {letter.upper()[0] for letter in letters}


def bare_forms(word: str, language: str) -> Iterator[str]:
    """The word, and what is left of it without what its language may write in one with it."""
    yield word
    for prefix in prefixes(language):
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_LEFT:
            yield word[len(prefix) :]
            if prefix[-1] == "ل" and word[len(prefix)] == "ل":
                yield ARTICLE + word[len(prefix) + 1 :]


@lru_cache(maxsize=4096)
def joint(between: str) -> str:
    """What stands between two words, white space folded; a hyphen is as good as a space."""
    plain = " ".join(between.translate(_APOSTROPHES).split()) or (" " if between.strip(PAD) else "")
    return " " if plain in _HYPHENS else plain


def _is_surname(word: str) -> bool:
    return len(word) >= _LEAST_LEFT and word[0].isupper()


def _word(text: str, language: str) -> Word:
    if is_acronym(text):
        return Word(text, True, True, ((text, abbreviation_endings(language)),))  # noqa: FBT003 - as its fields are named
    return Word(text, False, text[0].isupper(), stems(folded(text, language), language))  # noqa: FBT003 - as above


_LEAST_LEFT = 3


_APOSTROPHES = str.maketrans("’ʼ‘`´′", "''''''", PAD + "\u00ad\u2060")
_HYPHENS = frozenset("-‐‑–־")
