"""Writes tests/golden/ anew from this repository's own chronicle; see tests/test_golden.py."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile

from chronicle.build.engine import build
from chronicle.build.options import BuildOptions

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOLDEN = os.path.join(REPOSITORY, "tests", "golden")
BY_CHECKSUM = shutil.ignore_patterns("assets")


def main() -> int:
    """Builds into a temporary folder and replaces the golden tree."""
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "site")
        result = build(REPOSITORY, options=BuildOptions(as_of=dt.date(2026, 1, 1), output=output))
        if not result.is_done:
            sys.stderr.write(f"{result.diagnostics}\n")
            return 1
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(output, GOLDEN, ignore=BY_CHECKSUM)
    return 0


if __name__ == "__main__":
    sys.exit(main())
