"""Addresses: where each page lives, as a path from the site's root."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

ROOT = "/"
NOT_FOUND = "/404.html"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
CHECKSUMS = "/manifest-sha256.txt"
NO_JEKYLL = "/.nojekyll"
CNAME = "/CNAME"
ASSETS = "/assets/"
ABOUT = "about"
"""The standing text that stands on the page about the chronicle."""


def home(language: str) -> str:
    """The home page of a language."""
    return f"/{language}/"


def about(language: str) -> str:
    """The page about the chronicle."""
    return standing(language, ABOUT)


def standing(language: str, name: str) -> str:
    """A page of the chronicle's own."""
    return f"/{language}/{name}/"


def feed(language: str) -> str:
    """The Atom feed of a language."""
    return f"/{language}/feed.xml"


def year(language: str, day: date) -> str:
    """The archive of the day's year."""
    return f"/{language}/{_path(day)[:4]}/"


def month(language: str, day: date) -> str:
    """The archive of the day's month."""
    return f"/{language}/{_path(day)[:-3]}/"


def day(language: str, day: date) -> str:
    """The archive of a day."""
    return f"/{language}/{_path(day)}/"


def timeline(language: str) -> str:
    """The timeline of the chronicle."""
    return f"/{language}/timeline/"


def topics(language: str) -> str:
    """The topics of the chronicle."""
    return f"/{language}/topics/"


def topic(language: str, key: str) -> str:
    """The entries of a topic."""
    return f"/{language}/topics/{key}/"


def search(language: str) -> str:
    """The search in a language."""
    return f"/{language}/search/"


def search_part(name: str) -> str:
    """A file that the script of the search reads."""
    return f"/search/{name}.js"


def names(language: str) -> str:
    """The names of the chronicle."""
    return f"/{language}/names/"


def name(language: str, key: str, part: int = 0) -> str:
    """A person, place, organisation or document; or an earlier part of where it is mentioned, counted from 1."""
    return f"/{language}/names/{key}/{part}/" if part else f"/{language}/names/{key}/"


def sitemap_part(number: int) -> str:
    """A part of a sitemap that is too long for one file, counted from 1."""
    return f"/sitemap-{number}.xml"


@lru_cache(maxsize=1 << 16)
def entry(language: str, key: str) -> str:
    """An entry in one language; `key` is `2020-11-15/<slug>`."""
    when, _, slug = key.partition("/")
    return f"/{language}/{when.replace('-', '/')}/{slug}/"


def parallel(language: str, key: str, other: str) -> str:
    """An entry in one language beside another."""
    return f"{entry(language, key)}with-{other}/"


def key_of(file: str) -> str:
    """The key of the entry that has this file of the site for a page of its own; empty for all other files."""
    _, *parts = file.split("/")
    when, below = parts[:3], parts[3:]
    return f"{'-'.join(when)}/{below[0]}" if len(below) > 1 else ""


def picture(key: str, name: str) -> str:
    """A published file of a picture: the same in all languages of its entry."""
    when, _, slug = key.partition("/")
    return f"/pictures/{when.replace('-', '/')}/{slug}/{name}"


def _path(day: date) -> str:
    return day.isoformat().replace("-", "/")
