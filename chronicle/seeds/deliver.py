"""Entries to disk: what is new is written, what people touched is left alone and said."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.base.digest import sha256, value_digest
from chronicle.base.source_text import MAX_TEXT_BYTES, read_bytes
from chronicle.seeds.ledger import LedgerLine

if TYPE_CHECKING:
    from chronicle.model.seed import Seed
    from chronicle.seeds.standing import Standing

PROPOSED = ".proposed"
"""What a proposal's name adds to that of its entry."""
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
    proposal: str | None = None
    """To be written beside the entry, under its name and `PROPOSED`."""
    is_settled: bool = False
    """Whether a proposal beside the entry has become needless."""
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
    line = LedgerLine(seed.path, seed.sha256, seed.overrides, target, sha256(text.encode()), seed.date_evidence)
    if standing is None:
        return _new(root, seed, line, text)
    if standing.state == "deleted":
        return Delivery(seed, "deleted", None, standing.line)
    if standing.state == "edited":
        return _beside(root, seed, line, text, standing)
    if target != standing.line.entry:
        return replace(_new(root, seed, line, text), former=standing.line.entry)
    is_draft = target.startswith(UNDATED)
    is_stale = line.entry_sha256 != standing.line.entry_sha256 and (is_draft or not standing.is_current)
    if is_stale:
        return Delivery(seed, "written", target, line, text, is_settled=True)
    known = replace(standing.line, date_evidence=standing.line.date_evidence or seed.date_evidence)
    return Delivery(seed, "unchanged", target, known if standing.is_current else line, is_settled=True)


def write(root: str, deliveries: tuple[Delivery, ...]) -> tuple[Diagnostic, ...]:
    """Write what is to be written, each file whole or not at all, and remove what has moved."""
    diagnostics = []
    for delivery in deliveries:
        problem = None
        if delivery.text is not None and delivery.entry:
            problem = replace_file(root, delivery.entry, delivery.text)
        if delivery.proposal is not None and delivery.entry:
            problem = replace_file(root, delivery.entry + PROPOSED, delivery.proposal)
        if problem:
            diagnostics.append(problem)
        elif delivery.former and delivery.entry:
            os.unlink(os.path.join(root, delivery.former))
        if delivery.is_settled and delivery.entry and _is_file(root, delivery.entry + PROPOSED):
            os.unlink(os.path.join(root, delivery.entry + PROPOSED))
    return tuple(diagnostics)


def replace_file(root: str, path: str, text: str | bytes) -> Diagnostic | None:
    """Write `text`, in UTF-8, to the file at `path` by way of a temporary name; what forbids it, if anything does."""
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
        with open(temporary, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
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


def _beside(root: str, seed: Seed, line: LedgerLine, text: str, standing: Standing) -> Delivery:
    """An entry that people edited: the seed's new version is laid beside it, once; an equal one needs no more."""
    path = standing.line.entry
    present = read_bytes(root, path, limit=MAX_TEXT_BYTES).value
    if present is not None and sha256(present) == line.entry_sha256 and path == line.entry:
        return Delivery(seed, "unchanged", path, line, is_settled=True)
    known = replace(standing.line, date_evidence=standing.line.date_evidence or seed.date_evidence)
    wanted = value_digest(seed.sha256, seed.overrides)
    waits = _is_file(root, path + PROPOSED)
    is_only_moved = path != line.entry and seed.sha256 == standing.line.seed_sha256
    if standing.is_current or is_only_moved or (standing.line.proposed == wanted and not waits):
        finding = _edited(seed, standing, line.entry)
        return Delivery(seed, "edited", path, known, diagnostic=finding, is_settled=standing.is_current)
    is_told = waits and read_bytes(root, path + PROPOSED, limit=MAX_TEXT_BYTES).value == text.encode()
    finding = _edited(seed, standing, line.entry, proposal=path + PROPOSED)
    line = replace(known, proposed=wanted)
    return Delivery(seed, "edited", path, line, diagnostic=finding, proposal=None if is_told else text)


def _edited(seed: Seed, standing: Standing, target: str, *, proposal: str = "") -> Diagnostic:
    path = standing.line.entry
    if proposal:
        message = f"edited by hand, so left alone; `{seed.path}` has changed"
        help_ = f"what import makes of it now is in `{proposal}`: rename that over the entry, or delete it"
        return diagnose("entry-edited", message, path=path, help=help_)
    if target != path:
        return diagnose(
            "entry-edited",
            f"edited by hand, so left alone; it belongs to `{target}`",
            path=path,
            help=f"move it to `{target}` and set its `date`",
        )
    return diagnose("entry-edited", "edited by hand since import wrote it, so left alone", path=path)


def _is_file(root: str, path: str) -> bool:
    full = os.path.join(root, path)
    return os.path.isfile(full) and not os.path.islink(full)


def _link_on_the_way(root: str, path: str) -> str | None:
    parts = path.split("/")
    folders = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((folder for folder in folders if os.path.islink(os.path.join(root, folder))), None)
