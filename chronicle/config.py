"""The configuration, chronicle.yml: its table of keys and how it is read."""

from __future__ import annotations

import os
from typing import Any

from chronicle import CONFIG_FILE
from chronicle.base import marked_yaml
from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, has_errors
from chronicle.base.scalar_types import TAG, URL, ScalarType, choice, integer, pattern
from chronicle.base.schema import Field, ListOf, Record, label_map, read
from chronicle.base.source_text import read_text
from chronicle.model.chronicle import Config, Publish


def _base_url(value: str) -> str:
    match = URL.fullmatch(value)
    if not match or not value.isprintable():
        raise ValueError("is not an address that begins with `https://` or `http://`")
    if "?" in value or "#" in value:
        raise ValueError("holds a query or a fragment")
    if ".." in (match["rest"] or "").split("/") or "//" in (match["rest"] or ""):
        raise ValueError("is not the shortest form of its path")
    return value.rstrip("/")


BASE_URL = ScalarType(
    "an address such as https://example.org/chronicle", _base_url, {"type": "string", "pattern": "^https?://[^?#]+$"}
)
DOMAIN = pattern(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])", "a host name such as example.org"
)
BRANCH = pattern(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|[./](?=[A-Za-z0-9_-]))*", "a branch such as gh-pages", max_length=200)
REMOTE = pattern(
    r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]|[/:@](?!:))*|(?:https|ssh|git)://[A-Za-z0-9@:._~/-]+",
    "a remote such as origin or its address",
    max_length=500,
)

FEEDS = Record({"entries": Field(integer(1, 1000), "Entries in a feed, the latest first.")})
PUBLISH = Record(
    {
        "branch": Field(BRANCH, "Branch that holds the published site."),
        "remote": Field(REMOTE, "Remote to push to: its name, or its address."),
        "domain": Field(DOMAIN, "Own domain, written to `CNAME`; null for none.", nullable=True),
    },
    Publish,
)
CONFIG = Record(
    {
        "title": Field(label_map(), "Name of the chronicle, by language.", required=True),
        "description": Field(label_map(), "What it is about, in a sentence, by language.", required=True),
        "base_url": Field(BASE_URL, "Where the site will stand, with any sub-path.", required=True),
        "languages": Field(
            ListOf(TAG, is_unique=True, min_items=1),
            "Languages of the site; the first is for everyone else.",
            required=True,
        ),
        "feeds": Field(FEEDS, "The feeds."),
        "without": Field(
            ListOf(choice("parallel", "day", "names", "timeline", "search"), is_unique=True),
            "Kinds of pages that this chronicle does not want.",
        ),
        "fonts": Field(choice("own", "system"), "The theme's own faces (default), or those of the reader's system."),
        "publish": Field(PUBLISH, "Where `chronicle publish` sends the site."),
    },
    description="Configuration of a chronicle.",
)


def read_config(root: str) -> Outcome[Config | None]:
    """The configuration of the chronicle in the folder `root`; None with everything that is wrong with it."""
    if not os.path.lexists(os.path.join(root, CONFIG_FILE)):
        return Outcome(None, (_no_chronicle(),))
    text = read_text(root, CONFIG_FILE, limit=marked_yaml.MAX_BYTES)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    return parse_config(text.value)


def parse_config(text: str) -> Outcome[Config | None]:
    """The configuration that the text of chronicle.yml writes; None with everything that is wrong with it."""
    parsed = marked_yaml.parse(text, path=CONFIG_FILE)
    if parsed.value is None:
        return Outcome(None, parsed.diagnostics)
    typed = read(CONFIG, parsed.value, path=CONFIG_FILE)
    diagnostics = (*parsed.diagnostics, *typed.diagnostics)
    return Outcome(None if has_errors(diagnostics) else _config(typed.value), diagnostics)


def _config(values: dict[str, Any]) -> Config:
    feeds = values.pop("feeds", {})
    return Config(**values, **{f"feed_{name}": value for name, value in feeds.items()})


def _no_chronicle() -> Diagnostic:
    help_ = "run `chronicle new DIR` to begin one, or name its folder with `--root DIR`"
    return diagnose("no-chronicle", f"no `{CONFIG_FILE}` in this folder", path=CONFIG_FILE, help=help_)
