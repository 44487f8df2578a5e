"""Dates in words; the expected ones are as CLDR 47 and the print of each language have them."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
import theme_pages as pages
import theme_parts as parts
from hypothesis import given
from hypothesis import strategies as st

from chronicle.theme import dates
from chronicle.theme.loader import theme_folders
from chronicle.theme.render import Renderer

DAY = date(2020, 11, 15)
HERE = os.path.dirname(os.path.abspath(__file__))


@pytest.mark.parametrize(
    ("language", "width", "expected"),
    [
        ("en", "full", "Sunday, 15 November 2020"),
        ("en", "long", "15 November 2020"),
        ("en-US", "long", "November 15, 2020"),
        ("fr", "full", "dimanche 15 novembre 2020"),
        ("fr", "month", "novembre 2020"),
        ("fr", "quarter", "4e trimestre 2020"),
        ("ru", "month_name", "ноябрь"),
        ("ru", "long", "15 ноября 2020\u202fг."),
        ("ar", "full", "الأحد، 15 نوفمبر 2020"),
        ("hy", "month", "2020 թ․ նոյեմբեր"),
        ("en", "year", "2020"),
    ],
)
def test_a_date_is_written_as_its_language_writes_it(language: str, width: dates.Width, expected: str) -> None:
    assert expected.replace("\u202f", " ") == dates.in_words(DAY, width, language).replace("\u202f", " ").replace(
        "\xa0", " "
    )


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    first = date(2020, 11, 1)
    assert "1er novembre 2020" == dates.in_words(first, "long", "fr")
    assert "1 November 2020" == dates.in_words(first, "long", "en")
    assert "novembre 2020" == dates.in_words(first, "month", "fr")


def test_a_language_unknown_to_cldr_takes_its_wider_tag_or_english() -> None:
    assert "15 novembre 2020" == dates.in_words(DAY, "long", "fr-x")
    assert "15 November 2020" == dates.in_words(DAY, "long", "zxx")


def test_days_that_follow_share_what_they_have_in_common() -> None:
    assert "9–12 Nov 2020" == dates.span_in_words(date(2020, 11, 9), date(2020, 11, 12), "en")
    assert "30 Nov – 2 Dec 2020" == dates.span_in_words(date(2020, 11, 30), date(2020, 12, 2), "en").replace(
        "\u2009", " "
    )


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_date_is_written_with_its_own_day_and_year(day: date) -> None:
    words = dates.in_words(day, "long", "ru")
    assert str(day.day) in words
    assert str(day.year) in words


@pytest.mark.parametrize(
    ("precision", "end", "expected", "machine"),
    [
        ("day", None, "15 novembre 2020", "2020-11-15T14:30"),
        ("about", None, "vers le 15 novembre 2020", "2020-11-15"),
        ("month", None, "novembre 2020", "2020-11"),
        ("day", DAY + timedelta(2), "15–17 nov. 2020", "2020-11-15T14:30"),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_known(
    precision: str, end: date | None, expected: str, machine: str
) -> None:
    card = parts.card("fr", date_precision=precision, date_end=end)
    renderer = Renderer(theme_folders(HERE), parts.LANGUAGES)
    home = renderer.render("home.html", pages.replaced(pages.home("fr"), latest=(card,)))
    assert f'<time datetime="{machine}">{expected}</time>' in home


def test_feeds_get_instants_with_a_zone() -> None:
    assert "2020-11-15T00:00:00Z" == dates.rfc3339(DAY)
