"""Markdown: a body becomes blocks whose HTML is safe, and what could not be published safely is reported."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from chronicle.base.diagnostics import Diagnostic, Mark, Outcome, diagnose
from chronicle.base.source_text import normal_lines
from chronicle.base.text_safety import deceptions, shown
from chronicle.content.figures import Refusal, figure_block, folder_of, picture_file
from chronicle.content.links import EXTERNAL_REL, SCHEMES, is_external, link_problem
from chronicle.content.plain_prose import PlainRun, plain_runs
from chronicle.content.quick_blocks import quick_blocks
from chronicle.model.entry import Block, BlockKind
from chronicle.model.picture import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_BODY_BYTES = 256 * 1024
"""Longest body: the slowest Markdown of this length takes seconds, not minutes."""

_KINDS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
    "footnote_block_open": "notes",
}
_SHIFTED = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}
"""The page's own title is its only h1."""

_NESTED_NOTE = re.compile(r"(?:[>+*-]|\d[.)])[ \t]*\[\^[^\]\n]+\]:")
"""A definition that begins inside something else."""
_UNUSED = "refer to it, or write `\\[` for a bracket that is text"


def blocks(body: str, *, language: str = "") -> tuple[Block, ...]:
    """The blocks of a body, in order; see `read_body`."""
    return read_body(body, path="", language=language).value


def read_body(body: str, *, path: str, first_line: int = 1, language: str = "") -> Outcome[tuple[Block, ...]]:
    """The blocks of a body, one for each paragraph, heading, list, quotation, table, figure, and one for all notes.

    CommonMark with tables and footnotes; raw HTML is text; headings stand one level lower; a picture alone in a
    paragraph is a figure. `first_line` is the line of the file on which `body` begins; `language` keeps the ids of
    footnotes apart where two versions share a page. Reported are links outside the allow-list, pictures that are not
    the entry's own or that nobody has described, deceiving text, and text that Markdown would not show.
    """
    body = normal_lines(body)
    if len(body) * 4 > MAX_BODY_BYTES and len(body.encode()) > MAX_BODY_BYTES:
        reader = _Body(path, first_line, body)
        reader.note("file-too-large", f"a body of more than {MAX_BODY_BYTES // 1024} KiB", 0, help_="split the entry")
        return Outcome((), tuple(reader.diagnostics))
    quick = quick_blocks(body, language, folder_of(path))
    if quick is not None:
        return Outcome(quick)
    reader = _Body(path, first_line, body)
    runs, rest = plain_runs(body)
    found = reader.blocks(rest, runs, language)
    if found is None:
        found = reader.blocks(body, {}, language) or ()
    return Outcome(found, tuple(reader.diagnostics))


def plain_tokens(source: str) -> list[Token]:
    """The tokens of a Markdown text, for those who ask what it means."""
    return _parser().parse(source, {})


class _Body:
    """A body on its way to blocks, and what was found in it."""

    def __init__(self, path: str, first_line: int, body: str) -> None:
        self.path = path
        self.first_line = first_line
        self.lines = body.split("\n")
        self.diagnostics: list[Diagnostic] = []
        self.addresses: set[str] = set()
        self.figures: dict[int, Figure] = {}
        """By the identity of the group that each of them is."""

    def blocks(self, rest: str, runs: dict[int, PlainRun], language: str) -> tuple[Block, ...] | None:
        """The blocks of a body, `rest` having stand-ins for the plain `runs`; None where one is no paragraph there."""
        parser = _parser()
        environment: dict[str, Any] = {"docId": language} if language else {}
        tokens = parser.parse(rest, environment)
        groups = list(_groups(tokens))
        if any(group[0].type not in _KINDS for group in groups):
            return self.refuse_nested_notes()
        places = {id(group): run for group in groups if (run := _stood_in(group, runs))}
        if len(places) != len(runs):
            return None
        self.figures = {id(group): figure for group in groups if (figure := self.figure(group))}
        self.check(tokens)
        self.check_definitions(environment)
        return tuple(
            run.block() if (run := places.get(id(group))) else self.block(parser, group, environment)
            for group in groups
        )

    def refuse_nested_notes(self) -> tuple[Block, ...]:
        """A note that is defined in a list or quotation of another note tears that apart where notes are gathered."""
        line = next((number for number, text in enumerate(self.lines) if _NESTED_NOTE.search(text)), 0)
        help_ = "begin each note on a line of its own"
        self.note("text-lost", "a note is defined inside another one", line, sign="[^", help_=help_)
        return ()

    def note(self, code: str, message: str, line: int, *, sign: str = "", help_: str = "") -> None:
        """Note a finding in a line counted from 0, at the place of `sign` if the line has it."""
        column = self.lines[line].find(sign) + 1 if sign and line < len(self.lines) else 0
        mark = Mark(line + self.first_line, column)
        self.diagnostics.append(diagnose(code, message, path=self.path, mark=mark, help=help_))

    def check(self, tokens: list[Token]) -> None:
        """Lower the headings, mark links that leave, and note what must not be published."""
        line = 0
        deepest = _parser().options["maxNesting"] - 1
        is_cut = False
        for token in tokens:
            line = token.map[0] if token.map else line
            if token.level >= deepest and not is_cut:
                is_cut = True
                help_ = "Markdown stops reading there; nest less deeply"
                self.note("text-lost", f"lists and quotations nest {deepest} levels deep", line, help_=help_)
            if token.type in ("heading_open", "heading_close"):
                token.tag = _SHIFTED[token.tag]
            elif token.children and token.type == "inline":
                self.check_inline(token.children, line)

    def figure(self, group: list[Token]) -> Figure | None:
        """The figure that a paragraph of one picture is; None for any other group."""
        picture = group[1].children[0] if _is_picture(group) and group[1].children else None
        if picture is None:
            return None
        address = str(picture.attrs["src"])
        self.addresses.add(address)
        line = group[0].map[0] if group[0].map else 0
        found = picture_file(address, folder_of(self.path))
        group[1].children = None  # it is looked at here, and nowhere else
        if isinstance(found, Refusal):
            message = f"the picture `{shown(address)}` {found.clause}"
            self.note("picture-refused", message, line, sign="![", help_=found.help)
            return Figure("", "", "")
        alternative, caption = _inline_text(picture.children or []), str(picture.attrs.get("title", ""))
        figure = Figure(found, _folded(alternative), _folded(caption))
        for _, clause in deceptions(f"{figure.alternative}\n{figure.caption}"):
            self.note("deceiving-text", clause, line, sign="![", help_="type the text anew or delete the sign")
        if not figure.alternative:
            help_ = "say in the brackets what it shows: `![A signed page](…)`"
            message = f"the picture `{shown(found)}` has no text for those who do not see it"
            self.note("picture-undescribed", message, line, sign="![", help_=help_)
        return figure

    def check_inline(self, children: list[Token], line: int) -> None:
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                self.check_link(child, line)
            elif child.type == "image":
                self.addresses.add(str(child.attrs["src"]))
                message = f"the picture `{shown(str(child.attrs['src']))}` stands among other text"
                self.note("picture-refused", message, line, sign="![", help_="give it a paragraph of its own")

    def check_link(self, token: Token, line: int) -> None:
        address = str(token.attrs["href"])
        self.addresses.add(address)
        if problem := link_problem(address):
            help_ = f"a link begins with {', '.join(f'`{scheme}:`' for scheme in SCHEMES)}, or is relative to the page"
            self.note("link-refused", f"the link `{shown(address)}` {problem}", line, sign=address, help_=help_)
            del token.attrs["href"]
        elif is_external(address):
            token.attrs["rel"] = EXTERNAL_REL

    def check_definitions(self, environment: dict[str, Any]) -> None:
        """Note the definitions of notes and links that nothing refers to: their text would not show."""
        references = environment.get("references", {})
        unused = [(label, found) for label, found in references.items() if found["href"] not in self.addresses]
        again = [(found["label"], found) for found in environment.get("duplicate_refs", ())]
        for label, found in (*unused, *again):
            message = f"nothing refers to the address `[{shown(label.lower())}]: {shown(found['href'])}`"
            self.note("text-lost", message, found["map"][0], sign="[", help_=_UNUSED)
        for label, number in environment.get("footnotes", {}).get("refs", {}).items():
            if number < 0:
                sign = f"[^{label.removeprefix(':')}]:"
                line = next((number for number, text in enumerate(self.lines) if sign in text), 0)
                self.note("text-lost", f"nothing refers to the note `{shown(sign)}`", line, sign=sign, help_=_UNUSED)

    def block(self, parser: MarkdownIt, group: list[Token], environment: dict[str, Any]) -> Block:
        kind = _KINDS[group[0].type]
        if figure := self.figures.get(id(group)):
            first, end = group[0].map or (0, 0)
            return figure_block(figure, "\n".join(self.lines[first:end]))
        html = parser.renderer.render(group, parser.options, environment).rstrip("\n")
        first, end = group[0].map or next((token.map for token in group if token.map), (0, 0))
        for offset, clause in deceptions(html):
            sign = html[offset]
            line = next((number for number in range(first, end) if sign in self.lines[number]), first)
            self.note("deceiving-text", clause, line, sign=sign, help_="type the text anew or delete the sign")
        source = _inline_sources(group) if kind == "notes" else "\n".join(self.lines[first:end])
        return Block(kind, html, _text(group), source)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - an unchanged build reads no Markdown
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 - as above

    class Parser(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
            """Take every link for one, so that those refused are reported instead of shown as text."""
            return True

    return Parser("commonmark", {"html": False, "xhtmlOut": False}).enable("table").use(footnote_plugin)


def _stood_in(group: list[Token], runs: dict[int, PlainRun]) -> PlainRun | None:
    """The plain paragraph in whose place a group stands."""
    opening = group[0]
    run = runs.get(opening.map[0]) if opening.type == "paragraph_open" and opening.map else None
    return run if run and opening.map == [run.first, run.end] else None


def _is_picture(group: list[Token]) -> bool:
    """Whether a group is a paragraph of one picture."""
    return group[0].type == "paragraph_open" and [child.type for child in group[1].children or ()] == ["image"]


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _text(group: list[Token]) -> str:
    parts = [_inline_text(token.children or []) if token.type == "inline" else token.content for token in group]
    return _folded(" ".join(parts))


def _folded(text: str) -> str:
    """White space of ASCII only: a no-break space is typography and stays."""
    return re.sub("[ \t\n]+", " ", text).strip(" ")


def _inline_text(children: list[Token]) -> str:
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)


def _inline_sources(group: list[Token]) -> str:
    return " ".join(token.content for token in group if token.type == "inline")
