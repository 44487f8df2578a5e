"""The configuration: what it says, and every way in which it may be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from chronicle.base.schema import json_schema
from chronicle.config import CONFIG, parse_config, read_config
from chronicle.model.chronicle import Config, Publish

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = """\
title:       {en: Karabakh, fr: Karabagh}
description: {en: An autumn, fr: Un automne}
base_url:    https://example.github.io/karabakh-chronicle/
languages:   [en, fr]
feeds:       {entries: 20}
publish:     {branch: gh-pages, remote: origin, domain: null}
"""


def changed(key: str, line: str) -> str:
    return "".join(line + "\n" if old.startswith(key) else old for old in RIGHT.splitlines(keepends=True))


def test_a_right_configuration_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "chronicle.yml").write_text(RIGHT)
    outcome = read_config(str(tmp_path))
    assert outcome.diagnostics == ()
    assert outcome.value == Config(
        title=(("en", "Karabakh"), ("fr", "Karabagh")),
        description=(("en", "An autumn"), ("fr", "Un automne")),
        base_url="https://example.github.io/karabakh-chronicle",
        languages=("en", "fr"),
        feed_entries=20,
        publish=Publish("gh-pages", "origin", None),
    )


def test_feeds_and_publish_may_be_left_out() -> None:
    outcome = parse_config(changed("publish", "").replace("feeds:       {entries: 20}\n", ""))
    assert outcome.value is not None
    assert (outcome.value.feed_entries, outcome.value.publish) == (30, Publish())


def test_norwegian_is_a_language() -> None:
    outcome = parse_config(changed("languages", "languages: [no, en]"))
    assert outcome.value is not None
    assert outcome.value.languages == ("no", "en")


def test_outside_a_chronicle_the_help_says_what_to_do(tmp_path: Path) -> None:
    outcome = read_config(str(tmp_path))
    assert outcome.value is None
    (found,) = outcome.diagnostics
    assert found.code == "no-chronicle"
    assert "chronicle new DIR" in found.help
    assert "--root" in found.help


def test_a_linked_configuration_is_refused(tmp_path: Path) -> None:
    (tmp_path / "chronicle.yml").symlink_to("/dev/zero")
    assert [found.code for found in read_config(str(tmp_path)).diagnostics] == ["path-leaves-chronicle"]


WRONG = {
    "base_url: ftp://example.org": ("wrong-value", 3, 11),
    "base_url: https://example.org/?a=b": ("wrong-value", 3, 11),
    "base_url: https://example.org/#a": ("wrong-value", 3, 11),
    "base_url: https://user@example.org/": ("wrong-value", 3, 11),
    "base_url: https://example.org/../a": ("wrong-value", 3, 11),
    "base_url: example.org": ("wrong-value", 3, 11),
    "languages: []": ("wrong-value", 4, 12),
    "languages: en": ("wrong-type", 4, 12),
    "languages: [en, EN]": ("wrong-value", 4, 17),
    "languages: [en, en]": ("wrong-value", 4, 17),
    "languages: [english]": ("wrong-value", 4, 13),
    "title: Karabakh": ("wrong-type", 1, 8),
    "title: {}": ("wrong-value", 1, 8),
    "title: {en: }": ("wrong-value", 1, 13),
    "title: {xx-: a}": ("wrong-value", 1, 9),
    "feeds: {entries: 0}": ("wrong-value", 5, 18),
    "feeds: {entries: many}": ("wrong-value", 5, 18),
    "feeds: {entires: 3}": ("unknown-key", 5, 9),
    "publish: {branch: -f}": ("wrong-value", 6, 19),
    "publish: {branch: a..b}": ("wrong-value", 6, 19),
    "publish: {remote: --receive-pack=touch}": ("wrong-value", 6, 19),
    "publish: {remote: 'ext::sh -c x'}": ("wrong-value", 6, 19),
    "publish: {remote: 'ext::sh'}": ("wrong-value", 6, 19),
    "publish: {domain: 'example.org/a'}": ("wrong-value", 6, 19),
}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_told_with_its_place(line: str) -> None:
    outcome = parse_config(changed(line.partition(":")[0], line))
    assert outcome.value is None
    assert [(f.code, f.line, f.column) for f in outcome.diagnostics] == [WRONG[line]]


@pytest.mark.parametrize(
    "remote", ["origin", "https://example.org/a/b.git", "git@example.org:a/b.git", "ssh://git@example.org/a.git"]
)
def test_remotes_are_names_or_addresses(remote: str) -> None:
    outcome = parse_config(changed("publish", f"publish: {{remote: '{remote}'}}"))
    assert outcome.value is not None
    assert outcome.value.publish.remote == remote


def test_all_of_it_is_told_at_once() -> None:
    codes = [found.code for found in parse_config("titel: {en: a}\nlanguages: [xx-]\n").diagnostics]
    assert codes == ["unknown-key", "wrong-value", "missing-key", "missing-key", "missing-key"]


def test_its_json_schema_takes_the_right_configuration() -> None:
    validator = jsonschema.Draft202012Validator(json_schema(CONFIG, title="chronicle.yml"))
    assert validator.is_valid(yaml.safe_load(RIGHT))
    assert not validator.is_valid(yaml.safe_load(changed("base_url", "base_url: ftp://example.org")))
