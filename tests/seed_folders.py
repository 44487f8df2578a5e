"""Chronicles with seeds, in temporary folders, and what import makes of them."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sites import REPOSITORY, read_tree, sections

from chronicle.model.chronicle import Config
from chronicle.seeds.importer import import_seeds

if TYPE_CHECKING:
    from chronicle.base.diagnostics import Diagnostic, Outcome
    from chronicle.seeds.report import ImportReport

ENGLISH = "seeds/000_c07d530b4f2bbd59.txt"
FRENCH = "seeds/001_77b1e3db5c4a13d3.txt"
SLUG = "content/2020/11/15/russian-azerbaijani-foreign-ministers-discuss-karabakh"
SOURCES = "tass: {label: {en: TASS}, country: RU}\nreuters: {label: {en: Reuters}}\n"


@dataclass(frozen=True, slots=True)
class Folder:
    """A chronicle with seeds."""

    root: str
    languages: tuple[str, ...] = ("en", "fr")

    def run(self, *paths: str, dry_run: bool = False) -> Outcome[ImportReport]:
        config = Config((("en", "T"),), (("en", "D"),), "https://example.org", self.languages)
        return import_seeds(self.root, config=config, paths=paths, dry_run=dry_run)

    def records(self, *paths: str) -> dict[str, dict[str, Any]]:
        """The JSON records of a run, by the seed's path."""
        document = json.loads(json.dumps(self.run(*paths).value.as_json()))
        return {record["path"]: record for record in document["seeds"]}

    def findings(self) -> list[tuple[str, str]]:
        """Code and path of everything that a run reports."""
        return [(found.code, found.path) for found in self.run().diagnostics]

    def found(self, code: str) -> Diagnostic:
        """The one diagnostic of that code that a run reports."""
        (diagnostic,) = [found for found in self.run().diagnostics if found.code == code]
        return diagnostic

    def tree(self) -> dict[str, bytes]:
        return read_tree(self.root)

    def write(self, path: str, text: str | bytes) -> None:
        target = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)

    def read(self, path: str) -> str:
        with open(os.path.join(self.root, path), encoding="utf-8") as file:
            return file.read()

    def edit(self, path: str, before: str, after: str) -> None:
        text = self.read(path)
        assert before in text
        self.write(path, text.replace(before, after))

    def remove(self, path: str) -> None:
        os.unlink(os.path.join(self.root, path))

    def move(self, path: str, target: str) -> None:
        os.makedirs(os.path.dirname(os.path.join(self.root, target)), exist_ok=True)
        os.rename(os.path.join(self.root, path), os.path.join(self.root, target))


def folder(root: object, text: str, *, languages: tuple[str, ...] = ("en", "fr")) -> Folder:
    """A chronicle with the files that `text` describes, and a register of agencies."""
    made = Folder(str(root), languages)
    made.write("content/sources.yml", SOURCES)
    for path, content in sections(text).items():
        made.write(path, content)
    return made


def real_seeds(root: object) -> Folder:
    """A chronicle with the two seeds of this repository."""
    made = folder(root, "")
    os.makedirs(os.path.join(str(root), "seeds"), exist_ok=True)
    for path in (ENGLISH, FRENCH):
        shutil.copyfile(os.path.join(REPOSITORY, path), os.path.join(str(root), path))
    return made
