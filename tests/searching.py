"""The search a second time, in Python: from the files of a built site to the entries that a query finds.

Written after what the files say of themselves, not after the script in the browser; it ranks nothing.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from datetime import date
from functools import cache, cached_property
from typing import Any

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
CLITICS = "وفبلك"


class Index:
    """The index of a built site."""

    def __init__(self, output: str) -> None:
        self.output = output
        self.part = cache(self._part)

    def _part(self, name: str) -> Any:
        with open(os.path.join(self.output, "search", f"{name}.js"), encoding="utf-8") as file:
            text = file.read()
        found = re.fullmatch(r'chronicleSearch\("([^"]*)",(.*)\);\n', text, re.DOTALL)
        assert found
        assert name == found[1]
        return json.loads(found[2])

    @cached_property
    def head(self) -> dict[str, Any]:
        head: dict[str, Any] = self.part("head")
        return head

    def find(self, query: str, **facts: str) -> set[str]:
        """The keys of the entries that have the most of the words, asked on an English page, and all of the facts."""
        stop = {word for words in self.head["stop"].values() for word in words}
        typed = [word for word in self.words(query) if word not in self.head["stop"]["en"]] or self.words(query)
        answers = [answer for word in typed if (answer := self.answer(word)) or word not in stop]
        found = [entry for answer in answers for entry in answer]
        most = max(map(found.count, found), default=0)
        entries = {entry for entry in found if found.count(entry) == most}
        for name, value in facts.items():
            entries &= self.entries(f"{name}:{value}", f"{name}:{value}")
        return {self.key(entry) for entry in entries}

    def answer(self, word: str) -> set[tuple[int, int]]:
        forms = self.forms(word[:4])
        stems = {stem for form, stem in forms if form == word}
        if len(word) >= 4:
            stems = stems or {stem for form, stem in forms if form.startswith(word)}
            for cut in range(1, min(3, len(word) - 4) + 1):
                kept = word[:-cut]
                stems = stems or {stem for form, stem in forms if form.startswith(kept) and len(form) <= len(kept) + 3}
        if not stems and word[0] in CLITICS and len(word) > 3:
            return self.answer(word[1:])
        return {entry for stem in stems for entry in self.entries(stem, stem[:4])}

    def words(self, text: str) -> list[str]:
        text = re.sub(self.head["joiners"], "", unicodedata.normalize("NFC", text).lower())
        marks = re.compile(f"[{self.head['marks']}]")
        spaced = "".join(c if unicodedata.category(c)[0] in "LNM" or marks.match(c) else " " for c in text)
        runs = re.findall(f"{self.head['paired']}+|(?:(?!{self.head['paired']}).)+", spaced)
        found = []
        for run in (part for each in runs for part in each.split()):
            is_paired = re.match(self.head["paired"], run) and len(run) > 1
            found += [run[at : at + 2] for at in range(len(run) - 1)] if is_paired else [run]
        folded = (
            unicodedata.normalize(
                "NFC",
                "".join(self.head["letters"].get(c, c) for c in marks.sub("", unicodedata.normalize("NFKD", word))),
            )
            for word in found
        )
        bare = [re.sub(self.head["article"], "", word) for word in folded]
        return [word for word in dict.fromkeys(bare) if len(word) > 1 or re.match(self.head["paired"], word)]

    def lines(self, letters: str) -> list[list[str]]:
        """The lines of the shard that these first letters lead to."""
        mixed = 2166136261
        for letter in letters:
            mixed = ((mixed ^ ord(letter)) * 16777619) % 2**32
        text: str = self.part(f"words/{(mixed ^ (mixed >> 16)) % self.head['shards']}")
        return [line.split("|") for line in text.split("\n") if line]

    def forms(self, letters: str) -> list[tuple[str, str]]:
        return [
            (stem + form[1:] if form.startswith("+") else form, stem)
            for stem, forms, *_ in self.lines(letters)
            for form in forms.split(",")
            if form
        ]

    def entries(self, stem: str, letters: str) -> set[tuple[int, int]]:
        """Day and place of the entries of a stem."""
        written = next((line[2] for line in self.lines(letters) if line[0] == stem and len(line) == 3), "")
        groups = re.findall(r"[g-z0-9_-]*[A-Za-f]", written)
        numbers = [sum(DIGITS.index(digit) % 32 * 32**at for at, digit in enumerate(group)) for group in groups]
        day, found = 0, set()
        for gap, place in zip(numbers[::2], numbers[1::2], strict=True):
            day += gap
            found.add((day, place // 4))
        return found

    def key(self, entry: tuple[int, int]) -> str:
        day = date.fromordinal(entry[0]).isoformat()
        return f"{day}/{self.part(f'days/{day}')[entry[1]][0]}"
