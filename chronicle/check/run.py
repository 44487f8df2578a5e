"""`chronicle check`: everything that a build would complain of, and no site; or what is wrong with a built one."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import has_errors, in_order
from chronicle.build.engine import rehearse
from chronicle.build.manifest import CHECKSUMS
from chronicle.build.options import BuildOptions, no_progress
from chronicle.config import read_config

if TYPE_CHECKING:
    from chronicle.base.diagnostics import Diagnostic
    from chronicle.build.options import Progress


def check(root: str, *, options: BuildOptions, progress: Progress = no_progress) -> tuple[Diagnostic, ...]:
    """All findings, in order: what passes here, builds."""
    return rehearse(root, options=options, progress=progress).diagnostics


def check_site(
    root: str, output: str, *, base_url: str | None = None, progress: Progress = no_progress
) -> tuple[Diagnostic, ...]:
    """All findings about the site in `output`, in order: what passes here, can go out."""
    from chronicle.check.integrity import altered_files, read_checksums, unlisted_files  # noqa: PLC0415 - a plain check needs none of it
    from chronicle.check.output import BuiltSite, output_problems  # noqa: PLC0415 - as above

    configured = read_config(root)
    folder = os.path.join(root, output)
    checksums = read_checksums(folder, shown=output)
    found = [*configured.diagnostics, *checksums.diagnostics]
    config, listed = configured.value, checksums.value
    if config is None or listed is None:
        return in_order(found)
    if base_url is not None:
        config = replace(config, base_url=base_url)
    found += altered_files(folder, listed, shown=output, progress=progress)
    found += unlisted_files(folder, listed, shown=output)
    if not has_errors(found):
        site = BuiltSite(folder, frozenset((*listed, CHECKSUMS)), config, output)
        found += output_problems(site, jobs=os.cpu_count() or 1, progress=progress)
    return in_order(found)
