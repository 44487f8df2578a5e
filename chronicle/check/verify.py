"""`chronicle verify`: seeds as when they were imported, the site as when it was built."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose, has_errors, in_order
from chronicle.base.digest import sha256
from chronicle.build.options import no_progress
from chronicle.check.output import site_problems
from chronicle.config import read_config
from chronicle.seeds.ledger import read_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.build.options import Progress


def verify(root: str, output: str, *, progress: Progress = no_progress) -> tuple[Diagnostic, ...]:
    """What of the seeds and of the site in the folder `output` is not as its digest says."""
    configured = read_config(root)
    if configured.value is None:
        return in_order([*configured.diagnostics])
    ledger = read_ledger(root)
    found = [*ledger.diagnostics]
    if ledger.value is not None and not has_errors(found):
        found += _seed_problems(root, {line.seed: line.seed_sha256 for line in ledger.value})
    site = os.path.join(root, output)
    return in_order([*found, *site_problems(site, base_url=configured.value.base_url, progress=progress)])


def _seed_problems(root: str, seeds: dict[str, str]) -> Iterator[Diagnostic]:
    for path, digest in sorted(seeds.items()):
        file = os.path.join(root, path)
        is_there = os.path.isfile(file) and not os.path.islink(file)
        if is_there:
            with open(file, "rb") as stream:
                if sha256(stream.read()) == digest:
                    continue
        message = "this seed is not as it was imported" if is_there else "this seed is missing"
        help_ = "restore it from where it was kept; what it said now belongs into a seed of its own"
        yield diagnose("seed-altered", message, path=path, help=help_)
