"""A made-up archive in English and French, the same on every machine and for every generator.

    python bench/build/corpus.py 1000 FOLDER --for chronicle

writes 1,000 dated entries, each in both languages, as one generator wants them: `chronicle`, `hugo` or `pelican`;
`chronicle-same` makes the pages that the others make, and no more.

An entry depends on its number alone, so the first hundred of an archive of ten thousand are the archive of a hundred.
"""  # noqa: INP001 - a script

from __future__ import annotations

import argparse
import os
import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

LANGUAGES = ("en", "fr")
FIRST = datetime(2018, 1, 1, 6, 0)  # noqa: DTZ001 - local time, as printed in a newspaper
DAYS = 7 * 365
WORDS = 350
"""Paragraphs are added until the English body has so many: about 370 in the middle."""
PARTS = (
    (("paragraph",), 1.0),
    (("paragraph",), 1.0),
    (("heading", "paragraph"), 1.0),
    (("list",), 0.2),
    (("steps",), 0.2),
    (("quotation",), 0.3),
    (("heading", "paragraph"), 0.6),
    (("table",), 0.08),
)
"""What a body is made of, in order, and how often each part stands in one."""
NOTED = 0.35
"""The share of bodies with footnotes."""
MARKED = 0.16
"""The share of sentences with emphasis, a link or code in them."""

Texts = tuple[str, str]
"""The same words in English and in French."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in both languages; what is a pair has English first."""

    number: int
    moment: datetime
    """Day and local time."""
    topics: tuple[Texts, ...]
    title: Texts
    body: Texts
    """Markdown with tables and footnotes."""

    @property
    def slug(self) -> str:
        """Made from the English title; its last five digits are the entry's number."""
        return f"{slug_of(self.title[0])[:40].rstrip('-')}-{self.number:05}"

    @property
    def summary(self) -> Texts:
        """The first sentence of the body, without markup."""
        english, french = (re.split(r"(?<=\.) |\n|\[\^", body, maxsplit=1)[0] for body in self.body)
        return english, french


def entry(number: int) -> Entry:
    """The entry of this number, from 0."""
    chance = random.Random(f"chronicle {number}")  # noqa: S311 - a reproducible corpus, no secret
    moment = FIRST + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(16 * 60))
    topics = tuple(sorted(chance.sample(words()["topics"], chance.randint(2, 4))))
    return Entry(number, moment, topics, _opened(_filled(chance, "titles")), _body(chance))


@cache
def words() -> dict[str, tuple[Texts, ...]]:
    """The groups of words.txt by name."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.txt"), encoding="utf-8") as file:
        _, *parts = re.split(r"^\[(\w+)\]\n", file.read(), flags=re.MULTILINE)
    groups = zip(parts[::2], parts[1::2], strict=True)
    return {name: tuple(_pair(*line.split(" | ")) for line in text.split("\n") if line) for name, text in groups}


def slug_of(text: str) -> str:
    """The letters and digits of ASCII, in lower case, with hyphens between the words."""
    return "-".join(re.findall("[a-z0-9]+", text.lower()))


def main() -> None:
    """Write the archive that the command line asks for."""
    from formats import FORMATS, write  # noqa: PLC0415 - formats imports this module

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("entries", type=int, help="how many entries; each makes two documents")
    parser.add_argument("folder", help="where to; made if it is not there")
    parser.add_argument("--for", choices=sorted(FORMATS), required=True, dest="name", help="the generator")
    options = parser.parse_args()
    write(options.folder, options.name, range(options.entries))


def _body(chance: random.Random) -> Texts:
    """A body of both languages, block by block."""
    parts = [name for names, share in PARTS if chance.random() < share for name in names]
    blocks = [_BLOCKS[name](chance) for name in parts]
    while sum(len(english.split()) for english, _ in blocks) < WORDS:
        blocks.append(_paragraph(chance))
    if chance.random() < NOTED:
        blocks[:2] = [(f"{en}[^{mark}]", f"{fr}[^{mark}]") for mark, (en, fr) in enumerate(blocks[:2], 1)]
        for mark in (1, 2):
            english, french = _sentence(chance)
            blocks.append((f"[^{mark}]: {english}", f"[^{mark}]: {french}"))
    english, french = _joined("\n\n", blocks)
    return f"{english}\n", f"{french}\n"


def _paragraph(chance: random.Random) -> Texts:
    """Three to five sentences; the first has no markup."""
    first, *others = chance.sample(words()["sentences"], chance.randint(3, 5))
    return _joined(" ", [_ended(_fill(chance, first)), *(_sentence(chance, other) for other in others)])


def _heading(chance: random.Random) -> Texts:
    english, french = chance.choice(words()["headings"])
    return f"## {english}", f"## {french}"


def _list(chance: random.Random) -> Texts:
    return _joined("\n", [_joined(" ", [("-", "-"), _sentence(chance)]) for _ in range(chance.randint(3, 6))])


def _steps(chance: random.Random) -> Texts:
    rows = [(f"{number}.", _sentence(chance)) for number in range(1, chance.randint(4, 6))]
    return _joined("\n", [_joined(" ", [(number, number), sentence]) for number, sentence in rows])


def _quotation(chance: random.Random) -> Texts:
    said, (name, _) = _joined(" ", [_sentence(chance), _sentence(chance)]), chance.choice(words()["people"])
    return _joined("\n>\n", [(f"> {said[0]}", f"> {said[1]}"), (f"> — *{name}*", f"> — *{name}*")])


def _table(chance: random.Random) -> Texts:
    year, place, total = words()["table"]
    rows = [_row(year, place, total), ("| --- | --- | ---: |", "| --- | --- | ---: |")]
    for _ in range(4):
        since, count = str(chance.randrange(1890, 1990)), str(chance.randrange(10, 9999))
        rows.append(_row((since, since), chance.choice(words()["places"]), (count, count)))
    return _joined("\n", rows)


_BLOCKS = {
    "paragraph": _paragraph,
    "heading": _heading,
    "list": _list,
    "steps": _steps,
    "quotation": _quotation,
    "table": _table,
}


def _row(*cells: Texts) -> Texts:
    english, french = zip(*cells, strict=True)
    return f"| {' | '.join(english)} |", f"| {' | '.join(french)} |"


def _sentence(chance: random.Random, pattern: Texts | None = None) -> Texts:
    """A sentence, now and then with markup in brackets at its end."""
    english, french = _fill(chance, pattern or chance.choice(words()["sentences"]))
    if chance.random() < MARKED:
        marked = _filled(chance, "markup")
        english, french = f"{english} ({marked[0]})", f"{french} ({marked[1]})"
    return _ended((english, french))


def _filled(chance: random.Random, group: str) -> Texts:
    return _fill(chance, chance.choice(words()[group]))


def _fill(chance: random.Random, pattern: Texts) -> Texts:
    """Both languages of a pattern with the same people, places, days and numbers in them."""
    who, other = chance.sample(words()["people"], 2)
    day, month = chance.randint(2, 28), chance.choice(words()["months"])
    number, small = str(chance.randrange(100, 9999)), str(chance.randrange(2, 30))
    slots = {
        "who": who,
        "other": other,
        "where": chance.choice(words()["places"]),
        "body": chance.choice(words()["bodies"]),
        "day": (f"{day} {month[0]}", f"{day} {month[1]}"),
        "n": (number, number),
        "s": (small, small),
    }
    english, french = (
        text.format(**{slot: pair[side] for slot, pair in slots.items()}) for side, text in enumerate(pattern)
    )
    return english, french


def _ended(texts: Texts) -> Texts:
    english, french = _opened(texts)
    return f"{english}.", f"{french}."


def _opened(texts: Texts) -> Texts:
    """With a capital at the start."""
    english, french = (text[0].upper() + text[1:] for text in texts)
    return english, french


def _joined(sign: str, parts: list[Texts]) -> Texts:
    english, french = zip(*parts, strict=True)
    return sign.join(english), sign.join(french)


def _pair(english: str, french: str) -> Texts:
    return english, french


if __name__ == "__main__":
    main()
