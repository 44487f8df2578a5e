"""The names of a chronicle, found in a text: whole words in any inflected form, the longest name at each place.

A gazetteer is a dictionary of the stems of first words; a text is searched once for words that begin with one of their
letters, and what each such word may be the beginning of is looked up once. Thousands of names cost no more than ten.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from chronicle.base.visible_text import PAD, WALL
from chronicle.prose.inflection import folded, prefixes
from chronicle.prose.spellings import LETTER, REST, bare_forms, first_letters, fits_case, is_form, joint, patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chronicle.prose.spellings import Pattern, Spelling


class Sighting(NamedTuple):
    """A name in a text; places are code points."""

    key: str
    spelling: str
    """As the register writes it; empty for a surname."""
    start: int
    end: int


class Gazetteer:
    """Names by their spellings in one language; one that two names share tells neither.

    Within, it is an automaton of words that is made as texts need it: what was met once costs two look-ups.
    """

    def __init__(self, spellings: Iterable[Spelling], language: str) -> None:
        """Of spellings in any order."""
        self._language = language
        self._stems: dict[str, list[tuple[frozenset[str], Pattern]]] = defaultdict(list)
        self._whole: dict[str, list[Pattern]] = defaultdict(list)
        letters: set[str] = set()
        for pattern in patterns(spellings, language):
            first = pattern.words[0]
            letters.update(first_letters(first))
            if first.is_acronym:
                self._whole[first.text].append(pattern)
                continue
            for stem, endings in first.stems:
                self._stems[stem].append((endings, pattern))
        letters.update(prefix[0] for prefix in prefixes(language) if letters)
        signs = "".join(map(re.escape, sorted(letters)))
        # The letter first: what begins with a set of letters is looked for several times as fast.
        self._beginning = re.compile(rf"[{signs}](?<!{LETTER}.){REST}", re.DOTALL) if signs else None
        self._starts: dict[str, _State | None] = {}

    def find(self, text: str) -> tuple[Sighting, ...]:
        """The names in a text, in its order; they do not overlap."""
        if self._beginning is None:
            return ()
        found: list[tuple[Pattern, int, int]] = []
        known, end, has_pads = self._starts.get, 0, PAD in text
        for word in self._beginning.finditer(text):
            state = known(word[0], _UNKNOWN)
            if state is None:
                continue
            if state is _UNKNOWN:
                state = self._start(word[0])
            if state is None or word.start() < end:
                continue
            pattern, stop = self._longest(state, text, word.end())
            if pattern and not (has_pads and _goes_on(text, word.start(), stop)):
                found.append((pattern, word.start(), stop))
                end = stop
        return tuple(self._sightings(found, text)) if found else ()

    def _longest(self, state: _State, text: str, position: int) -> tuple[Pattern | None, int]:
        """The longest name that begins with the words of a state, and where it ends."""
        best, stop = state.complete, position
        while state.pending:
            step = _STEP.match(text, position)
            if step is None:
                break
            pair = step.groups()
            after = state.steps[pair] if pair in state.steps else self._step(state, *pair)
            if after is None:
                break
            state, position = after, step.end()
            if state.complete:
                best, stop = state.complete, position
        return best, stop

    def _start(self, word: str) -> _State | None:
        """The state after the first word of a name."""
        found = {
            pattern: length == len(word)
            for length in range(len(word), 1, -1)
            for pattern in self._whole.get(word[:length], ())
            if is_form(word, pattern.words[0], self._language)
        }
        for bare in bare_forms(word, self._language):
            plain = folded(bare, self._language)
            for length in range(len(plain), 0, -1):
                for endings, pattern in self._stems.get(plain[:length], ()):
                    if plain[length:] in endings and fits_case(pattern.words[0], bare):
                        found.setdefault(pattern, word == pattern.words[0].text)
        state = _state(1, found)
        if len(self._starts) > _MOST_KNOWN:
            self._starts.clear()
        self._starts[word] = state
        return state

    def _step(self, state: _State, between: str, word: str) -> _State | None:
        """The state after one more word."""
        number, gap = state.length, joint(between)
        after = _state(
            number + 1,
            {
                pattern: is_exact and word == pattern.words[number].text
                for pattern, is_exact in state.pending
                if pattern.gaps[number - 1] == gap and is_form(word, pattern.words[number], self._language)
            },
        )
        if len(state.steps) > _MOST_KNOWN:
            state.steps.clear()
        state.steps[between, word] = after
        return after

    def _sightings(self, found: list[tuple[Pattern, int, int]], text: str) -> Iterator[Sighting]:
        told = {pattern.keys[0] for pattern, _, _ in found if not pattern.initials}
        for pattern, start, end in found:
            if not pattern.initials:
                yield Sighting(pattern.keys[0], pattern.spelling, start, end)
            elif len(owners := told.intersection(pattern.keys)) == 1 and not _is_of_another(text, start, pattern):
                yield Sighting(min(owners), "", start, end)


class _State(NamedTuple):
    """What some words in a row may be."""

    length: int
    """How many words."""
    complete: Pattern | None
    """The name that they are."""
    pending: tuple[tuple[Pattern, bool], ...]
    """Names that they begin, each with whether they do so to the letter."""
    steps: dict[tuple[str | Any, ...], _State | None]
    """What comes of what follows: the text between, and the next word."""


_UNKNOWN = _State(0, None, (), {})


def _state(length: int, patterns: Mapping[Pattern, bool]) -> _State | None:
    """Of those that are complete the one written just so is meant; a surname comes last."""
    if not patterns:
        return None
    complete = [pattern for pattern in patterns if len(pattern.words) == length]
    best = min(complete, key=lambda each: (bool(each.initials), not patterns[each], each.keys), default=None)
    pending = tuple((pattern, is_exact) for pattern, is_exact in patterns.items() if len(pattern.words) > length)
    return _State(length, best, pending, {})


_STEP = re.compile(rf"([^\w{WALL}](?:[^\w{WALL}]|[_ʼ]){{0,400}}|[_ʼ][^\w{WALL}]{{0,400}})({LETTER}{REST})")
"""What stands between two words, and the second one."""
_MOST_KNOWN = 20_000
"""Words that are remembered behind others: memory has an end, and few are ever met again."""
_BEFORE = re.compile(r"([^\W\d_]+)([.]?)[ \u00a0]{0,2}\Z")
_TITLES = (
    "president",
    "minister",
    "premier",
    "secretary",
    "general",
    "chancellor",
    "ambassador",
    "speaker",
    "mr",
    "mrs",
)
"""Ends of words that are written with a capital before a surname and are no first name."""


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the word goes on, before or after, behind what a text has nothing to read in."""
    before = text[start - 1 : start] == PAD and text[:start].rstrip(PAD)[-1:].isalnum()
    return before or (text[end : end + 1] == PAD and text[end:].lstrip(PAD)[:1].isalnum())


def _is_of_another(text: str, start: int, pattern: Pattern) -> bool:
    """Whether another first name, or another's initial, stands before a surname."""
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before is None or not before[1][0].isupper():
        return False
    if before[2] or len(before[1]) == 1:
        return len(before[1]) == 1 and before[1] not in pattern.initials
    return not before[1].lower().endswith(_TITLES)
