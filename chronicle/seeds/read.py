"""The files of seeds/: which there are, and their text."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, in_order
from chronicle.base.digest import sha256
from chronicle.base.source_text import read_bytes
from chronicle.base.text_safety import deceptions, shown
from chronicle.seeds.reading.document import compose
from chronicle.seeds.reading.formats import FORMATS

if TYPE_CHECKING:
    from chronicle.model.seed import Repair
    from chronicle.seeds.reading.document import Document

SEEDS_FOLDER = "seeds"
OVERRIDES_FILE = "seeds/seeds.yml"
LEDGER_FILE = "seeds/ledger.jsonl"
MAX_TEXT_BYTES = 256 * 1024
"""Longest seed as text: that of an entry's body."""


@dataclass(frozen=True, slots=True)
class RawSeed:
    """A seed as text, not yet understood."""

    path: str
    sha256: str
    """Of its bytes."""
    encoding: str
    text: str
    is_markdown: bool
    repairs: tuple[Repair, ...] = ()
    document: Document | None = None
    """Where the text comes from, if the file is more than its text."""
    places: tuple[tuple[int, int], ...] = ()
    """For each line of the text its line and column in the file; empty where they are the same."""


def find_seeds(root: str) -> Outcome[tuple[str, ...]]:
    """The paths of all seeds below seeds/, sorted; what is no seed is left out, what may not be one is reported.

    Links are not followed; editor leftovers, hidden files, seeds.yml, the ledger, and the folder of pictures and frames
    that a browser lays beside a saved page are no seeds.
    """
    diagnostics: list[Diagnostic] = []
    paths: list[str] = []
    folders = [SEEDS_FOLDER]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as found:
                children = sorted(found, key=lambda child: child.name)
        except OSError:
            continue
        pages = {stem for child in children for stem, suffix in (os.path.splitext(child.name),) if suffix in _PAGES}
        for child in children:
            path = f"{folder}/{child.name}"
            if _LEFTOVERS.fullmatch(child.name) or path in (OVERRIDES_FILE, LEDGER_FILE):
                continue
            if problem := _refusal(child, path):
                diagnostics.append(problem)
            elif child.is_dir(follow_symlinks=False):
                folders += [] if _is_of_page(child.name, pages) else [path]
            else:
                paths.append(path)
    if not paths and not diagnostics:
        help_ = "paste an article into a text file there, for example `seeds/first.txt`"
        diagnostics.append(diagnose("no-seeds", f"no seeds in `{SEEDS_FOLDER}/`", path=SEEDS_FOLDER, help=help_))
    return Outcome(tuple(sorted(paths)), in_order(diagnostics))


def read_seed(root: str, path: str) -> Outcome[RawSeed | None]:
    """The text of one seed, and whether its encoding was guessed; None with why it has none."""
    suffix = os.path.splitext(path)[1].lower()
    form = FORMATS.get(suffix)
    if form is None:
        message = f"`{shown(suffix)}` is no format of seeds that is read"
        help_ = f"save the article as one of {', '.join(known for known in FORMATS if known)}"
        return Outcome(None, (diagnose("seed-format-unsupported", message, path=path, help=help_),))
    data = read_bytes(root, path, limit=form.limit)
    if data.value is None:
        return Outcome(None, data.diagnostics)
    if not data.value.strip():
        help_ = "paste the article, or delete the file"
        return Outcome(None, (diagnose("seed-empty", "the seed holds nothing", path=path, help=help_),))
    read = form.read(data.value, path)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    text, places = compose(read.value)
    if len(text.encode(errors="surrogatepass")) > MAX_TEXT_BYTES:
        message = f"more than {MAX_TEXT_BYTES // 1024} KiB of text"
        return Outcome(None, (diagnose("file-too-large", message, path=path, help="keep one article per seed"),))
    document = read.value
    raw = RawSeed(
        path,
        sha256(data.value),
        document.encoding,
        text,
        document.is_markdown,
        document.repairs,
        document,
        places,
    )
    return Outcome(raw, read.diagnostics)


_LEFTOVERS = re.compile(
    r"\..*|.*~|~\$.*|#.*|.*\.(?:bak|swp|orig|tmp)|Thumbs\.db|desktop\.ini", re.DOTALL | re.IGNORECASE
)


_PAGES = frozenset([".html", ".htm", ".xhtml"])
_PARTS_OF_MANY = (
    "files file fichiers dateien archivos arquivos ficheiros bestanden filer tiedostot pliki soubory súbory fájlok "
    "dosyalar файлы файли failid failai ファイル"
)
_PARTS = frozenset(_PARTS_OF_MANY.split())
"""What browsers and Windows call the folder with a page's parts, after the page's name."""


def _is_of_page(name: str, pages: set[str]) -> bool:
    match = re.fullmatch(r"(.+)[_. -]([^\W\d_]+)", name)
    return match is not None and match[1] in pages and match[2].lower() in _PARTS


def _refusal(child: os.DirEntry[str], path: str) -> Diagnostic | None:
    if deceptions(child.name) or not child.name.isprintable():
        message = f"the name `{shown(child.name)}` holds signs that do not show"
        return diagnose("path-unsafe", message, path=path, help="rename the file")
    if "\\" in child.name:
        return diagnose(
            "path-unsafe", f"the name `{shown(child.name)}` holds a backslash", path=path, help="rename the file"
        )
    if child.is_symlink():
        message = f"`{shown(path)}` is a symbolic link"
        return diagnose("path-leaves-chronicle", message, path=path, help="put the file itself in its place")
    if not child.is_dir(follow_symlinks=False) and not child.is_file(follow_symlinks=False):
        return diagnose("file-unreadable", f"`{shown(path)}` is not a regular file", path=path, help="delete it")
    return None
