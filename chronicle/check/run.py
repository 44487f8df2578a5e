"""`chronicle check`: everything that a build would complain of, and no site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.build.engine import rehearse
from chronicle.build.options import BuildOptions, no_progress

if TYPE_CHECKING:
    from chronicle.base.diagnostics import Diagnostic
    from chronicle.build.options import Progress


def check(root: str, *, options: BuildOptions, progress: Progress = no_progress) -> tuple[Diagnostic, ...]:
    """All findings, in order: what passes here, builds."""
    return rehearse(root, options=options, progress=progress).diagnostics
