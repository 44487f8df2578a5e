"""The news agencies and the names under which they sign, in all their languages: a table beside, one line each."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class NewsAgency(NamedTuple):
    """An agency as datelines print it."""

    key: str
    """Its key in sources.yml."""
    label: str
    """English name."""
    country: str
    """ISO 3166-1 alpha-2; empty where it is of none."""
    names: tuple[str, ...]
    """As signed, in any script; case does not matter."""
    languages: tuple[str, ...]
    """Languages in which a name that two agencies share is this one's; empty for all others."""


@cache
def agencies() -> tuple[NewsAgency, ...]:
    """All agencies of the table, by key."""
    text = resources.files(__package__ or "").joinpath("agencies.txt").read_text(encoding="utf-8")
    return tuple(_agency(line) for line in text.splitlines() if line and not line.startswith("#"))


def agency(key: str) -> NewsAgency | None:
    """The agency of that key, if the table has it."""
    return next((agency for agency in agencies() if agency.key == key), None)


def agency_named(name: str, language: str) -> NewsAgency | None:
    """The agency that signs so in `language`, whatever the case."""
    named = _by_name().get(_folded(name), ())
    primary = language.partition("-")[0]
    return next((agency for agency in named if primary in agency.languages), None) or next(
        (agency for agency in named if not agency.languages), None
    )


@cache
def names_pattern() -> str:
    """A regular expression of every name, longest first; for use with `re.IGNORECASE`."""
    names = sorted({name for name, _ in _names()}, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)


def _agency(line: str) -> NewsAgency:
    key, label, country, names, *languages = (field.strip() for field in line.split("|"))
    return NewsAgency(key, label, country, _listed(names), _listed(languages[0]) if languages else ())


def _listed(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(";"))


def _names() -> Iterator[tuple[str, NewsAgency]]:
    return ((name, agency) for agency in agencies() for name in agency.names)


@cache
def _by_name() -> dict[str, tuple[NewsAgency, ...]]:
    found: dict[str, tuple[NewsAgency, ...]] = {}
    for name, agency in _names():
        found[_folded(name)] = (*found.get(_folded(name), ()), agency)
    return found


def _folded(name: str) -> str:
    """As names are compared: Turkish and Azerbaijani capitals of `i` are one with the others, as for `re`."""
    return " ".join(name.split()).casefold().replace("i\u0307", "i").replace("ı", "i")
