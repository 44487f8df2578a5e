"""seeds/seeds.yml: what the curator says of a seed, which no evidence outweighs."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronicle.base import marked_yaml
from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, has_errors, nearest
from chronicle.base.digest import value_digest
from chronicle.base.scalar_types import BOOLEAN, DATE, KEY, TAG, WEB_ADDRESS, text
from chronicle.base.schema import Field, MapOf, Record, read
from chronicle.base.source_text import read_text
from chronicle.base.text_safety import shown
from chronicle.seeds.read import OVERRIDES_FILE, SEEDS_FOLDER

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Override:
    """What seeds.yml says of one seed; None where it is silent."""

    date: dt.date | None = None
    lang: str | None = None
    title: str | None = None
    url: str | None = None
    accessed: dt.date | None = None
    agency: str | None = None
    translation_of: str | None = None
    """A seed, by its path, or `none`: the seed is no translation."""
    skip: bool = False

    @property
    def digest(self) -> str:
        """Differs as soon as anything said differs; empty where nothing is said."""
        return "" if self == Override() else value_digest(self)


OVERRIDE = Record(
    {
        "date": Field(DATE, "Day of the event."),
        "lang": Field(TAG, "Language of the seed."),
        "title": Field(text(300), "Headline."),
        "url": Field(WEB_ADDRESS, "Address at which the article was found."),
        "accessed": Field(DATE, "Day on which it was read there."),
        "agency": Field(KEY, "Key of content/sources.yml."),
        "translation_of": Field(text(), "The seed of which this one is a translation, or `none`."),
        "skip": Field(BOOLEAN, "Whether the seed is left alone."),
    },
    Override,
    description="What the curator says of a seed.",
)
OVERRIDES = MapOf(text(1000), OVERRIDE)
"""Seeds by their path, with or without `seeds/` before it."""


def read_overrides(root: str, seeds: tuple[str, ...]) -> Outcome[dict[str, Override] | None]:
    """What seeds.yml says, by the seed's path; empty if there is no such file, None with what is wrong in it.

    A name that is none of `seeds` is reported, with the nearest that is.
    """
    if not os.path.lexists(os.path.join(root, OVERRIDES_FILE)):
        return Outcome({})
    source = read_text(root, OVERRIDES_FILE, limit=MAX_BYTES)
    if source.value is None:
        return Outcome(None, source.diagnostics)
    parsed = marked_yaml.parse(source.value, path=OVERRIDES_FILE, max_bytes=MAX_BYTES, max_nodes=MAX_NODES)
    if parsed.value is None:
        return Outcome(None, parsed.diagnostics)
    typed = read(OVERRIDES, parsed.value, path=OVERRIDES_FILE)
    diagnostics = [*parsed.diagnostics, *typed.diagnostics]
    overrides = {seed_path(name): override for name, override in typed.value or ()}
    known = frozenset(seeds)
    for name, node in parsed.value.items:
        if seed_path(name.text) not in known:
            diagnostics.append(_unknown(name, seeds))
        elif isinstance(node, marked_yaml.Mapping):
            diagnostics += _unknown_seed_in(node, known)
    return Outcome(None if has_errors(diagnostics) else overrides, tuple(diagnostics))


def seed_path(name: str) -> str:
    """The path of a seed below the root, of one named with or without its folder."""
    path = posixpath.normpath(name.replace(os.sep, "/"))
    return path if path.startswith(f"{SEEDS_FOLDER}/") else f"{SEEDS_FOLDER}/{path}"


MAX_BYTES = 4 * 1024 * 1024
MAX_NODES = 200_000
"""Thousands of seeds may each have a word said of them."""


def _unknown(name: marked_yaml.Scalar, seeds: tuple[str, ...]) -> Diagnostic:
    near = nearest(seed_path(name.text), seeds)
    help_ = f"did you mean `{near.removeprefix(SEEDS_FOLDER + '/')}`?" if near else "name a file of seeds/"
    return diagnose(
        "unknown-reference", f"no seed `{shown(name.text)}`", path=OVERRIDES_FILE, mark=name.mark, help=help_
    )


def _unknown_seed_in(node: marked_yaml.Mapping, known: frozenset[str]) -> tuple[Diagnostic, ...]:
    value = node.get("translation_of")
    if not isinstance(value, marked_yaml.Scalar) or value.text == NONE or seed_path(value.text) in known:
        return ()
    near = nearest(seed_path(value.text), sorted(known))
    help_ = f"did you mean `{near.removeprefix(SEEDS_FOLDER + '/')}`?" if near else "name a file of seeds/, or `none`"
    return (
        diagnose(
            "unknown-reference", f"no seed `{shown(value.text)}`", path=OVERRIDES_FILE, mark=value.mark, help=help_
        ),
    )


NONE = "none"
"""Written for `translation_of`: the seed is no translation, whatever the statistics say."""
