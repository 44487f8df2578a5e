"""The page of an entry in one language, and the redirects that lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.plan import permalinks
from chronicle.plan.abridged import lede
from chronicle.plan.json_ld import news_article
from chronicle.plan.machine_views import RedirectView
from chronicle.plan.name_links import linked
from chronicle.plan.outline import agency_of, frame, language_link
from chronicle.plan.page import Page, bare, framed
from chronicle.plan.passages import passages
from chronicle.plan.reading_views import CorrectionNote, EntryView, Provenance
from chronicle.plan.views import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.entry import Entry, Version
    from chronicle.plan.outline import Outline
    from chronicle.plan.views import Card, Labelled, LanguageLink


def entry_pages(outline: Outline, keys: frozenset[str]) -> Iterator[Page]:
    """A page for each version of each entry that has one of these keys; of the others its neighbours are taken."""
    for language in outline.languages:
        mine = [entry for entry in outline.entries if entry.version(language)]
        for before, entry, after in zip([None, *mine], mine, [*mine[1:], None], strict=False):
            if entry.key in keys:
                yield _entry_page(outline, entry, language, before, after)


def alias_pages(outline: Outline, language: str) -> Iterator[Page]:
    """A redirect for each old address of a version."""
    for entry in outline.entries:
        version = entry.version(language)
        if version is None:
            continue
        for alias in version.aliases:
            route = Route(alias if alias.endswith(("/", ".html")) else alias + "/")
            target = permalinks.entry(language, entry.key)
            yield bare(RedirectView(route, outline.chromes[language], target), origin=version.path)


def parallel_links(outline: Outline, entry: Entry, language: str) -> tuple[LanguageLink, ...]:
    """The parallel pages of a version with each other one; none where the text is withheld in part."""
    if entry.facts.access != "full" or "parallel" in outline.chronicle.config.without:
        return ()
    return tuple(
        language_link(tag, permalinks.parallel(language, entry.key, tag))
        for tag in outline.languages
        if tag != language and entry.version(tag)
    )


def _entry_page(outline: Outline, entry: Entry, language: str, before: Entry | None, after: Entry | None) -> Page:
    version = entry.version(language) or entry.original
    facts = entry.facts
    alignment = entry.alignment(language)
    rows = passages(entry, linked(version, permalinks.entry(language, entry.key), language=language))
    view = EntryView(
        frame=frame(
            outline,
            "entry",
            language,
            lambda tag: permalinks.entry(tag, entry.key),
            languages=tuple(each.language for each in entry.versions),
        ),
        key=entry.key,
        withheld=outline.withheld(entry),
        title=version.title,
        extract=lede(entry, version),
        date=facts.date,
        date_precision=facts.date_precision,
        date_end=facts.date_end,
        time=facts.time,
        day_address=outline.day_address(language, facts.date),
        dateline=version.dateline.text if version.dateline and facts.access in ("full", "excerpt") else None,
        place=_place(outline, entry, language),
        place_address=outline.name_address(language, facts.place.name) if facts.place else "",
        place_precision=facts.place.precision if facts.place else "exact",
        topics=_topics(outline, entry, language),
        access=facts.access,
        passages=rows,
        gaps=sum(row.state == "gap" for row in rows),
        is_confirmed=alignment is None or alignment.is_confirmed,
        provenance=_provenance(outline, entry, version),
        parallels=parallel_links(outline, entry, language),
        previous=_neighbour(outline, before, language),
        next=_neighbour(outline, after, language),
        json_ld=news_article(outline, entry, version),
    )
    return framed(view, origin=version.path)


def _neighbour(outline: Outline, entry: Entry | None, language: str) -> Card | None:
    return outline.cards[entry.key, language] if entry else None


def _place(outline: Outline, entry: Entry, language: str) -> Labelled | None:
    place = entry.facts.place
    if place is None:
        return None
    name = outline.names[place.name]
    return outline.labelled(name.label, language)


def _topics(outline: Outline, entry: Entry, language: str) -> tuple[tuple[Labelled, str], ...]:
    return tuple(
        (outline.labelled(outline.topics[key].label, language), permalinks.topic(language, key))
        for key in entry.facts.topics
    )


def _provenance(outline: Outline, entry: Entry, version: Version) -> Provenance:
    agency = agency_of(outline, version, entry.original)
    rights = entry.facts.rights
    source = version.source
    original = entry.original.language
    return Provenance(
        source=outline.labelled(agency.label, version.language) if agency else None,
        source_country=agency.country if agency else None,
        source_ownership=agency.ownership if agency else None,
        source_address=agency.url if agency else None,
        url=source.url,
        archived=source.archived,
        accessed=source.accessed,
        author=source.author,
        published=version.published,
        original=language_link(
            original, permalinks.entry(original, entry.key), is_current=version.language == original
        ),
        is_original=version.language == original,
        translated_from=_translated_from(entry, version),
        translator_name=version.translator.name,
        translator_method=version.translator.method,
        title_source=version.title_source,
        rights_holder=rights.holder if rights else None,
        rights_licence=rights.licence if rights else None,
        rights_terms=(rights.terms if rights else None) or (agency.terms if agency else None),
        seed_path=version.seed.path if version.seed else None,
        seed_sha256=version.seed.sha256 if version.seed else None,
        corrections=tuple(
            CorrectionNote(note.date, note.text) for note in sorted(version.corrections, key=lambda note: note.date)
        ),
    )


def _translated_from(entry: Entry, version: Version) -> LanguageLink | None:
    base = version.translation_of
    if base is None:
        return None
    return language_link(base, permalinks.entry(base, entry.key))
