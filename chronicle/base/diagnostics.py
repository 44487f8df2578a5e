"""What is wrong with the user's files, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from chronicle.base.codes import CODES

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

T_co = TypeVar("T_co", covariant=True)


class Mark(NamedTuple):
    """A place in a file: line and column, both from 1; 0 is unknown."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about the user's files; never about this program."""

    code: str
    """Key of `CODES`; has a page in docs/diagnostics."""
    severity: Severity
    message: str
    """One short clause in lower case, the thing in backquotes, nobody blamed."""
    path: str = ""
    """File below the chronicle's root, with `/`; empty where it concerns no one file."""
    line: int = 0
    """From 1; 0 is unknown."""
    column: int = 0
    """From 1, in code points; 0 is unknown."""
    help: str = ""
    """What to do; empty where the message says it."""

    def as_json(self) -> dict[str, str | int]:
        """The diagnostic as `--format json` shows it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "help": self.help,
        }


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """A value together with what was found wrong on the way to it."""

    value: T_co
    diagnostics: tuple[Diagnostic, ...] = ()


def diagnose(code: str, message: str, *, path: str = "", mark: Mark = Mark(), help: str = "") -> Diagnostic:  # noqa: A002, B008 - the contract's word; a NamedTuple is immutable
    """A diagnostic of a known code, with the code's own severity."""
    return Diagnostic(code, CODES[code], message, path, mark.line, mark.column, help)


def has_errors(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether any finding forbids to go on."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column, then by code; each finding once."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.path, d.line, d.column, d.code, d.message)))


def nearest(word: str, known: tuple[str, ...] | list[str]) -> str | None:
    """The known word that `word` most likely stands for, or None: a did-you-mean."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake pays for it

    found = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return found[0] if found else None
