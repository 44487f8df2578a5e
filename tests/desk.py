"""A chronicle that someone works on: its files as an editor finds them, and what may go wrong with them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sites import TODAY

from chronicle.build.options import BuildOptions

if TYPE_CHECKING:
    from random import Random

    from sites import Site

LANGUAGES = ("en", "fr", "ru", "ar")
_ENTRY = re.compile(r"content/(\d{4}/\d{2}/\d{2}/[^/]+)\.([^./]+)\.md")


@dataclass
class Desk:
    """A chronicle that someone works on."""

    site: Site
    options: BuildOptions = field(default_factory=partial(BuildOptions, TODAY))
    program: str = "1"
    """The version of chronicle that builds it."""
    mistake: tuple[str, bytes | None] | None = None
    """A file that keeps the chronicle from being built, and what stood there before."""
    languages: tuple[str, ...] = LANGUAGES
    lost: str = ""
    """The memory or the public checksums, since the last build: without both nobody knows whose the files are."""
    fresh: int = 0
    entries: dict[str, dict[str, str]] = field(init=False)
    """By `YYYY/MM/DD/slug` the files of each entry by language, but for one that a mistake stands in."""

    def look(self) -> None:
        paths = (
            os.path.relpath(os.path.join(place, name), self.site.root)
            for place, _, names in os.walk(os.path.join(self.site.root, "content"))
            for name in names
        )
        self.entries = {}
        for found in filter(None, map(_ENTRY.fullmatch, sorted(paths))):
            self.entries.setdefault(found[1], {})[found[2]] = found[0]
        for key in [key for key, files in self.entries.items() if self.mistake and self.mistake[0] in files.values()]:
            del self.entries[key]

    def new_name(self) -> str:
        self.fresh += 1
        return f"{'abz'[self.fresh % 3]}-{self.fresh}"

    def original(self, key: str) -> str:
        return next(path for path in self.entries[key].values() if self.value(path, "translation_of") is None)

    def value(self, path: str, name: str) -> str | None:
        found = re.search(rf"(?m)^{name}: *(.*)$", self.site.read(path).split("\n---\n", 1)[0])
        return found[1] if found else None

    def put(self, path: str, name: str, value: str | None) -> None:
        """Writes, replaces or deletes one key of the front matter."""
        head, body = self.site.read(path).split("\n---\n", 1)
        head = re.sub(rf"(?m)^{name}:.*\n?(?:^ .*\n?)*", "", head + "\n").rstrip("\n")
        self.site.write(path, head + (f"\n{name}: {value}" if value is not None else "") + "\n---\n" + body)

    def configure(self, name: str, value: str | None) -> None:
        lines = [line for line in self.site.read("chronicle.yml").split("\n") if not line.startswith(f"{name}:")]
        self.write("chronicle.yml", "\n".join([f"{name}: {value}"] * (value is not None) + lines))

    def write(self, path: str, text: str) -> None:
        """A file that is not an entry; one that holds a mistake is left to whoever mends it."""
        if not (self.mistake and self.mistake[0] == path):
            self.site.write(path, text)

    def toggle(self, path: str, text: str) -> None:
        """A file that is there and then is not."""
        if os.path.exists(os.path.join(self.site.root, path)):
            self.site.delete(path)
        else:
            self.site.write(path, text)

    def spoil(self, path: str, data: bytes | None) -> None:
        """Makes a mistake, one at a time; without bytes the file is gone."""
        file = os.path.join(self.site.root, path)
        if self.mistake is None:
            self.mistake = (path, _bytes(file))
            put_bytes(file, data)

    def mend(self) -> None:
        if self.mistake:
            path, before = self.mistake
            self.mistake = None
            put_bytes(os.path.join(self.site.root, path), before)

    def some_entry(self, random: Random) -> str:
        return random.choice(sorted(self.entries))

    def some_path(self, random: Random) -> str:
        return random.choice(sorted(path for files in self.entries.values() for path in files.values()))


def _bytes(file: str) -> bytes | None:
    if not os.path.exists(file):
        return None
    with open(file, "rb") as stream:
        return stream.read()


def put_bytes(file: str, data: bytes | None) -> None:
    if data is None:
        if os.path.exists(file):
            os.remove(file)
        return
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "wb") as stream:
        stream.write(data)
