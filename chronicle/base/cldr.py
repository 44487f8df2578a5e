"""CLDR's tables as Babel keeps them, each language with its own."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def with_own_tables(locale: Locale) -> Locale:
    """`locale`, its calendar words parted from every other language's; call it before the first word is asked for.

    Babel 2.18 resolves an alias (stand-alone months are those within a date) into a table that all languages without
    words of their own share: once Azerbaijani was asked for a month, French answers `noyabr`.
    """
    from babel import localedata  # noqa: PLC0415 - only who needs words loads Babel

    tables = localedata.load(str(locale))
    for kind in _ALIASED:
        if isinstance(tables.get(kind), dict):
            tables[kind] = deepcopy(tables[kind])
    return locale


_ALIASED = ("months", "days", "quarters", "eras")
"""The tables that hold aliases; what is resolved already is no `dict` any more, and the language's own."""
