"""`chronicle publish` and `chronicle verify`: what they say, and their exit codes."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import has_errors
from chronicle.cli.codes import FINE, PROBLEMS
from chronicle.cli.terminal import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from chronicle.cli.terminal import Terminal
    from chronicle.publish.run import Published


def publish(asked: Namespace, terminal: Terminal) -> int:
    """Sends the site of the last commit to its branch."""
    from chronicle.publish import run  # noqa: PLC0415 - a command loads what it needs

    request = run.Request(
        as_of=date.today(),  # noqa: DTZ011 - the curator's own day decides
        remote=asked.remote,
        branch=asked.branch,
        is_dry=asked.dry_run,
        given_up=frozenset(asked.give_up),
        jobs=os.cpu_count() or 1,
    )
    result = run.publish(asked.root, request, progress=terminal.progress)
    extra = {"commit": result.commit, **{name: list(files) for name, files in result.difference._asdict().items()}}
    terminal.report(result.diagnostics, output_format=asked.format, extra=extra)
    if not result.is_done:
        return PROBLEMS
    if asked.format == "text":
        for line in _told(result, is_dry=asked.dry_run):
            terminal.say(line)
    return FINE


def verify(asked: Namespace, terminal: Terminal) -> int:
    """Compares seeds and site with their digests."""
    from chronicle.check.verify import verify as verified  # noqa: PLC0415 - a command loads what it needs

    diagnostics = verified(asked.root, asked.output, progress=terminal.progress)
    terminal.report(diagnostics, output_format=asked.format, extra={})
    if has_errors(diagnostics):
        return PROBLEMS
    if asked.format == "text":
        terminal.say("verified: seeds and site are as their digests say")
    return FINE


def _told(result: Published, *, is_dry: bool) -> list[str]:
    found = result.difference
    if not found:
        return [f"nothing to do: {result.target} holds this site"]
    signs = (("+", found.added), ("~", found.changed), ("-", found.removed))
    pages = [f"{sign} /{visible(file)}" for sign, files in signs for file in files] if is_dry else []
    counts = f"{len(found.added)} files new, {len(found.changed)} changed, {len(found.removed)} removed"
    done = "would be published" if is_dry else f"published as {result.commit[:12]}"
    return [*pages, f"{counts}: {done} to {result.target}"]
