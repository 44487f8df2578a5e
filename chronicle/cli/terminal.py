"""Speaking to the person: text, colours where there is a terminal, progress, diagnostics in three formats."""

from __future__ import annotations

import json
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.base.diagnostics import Diagnostic, Severity

_COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "info": "36"}
_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_BAR = 24
_UNSAFE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_HARMLESS_FORMAT = "\u00ad\u200c\u200d"
"""Soft hyphen and joiners: part of words in several scripts."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to speak."""

    is_quiet: bool = False
    is_verbose: bool = False
    has_colour: bool = False
    """On standard error; a progress bar is shown then, too."""

    def say(self, text: str) -> None:
        """A line for the person; none if quiet."""
        if not self.is_quiet:
            sys.stdout.write(f"{text}\n")

    def print(self, text: str) -> None:
        """What the command was asked to print."""
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")

    def complain(self, text: str) -> None:
        """A line on standard error."""
        sys.stderr.write(f"{text}\n")

    def progress(self, stage: str, done: int, total: int) -> None:
        """A bar that is gone when the stage is done; nothing where nobody looks."""
        if not self.has_colour or self.is_quiet:
            return
        if done < total:
            full = _BAR * done // total
            sys.stderr.write(f"\r{stage:<12} {'━' * full}{'─' * (_BAR - full)} {done}/{total}\x1b[K")
            sys.stderr.flush()
        elif done == total:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def report(self, diagnostics: tuple[Diagnostic, ...], *, output_format: str, extra: Mapping[str, object]) -> None:
        """All diagnostics: as text on standard error, as one JSON document with `extra`, or as GitHub annotations."""
        if output_format == "json":
            document = {**extra, "diagnostics": [diagnostic.as_json() for diagnostic in diagnostics]}
            self.print(json.dumps(document, ensure_ascii=False, indent=2))
        elif output_format == "github":
            for diagnostic in diagnostics:
                self.print(github_annotation(diagnostic))
        else:
            for diagnostic in diagnostics:
                if not self.is_quiet or diagnostic.severity == "error":
                    self.complain(diagnostic_text(diagnostic, has_colour=self.has_colour))


def diagnostic_text(diagnostic: Diagnostic, *, has_colour: bool) -> str:
    """`path:line:column: error[code]: message`, and the help on a line of its own."""
    severity = f"{diagnostic.severity}[{diagnostic.code}]"
    if has_colour:
        severity = f"\x1b[1;{_COLOURS[diagnostic.severity]}m{severity}\x1b[0m"
    place = "".join(
        f"{part}:" for part in (visible(diagnostic.path), diagnostic.line or "", diagnostic.column or "") if part
    )
    text = f"{place} {severity}: {visible(diagnostic.message)}".lstrip()
    return f"{text}\n    help: {visible(diagnostic.help)}" if diagnostic.help else text


def github_annotation(diagnostic: Diagnostic) -> str:
    """A workflow command, escaped as GitHub's runner reads it."""
    properties = {
        "file": diagnostic.path,
        "line": diagnostic.line or "",
        "col": diagnostic.column or "",
        "title": diagnostic.code,
    }
    shown = ",".join(f"{name}={_github(str(value), ':,')}" for name, value in properties.items() if value)
    message = f"{diagnostic.message}\n{diagnostic.help}" if diagnostic.help else diagnostic.message
    return f"::{_GITHUB[diagnostic.severity]} {shown}::{_github(message)}"


def visible(text: str) -> str:
    r"""Text from the user's files with whatever could steer a terminal or deceive the eye as `\u{…}`."""
    return "".join(
        f"\\u{{{ord(letter):x}}}"
        if unicodedata.category(letter) in _UNSAFE and letter not in _HARMLESS_FORMAT
        else letter
        for letter in text
    )


def _github(text: str, also: str = "") -> str:
    return "".join(f"%{ord(letter):02X}" if letter in "%\r\n" + also else letter for letter in text)
