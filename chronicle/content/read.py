"""One content file, read: front matter and body become a document, or every mistake in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chronicle.base import marked_yaml
from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, has_errors, nearest
from chronicle.base.schema import read
from chronicle.content.figures import figure_places
from chronicle.content.front_matter import ENTRY, FACT_KEYS, TRANSLATION_KEYS, split
from chronicle.content.markdown import read_body
from chronicle.model.entry import Document, Facts, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.base.diagnostics import Mark
    from chronicle.content.scan import SourceFile
    from chronicle.model.entry import Block

_RENAMED = {"lang": "language"}
_FACTS = frozenset(FACT_KEYS)
_OF_TRANSLATIONS = frozenset(TRANSLATION_KEYS)
_MARKS_OF_ORIGINALS = ("source", "topics", "place", "attachments", "anchors")
_MARKS_OF_TRANSLATIONS = ("translation_of", "source", "omitted", *FACT_KEYS)
"""Keys of which assembling needs the places: those that refer to other files, and facts where there should be none."""


def read_document(file: SourceFile, text: str, *, languages: tuple[str, ...]) -> Outcome[Document | None]:
    """The document of a content file: an original if it has no `translation_of`, else a translation.

    Pure. None where something is wrong; all of it is reported at once. What takes a second file to judge (two
    originals, facts in a translation, keys of registers) is judged when the chronicle is assembled.
    """
    parts = split(text, path=file.path)
    if parts.value is None:
        return Outcome(None, parts.diagnostics)
    body = read_body(parts.value.body, path=file.path, first_line=parts.value.body_line, language=file.language)
    parsed = marked_yaml.parse(parts.value.front, path=file.path, first_line=parts.value.front_line)
    if parsed.value is None:
        return Outcome(None, (*parsed.diagnostics, *body.diagnostics))
    typed = read(ENTRY, parsed.value, path=file.path)
    front = _Front(file, parsed.value, typed.value)
    front.check_language(languages)
    front.check_role(languages)
    front.check_dates()
    front.check_follows(len(body.value))
    diagnostics = (*parsed.diagnostics, *typed.diagnostics, *front.diagnostics, *body.diagnostics)
    if diagnostics and has_errors(diagnostics):
        return Outcome(None, diagnostics)
    document = front.document(body.value)
    if any(block.figure for block in body.value):
        places = figure_places(body.value, parts.value.body, parts.value.body_line)
        document = document._replace(pictures=tuple(places))
    return Outcome(document, diagnostics)


def language_findings(file: SourceFile, written: str, mark: Mark, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """What is wrong with the language in a file's name, and with the one `written` in its front matter at `mark`."""
    suffix = file.language
    if suffix not in languages:
        help_ = f"rename the file, or add the language to `languages` in `chronicle.yml`{_meant(suffix, languages)}"
        message = f"the language `{suffix}` of the file's name is none of this chronicle"
        yield diagnose("unknown-language", message, path=file.path, help=help_)
    if written != suffix:
        message = f"`lang` is `{written}`, the file's name says `{suffix}`"
        help_ = f"write `lang: {suffix}`, or rename the file"
        yield diagnose("language-against-path", message, path=file.path, mark=mark, help=help_)


class _Front:
    """Typed front matter beside the path that it must agree with."""

    def __init__(self, file: SourceFile, node: marked_yaml.Mapping, values: dict[str, Any]) -> None:
        self.file = file
        self.node = node
        self.values = values
        self.keys = {name.text: (name, value) for name, value in node.items}
        self.is_translation = "translation_of" in self.keys
        self.diagnostics: list[Diagnostic] = []

    def note(self, code: str, message: str, key: str, help_: str = "") -> None:
        """Note a finding at the value of `key`, or at the beginning where the key is missing."""
        mark = self.keys[key][1].mark if key in self.keys else self.node.mark
        self.diagnostics.append(diagnose(code, message, path=self.file.path, mark=mark, help=help_))

    def check_language(self, languages: tuple[str, ...]) -> None:
        written = self.values.get("lang", self.file.language)
        mark = self.keys["lang"][1].mark if "lang" in self.keys else self.node.mark
        self.diagnostics += language_findings(self.file, written, mark, languages)

    def check_role(self, languages: tuple[str, ...]) -> None:
        basis = self.values.get("translation_of")
        if basis is not None and basis == self.file.language:
            self.note("wrong-value", f"`translation_of` names `{basis}`, the version's own language", "translation_of")
        elif basis is not None and basis not in languages:
            help_ = f"languages are {', '.join(f'`{tag}`' for tag in languages)}{_meant(basis, languages)}"
            self.note(
                "unknown-language", f"`translation_of` names `{basis}`, none of this chronicle", "translation_of", help_
            )
        if self.is_translation or ("date" in self.keys and _OF_TRANSLATIONS.isdisjoint(self.keys)):
            return
        misplaced = [key for key in self.keys if key in TRANSLATION_KEYS]
        for key in misplaced:
            help_ = f"write `translation_of: …`, or delete `{key}`"
            self.note("missing-key", f"`{key}` belongs to a translation, and `translation_of` is missing", key, help_)
        if not misplaced and "date" not in self.keys:
            help_ = f"write `date: {self.file.day}`; in a translation, `translation_of: …`"
            self.note("missing-key", "`date` is missing", "date", help_)

    def check_dates(self) -> None:
        day = self.values.get("date")
        if day is not None and not self.is_translation and day != self.file.day:
            message = f"`date` is `{day}`, the folder says `{self.file.day}`"
            self.note("date-against-path", message, "date", f"write `date: {self.file.day}`, or move the file")
        end = self.values.get("date_end")
        if day is not None and end is not None and end < day:
            self.note(
                "wrong-value", f"`date_end` is `{end}`, before `date`", "date_end", "write the last day of the event"
            )

    def check_follows(self, count: int) -> None:
        follows = self.values.get("follows")
        if follows is None or (written := len(self.keys["follows"][1].items)) == count:  # type: ignore[union-attr]  # a list, as the schema saw
            return
        message = f"`follows` has {written} items, the body has {count} blocks"
        help_ = (
            f"one item for each block; or run `chronicle accept {self.file.path}` when the translation is up to date"
        )
        self.note("follows-mismatch", message, "follows", help_)

    def document(self, blocks: tuple[Block, ...]) -> Document:
        facts: dict[str, Any] = {}
        version: dict[str, Any] = {}
        for key, value in self.values.items():
            if key in _FACTS:
                facts[key] = value
            else:
                version[_RENAMED.get(key, key)] = value
        marked = _MARKS_OF_TRANSLATIONS if self.is_translation else _MARKS_OF_ORIGINALS
        return Document(
            self.file.key,
            None if self.is_translation else Facts(**facts),
            Version(path=self.file.path, blocks=blocks, **version),
            tuple([self.marked(key) for key in marked if key in self.keys]),
        )

    def marked(self, key: str) -> tuple[str, int, int]:
        name, value = self.keys[key]
        mark = name.mark if self.is_translation and key in _FACTS else value.mark
        return (key, *mark)


def _meant(tag: str, languages: tuple[str, ...]) -> str:
    near = nearest(tag, languages)
    return f"; did you mean `{near}`?" if near else ""
