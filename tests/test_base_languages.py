"""Language tags, their direction and their own names."""

from __future__ import annotations

import pytest

from chronicle.base.languages import direction, endonym, is_tag, script


@pytest.mark.parametrize("tag", ["en", "fr-CA", "zh-Hant", "sr-Latn-RS", "es-419", "de-1996", "ast"])
def test_well_formed_tags(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "EN", "en_US", "en-us", "english", "en-", "zh-hant", "../en", "en-x"])
def test_tags_that_are_none(tag: str) -> None:
    assert not is_tag(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("he", "rtl"),
        ("az-Arab", "rtl"),
        ("ckb", "rtl"),
        ("en", "ltr"),
        ("uz-Latn", "ltr"),
    ],
)
def test_direction_follows_the_script(tag: str, expected: str) -> None:
    assert expected == direction(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "English"),
        ("fr", "Français"),
        ("ru", "Русский"),
        ("hy", "Հայերեն"),
        ("ka", "ქართული"),
        ("az", "Azərbaycan"),
        ("ar", "العربية"),
        ("qaa", "qaa"),
    ],
)
def test_languages_have_their_own_names(tag: str, expected: str) -> None:
    assert expected == endonym(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "Latn"),
        ("ru", "Cyrl"),
        ("fa", "Arab"),
        ("hy", "Armn"),
        ("ka-GE", "Geor"),
        ("sr", "Cyrl"),
        ("sr-Latn", "Latn"),
        ("az-Cyrl", "Cyrl"),
        ("pa-PK", "Arab"),
        ("xx", ""),
    ],
)
def test_languages_have_a_script(tag: str, expected: str) -> None:
    assert expected == script(tag)
