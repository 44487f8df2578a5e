"""The chronicle: documents grouped into entries, aligned, and judged by what takes more than one file."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Mark, Outcome, diagnose, in_order, nearest
from chronicle.base.text_safety import shown
from chronicle.content.alignment import align
from chronicle.content.dating import with_days
from chronicle.content.front_matter import FACT_KEYS
from chronicle.content.naming import with_names
from chronicle.model.chronicle import Chronicle, Config, Registers
from chronicle.model.entry import Document, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chronicle.model.entry import Facts
    from chronicle.model.picture import Picture


def assemble(
    config: Config,
    registers: Registers,
    documents: Iterable[Document],
    *,
    unread: frozenset[str] = frozenset(),
    pictures: Mapping[str, tuple[Picture, ...]] = MappingProxyType({}),
) -> Outcome[Chronicle]:
    """The chronicle of all documents, entries by date, time and key.

    Pure. `unread` are the keys of entries of which some file could not be read, and the paths of such registers:
    nothing is reported for lacking what that file may hold. `pictures` are those that documents show, by the key of the
    entry. An entry without exactly one original is reported and left out.
    """
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        groups[document.key].append(document)
    diagnostics = _unknown_references(registers, groups, unread)
    entries = []
    order = {tag: place for place, tag in enumerate(config.languages)}
    for key in sorted(groups):
        versions = sorted(groups[key], key=lambda d: (order.get(d.version.language, len(order)), d.version.path))
        originals = [document for document in versions if document.facts]
        diagnostics += _judged(key, versions, originals, is_whole=key not in unread)
        if len(originals) == 1 and originals[0].facts:
            entries.append(_entry(originals[0], originals[0].facts, versions, pictures.get(key, ())))
    entries = with_days(with_names(entries, config, registers), config)
    return Outcome(Chronicle(config, registers, in_chronicle_order(entries)), in_order(diagnostics))


def in_chronicle_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by date, time and key."""
    return tuple(sorted(entries, key=lambda entry: (entry.facts.date, entry.facts.time or "", entry.key)))


def _entry(original: Document, facts: Facts, versions: list[Document], pictures: tuple[Picture, ...]) -> Entry:
    translations = tuple(document.version for document in versions if document is not original)
    alignments = tuple(align(original.version, translation) for translation in translations)
    return Entry(original.key, facts, original.version, translations, alignments, pictures)


def _judged(key: str, versions: list[Document], originals: list[Document], *, is_whole: bool) -> list[Diagnostic]:
    if not originals:
        return [_missing_original(key, versions)] if is_whole else []
    found = [_second_original(document, originals[0]) for document in originals[1:]]
    if is_whole and originals[0].facts and originals[0].facts.attachments:
        found += _unknown_attachments(originals[0], originals[0].facts, versions)
    if originals[0].facts and originals[0].facts.anchors:
        found += _lost_anchors(originals[0], originals[0].facts)
    for document in versions:
        if not document.facts:
            found += _misplaced_facts(document, originals[0])
            found += _unknown_basis(document, versions) if is_whole else []
            found += _outdated_omissions(document, originals[0])
    return found


def _missing_original(key: str, versions: list[Document]) -> Diagnostic:
    languages = ", ".join(f"`{document.version.language}`" for document in versions)
    help_ = "add the original; or delete `translation_of` from the version that the others were made from, and date it"
    message = f"the entry `{key}` has translations ({languages}) and no original"
    return diagnose(
        "missing-original",
        message,
        path=versions[0].version.path,
        mark=_mark(versions[0], "translation_of"),
        help=help_,
    )


def _second_original(document: Document, first: Document) -> Diagnostic:
    message = f"two originals of one entry: `{first.version.path}` and `{document.version.path}`"
    help_ = f"write `translation_of: {first.version.language}` in the one that is a translation, and delete its facts"
    return diagnose("two-originals", message, path=document.version.path, mark=Mark(1, 1), help=help_)


def _unknown_attachments(original: Document, facts: Facts, versions: list[Document]) -> list[Diagnostic]:
    """The credits of files that no version shows: with a name misspelt, a picture would stand without its credit."""
    files = tuple(sorted({file for document in versions for file, _, _ in document.pictures}))
    show = "write `![…](%s)` in a body"
    return [
        diagnose(
            "unknown-reference",
            f"`attachments` names `{shown(name)}`, which no version of this entry shows",
            path=original.version.path,
            mark=_mark(original, "attachments"),
            help=f"did you mean `{near}`?" if (near := nearest(name, files)) else show % shown(name),
        )
        for name, _ in facts.attachments
        if name not in files
    ]


def _lost_anchors(original: Document, facts: Facts) -> list[Diagnostic]:
    known = {block.digest for block in original.version.blocks}
    return [
        diagnose(
            "anchor-lost",
            f"the anchor `{name}` leads to `{digest}`, and `{original.version.path}` has no such block",
            path=original.version.path,
            mark=_mark(original, "anchors"),
            help="name the block by the end of its address on the page, after `#p-`",
        )
        for name, digest in facts.anchors
        if digest not in known
    ]


def _misplaced_facts(document: Document, original: Document) -> list[Diagnostic]:
    path = document.version.path
    return [
        diagnose(
            "fact-in-translation",
            f"`{key}` is a fact and stands in the original, `{original.version.path}`, alone",
            path=path,
            mark=Mark(line, column),
            help="delete it here, correct it there",
        )
        for key, line, column in document.marks
        if key in FACT_KEYS
    ]


def _unknown_basis(document: Document, versions: list[Document]) -> list[Diagnostic]:
    """What is wrong with the chain of versions from a translation to its original."""
    bases = {other.version.language: other.version.translation_of for other in versions}
    basis = document.version.translation_of
    if basis in bases and bases[basis] is None and basis != document.version.language:
        return []
    path, mark = document.version.path, _mark(document, "translation_of")
    if basis not in bases:
        help_ = f"versions are {', '.join(f'`{language}`' for language in bases)}"
        message = f"`translation_of` names `{basis}`, and this entry has no such version"
        return [diagnose("unknown-reference", message, path=path, mark=mark, help=help_)]
    seen = {document.version.language}
    while basis is not None and basis in bases and basis not in seen:
        seen.add(basis)
        basis = bases[basis]
    if basis in seen:
        message = f"`translation_of` leads in a circle: {', '.join(f'`{language}`' for language in sorted(seen))}"
        return [diagnose("unknown-reference", message, path=path, mark=mark, help="name the version it was made from")]
    return []


def _outdated_omissions(document: Document, original: Document) -> list[Diagnostic]:
    if not document.version.omitted:
        return []
    known = {block.digest for block in original.version.blocks}
    help_ = f"run `chronicle accept {document.version.path}` when the translation is up to date"
    return [
        diagnose(
            "omitted-outdated",
            f"`omitted` names `{digest}`, and `{original.version.path}` has no such block",
            path=document.version.path,
            mark=_mark(document, "omitted"),
            help=help_,
        )
        for digest, _ in document.version.omitted
        if digest not in known
    ]


def _unknown_references(
    registers: Registers, groups: dict[str, list[Document]], unread: frozenset[str]
) -> list[Diagnostic]:
    known = {
        "source": ("content/sources.yml", tuple(agency.key for agency in registers.sources)),
        "topics": ("content/topics.yml", tuple(topic.key for topic in registers.topics)),
        "place": ("content/names.yml", tuple(name.key for name in registers.names if name.type == "place")),
    }
    sets = {key: frozenset(keys) for key, (_, keys) in known.items()}
    found = []
    for document in (document for group in groups.values() for document in group):
        for key, value in _references(document):
            register, keys = known[key]
            if value not in sets[key] and register not in unread:
                near = nearest(value, keys)
                help_ = f"did you mean `{near}`? else add it to `{register}`" if near else f"add it to `{register}`"
                message = f"`{key}` names `{value}`, which is not in `{register}`"
                found.append(
                    diagnose(
                        "unknown-reference", message, path=document.version.path, mark=_mark(document, key), help=help_
                    )
                )
    return found


def _references(document: Document) -> list[tuple[str, str]]:
    references = []
    if document.version.source.agency:
        references.append(("source", document.version.source.agency))
    if document.facts:
        references += [("topics", topic) for topic in document.facts.topics]
        if document.facts.place:
            references.append(("place", document.facts.place.name))
    return references


def _mark(document: Document, key: str) -> Mark:
    return next((Mark(line, column) for name, line, column in document.marks if name == key), Mark())
