"""YAML as written: libyaml's events, every scalar text, every node with its place; nothing is resolved or evaluated."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from chronicle.base.diagnostics import Diagnostic, Mark, Outcome, diagnose
from chronicle.base.quick_yaml import UNPRINTABLE, quick_mapping
from chronicle.base.text_safety import shown
from chronicle.base.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "fastest_parser", "parse", "python_parser"]

MAX_BYTES = 64 * 1024
"""Longest front matter or configuration."""
MAX_NODES = 5000
MAX_DEPTH = 6


class EventParser(Protocol):
    """What of PyYAML's two parsers, in C and in Python, is used here."""

    def get_event(self) -> Any:  # noqa: ANN401 - PyYAML's events have no common type with their fields
        """The next event."""


def parse(  # noqa: PLR0913 - limits and parser have defaults
    text: str,
    *,
    path: str,
    first_line: int = 1,
    max_bytes: int = MAX_BYTES,
    max_nodes: int = MAX_NODES,
    parser: Callable[[str], EventParser] | None = None,
) -> Outcome[Mapping | None]:
    """The mapping that `text` writes; None where it cannot be read.

    `first_line` is the line of the file on which `text` begins. Refused are anchors, aliases, tags, merge keys,
    directives, keys that are not text, a second document, depth beyond six levels and control characters. Of a
    duplicate key the first value is kept and the second reported. Nothing but comments is an empty mapping.
    Plain text is read at once, all other by `parser`: PyYAML's in C where there is one, else that in Python. Where a
    parser is given, it reads everything.
    """
    if parser is None:
        top = quick_mapping(text, first_line=first_line, max_bytes=max_bytes, max_nodes=max_nodes)
        if top is not None:
            return Outcome(top)
    reader = _Reader(path, first_line, max_nodes)
    try:
        reader.refuse_text(text, max_bytes)
        top = reader.document((parser or fastest_parser())(text))
    except _Stop:
        top = None
    if any(diagnostic.code == "yaml-refused" for diagnostic in reader.diagnostics):
        top = None
    return Outcome(top, tuple(reader.diagnostics))


@cache
def fastest_parser() -> Callable[[str], EventParser]:
    """PyYAML's parser in C; that in Python where PyYAML was built without, for the C class is private to PyYAML."""
    try:
        from yaml._yaml import CParser  # noqa: PLC0415 - an unchanged build reads no YAML
    except ImportError:
        return python_parser()
    return cast("Callable[[str], EventParser]", CParser)


@cache
def python_parser() -> Callable[[str], EventParser]:
    """PyYAML's reader, scanner and parser in Python, without its composer."""
    from yaml.parser import Parser  # noqa: PLC0415 - as above
    from yaml.reader import Reader  # noqa: PLC0415 - as above
    from yaml.scanner import Scanner  # noqa: PLC0415 - as above

    class PythonParser(Reader, Scanner, Parser):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    return PythonParser


class _Stop(Exception):  # noqa: N818 - ends the reading; what was found is already noted
    """Reading cannot go on."""


class _Reader:
    """Makes nodes of events and notes what is wrong with them."""

    def __init__(self, path: str, first_line: int, max_nodes: int) -> None:
        self.path = path
        self.first_line = first_line
        self.max_nodes = max_nodes
        self.nodes = 0
        self.diagnostics: list[Diagnostic] = []

    def refuse_text(self, text: str, max_bytes: int) -> None:
        if len(text) * 4 > max_bytes and len(text.encode(errors="surrogatepass")) > max_bytes:
            self.note("file-too-large", f"more than {max_bytes // 1024} KiB of YAML", Mark(self.first_line))
            raise _Stop
        if found := UNPRINTABLE.search(text):
            start = text.rfind("\n", 0, found.start()) + 1
            mark = Mark(self.first_line + text.count("\n", 0, start), found.start() - start + 1)
            self.note("yaml-refused", f"`{shown(found[0])}` is a control character", mark, "delete it")
            raise _Stop

    def document(self, parser: EventParser) -> Mapping:
        from yaml import YAMLError  # noqa: PLC0415 - an unchanged build reads no YAML

        try:
            parser.get_event()
            start = parser.get_event()
            if type(start).__name__ == "StreamEndEvent":
                return Mapping((), Mark(self.first_line, 1))
            if start.version or start.tags:
                self.refuse("a directive", start, "delete the line that begins with `%`")
            top = self.node(parser, parser.get_event(), 1)
            parser.get_event()
            end = parser.get_event()
        except YAMLError as error:
            self.syntax(error)
            raise _Stop from None
        if type(end).__name__ != "StreamEndEvent":
            self.refuse("a second document", end, "keep one, delete the line `---` and what follows")
        if not isinstance(top, Mapping):
            self.refuse("a text or a list instead of keys", start, "write `key: value` on each line")
            raise _Stop
        return top

    def node(self, parser: EventParser, event: Any, depth: int) -> Node:  # noqa: ANN401 - see EventParser
        self.nodes += 1
        if self.nodes > self.max_nodes:
            self.refuse(f"more than {self.max_nodes} values", event, "split the file")
            raise _Stop
        kind = type(event).__name__
        if kind == "AliasEvent":
            self.refuse(f"the alias `*{shown(event.anchor)}`", event, _QUOTE_OR_REPEAT)
            return Scalar("", self.mark(event.start_mark))
        if event.anchor is not None:
            self.refuse(f"the anchor `&{shown(event.anchor)}`", event, _QUOTE_OR_REPEAT)
        if event.tag is not None:
            self.refuse(
                f"the tag `{shown(event.tag)}`", event, "delete it, or put a text that begins with `!` in quotes"
            )
        if kind == "ScalarEvent":
            return self.scalar(event)
        if depth > MAX_DEPTH:
            self.refuse(f"lists and maps more than {MAX_DEPTH} levels deep", event, "no key needs that depth")
            raise _Stop
        if kind == "SequenceStartEvent":
            return self.sequence(parser, event, depth)
        return self.mapping(parser, event, depth)

    def scalar(self, event: Any) -> Scalar:  # noqa: ANN401 - see EventParser
        text = event.value
        mark = self.mark(event.start_mark)
        if found := UNPRINTABLE.search(text):
            self.note("yaml-refused", f"`{shown(found[0])}` is a control character", mark, "delete it")
        return Scalar(text, mark, not event.style)

    def sequence(self, parser: EventParser, event: Any, depth: int) -> Sequence:  # noqa: ANN401 - see EventParser
        items = []
        while type(item := parser.get_event()).__name__ != "SequenceEndEvent":
            items.append(self.node(parser, item, depth + 1))
        return Sequence(tuple(items), self.mark(event.start_mark))

    def mapping(self, parser: EventParser, event: Any, depth: int) -> Mapping:  # noqa: ANN401 - see EventParser
        items: dict[str, tuple[Scalar, Node]] = {}
        while type(following := parser.get_event()).__name__ != "MappingEndEvent":
            key = self.node(parser, following, depth + 1)
            value = self.node(parser, parser.get_event(), depth + 1)
            if not isinstance(key, Scalar) or not key.text:
                self.refuse("a key that is not text", following, "write `key: value`")
            elif key.text == "<<":
                self.refuse("the merge key `<<`", following, "repeat the keys")
            elif key.text in items:
                self.duplicate(key, items[key.text][0])
            else:
                items[key.text] = (key, value)
        return Mapping(tuple(items.values()), self.mark(event.start_mark))

    def duplicate(self, key: Scalar, first: Scalar) -> None:
        message = f"`{shown(key.text)}` stands here and in line {first.mark.line}, column {first.mark.column}"
        self.note("duplicate-key", message, key.mark, "keep one of the two")

    def syntax(self, error: Any) -> None:  # noqa: ANN401 - PyYAML's errors with and without a mark
        problem = getattr(error, "problem", None) or str(error)
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = self.mark(mark) if mark else Mark(self.first_line)
        message, help_ = next((words for sign, words in _PROBLEMS if sign in problem), (shown(problem), ""))
        self.note("yaml-syntax", message, place, help_)

    def refuse(self, what: str, event: Any, help_: str) -> None:  # noqa: ANN401 - see EventParser
        self.note("yaml-refused", f"no place here for {what}", self.mark(event.start_mark), help_)

    def note(self, code: str, message: str, mark: Mark, help_: str = "") -> None:
        self.diagnostics.append(diagnose(code, message, path=self.path, mark=mark, help=help_))

    def mark(self, mark: Any) -> Mark:  # noqa: ANN401 - the two parsers' marks have no common type
        return Mark(mark.line + self.first_line, mark.column + 1)


_QUOTE_OR_REPEAT = "put a text that begins with `*` or `&` in quotes; else repeat the value"

_PROBLEMS = (
    ("mapping values are not allowed", ("a second `:` in one line", "put a text that holds `: ` in quotes")),
    (
        "cannot start any token",
        ("a value begins with a sign that YAML keeps for itself", "put it in quotes; indent with spaces, not tabs"),
    ),
    ("end of stream", ("a quotation mark or bracket is not closed", "close it in the same line")),
    ("expected ',' or", ("a bracket is not closed", "close it with `]` or `}`, and set commas between the items")),
    (
        "expected <block end>",
        ("this text does not belong to the line above", "indent keys alike; double a quotation mark inside quotes"),
    ),
    (
        "did not find expected key",
        ("this text does not belong to the line above", "indent keys alike; double a quotation mark inside quotes"),
    ),
    ("unexpected ':'", ("a `:` without a space after it", "write `key: value`; leave out a key that has no value")),
    ("could not find expected ':'", ("a key without `:`", "write `key: value`")),
    ("escape", ("an escape that YAML does not know", "write `\\\\` for a backslash, or use single quotes")),
)
"""What PyYAML's parsers say, in C and in Python, and how to say it to people who know no YAML."""
