"""The names that the chronicle has registered, as a lexicon for pairing and aligning."""

from __future__ import annotations

import os

from chronicle.base.diagnostics import Outcome
from chronicle.base.source_text import read_text
from chronicle.content.registers import MAX_BYTES, parse_register
from chronicle.prose.known import NOTHING_KNOWN, Known, known_names

NAMES_FILE = "content/names.yml"


def registered_names(root: str) -> Outcome[Known]:
    """The lexicon of every label and other spelling in names.yml; nothing, and why, where the register is faulty."""
    if not os.path.lexists(os.path.join(root, NAMES_FILE)):
        return Outcome(NOTHING_KNOWN)
    text = read_text(root, NAMES_FILE, limit=MAX_BYTES)
    if text.value is None:
        return Outcome(NOTHING_KNOWN, text.diagnostics)
    register = parse_register(text.value, path=NAMES_FILE)
    spellings = [
        (key, language, spelling)
        for key, record in register.value
        for language, written in (
            *((tag, (label,)) for tag, label in record["label"]),
            *record.get("also", ()),
        )
        for spelling in written
    ]
    return Outcome(known_names(spellings), register.diagnostics)
