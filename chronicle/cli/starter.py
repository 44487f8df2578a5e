"""`chronicle new`: a chronicle that builds at once, with an example to replace."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

from chronicle import __version__
from chronicle.check.schemas import KINDS, json_schema
from chronicle.content.escape import escape
from chronicle.content.markdown import blocks
from chronicle.content.write import entry_text
from chronicle.publish.git import Git, GitFailed, GitMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.content.write import Value

_HIDDEN = ("editorconfig", "gitattributes", "github", "gitignore", "vscode")
"""Starter files and folders that get a dot before their names, under which they would act on this repository."""
BASE_URL = "https://example.github.io/chronicle"
DEFAULT_TITLE = "A chronicle"
_DESCRIPTIONS = {
    "en": "A chronicle kept from reports of the time, each with its source and its translations side by side.",
    "fr": "Une chronique tenue d’après les dépêches de l’époque, chacune avec sa source et ses traductions en regard.",
}
_REQUIREMENTS = f"""\
# Where chronicle comes from; `pip install --requirement requirements.txt` installs it, here and in the workflow.
# For a version that no package index has, name its repository and a tag instead:
#     chronicle @ git+https://example.org/chronicle.git@v{__version__}
chronicle=={__version__}
"""
_DAY = date(1918, 11, 11)
_SLUG = "armistice"
_EXAMPLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "en": (
        "Armistice signed in the forest of Compiègne",
        (
            "An armistice between the Allies and Germany was signed before dawn in a railway carriage near Compiègne.",
            "The fighting on the western front ended at eleven o’clock in the morning.",
            "This entry is an example: write your own, then delete it.",
        ),
    ),
    "fr": (
        "L’armistice signé en forêt de Compiègne",
        (
            "Un armistice entre les Alliés et l’Allemagne a été signé avant l’aube dans un wagon, près de Compiègne.",
            "Les combats ont pris fin sur le front occidental à onze heures du matin.",
        ),
    ),
}
"""The example by language: headline and blocks. The French lacks a block, so that the first site shows a gap."""


def obstacle(directory: str) -> str | None:
    """Why no chronicle can be started in `directory`; None where one can. A repository without a file is empty."""
    if os.path.lexists(directory) and not os.path.isdir(directory):
        return f"`{directory}` is a file; choose another name"
    if os.path.isdir(directory) and set(os.listdir(directory)) - {".git"}:
        return f"`{directory}` is not empty; choose a new folder"
    return None


def start(directory: str, *, title: str, languages: tuple[str, ...], base_url: str = BASE_URL) -> str | None:
    """Writes a new chronicle into `directory`; returns what is in the way, or None when it is done."""
    if problem := obstacle(directory):
        return problem
    try:
        for path, text in _files(title or DEFAULT_TITLE, languages, base_url):
            _write(os.path.join(directory, path), text)
    except OSError as error:
        return f"`{directory}` cannot be written: {(error.strerror or str(error)).lower()}"
    return None


def begin_history(directory: str) -> str:
    """Makes a new folder a git repository, unless it lies in one; returns what was done, or why not."""
    git = Git(directory)
    try:
        if git.answer("rev-parse", "--show-toplevel") is not None:
            return "it lies in a git repository already"
        git.run("init", "--quiet", "--initial-branch=main")
    except GitMissing:
        return "git is not there; `chronicle publish` and a history need it"
    except GitFailed as error:
        return f"git could not begin a repository: {error}"
    return "it is a git repository"


def _files(title: str, languages: tuple[str, ...], base_url: str) -> Iterator[tuple[str, str]]:
    yield "chronicle.yml", _config(title, languages, base_url)
    yield "requirements.txt", _REQUIREMENTS
    for path, text in _copied():
        yield path, text.replace("# A chronicle", f"# {escape(title)}", 1) if path == "README.md" else text
    for kind in KINDS:
        yield f"schemas/{kind}.json", json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
    yield from _example(tuple(language for language in languages if language in _EXAMPLES))


def _config(title: str, languages: tuple[str, ...], base_url: str) -> str:
    import yaml  # noqa: PLC0415 - only `new` writes a configuration

    described = [language for language in languages if language in _DESCRIPTIONS] or ["en"]
    values = {
        "title": {languages[0]: title},
        "description": {language: _DESCRIPTIONS[language] for language in described},
        "base_url": base_url,
        "languages": list(languages),
        "feeds": {"entries": 30},
        "publish": {"branch": "gh-pages", "remote": "origin", "domain": None},
    }
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)
    return f"# yaml-language-server: $schema=schemas/config.json\n{text}"


def _copied() -> Iterator[tuple[str, str]]:
    base = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "starter")
    for folder, folders, names in os.walk(base):
        folders.sort()
        for name in sorted(names):
            below = os.path.relpath(os.path.join(folder, name), base)
            if below.split(os.sep)[0] in _HIDDEN:
                below = f".{below}"
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                yield below, file.read()


def _example(languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The example in each language that has one; the first is the original."""
    for language in languages:
        title, paragraphs = _EXAMPLES[language]
        front: dict[str, Value] = {"title": title, "title_source": "editor", "lang": language}
        if language == languages[0]:
            front |= {"date": _DAY, "time": "05:15", "source": {"agency": "example"}, "topics": ["ceasefires"]}
            front["place"] = {"name": "compiegne", "precision": "near"}
        else:
            original = blocks("\n\n".join(_EXAMPLES[languages[0]][1]))
            followed = [block.digest for block, _ in zip(original, paragraphs, strict=False)]
            front |= {"translation_of": languages[0], "translator": {"method": "human"}}
            front["follows"] = [*followed, *("-" for _ in paragraphs[len(followed) :])]
            if missing := original[len(paragraphs) :]:
                front["omitted"] = {block.digest: "not-yet-translated" for block in missing}
        yield f"content/{_DAY:%Y/%m/%d}/{_SLUG}.{language}.md", entry_text(front, "\n\n".join(paragraphs) + "\n")


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
