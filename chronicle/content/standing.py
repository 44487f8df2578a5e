"""Standing texts, `content/pages/<name>.<lang>.md`: their front matter, and how they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chronicle.base import marked_yaml
from chronicle.base.diagnostics import Diagnostic, Mark, Outcome, diagnose, has_errors
from chronicle.base.scalar_types import BOOLEAN, TAG, text
from chronicle.base.schema import Field, Record, read
from chronicle.base.source_text import read_text
from chronicle.base.text_safety import shown
from chronicle.content.figures import figure_places
from chronicle.content.front_matter import split
from chronicle.content.markdown import read_body
from chronicle.content.read import language_findings
from chronicle.model.chronicle import StandingText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chronicle.content.scan import SourceFile

STANDING = Record(
    {
        "title": Field(text(300), "The heading.", required=True),
        "lang": Field(TAG, "Language; as in the file's name.", required=True),
        "description": Field(text(500), "What it says, in a sentence, for search engines."),
        "menu": Field(BOOLEAN, "Whether every page leads to it."),
    },
    description="Front matter of a page of the chronicle's own.",
)


def read_standing_texts(
    root: str, files: Iterable[SourceFile], *, languages: tuple[str, ...]
) -> Outcome[tuple[StandingText, ...]]:
    """The standing texts among `files`, by path; those in which something is wrong are left out."""
    texts: list[StandingText] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        if file.kind == "standing":
            found = read_text(root, file.path)
            diagnostics += found.diagnostics
            if found.value is not None:
                outcome = read_standing_text(file, found.value, languages=languages)
                diagnostics += outcome.diagnostics
                texts += [outcome.value] if outcome.value else []
    return Outcome(tuple(texts), tuple(diagnostics))


def read_standing_text(file: SourceFile, text: str, *, languages: tuple[str, ...]) -> Outcome[StandingText | None]:
    """The standing text that a file writes; None with everything that is wrong with it."""
    parts = split(text, path=file.path)
    if parts.value is None:
        return Outcome(None, parts.diagnostics)
    body = read_body(parts.value.body, path=file.path, first_line=parts.value.body_line, language=file.language)
    parsed = marked_yaml.parse(parts.value.front, path=file.path, first_line=parts.value.front_line)
    if parsed.value is None:
        return Outcome(None, (*parsed.diagnostics, *body.diagnostics))
    typed = read(STANDING, parsed.value, path=file.path)
    node = parsed.value.get("lang") or parsed.value
    tongues = language_findings(file, typed.value.get("lang", file.language), node.mark, languages)
    pictures = (
        diagnose(
            "picture-refused",
            f"the picture `{shown(name)}` on a page of the chronicle's own",
            path=file.path,
            mark=Mark(line, column),
            help="only entries show pictures",
        )
        for name, line, column in figure_places(body.value, parts.value.body, parts.value.body_line)
    )
    diagnostics = (*parsed.diagnostics, *typed.diagnostics, *tongues, *body.diagnostics, *pictures)
    if has_errors(diagnostics):
        return Outcome(None, diagnostics)
    values = typed.value
    standing = StandingText(
        name=file.slug,
        language=file.language,
        title=values["title"],
        path=file.path,
        html=tuple(_lifted(block.html) if block.kind == "heading" else block.html for block in body.value),
        description=values.get("description", ""),
        is_in_menu=values.get("menu", False),
    )
    return Outcome(standing, diagnostics)


def _lifted(html: str) -> str:
    """A heading a level higher: it stands directly under the title, not under the article of an entry."""
    return re.sub(r"(?<=^<h)[3-6]|(?<=</h)[3-6](?=>$)", lambda found: str(int(found[0]) - 1), html)
