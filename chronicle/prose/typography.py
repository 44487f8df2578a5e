"""Typography by language: the spaces, quotation marks and invisible characters that copying spoils; never a word."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = "*"
"""Rules for every language."""


class Edit(NamedTuple):
    """A repair, at an offset of the text as it stood when its rule came to it."""

    rule: str
    offset: int
    before: str
    after: str


class Repaired(NamedTuple):
    """A text and what was done to it."""

    text: str
    edits: tuple[Edit, ...]


class Rule(NamedTuple):
    """What is replaced, wherever the pattern matches."""

    name: str
    pattern: re.Pattern[str]
    replacement: str


def repair(text: str, language: str) -> Repaired:
    """`text` composed (NFC), then the rules of every language and those of `language` applied in order.

    Letters and digits stay, in their order: only ligatures are taken apart and combining marks composed. Addresses are
    left as they are. Repairing twice changes nothing more. French spaces: Lexique des règles typographiques en usage à
    l'Imprimerie nationale; U+00A0 and U+202F as Unicode has them.
    """
    edits: list[Edit] = []
    text = _compose(text, edits)
    own = RULES[language] if language in RULES else RULES.get(language.partition("-")[0], ())
    for rule in (*RULES[EVERY], *own):
        text = _apply(rule, text, edits)
    return Repaired(text, tuple(edits))


_NBSP = "\u00a0"
_NARROW = "\u202f"
_SPACES = "[ \u00a0\u2009\u202f]"


def _rule(name: str, pattern: str, replacement: str) -> Rule:
    return Rule(name, re.compile(pattern), replacement)


def _ligatures() -> Iterator[Rule]:
    for code in range(0xFB00, 0xFB07):
        yield _rule("ligature", chr(code), unicodedata.normalize("NFKC", chr(code)))


_NO_SUFFIX = r"(?<![\[(]\w[\])])(?<![\[(]\w\w[\])])(?<![\[(]\w\w\w[\])])"
"""Not after `(s)` or `[T]`: a bracket of up to three letters belongs to its word."""
_GUILLEMETS = (_rule("guillemet", "<<", "«"), _rule("guillemet", ">>", "»"))
_TIGHT = (
    *_GUILLEMETS,
    _rule("guillemet-space", rf"«{_SPACES}+", "«"),
    _rule("guillemet-space", rf"(?<!{_SPACES}){_SPACES}+»", "»"),
)
_CLOSE = (_rule("space-before-mark", rf"(?<=[^\W\d_]){_SPACES}+(?=[!?]+(?:\s|$|[»”\"]))", ""),)
"""No space before `!` and `?`: everywhere but in French."""
_COMMA = (_rule("space-before-mark", rf"(?<=[\w»”)\]]){_SPACES}+(?=,(?:\s|$))", ""),)
_LOW_QUOTES = (
    _rule("low-quote", r"(?<![\w,]),,(?=[^\W_])", "„"),
    _rule("quote-space", rf"„{_SPACES}+(?=[^\W_])", "„"),
)
"""`,,` typed for the opening mark."""
_HIGH_QUOTES = (
    _rule("quote-space", rf"(?<![^\s(\[])“{_SPACES}+(?=[^\W_])", "“"),
    _rule("quote-space", rf"(?<=[^\W_]){_SPACES}+”(?=[\s.,;:!?)\]]|$)", "”"),
)
_ARABIC = (
    _rule("space-before-mark", rf"(?<=[^\W_]){_SPACES}+(?=[،؛؟])", ""),
    _rule("space-after-mark", r"(?<=[،؛؟])(?=[^\W\d_])", " "),
)
_QUOTED = (
    _rule("french-space", rf"«{_SPACES}*(?=\S)", f"«{_NBSP}"),
    _rule("french-space", rf"(?<=[^\s«]){_SPACES}*»", f"{_NBSP}»"),
)
_CANADIAN = (
    *_GUILLEMETS,
    *_COMMA,
    *_QUOTED,
    _rule("french-space", rf"(?<=[^\s:]){_SPACES}+:(?=\s|$)", f"{_NBSP}:"),
    _rule("space-before-mark", rf"(?<=[^\W\d_]){_SPACES}+(?=[;!?]+(?:\s|$|{_NBSP}»))", ""),
    _rule("french-space", rf"(?<=\d){_SPACES}*%", f"{_NBSP}%"),
)
"""Le guide du rédacteur (Bureau de la traduction): no space before `;`, `!` and `?`."""
_FRENCH = (
    *_GUILLEMETS,
    *_COMMA,
    *_QUOTED,
    _rule("french-space", rf"(?<=[^\s:]){_SPACES}+:(?=\s|$)", f"{_NBSP}:"),
    _rule("french-space", r"(?<=[^\W\d_]):(?=\s|$)", f"{_NBSP}:"),
    _rule("french-space", rf"(?<=[^\s;!?]){_SPACES}+(?=[;?]|!(?!\[))", _NARROW),
    _rule("french-space", r"(?<=[\w»)\]]);(?=\s|$)", f"{_NARROW};"),
    _rule("french-space", rf"(?<=[\w»)\]])(?=[!?]+(?:\s|$|{_NBSP}»|”))", _NARROW),
    _rule("french-space", rf"(?<=\d){_SPACES}*%", f"{_NBSP}%"),
)
RULES: dict[str, tuple[Rule, ...]] = {
    EVERY: (
        _rule("line-break", r"(?<!\s)\s*[\n\r\x0b\x0c\x85\u2028\u2029]\s*", " "),
        _rule("soft-hyphen", "\u00ad+", ""),
        _rule("invisible-character", "[\u200b\u2060\ufeff]+", ""),
        *_ligatures(),
        _rule("white-space", r"\t[ \t]*|[ \t]{2,}", " "),
        _rule("white-space", r"^\s+|(?<!\s)\s+$", ""),
        _rule("bracket-space", rf"(?<=[(\[]){_SPACES}+(?=[^\W_])", ""),
        _rule("bracket-space", rf"(?<=[^\W_]){_SPACES}+(?=[)\]])", ""),
        _rule("space-after-bracket", rf"(?<=[\])]){_NO_SUFFIX}(?=[^\W\d_])", " "),
        _rule("space-before-bracket", r"(?<=[^\W\d_])(?=[\[(](?!\w{1,3}[\])]))", " "),
    ),
    "fr": _FRENCH,
    "fr-CA": _CANADIAN,
    "hy": _TIGHT,
    **dict.fromkeys(("az", "es", "it"), (*_TIGHT, *_CLOSE, *_COMMA)),
    **dict.fromkeys(("ka", "ru", "uk"), (*_TIGHT, *_LOW_QUOTES, *_CLOSE, *_COMMA)),
    **dict.fromkeys(("ar", "fa"), (*_TIGHT, *_ARABIC)),
    "de": (*_LOW_QUOTES, *_CLOSE, *_COMMA),
    **dict.fromkeys(("en", "tr"), (*_HIGH_QUOTES, *_CLOSE, *_COMMA)),
}
"""Language: its rules, in order; one line adds a rule."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def _apply(rule: Rule, text: str, edits: list[Edit]) -> str:
    pieces: list[str] = []
    done = 0
    addresses = (
        [match.span() for match in _ADDRESS.finditer(text)] if "@" in text or "://" in text or "www" in text else []
    )
    for match in rule.pattern.finditer(text):
        if match[0] == rule.replacement or any(start < match.start() < end for start, end in addresses):
            continue
        edits.append(Edit(rule.name, match.start(), match[0], rule.replacement))
        pieces += (text[done : match.start()], rule.replacement)
        done = match.end()
    return "".join((*pieces, text[done:])) if pieces else text


def _compose(text: str, edits: list[Edit]) -> str:
    """NFC, recorded word by word."""
    if unicodedata.is_normalized("NFC", text):
        return text
    pieces: list[str] = []
    done = 0
    for match in re.finditer(r"\S+", text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            edits.append(Edit("composed", match.start(), match[0], composed))
            pieces += (text[done : match.start()], composed)
            done = match.end()
    return "".join((*pieces, text[done:]))
