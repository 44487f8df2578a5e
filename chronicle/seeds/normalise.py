"""A raw seed becomes a seed: language, title, date, dateline and blocks, typography mended, each with its evidence."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose
from chronicle.base.text_safety import shown
from chronicle.model.entry import Dateline
from chronicle.model.seed import DateEvidence, Dropped, Part, Repair, Seed
from chronicle.prose.dates import find_dates, nearest_day
from chronicle.prose.language import Detection, detect_language
from chronicle.prose.sentences import headline
from chronicle.prose.typography import repair
from chronicle.seeds.datelines import ParsedDateline, parse_dateline
from chronicle.seeds.layout import lay_out

if TYPE_CHECKING:
    from chronicle.seeds.overrides import Override
    from chronicle.seeds.read import RawSeed


def normalise(raw: RawSeed, *, languages: tuple[str, ...], override: Override) -> Outcome[Seed | None]:
    """The seed that a raw seed means, for a chronicle in `languages`; None with why it means none.

    Reported are an empty seed and a language that is unknown or not the chronicle's.
    """
    dropped: list[Dropped] = []
    text = _cleaned(raw.text, dropped)
    if not any(map(str.isalnum, text)):
        return Outcome(None, (_empty(raw.path, "nothing but white space"),))
    language = _language(text, raw.path, languages, override)
    if language.value is None:
        return Outcome(None, language.diagnostics)
    tag, confidence = language.value
    layout = lay_out(text, tag, is_markdown=raw.is_markdown)
    if not layout.blocks:
        return Outcome(None, (_empty(raw.path, "a title and no text"),))
    parsed, blocks = _set_apart(layout.blocks, tag)
    mender = _Mender(tag, list(raw.repairs))
    mend = mender.mend_markdown if raw.is_markdown else mender.mend
    mended = tuple(mend(block, "block", number) for number, block in enumerate(blocks, 1))
    title = override.title or (mender.mend(layout.title, "title") if layout.title else headline(mended[0]))
    day, evidence = _date(layout.date, parsed, raw.path, override)
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
        dateline_day=(parsed.day.month, parsed.day.day) if parsed and parsed.day else None,
        agency=override.agency or (parsed.agency.key if parsed else None),
        blocks=mended,
        is_markdown=raw.is_markdown,
        repairs=tuple(mender.repairs),
        dropped=(*dropped, *_replaced_title(layout.title, override), *layout.dropped),
        url=override.url,
        accessed=override.accessed,
        translation_of=override.translation_of,
        overrides=override.digest,
    )
    return Outcome(seed)


def dated_dateline(dateline: Dateline | None, day: tuple[int, int] | None, near: date) -> Dateline | None:
    """A dateline without a year, given the year that brings it nearest to the article's date."""
    if dateline is None or dateline.date or day is None:
        return dateline
    return Dateline(dateline.text, dateline.place, nearest_day(*day, near), dateline.agency)


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

    def mend_markdown(self, text: str, part: Part, block: int) -> str:
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
    text: str, path: str, languages: tuple[str, ...], override: Override
) -> Outcome[tuple[str, float] | None]:
    if override.lang:
        if override.lang in languages:
            return Outcome((override.lang, 1.0))
        return Outcome(None, (_foreign(path, override.lang, languages),))
    found = detect_language(text, languages)
    if not found.is_sure:
        return Outcome(None, (_unknown(path, found),))
    tag = next((tag for tag in languages if tag.partition("-")[0] == found.language), None)
    return Outcome((tag, found.confidence)) if tag else Outcome(None, (_foreign(path, found.language, languages),))


def _date(
    line: date | None, parsed: ParsedDateline | None, path: str, override: Override
) -> tuple[date | None, DateEvidence]:
    """The first of: the curator's word, a date line, a dateline with its year, the path; never running prose."""
    if override.date:
        return override.date, "override"
    if line:
        return line, "explicit"
    if parsed and parsed.day and parsed.day.date:
        return parsed.day.date, "dateline"
    if (named := _FOLDER_DATE.search(path)) and (days := find_dates("-".join(named.groups()), "")) and days[0].date:
        return days[0].date, "metadata"
    if parsed and parsed.day and (year := _FOLDER_YEAR.search(path)):
        return nearest_day(parsed.day.month, parsed.day.day, date(int(year[1]), 7, 1)), "dateline"
    return None, "none"


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
