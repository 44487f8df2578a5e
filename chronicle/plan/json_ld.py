"""An entry as schema.org describes it: a NewsArticle in JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chronicle.model.chronicle import label
from chronicle.plan import permalinks
from chronicle.plan.abridged import lede
from chronicle.plan.outline import agency_of
from chronicle.plan.pictures import main_picture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chronicle.model.entry import Entry, Version
    from chronicle.plan.outline import Outline


_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def news_article(outline: Outline, entry: Entry, version: Version) -> str:
    """The JSON text, keys in a fixed order; what is unknown is left out."""
    config = outline.chronicle.config
    address = config.base_url + permalinks.entry(version.language, entry.key)
    agency = agency_of(outline, version, entry.original)
    _, site_title = label(config.title, version.language, *config.languages)
    organisation = (
        _known(
            {
                "@type": "Organization",
                "name": outline.labelled(agency.label, version.language).text,
                "url": agency.url,
            }
        )
        if agency
        else None
    )
    picture = main_picture(entry)
    author = {"@type": "Person", "name": version.source.author} if version.source.author else organisation
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": version.title,
        "description": lede(entry, version) or None,
        "image": config.base_url + picture if picture else None,
        "inLanguage": version.language,
        "datePublished": _first_published(entry, version).isoformat(),
        "dateModified": max((note.date.isoformat() for note in version.corrections), default=None),
        "author": author,
        "publisher": {"@type": "Organization", "name": site_title, "url": config.base_url + "/"},
        "sourceOrganization": organisation,
        "isBasedOn": version.source.url,
        "translationOfWork": _work(outline, entry, version.translation_of),
        "workTranslation": [
            _work(outline, entry, other.language)
            for other in entry.translations
            if other.translation_of == version.language
        ],
    }
    return _JSON.encode(_known(data))


def _first_published(entry: Entry, version: Version) -> date:
    """When this version was published: as its source said, else on the day of its dateline, else on the entry's day."""
    said = (version.published, version.dateline and version.dateline.date, entry.facts.date)
    return next(day for day in said if day)


def _work(outline: Outline, entry: Entry, language: str | None) -> dict[str, object] | None:
    if language is None:
        return None
    address = outline.chronicle.config.base_url + permalinks.entry(language, entry.key)
    return {"@type": "NewsArticle", "@id": address, "inLanguage": language}


def _known(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value not in (None, [])}
