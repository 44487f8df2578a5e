"""The register of agencies: those that seeds name and that import knows are added to it, and every byte of it stays."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose
from chronicle.base.source_text import decode, read_bytes
from chronicle.base.text_safety import shown
from chronicle.content.registers import MAX_BYTES, parse_register
from chronicle.seeds.agencies import agency
from chronicle.seeds.deliver import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chronicle.model.seed import Seed
    from chronicle.seeds.agencies import NewsAgency

SOURCES_FILE = "content/sources.yml"


def register_agencies(
    root: str, seeds: Iterable[Seed], *, languages: tuple[str, ...], dry_run: bool
) -> list[Diagnostic]:
    """Add to content/sources.yml the agencies of `seeds` that it lacks, each reported; nothing in a `dry_run`.

    A register that is broken, or that cannot be added to, is left as it is, and the lines to paste are reported.
    """
    named = sorted({seed.agency for seed in seeds if seed.agency})
    register = _register(root) if named else Outcome(None)
    if register.value is None:
        return list(register.diagnostics)
    data, text, present = register.value
    lacking = [key for key in named if key not in present]
    known = [found for key in lacking if (found := agency(key))]
    addition = _addition(text, known, languages)
    if not known or parse_register(text + addition, path=SOURCES_FILE).diagnostics:
        return [_unregistered(key) for key in lacking]
    problem = None if dry_run else _append(root, data, addition)
    if problem:
        return [problem, *(_unregistered(key) for key in lacking)]
    unknown = [_unregistered(key) for key in lacking if not agency(key)]
    return [*(_registered(found, is_done=not dry_run) for found in known), *unknown]


class _Register(NamedTuple):
    data: bytes
    text: str
    keys: frozenset[str]


def _register(root: str) -> Outcome[_Register | None]:
    """The register as it stands, empty where there is none; None with what is wrong in it."""
    if not os.path.lexists(os.path.join(root, SOURCES_FILE)):
        return Outcome(_Register(b"", "", frozenset()))
    data = read_bytes(root, SOURCES_FILE, limit=MAX_BYTES)
    text = decode(data.value, path=SOURCES_FILE) if data.value is not None else Outcome(None, data.diagnostics)
    if data.value is None or text.value is None:
        return Outcome(None, text.diagnostics)
    if not text.value.strip():
        return Outcome(_Register(data.value, text.value, frozenset()))
    register = parse_register(text.value, path=SOURCES_FILE)
    keys = frozenset(key for key, _ in register.value)
    return Outcome(None if register.diagnostics else _Register(data.value, text.value, keys), register.diagnostics)


_SCRIPTS = {"ru": "[А-яЁё]", "hy": "[Ա-և]", "ka": "[ა-ჰ]", "ar": "[ء-ي]"}
"""Languages that write an agency's name in letters of their own: the letters by which the table's name is known."""


def _addition(text: str, agencies: Iterable[NewsAgency], languages: tuple[str, ...]) -> str:
    """What is to stand after the register's text: the records, an empty line before them."""
    end = "" if not text or text.endswith("\n") else "\n"
    gap = "\n" if text.strip() and not text.endswith("\n\n") else ""
    return end + gap + "\n".join(_record(each, languages) for each in agencies)


def _record(found: NewsAgency, languages: tuple[str, ...]) -> str:
    lines = [f"{found.key}:", "  label:"]
    lines += (f"    {language}: {name}" for language, name in _labels(found, languages).items())
    lines += [f"  country: {found.country}"] if found.country else []
    return "\n".join(lines) + "\n"


def _labels(found: NewsAgency, languages: tuple[str, ...]) -> dict[str, str]:
    """The agency's name in English, and in those of the chronicle's languages for which the table has one."""
    labels = {"en": found.label}
    for language in languages:
        pattern = _SCRIPTS.get(language.partition("-")[0])
        names = [name for name in found.names if pattern and re.match(pattern, name)]
        if names:
            labels[language] = names[0]
    return labels


def _append(root: str, data: bytes, addition: str) -> Diagnostic | None:
    """Write the register anew, its own bytes first; line ends as it has them."""
    ends = "\r\n" if b"\r\n" in data else "\n"
    return replace_file(root, SOURCES_FILE, data + addition.replace("\n", ends).encode())


def _registered(found: NewsAgency, *, is_done: bool) -> Diagnostic:
    verb = "was added" if is_done else "would be added"
    help_ = "write what you know of its `ownership`, `url` and `terms`, and its name in the chronicle's languages"
    return diagnose("agency-registered", f"`{found.key}`, {found.label}, {verb}", path=SOURCES_FILE, help=help_)


def _unregistered(key: str) -> Diagnostic:
    known = agency(key)
    label = known.label if known else key
    country = f", country: {known.country}" if known and known.country else ""
    help_ = f"add the line `{key}: {{label: {{en: {label}}}{country}}}` to `{SOURCES_FILE}`"
    return diagnose(
        "agency-unregistered", f"the agency `{shown(key)}` is not in the register", path=SOURCES_FILE, help=help_
    )
