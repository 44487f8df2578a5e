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
    parts = tag.split("-")
    script = next((part for part in parts[1:] if len(part) == len("Arab") and part.isalpha()), None)
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RTL_LANGUAGES else "ltr"


@cache
def endonym(tag: str) -> str:
    """A language's name in itself (CLDR), its first letter in title case; the tag where CLDR has none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only a build that renders needs it

    try:
        name = Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].title() + name[1:]
