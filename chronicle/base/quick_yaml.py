"""The plain shape of YAML, read line by line; whatever is not certainly plain is left to the events of libyaml.

Front matter is nearly always keys with a word, a quoted text or a list in brackets. Reading it here takes a quarter of
the time, and saves a build of few files the import of PyYAML.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Mark
from chronicle.base.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Sequence as List

# What is not printable, and not all that is: a class of so many characters takes long to compile.
_ODD = r"\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
UNPRINTABLE = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_ODD}]")
"""What YAML cannot print, and what it would take for the end of a line where an editor shows none."""

MAX_CHARACTERS = 16 * 1024
"""Longest text that is read here: YAML writes it in less than 64 KiB, whatever it holds."""

SHORT = 40
"""Longest line, in characters, that is likely to stand in many files alike."""

_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,63}"
_IS_KEY = re.compile(_KEY).fullmatch
_IS_ODD = re.compile(rf"[\x00-\x1f{_ODD}]").search
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
"""What a plain value does not begin with, or only under conditions."""
# Possessive throughout: nothing here has a second way to match, and a hostile text shall not make one.
_IN_DOUBLE_QUOTES = r'"[^"\\]*+(?:\\["\\][^"\\]*+)*+"'
_IN_SINGLE_QUOTES = r"'[^']*+(?:''[^']*+)*+'"
_IN_BRACKETS = r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?! ))[^,\[\]{}:?#]*+(?::(?=[\w/])[^,\[\]{}:?#]*+)*+"
_VALUE = f"(?P<value>{_IN_DOUBLE_QUOTES}|{_IN_SINGLE_QUOTES}|{_IN_BRACKETS}) *(?P<end>,|$)"
_IS_DOUBLE_QUOTED = re.compile(_IN_DOUBLE_QUOTES).fullmatch
_IS_SINGLE_QUOTED = re.compile(_IN_SINGLE_QUOTES).fullmatch
_ARE_WORDS = re.compile(r"\[[\w+-]++(?:, [\w+-]++)*+").fullmatch
_ITEM = re.compile(f" *{_VALUE}").match
_PAIR = re.compile(f" *(?P<key>{_KEY}): +{_VALUE}").match


_made = tuple.__new__
"""Makes a named tuple as its own constructor would, in half the time: there are ten in each front matter."""


class _Uncertain(Exception):  # noqa: N818 - no error: somebody else reads the text
    """The text is more than plain."""


def quick_mapping(text: str, *, first_line: int, max_bytes: int, max_nodes: int) -> Mapping | None:
    """The mapping that `text` writes, just as the events of libyaml give it; None where that is not certain.

    Plain are, from the first column on, `key: value` and `key:` with a list or a map of values indented below it. A
    value is a plain or quoted scalar of one line, or a list or a map in brackets that holds only such scalars. There
    are no comments, tabs, anchors, tags, directives and documents, no key twice and no key of more than a word.
    """
    if len(text) > MAX_CHARACTERS or len(text) * 4 > max_bytes:
        return None
    if 4 * text.count("\n") + 2 * text.count(",") + 5 > max_nodes:
        return None
    try:
        return _block(text.split("\n"), first_line)
    except _Uncertain:
        return None


def _block(lines: List[str], first_line: int) -> Mapping:
    items: dict[str, tuple[Scalar, Node]] = {}
    count = len(lines)
    index = 0
    while index < count:
        line = lines[index]
        index += 1
        if not line:
            continue
        number = first_line + index - 1
        key, value = _short_pair(line, number, 0) if len(line) <= SHORT else _pair(line, number, 0)
        if value is None:
            end = index
            while end < count and lines[end][:1] in _BELOW:
                end += 1
            value = _below(lines[index:end], number + 1) or _nothing(key)
            index = end
        if key.text in items:
            raise _Uncertain
        items[key.text] = (key, value)
    if not items:
        raise _Uncertain
    pairs = tuple(items.values())
    return Mapping(pairs, pairs[0][0].mark)


_BELOW = frozenset(["", " ", "-"])
"""How lines begin that belong to the key above: empty, indented, or an item of a list that need not be."""


def _pair(line: str, number: int, indent: int) -> tuple[Scalar, Node | None]:
    """The key and the value of a line; None where no value follows the key."""
    name, colon, written = line[indent:].partition(": ")
    if written := written.strip(" "):
        column = line.index(written, indent + len(name) + 2) + 1
        return _key(name, number, indent + 1), _value(written, number, column)
    if not colon:
        name = name.rstrip(" ")
        if name[-1:] != ":":
            raise _Uncertain
        name = name[:-1]
    return _key(name, number, indent + 1), None


_short_pair = lru_cache(maxsize=4096)(_pair)
"""As above, from memory: a chronicle has few languages, days, sources and topics, and writes them in the same lines."""


@lru_cache(maxsize=4096)
def _key(name: str, line: int, column: int) -> Scalar:
    if not _IS_KEY(name):
        raise _Uncertain
    return Scalar(name, Mark(line, column))


def _nothing(key: Scalar) -> Scalar:
    """The empty value of a key, which stands right after its colon."""
    return Scalar("", Mark(key.mark.line, key.mark.column + len(key.text) + 1))


def _below(lines: List[str], first_line: int) -> Node | None:
    """The list or the map in the lines after a key, if there is one."""
    numbered = [(number, line) for number, line in enumerate(lines, first_line) if line]
    if not numbered:
        return None
    number, line = numbered[0]
    indent = len(line) - len(line.lstrip(" "))
    margin = " " * indent
    if any(not line.startswith(margin) or line[indent : indent + 1] in ("", " ") for _, line in numbered):
        raise _Uncertain
    start = Mark(number, indent + 1)
    if line.startswith("- ", indent):
        return Sequence(tuple(_item(line, number, indent) for number, line in numbered), start)
    pairs = [_pair(line, number, indent) for number, line in numbered]
    if not indent or len({key.text for key, _ in pairs}) < len(pairs):
        raise _Uncertain
    return Mapping(tuple((key, _nothing(key) if value is None else value) for key, value in pairs), start)


def _item(line: str, number: int, indent: int) -> Node:
    written = line[indent + 2 :].strip(" ")
    if not written or not line.startswith("- ", indent):
        raise _Uncertain
    return _value(written, number, line.index(written, indent + 2) + 1)


def _value(written: str, line: int, column: int) -> Node:
    """A value that stands alone on the rest of a line, without spaces around it."""
    if not (written.isascii() and written.isprintable()) and _IS_ODD(written):
        raise _Uncertain
    sign = written[0]
    if sign not in _SIGNS or (sign == "-" and written[1:2] not in ("", " ")):
        if ": " in written or " #" in written or written[-1] == ":":
            raise _Uncertain
        return _made(Scalar, (written, _made(Mark, (line, column)), True))
    if (sign == '"' and _IS_DOUBLE_QUOTED(written)) or (sign == "'" and _IS_SINGLE_QUOTED(written)):
        return _made(Scalar, (_unquoted(written), _made(Mark, (line, column)), False))
    if sign == "[" and written[-1] == "]":
        return Sequence(_bracketed_list(written, line, column), Mark(line, column))
    if sign == "{" and written[-1] == "}":
        return Mapping(_bracketed_map(written, line, column), Mark(line, column))
    raise _Uncertain


def _bracketed_list(written: str, line: int, column: int) -> tuple[Scalar, ...]:
    written = written[:-1]
    items: list[Scalar] = []
    if _ARE_WORDS(written):
        for word in written[1:].split(", "):
            column += 1
            items.append(_made(Scalar, (word, _made(Mark, (line, column)), True)))
            column += len(word) + 1
        return tuple(items)
    place = 1
    while found := _ITEM(written, place):
        items.append(_scalar(found, line, column))
        place = found.end()
        if not found["end"]:
            return tuple(items)
    if items or written[1:].strip(" "):
        raise _Uncertain
    return ()


def _bracketed_map(written: str, line: int, column: int) -> tuple[tuple[Scalar, Scalar], ...]:
    written = written[:-1]
    items: dict[str, tuple[Scalar, Scalar]] = {}
    place = 1
    while found := _PAIR(written, place):
        name = found["key"]
        if name in items:
            raise _Uncertain
        items[name] = (_key(name, line, column + found.start("key")), _scalar(found, line, column))
        place = found.end()
        if not found["end"]:
            return tuple(items.values())
    if items or written[1:].strip(" "):
        raise _Uncertain
    return ()


def _scalar(found: re.Match[str], line: int, column: int) -> Scalar:
    written = found["value"]
    mark = _made(Mark, (line, column + found.start("value")))
    if written[0] in "\"'":
        return _made(Scalar, (_unquoted(written), mark, False))
    return _made(Scalar, (written.rstrip(" "), mark, True))


def _unquoted(written: str) -> str:
    inner = written[1:-1]
    if written[0] == "'":
        return inner.replace("''", "'")
    return re.sub(r'\\(["\\])', r"\1", inner) if "\\" in inner else inner
