"""Every diagnostic that chronicle can give, with its severity; docs/diagnostics has a page for each."""

from __future__ import annotations

from typing import Literal

CODES: dict[str, Literal["error", "warning", "info"]] = {
    # reading files (base, content)
    "file-unreadable": "error",
    "file-not-text": "error",
    "file-too-large": "error",
    "path-leaves-chronicle": "error",
    "path-unsafe": "error",
    "deceiving-text": "error",
    # YAML
    "yaml-syntax": "error",
    "yaml-refused": "error",
    "duplicate-key": "error",
    # schema
    "unknown-key": "error",
    "missing-key": "error",
    "wrong-type": "error",
    "wrong-value": "error",
    # configuration
    "no-chronicle": "error",
    # entries
    "front-matter-missing": "error",
    "unexpected-file": "warning",
    "date-against-path": "error",
    "language-against-path": "error",
    "unknown-language": "error",
    "unknown-reference": "error",
    "missing-original": "error",
    "two-originals": "error",
    "fact-in-translation": "error",
    "follows-mismatch": "error",
    "link-refused": "error",
    "picture-refused": "error",
    "text-lost": "error",
    "omitted-outdated": "warning",
    "undated-entry": "info",
    "withheld-entry": "info",
    # plan and build
    "address-taken": "error",
    "address-too-long": "error",
    "template-error": "error",
    "catalogue-error": "error",
    "catalogue-missing": "warning",
    "another-build": "error",
    "output-refused": "error",
    "output-unwritable": "error",
    "foreign-file": "error",
    # import
    "no-seeds": "error",
    "seed-undated": "error",
    "seed-duplicate": "error",
    "seed-empty": "error",
    "seed-language-unknown": "error",
    "seed-format-unsupported": "error",
    "seed-unreadable": "error",
    "seed-no-article": "error",
    "seed-attachment-unread": "info",
    "seed-encoding-guessed": "info",
    "seed-missing": "warning",
    "seed-moved": "info",
    "seed-near-duplicate": "warning",
    "seed-original-assumed": "info",
    "seed-title-derived": "warning",
    "seed-weekday-mismatch": "warning",
    "seed-pair-proposed": "warning",
    "seed-block-missing": "info",
    "entry-edited": "info",
    "entry-in-the-way": "error",
    "entry-moved": "info",
    "entry-deleted": "info",
    "agency-unregistered": "error",
    "ledger-broken": "error",
}
