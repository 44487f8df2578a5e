"""A raw seed becomes a seed: language, title, date, dateline and blocks, typography mended, each with its evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose
from chronicle.base.text_safety import shown
from chronicle.model.entry import Dateline
from chronicle.model.seed import DateEvidence, Dropped, Metadata, Part, PieceKind, Repair, Seed
from chronicle.prose.dates import find_dates, nearest_day
from chronicle.prose.language import Detection, detect_language
from chronicle.prose.sentences import headline
from chronicle.prose.typography import repair
from chronicle.seeds.datelines import ParsedDateline, parse_dateline
from chronicle.seeds.layout import lay_out

if TYPE_CHECKING:
    from chronicle.seeds.overrides import Override
    from chronicle.seeds.read import RawSeed
    from chronicle.seeds.reading.document import Document, Piece


def normalise(raw: RawSeed, *, languages: tuple[str, ...], override: Override) -> Outcome[Seed | None]:
    """The seed that a raw seed means, for a chronicle in `languages`; None with why it means none.

    Reported are an empty seed and a language that is unknown or not the chronicle's.
    """
    document = raw.document
    dropped: list[Dropped] = []
    text = _cleaned(raw.text, dropped)
    if not any(map(str.isalnum, text)):
        return Outcome(None, (_empty(raw.path, "nothing but white space"),))
    language = _language(text, raw.path, languages, override, document.metadata.language if document else None)
    if language.value is None:
        return Outcome(None, language.diagnostics)
    tag, confidence = language.value
    pieces = document.pieces if document else ()
    layout = lay_out(text, tag, is_markdown=raw.is_markdown or bool(pieces))
    if not layout.blocks:
        return Outcome(None, (_empty(raw.path, "a title and no text"),))
    if not layout.title and _is_only_title(layout.blocks):
        return Outcome(None, (_empty(raw.path, "a title and no text"),))
    if len(layout.blocks) > MAX_BLOCKS:
        message = f"more than {MAX_BLOCKS} paragraphs"
        return Outcome(None, (diagnose("file-too-large", message, path=raw.path, help="keep one article per seed"),))
    parsed, blocks = _set_apart(layout.blocks, tag)
    kinds = _kinds(layout.blocks, pieces)[-len(blocks) :]
    mender = _Mender(tag, list(raw.repairs))
    mended = tuple(
        mender.mend_lines(block, "block", number)
        if raw.is_markdown or "list" in kinds[number - 1 : number]
        else mender.mend(block, "block", number)
        for number, block in enumerate(blocks, 1)
    )
    title = override.title or (mender.mend(layout.title, "title") if layout.title else headline(mended[0]))
    metadata = document.metadata if document else Metadata()
    author = metadata.author or layout.author or (parsed.author if parsed else None)
    agency = next((found.key for found in (parsed and parsed.agency, layout.agency) if found), None)
    published = metadata.published or _byline_day(document, tag)
    day, evidence = _date(layout.date, parsed, raw.path, override, published)
    seed = Seed(
        path=raw.path,
        sha256=raw.sha256,
        encoding=raw.encoding,
        language=tag,
        language_confidence=confidence,
        title=title,
        title_source="editor" if override.title else "seed" if layout.title else "derived",
        date=day,
        date_evidence=evidence,
        dateline=_dateline(parsed, day, mender) if parsed else None,
        dateline_day=(parsed.day.month, parsed.day.day) if parsed and parsed.day else layout.day,
        agency=override.agency or agency,
        blocks=mended,
        is_markdown=raw.is_markdown,
        repairs=tuple(mender.repairs),
        dropped=(
            *(document.dropped if document else ()),
            *_at_source([*dropped, *_replaced_title(layout.title, override), *layout.dropped], raw.places),
        ),
        url=override.url or metadata.url,
        accessed=override.accessed or metadata.accessed,
        translation_of=override.translation_of,
        overrides=override.digest,
        kinds=kinds,
        extractor=document.extractor if document else "text",
        metadata=replace(metadata, author=author),
    )
    return Outcome(seed)


def dated_dateline(dateline: Dateline | None, day: tuple[int, int] | None, near: date) -> Dateline | None:
    """A dateline without a year, given the year that brings it nearest to the article's date."""
    if dateline is None or dateline.date or day is None:
        return dateline
    return Dateline(dateline.text, dateline.place, nearest_day(*day, near), dateline.agency)


MAX_BLOCKS = 2000
"""Most paragraphs of an article."""


class _Mender:
    """Mends the parts of one seed and keeps the list of repairs."""

    def __init__(self, language: str, repairs: list[Repair]) -> None:
        self.language = language
        self.repairs = repairs

    def mend(self, text: str, part: Part, block: int = 0) -> str:
        repaired = repair(text, self.language)
        self.repairs += (
            Repair(edit.rule, part, block, edit.offset, edit.before, edit.after) for edit in repaired.edits
        )
        return repaired.text

    def mend_lines(self, text: str, part: Part, block: int) -> str:
        """Line by line: in Markdown indentation and line ends have a meaning; so has every space of a code block."""
        lines = []
        is_code = text.startswith(("```", "~~~", "    "))
        offset = 0
        for line in text.split("\n"):
            indent = line[: len(line) - len(line.lstrip())]
            repaired = repair(line[len(indent) :], self.language)
            self.repairs += (
                Repair(edit.rule, part, block, offset + len(indent) + edit.offset, edit.before, edit.after)
                for edit in ([] if is_code else repaired.edits)
            )
            lines.append(line if is_code else indent + repaired.text)
            offset += len(line) + 1
        return "\n".join(lines)


_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]+"
)
"""Control characters, bidirectional overrides, embeddings and isolates, tags: nothing that a reader sees."""
_FOLDER_DATE = re.compile(r"(?<!\d)(\d{4})[-/_.]?(\d{2})[-/_.]?(\d{2})(?!\d)")
_FOLDER_YEAR = re.compile(r"/((?:19|20)\d\d)(?=/)")


def _cleaned(text: str, dropped: list[Dropped]) -> str:
    """The text with line feeds alone between its lines and without characters that no page may show."""
    lines = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text.removeprefix("\ufeff")).split("\n")
    for number, line in enumerate(lines, 1):
        dropped += (
            Dropped("control-character", number, found.start() + 1, found[0]) for found in _FORBIDDEN.finditer(line)
        )
    return "\n".join(_FORBIDDEN.sub("", line) for line in lines)


def _language(
    text: str, path: str, languages: tuple[str, ...], override: Override, declared: str | None
) -> Outcome[tuple[str, float] | None]:
    if override.lang:
        if override.lang in languages:
            return Outcome((override.lang, 1.0))
        return Outcome(None, (_foreign(path, override.lang, languages),))
    found = detect_language(text, languages)
    said = next((tag for tag in languages if declared and _primary(tag) == _primary(declared)), None)
    if not found.is_sure and said:
        return Outcome((said, found.confidence))
    if not found.is_sure:
        return Outcome(None, (_unknown(path, found),))
    tag = next((tag for tag in languages if _primary(tag) == found.language), None)
    return Outcome((tag, found.confidence)) if tag else Outcome(None, (_foreign(path, found.language, languages),))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _date(
    line: date | None, parsed: ParsedDateline | None, path: str, override: Override, published: date | None
) -> tuple[date | None, DateEvidence]:
    """The first that there is, never one from running prose.

    The curator's word, a date line, a dateline with its year, what the document says of itself, the path. A dateline
    without a year takes that of the publication, or of the folder.
    """
    year = _FOLDER_YEAR.search(path)
    candidates: tuple[tuple[date | None, DateEvidence], ...] = (
        (override.date, "override"),
        (line, "explicit"),
        (parsed.day.date if parsed and parsed.day else None, "dateline"),
        (_dateline_day(parsed, published), "dateline"),
        (published, "metadata"),
        (_path_day(path), "metadata"),
        (_dateline_day(parsed, date(int(year[1]), 7, 1)) if year else None, "dateline"),
    )
    return next(((day, evidence) for day, evidence in candidates if day), (None, "none"))


def _dateline_day(parsed: ParsedDateline | None, near: date | None) -> date | None:
    """The day of a dateline without a year, in the year that brings it nearest to another day."""
    return nearest_day(parsed.day.month, parsed.day.day, near) if near and parsed and parsed.day else None


def _byline_day(document: Document | None, language: str) -> date | None:
    """The only whole date in the byline of a saved page, which stands before its text or below its standfirst."""
    if document is None or not document.pieces:
        return None
    first = document.pieces[:2][-1]
    for dropped in document.dropped:
        is_before = (dropped.line, dropped.column) < (first.line, first.column)
        if dropped.reason == "byline" and is_before and len(dropped.text) <= _LONGEST_BYLINE:
            days = [day.date for day in find_dates(dropped.text, language) if day.date]
            if len(days) == 1:
                return days[0]
    return None


_LONGEST_BYLINE = 100


def _path_day(path: str) -> date | None:
    named = _FOLDER_DATE.search(path)
    days = find_dates("-".join(named.groups()), "") if named else ()
    return days[0].date if days else None


def _set_apart(blocks: tuple[str, ...], language: str) -> tuple[ParsedDateline | None, tuple[str, ...]]:
    """The dateline and the blocks without it; it begins the first block, or is the whole of it."""
    parsed = parse_dateline(blocks[0], language)
    if parsed:
        return parsed, (blocks[0][parsed.end :], *blocks[1:])
    alone = parse_dateline("\n".join(blocks[:2]), language) if len(blocks) > 1 else None
    return (alone, blocks[1:]) if alone and alone.end == len(blocks[0]) + 1 else (None, blocks)


def _dateline(parsed: ParsedDateline, day: date | None, mender: _Mender) -> Dateline:
    text = mender.mend(parsed.text, "dateline")
    own = parsed.day.date if parsed.day else None
    dateline = Dateline(text, parsed.place, own, parsed.printed)
    return (
        dated_dateline(dateline, (parsed.day.month, parsed.day.day), day) if day and parsed.day else None
    ) or dateline


def _kinds(blocks: tuple[str, ...], pieces: tuple[Piece, ...]) -> tuple[PieceKind, ...]:
    """What each block is, of a document in pieces: the layout takes pieces away and leaves the others as they are."""
    waiting = iter([(piece.kind, _FORBIDDEN.sub("", piece.text)) for piece in pieces])
    paragraph: PieceKind = "paragraph"
    return tuple(next((kind for kind, text in waiting if text == block), paragraph) for block in blocks if pieces)


def _is_only_title(blocks: tuple[str, ...]) -> bool:
    """Whether the only paragraph is a short line that ends like no sentence, or begins like no report."""
    return len(blocks) == 1 and len(blocks[0]) <= _LONGEST_LONE_TITLE and not _SENTENCE_END.search(blocks[0])


_LONGEST_LONE_TITLE = 150
_SENTENCE_END = re.compile(r"[.!?…։՜՞۔؟。][\s»”“\"')\]]*$")


def _at_source(dropped: list[Dropped], places: tuple[tuple[int, int], ...]) -> tuple[Dropped, ...]:
    """The losses at their places in the file; the mark of a headline that only chronicle made is none."""
    if not places:
        return tuple(dropped)
    return tuple(
        replace(each, line=places[each.line - 1][0], column=places[each.line - 1][1]) if each.line else each
        for each in dropped
        if not (each.reason == "heading-mark" and places[each.line - 1] == (0, 0))
    )


def _replaced_title(title: str | None, override: Override) -> tuple[Dropped, ...]:
    return (Dropped("title-overridden", 0, 0, title),) if title and override.title else ()


def _empty(path: str, what: str) -> Diagnostic:
    return diagnose("seed-empty", f"the seed holds {what}", path=path, help="paste the article, or delete the file")


def _unknown(path: str, found: Detection) -> Diagnostic:
    guess = f"perhaps `{found.language}`, {found.confidence:.0%}" if found.language else "too little text to tell"
    help_ = f"say it in `seeds/seeds.yml`: `{shown(path)}: {{lang: …}}`"
    return diagnose("seed-language-unknown", f"the language is unknown: {guess}", path=path, help=help_)


def _foreign(path: str, language: str, languages: tuple[str, ...]) -> Diagnostic:
    message = f"the language is `{language}`, the chronicle's are {', '.join(f'`{tag}`' for tag in languages)}"
    help_ = f"add `{language}` to `languages` in chronicle.yml, or `skip: true` for this seed in `seeds/seeds.yml`"
    return diagnose("seed-language-unknown", message, path=path, help=help_)
