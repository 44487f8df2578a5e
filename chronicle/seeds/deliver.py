"""Entries to disk: what is new is written, what people touched is left alone and said."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.base.digest import sha256
from chronicle.base.source_text import MAX_TEXT_BYTES, read_bytes
from chronicle.seeds.ledger import LedgerLine

if TYPE_CHECKING:
    from chronicle.model.seed import Seed
    from chronicle.seeds.standing import Standing

UNDATED = "content/undated/"
"""Entries there are settled only by a date or by hand."""
Result = Literal["written", "unchanged", "edited", "deleted", "in-the-way"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be done with one version."""

    seed: Seed
    result: Result
    entry: str | None
    """Path of its content file; None where there is none."""
    line: LedgerLine | None
    """For the ledger; None where import has no part in the file."""
    text: str | None = None
    """To be written there."""
    former: str | None = None
    """File to be removed once that is written."""
    diagnostic: Diagnostic | None = None
    has_derived_title: bool = False
    """Whether the entry's title is, or would be, the one made from the lede."""


def deliver(root: str, seed: Seed, *, target: str, text: str, standing: Standing | None) -> Delivery:
    """What to do with the version `text` of a seed that belongs at `target`; nothing is written yet."""
    is_edited = standing is not None and standing.state == "edited"
    title_source = standing.title_source if standing and is_edited else seed.title_source
    delivery = _delivery(root, seed, target, text, standing)
    return replace(delivery, has_derived_title=title_source == "derived" and delivery.entry is not None)


def _delivery(root: str, seed: Seed, target: str, text: str, standing: Standing | None) -> Delivery:
    line = LedgerLine(seed.path, seed.sha256, seed.overrides, target, sha256(text.encode()))
    if standing is None:
        return _new(root, seed, line, text)
    if standing.state == "deleted":
        return Delivery(seed, "deleted", None, standing.line)
    if standing.state == "edited":
        return Delivery(seed, "edited", standing.line.entry, standing.line, diagnostic=_edited(seed, standing, target))
    if target != standing.line.entry:
        return replace(_new(root, seed, line, text), former=standing.line.entry)
    is_draft = target.startswith(UNDATED)
    is_stale = line.entry_sha256 != standing.line.entry_sha256 and (is_draft or not standing.is_current)
    if is_stale:
        return Delivery(seed, "written", target, line, text)
    return Delivery(seed, "unchanged", target, standing.line if standing.is_current else line)


def write(root: str, deliveries: tuple[Delivery, ...]) -> tuple[Diagnostic, ...]:
    """Write what is to be written, each file whole or not at all, and remove what has moved."""
    diagnostics = []
    for delivery in deliveries:
        problem = None
        if delivery.text is not None and delivery.entry:
            problem = replace_file(root, delivery.entry, delivery.text)
        if problem:
            diagnostics.append(problem)
        elif delivery.former and delivery.entry:
            os.unlink(os.path.join(root, delivery.former))
    return tuple(diagnostics)


def replace_file(root: str, path: str, text: str) -> Diagnostic | None:
    """Write `text` to the file at `path` by way of a temporary name; what forbids it, if anything does."""
    folder, name = os.path.split(path)
    if link := _link_on_the_way(root, path):
        return diagnose(
            "path-leaves-chronicle",
            f"`{link}` is a symbolic link",
            path=path,
            help="put the folder itself in its place",
        )
    temporary = os.path.join(root, folder, f".{name}.tmp")
    try:
        os.makedirs(os.path.join(root, folder), exist_ok=True)
        with open(temporary, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(temporary, os.path.join(root, path))
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        return diagnose("output-unwritable", f"`{path}` cannot be written: {reason}", path=path)
    return None


def _new(root: str, seed: Seed, line: LedgerLine, text: str) -> Delivery:
    if not os.path.lexists(os.path.join(root, line.entry)):
        return Delivery(seed, "written", line.entry, line, text)
    present = read_bytes(root, line.entry, limit=MAX_TEXT_BYTES).value
    if present is not None and sha256(present) == line.entry_sha256:
        return Delivery(seed, "unchanged", line.entry, line)
    help_ = (
        f"rename that file; or, if it is the entry of `{seed.path}`, say `skip: true` of the seed in `seeds/seeds.yml`"
    )
    finding = diagnose(
        "entry-in-the-way",
        f"a file that import did not write stands where `{seed.path}` belongs",
        path=line.entry,
        help=help_,
    )
    return Delivery(seed, "in-the-way", None, None, diagnostic=finding)


def _edited(seed: Seed, standing: Standing, target: str) -> Diagnostic:
    path = standing.line.entry
    if target != path:
        return diagnose(
            "entry-edited",
            f"edited by hand, so left alone; it belongs to `{target}`",
            path=path,
            help=f"move it to `{target}` and set its `date`",
        )
    if not standing.is_current:
        help_ = "compare the two; to see what import makes of it, rename the entry and remove its line in the ledger"
        return diagnose(
            "entry-edited", f"edited by hand, so left alone, though `{seed.path}` has changed", path=path, help=help_
        )
    return diagnose("entry-edited", "edited by hand since import wrote it, so left alone", path=path)


def _link_on_the_way(root: str, path: str) -> str | None:
    parts = path.split("/")
    folders = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((folder for folder in folders if os.path.islink(os.path.join(root, folder))), None)
