"""Days and weekdays are found as people write them, in every language of the region."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.prose.calendars import from_jalali
from chronicle.prose.dates import find_dates, find_months, find_weekdays, nearest_day

DAY = (2020, 11, 15)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "MOSCOW, November 15, 2020", DAY),
        ("en", "on Nov. 9", (None, 11, 9)),
        ("en", "15th of November 2020", DAY),
        ("en", "2020-11-15", DAY),
        ("en", "25/11/2020", (2020, 11, 25)),
        ("fr", "dimanche 15 novembre 2020 à 22h33", DAY),
        ("fr", "1er décembre", (None, 12, 1)),
        ("ru", "15 ноября 2020 г.", DAY),
        ("ru", "10 фев", (None, 2, 10)),
        ("ru", "15.11.2020", DAY),
        ("uk", "15 листопада 2020 року", DAY),
        ("hy", "15 նոյեմբերի, 2020 թ.", DAY),
        ("hy", "2020 թվականի նոյեմբերի 15-ին", DAY),
        ("az", "15 noyabr 2020-ci il", DAY),
        ("ka", "15 ნოემბერს", (None, 11, 15)),
        ("tr", "15 Kasım’da", (None, 11, 15)),
        ("ar", "15 تشرين الثاني 2020", DAY),
        ("ar", "١٥ نوفمبر ٢٠٢٠", DAY),
        ("fa", "15 نوامبر", (None, 11, 15)),
        ("fa", "۲۵ آبان ۱۳۹۹", DAY),
        ("de", "15. November 2020", DAY),
        ("es", "15 de noviembre de 2020", DAY),
        ("it", "15 novembre 2020", DAY),
    ],
)
def test_a_day_is_found(language: str, text: str, expected: tuple[int | None, int, int]) -> None:
    (found,) = find_dates(text, language)
    assert expected == (found.year, found.month, found.day)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3/4/2020"),
        ("en", "version 1.2.2020.3"),
        ("en", "May 1945 was warm"),
        ("en", "30 February"),
        ("ru", "среди мая"),
        ("en", "1234-11-15-99"),
    ],
)
def test_what_is_no_certain_day_is_none(language: str, text: str) -> None:
    assert () == find_dates(text, language)


def test_a_month_alone_is_a_month() -> None:
    assert (9, 11) == find_months("from September to early November", "en")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on Sunday the", [6]),
        ("fr", "ont discuté dimanche lors", [6]),
        ("ru", "в среду, среди прочего, и в пятницу", [2, 4]),
        ("uk", "у неділю", [6]),
        ("az", "bazar ertəsi", [0]),
        ("tr", "Pazartesi günü", [0]),
        ("hy", "կիրակի օրը", [6]),
        ("en", "Sundays are no Sunday", [6]),
    ],
)
def test_weekdays_are_found(language: str, text: str, expected: list[int]) -> None:
    assert expected == [number for _, number in find_weekdays(text, language)]


@pytest.mark.parametrize(
    ("persian", "gregorian"),
    [
        ((1399, 8, 25), date(2020, 11, 15)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
    ],
)
def test_persian_days_are_the_known_ones(persian: tuple[int, int, int], gregorian: date) -> None:
    assert gregorian == from_jalali(*persian)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-180, 180))
def test_the_nearest_day_is_the_one_that_was_meant(day: date, offset: int) -> None:
    near = date.fromordinal(day.toordinal() + offset)
    if (day.month, day.day) != (2, 29):
        assert day == nearest_day(day.month, day.day, near)


@given(st.text())
def test_spans_lie_in_order_and_within_the_text(text: str) -> None:
    ends = 0
    for found in find_dates(text + " 5 May 2020 " + text, "en"):
        assert ends <= found.start < found.end
        ends = found.end
