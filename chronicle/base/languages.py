"""Language tags (BCP 47), their direction and their own names."""

from __future__ import annotations

import re
from functools import cache

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*")
_RTL_LANGUAGES = frozenset(["ar", "arc", "azb", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
_RTL_SCRIPTS = frozenset(["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"])


def is_tag(text: str) -> bool:
    """Whether `text` is a well-formed language tag in its canonical case: language, script, region, variants."""
    return _TAG.fullmatch(text) is not None


@cache
def direction(tag: str) -> str:
    """`rtl` or `ltr`, from the script that the tag names or implies."""
    if named := _script_in(tag):
        return "rtl" if named in _RTL_SCRIPTS else "ltr"
    return "rtl" if tag.partition("-")[0] in _RTL_LANGUAGES else "ltr"


@cache
def script(tag: str) -> str:
    """The script that a tag names, or the likeliest of its language (CLDR), as in ISO 15924; empty where unknown."""
    from babel.core import get_global  # noqa: PLC0415 - only a build that renders needs it

    likely = get_global("likely_subtags")
    found = likely.get(tag.replace("-", "_")) or likely.get(tag.partition("-")[0], "")
    return _script_in(tag) or _script_in(found.replace("_", "-"))


def _script_in(tag: str) -> str:
    return next((part for part in tag.split("-")[1:] if len(part) == len("Arab") and part.isalpha()), "")


@cache
def endonym(tag: str) -> str:
    """A language's name in itself (CLDR), its first letter in title case; the tag where CLDR has none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only a build that renders needs it

    try:
        name = Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].title() + name[1:]
