"""How each generator wants the archive: the same texts, in its own files and front matter, beside its set-up."""  # noqa: INP001 - a script's part

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus import LANGUAGES, Entry, entry, slug_of, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

SITES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sites")
"""The set-up of each generator: its configuration and templates."""
Files = Iterator[tuple[str, str]]
"""Paths below the site's folder, and texts."""


def write(folder: str, name: str, numbers: Sequence[int]) -> None:
    """Write the entries of these numbers, and all that the generator `name` needs to make a site of them.

    One entry is in memory at a time: what this process holds counts for the ones that it starts.
    """
    shutil.copytree(os.path.join(SITES, name), folder, dirs_exist_ok=True)
    moments = []
    for number in numbers:
        one = entry(number)
        moments.append(one.moment)
        _save(folder, FORMATS[name](one))
    _save(folder, EXTRAS[name](moments))


def page_of(name: str, one: Entry) -> str:
    """Where the English page of an entry is, below the folder that the generator `name` writes."""
    is_ours = name.startswith("chronicle")
    day = "/%d" if is_ours else ""
    root = "en/" if is_ours else ""
    return f"{root}{one.moment:%Y/%m{day}}/{one.slug}/index.html"


def _save(folder: str, files: Files) -> None:
    for path, text in files:
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="") as file:
            file.write(text)


def _chronicle(one: Entry) -> Files:
    facts = f"date: {one.moment:%Y-%m-%d}\ntime: '{one.moment:%H:%M}'\ntopics: {_keys(one)}\n"
    for side, language in enumerate(LANGUAGES):
        own = "translation_of: en\n" if side else facts
        front = f"title: {_quoted(one.title[side])}\nlang: {language}\n{own}"
        yield f"content/{one.moment:%Y/%m/%d}/{one.slug}.{language}.md", f"---\n{front}---\n\n{one.body[side]}"


def _hugo(one: Entry) -> Files:
    for side, language in enumerate(LANGUAGES):
        front = (
            f"title: {_quoted(one.title[side])}\ndate: {one.moment:%Y-%m-%dT%H:%M:%SZ}\n"
            f"tags: [{', '.join(topic[side] for topic in one.topics)}]\nsummary: {_quoted(one.summary[side])}\n"
        )
        yield f"content/{language}/{one.moment:%Y/%m}/{one.slug}.md", f"---\n{front}---\n\n{one.body[side]}"


def _pelican(one: Entry) -> Files:
    for side, language in enumerate(LANGUAGES):
        front = (
            f"Title: {one.title[side]}\nDate: {one.moment:%Y-%m-%d %H:%M}\nSlug: {one.slug}\nLang: {language}\n"
            f"Tags: {', '.join(topic[side] for topic in one.topics)}\nSummary: {one.summary[side]}\n"
        )
        yield f"content/{one.moment:%Y/%m}/{one.slug}.{language}.md", f"{front}\n{one.body[side]}"


def _topics(_: Sequence[datetime]) -> Files:
    lines = [f"{slug_of(en)}:\n  label: {{en: {_quoted(en)}, fr: {_quoted(fr)}}}\n" for en, fr in words()["topics"]]
    yield "content/topics.yml", "".join(lines)


def _sections(moments: Sequence[datetime]) -> Files:
    """What makes an archive of each year and month."""
    for language in LANGUAGES:
        for path in sorted({f"{moment:{form}}" for moment in moments for form in ("%Y", "%Y/%m")}):
            yield f"content/{language}/{path}/_index.md", f"---\ntitle: {_quoted(path.replace('/', '-'))}\n---\n"


def _nothing(_: Sequence[datetime]) -> Files:
    yield from ()


def _keys(one: Entry) -> str:
    return f"[{', '.join(slug_of(english) for english, _ in one.topics)}]"


def _quoted(text: str) -> str:
    """The text as a double-quoted scalar of YAML, which a JSON string is."""
    return json.dumps(text, ensure_ascii=False)


FORMATS: dict[str, Callable[[Entry], Files]] = {
    "chronicle": _chronicle,
    "chronicle-same": _chronicle,
    "hugo": _hugo,
    "pelican": _pelican,
}
"""The two files of an entry, for each generator."""
EXTRAS: dict[str, Callable[[Sequence[datetime]], Files]] = {
    "chronicle": _topics,
    "chronicle-same": _topics,
    "hugo": _sections,
    "pelican": _nothing,
}
"""The files beside the entries, from the moments of these."""
