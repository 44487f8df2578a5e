"""Sites in tests are strings: sections of the form `-- path --`, followed by the file's text."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chronicle.build.options import BuildResult

TODAY = date(2026, 1, 1)
"""The day on which every test builds."""
REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CHRONICLE = ("chronicle.yml", "content", "seeds", "templates")
"""What of this repository is a chronicle."""
_HEADING = re.compile(r"^-- (\S.*?) --\n", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """The files that `text` describes; what stands before the first heading is a comment."""
    parts = _HEADING.split(text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def four_languages_text() -> str:
    """The string of a made-up chronicle in English, French, Russian and Arabic."""
    with open(os.path.join(REPOSITORY, "tests", "four_languages.txt"), encoding="utf-8") as file:
        return file.read()


def read_tree(folder: str) -> dict[str, bytes]:
    """Every file below `folder`, by its path with `/`."""
    tree = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as file:
                tree[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    return dict(sorted(tree.items()))


@dataclass(frozen=True, slots=True)
class Site:
    """A chronicle in a folder of its own."""

    root: str

    @property
    def output(self) -> str:
        return os.path.join(self.root, "site")

    @property
    def url(self) -> str:
        """The address that chronicle.yml gives the site, with a final slash."""
        found = re.search(r"^base_url: *(\S+)", self.read("chronicle.yml"), re.MULTILINE)
        assert found
        return found[1].rstrip("/") + "/"

    def write(self, path: str, text: str) -> None:
        file = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)

    def read(self, path: str) -> str:
        with open(os.path.join(self.root, path), encoding="utf-8", newline="") as stream:
            return stream.read()

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace `old`, which stands exactly once in the file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        os.remove(os.path.join(self.root, path))

    def build(self, **options: Any) -> BuildResult:
        from chronicle.build.engine import build  # noqa: PLC0415 - a test that builds nothing need not load it
        from chronicle.build.options import BuildOptions  # noqa: PLC0415 - as above

        return build(self.root, options=BuildOptions(**{"as_of": TODAY, **options}))

    def tree(self) -> dict[str, bytes]:
        """The built site."""
        return read_tree(self.output)

    def text(self, path: str) -> str:
        """A file of the built site."""
        return self.read("site/" + path)
