"""Plain text as Markdown that shows exactly that text, escaped only where Markdown would read more into it."""

from __future__ import annotations

import re

from chronicle.content.markdown import plain_tokens

_START = re.compile(r"[#>+\-~=]|[0-9]{1,9}(?=[.)])")
"""What makes a heading, a quotation, a list, a rule or a fence at the beginning of a line."""
_ACTIVE = "]!^&<_*`[\\"
"""What means something within a line; the first are the first to go without a backslash."""


def escape(text: str) -> str:
    r"""The Markdown of one paragraph that shows `text`, white space folded and the ends bare of it.

    `[russe]`, `word.` and `«…»` stay as they are; `*note` becomes `\*note` only where a
    second star would make it emphasis.
    What is kept is proven by asking the parser: a sign goes unescaped if the paragraph still shows the same text.
    """
    folded = re.sub("[ \t\n\r\f\v]+", " ", text).strip(" ")
    bare = _written(folded, frozenset(), is_start_escaped=False)
    if _shows(bare, folded):
        return bare
    escaped = frozenset(_ACTIVE)
    for sign in _ACTIVE:
        if _shows(_written(folded, escaped - {sign}, is_start_escaped=True), folded):
            escaped -= {sign}
    unopened = _written(folded, escaped, is_start_escaped=False)
    return unopened if _shows(unopened, folded) else _written(folded, escaped, is_start_escaped=True)


def _written(text: str, escaped: frozenset[str], *, is_start_escaped: bool) -> str:
    opening = _START.match(text) if is_start_escaped else None
    begin = _escaped_start(opening[0]) if opening else ""
    rest = text[opening.end() :] if opening else text
    rest = "".join(f"\\{sign}" if sign in escaped else sign for sign in rest)
    return _with_white_ends(begin + rest)


def _escaped_start(sign: str) -> str:
    return f"{sign}\\" if sign.isdecimal() else f"\\{sign}"


def _with_white_ends(text: str) -> str:
    """The text with its ends written as references where they are white space that Markdown would strip."""
    if text and text[0].isspace():
        text = f"&#{ord(text[0])};{text[1:]}"
    if text and text[-1].isspace():
        text = f"{text[:-1]}&#{ord(text[-1])};"
    return text


def _shows(source: str, text: str) -> bool:
    tokens = plain_tokens(source)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return not text and not tokens
    children = tokens[1].children or []
    return all(child.type == "text" for child in children) and "".join(child.content for child in children) == text
