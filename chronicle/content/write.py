"""A content file as text: front matter that people can read and that every YAML reader reads alike, then the body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from chronicle.content.front_matter import ENTRY

WIDTH = 100
"""Longest line of a list or map in brackets; a longer one stands below its key, item by item."""

Value = str | bool | int | float | date | list["Value"] | tuple["Value", ...] | Mapping[str, "Value"]

_OTHER_THAN_TEXT = re.compile(
    # YAML 1.1 and 1.2: null, booleans, merge and default keys
    r"~|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|<<|=|"
    # integers (binary, octal, decimal, hexadecimal, base 60) and floats (also base 60)
    r"[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?[0-9][0-9_]*|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|"
    r"[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|"
    # timestamps
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9:.]+[ \t]*(?:Z|[-+][0-9:]+)?)?"
)
_NOT_PLAIN = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`\s]|: |:$| #|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_PLAIN_IN_BRACKETS = re.compile(r"[,\[\]{}?]|:$")
_NOT_QUOTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def entry_text(front: Mapping[str, Value], body: str) -> str:
    """The text of a content file: keys in the order of the table, the body after an empty line.

    Days stand plain, texts in quotes only where a reader would take them for something else. Raises KeyError for a key
    that the table does not have: only chronicle itself calls this.
    """
    known = {key: place for place, key in enumerate(ENTRY.fields)}
    lines = [line for key in sorted(front, key=known.__getitem__) for line in _pair(key, front[key])]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body.strip("\n") + "\n"


def _pair(key: str, value: Value) -> list[str]:
    """The lines of a key: one where its value is short, else one for each item below it."""
    name = _scalar(key)
    line = f"{name}: {_flow(value)}"
    if not isinstance(value, Mapping | list | tuple):
        return [f"{name}: {_scalar(value)}"]
    if len(line) <= WIDTH or not value:
        return [line]
    return [f"{name}:", *(f"  {below}" for below in _items(value))]


def _items(value: list[Value] | tuple[Value, ...] | Mapping[str, Value]) -> list[str]:
    if isinstance(value, Mapping):
        return [line for key, item in value.items() for line in _pair(key, item)]
    lines = []
    for item in value:
        flow = _flow(item)
        if isinstance(item, Mapping) and len(flow) > WIDTH:
            first, *rest = _items(item)
            lines += [f"- {first}", *(f"  {line}" for line in rest)]
        else:
            lines.append(f"- {flow if isinstance(item, Mapping | list | tuple) else _scalar(item)}")
    return lines


def _flow(value: Value) -> str:
    """A value on one line, in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key, in_brackets=True)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value, in_brackets=True)


def _scalar(value: Value, *, in_brackets: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else str(value)
    is_plain = value and not (_NOT_PLAIN.search(value) or _OTHER_THAN_TEXT.fullmatch(value))
    if is_plain and not (in_brackets and _NOT_PLAIN_IN_BRACKETS.search(value)):
        return value
    if _NOT_QUOTABLE.search(value):
        return '"' + "".join(_escaped(sign) for sign in value) + '"'
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    return f"\\u{ord(sign):04x}" if _NOT_QUOTABLE.match(sign) else sign
