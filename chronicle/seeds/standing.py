"""How things stand: for each seed what the ledger says and what became of the entry that import wrote."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from chronicle.base import marked_yaml
from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.base.digest import sha256
from chronicle.base.source_text import MAX_TEXT_BYTES, read_bytes
from chronicle.content.front_matter import split
from chronicle.seeds.ledger import ENTRY_PATH, LedgerLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chronicle.model.seed import Seed

State = Literal["as-written", "edited", "deleted"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A seed that was imported before, and its entry now."""

    line: LedgerLine
    """The ledger's, with the entry's present path."""
    state: State
    is_current: bool
    """Whether neither the seed nor what seeds.yml says of it has changed since."""
    translation_of: str | None
    """Language that the entry's front matter names."""
    title_source: str | None
    """What the entry's front matter says of its title."""
    body: str
    """Markdown below the front matter."""

    @property
    def key(self) -> str:
        """The entry's path without language and suffix."""
        return entry_key(self.line.entry)


class Stood(NamedTuple):
    """What was found of all seeds together."""

    standings: dict[str, Standing]
    """By the seed's path."""
    diagnostics: tuple[Diagnostic, ...]
    ledger: tuple[LedgerLine, ...]
    """The lines with the present paths of seeds and entries."""


def entry_key(path: str) -> str:
    """The path of an entry without language and suffix: `content/2020/11/15/slug`."""
    return path.rsplit(".", 2)[0]


def standings(root: str, seeds: Sequence[Seed], *, ledger: tuple[LedgerLine, ...], present: frozenset[str]) -> Stood:
    """What became of each seed's entry; `present` are the paths of all files in seeds/, read or not.

    A seed is known by its path, and if that is new by its digest. An entry that is not where import wrote it is
    looked for by the seed that its front matter names: renamed, it is followed; deleted, it stays deleted.
    """
    by_path = {line.seed: line for line in ledger}
    gone = {line.seed_sha256: line for line in ledger if line.seed not in present}
    diagnostics: list[Diagnostic] = []
    found: dict[str, Standing] = {}
    lines: list[LedgerLine] = []
    moved = _Moved(root)
    for seed in seeds:
        line = by_path.get(seed.path)
        if line is None and seed.sha256 in gone:
            line = gone.pop(seed.sha256)
            diagnostics.append(_seed_moved(seed, line))
        if line is not None:
            standing = _standing(root, seed, line, moved, diagnostics)
            found[seed.path] = standing
            by_path.pop(line.seed, None)
            lines.append(standing.line)
    diagnostics += (_seed_gone(gone[digest]) for digest in sorted(gone))
    return Stood(found, tuple(diagnostics), (*lines, *by_path.values()))


class _Moved:
    """Finds entries by the seed that they name; reads content/ only when one is missing."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.paths: dict[str, str] | None = None

    def find(self, seed: str) -> str | None:
        if self.paths is None:
            self.paths = {}
            for path in _entry_files(self.root):
                front = _read(self.root, path)
                if front.seed:
                    self.paths.setdefault(front.seed, path)
        return self.paths.get(seed)


def _standing(root: str, seed: Seed, line: LedgerLine, moved: _Moved, diagnostics: list[Diagnostic]) -> Standing:
    is_current = line.seed_sha256 == seed.sha256 and line.overrides == seed.overrides
    if not os.path.lexists(os.path.join(root, line.entry)):
        path = moved.find(line.seed)
        if path is None:
            diagnostics.append(_entry_deleted(seed, line))
            return Standing(replace(line, seed=seed.path), "deleted", is_current, None, None, "")
        diagnostics.append(_entry_moved(line, path))
        line = replace(line, entry=path)
    front = _read(root, line.entry)
    state: State = "as-written" if front.sha256 == line.entry_sha256 else "edited"
    return Standing(
        replace(line, seed=seed.path), state, is_current, front.translation_of, front.title_source, front.body
    )


class _Front(NamedTuple):
    """What of a content file matters here; empty where it cannot be read as one."""

    sha256: str = ""
    translation_of: str | None = None
    title_source: str | None = None
    seed: str | None = None
    body: str = ""


def _read(root: str, path: str) -> _Front:
    data = read_bytes(root, path, limit=MAX_TEXT_BYTES).value
    if data is None:
        return _Front()
    parts = split(data.decode(errors="replace"), path=path).value
    front = marked_yaml.parse(parts.front, path=path).value if parts else None
    if parts is None or front is None:
        return _Front(sha256(data))
    seed = front.get("seed")
    path_of_seed = _text(seed.get("path")) if isinstance(seed, marked_yaml.Mapping) else None
    return _Front(
        sha256(data), _text(front.get("translation_of")), _text(front.get("title_source")), path_of_seed, parts.body
    )


def _text(node: marked_yaml.Node | None) -> str | None:
    return node.text if isinstance(node, marked_yaml.Scalar) else None


def _entry_files(root: str) -> Iterable[str]:
    top = os.path.join(root, "content")
    for folder, folders, files in os.walk(top):
        folders.sort()
        below = os.path.relpath(folder, root).replace(os.sep, "/")
        yield from (path for name in sorted(files) if ENTRY_PATH.fullmatch(path := f"{below}/{name}"))


def _seed_moved(seed: Seed, line: LedgerLine) -> Diagnostic:
    help_ = f"its entry still says `path: {line.seed}`; write the new path into `seed.path` there"
    return diagnose("seed-moved", f"was `{line.seed}` when it was imported", path=seed.path, help=help_)


def _seed_gone(line: LedgerLine) -> Diagnostic:
    help_ = f"put it back, or remove its line from `seeds/ledger.jsonl` if `{line.entry}` shall stand without it"
    return diagnose("seed-missing", f"the seed of `{line.entry}` is gone", path=line.seed, help=help_)


def _entry_moved(line: LedgerLine, path: str) -> Diagnostic:
    return diagnose("entry-moved", f"import wrote it to `{line.entry}`; it is followed to its new place", path=path)


def _entry_deleted(seed: Seed, line: LedgerLine) -> Diagnostic:
    help_ = (
        f"to import `{seed.path}` anew remove its line in the ledger; or say `skip: true` of it in `seeds/seeds.yml`"
    )
    return diagnose(
        "entry-deleted", "import wrote this entry; it was deleted and stays so", path=line.entry, help=help_
    )
