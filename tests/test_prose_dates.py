"""Days and weekdays are found as people write them, in every language of the region."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from chronicle.base.cldr import with_own_tables
from chronicle.prose.calendars import from_jalali, month_words
from chronicle.prose.dates import find_dates, find_months, find_weekdays, nearest_day
from chronicle.prose.quick_dates import find_dates_in_each, find_dates_quickly, together

DAY = (2020, 11, 15)
DAY_OF = date(*DAY)


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
        ("tr", "15 KASIM 2020", DAY),
        ("az", "15 İYUN 2020", (2020, 6, 15)),
        ("az", "2020-ci il noyabrın 15-də", DAY),
        ("az", "mayın 5-də", (None, 5, 5)),
        ("ka", "2020 წლის 15 ნოემბერი", DAY),
        ("ka", "15 ნოემბრის", (None, 11, 15)),
        ("hy", "2020 թ. նոյեմբերի 15", DAY),
        ("uk", "15 лис 2020", DAY),
        ("uk", "5 лютого 2021", (2021, 2, 5)),
        ("ar", "15 نوفمبر/تشرين الثاني 2020", DAY),
        ("ar", "15 نوفمبر تشرين الثاني 2020", DAY),
        ("ar", "15 من نوفمبر 2020", DAY),
        ("ar", "15 تشرين ثاني 2020", DAY),
        ("ar", "3 جويلية 2020", (2020, 7, 3)),
        ("ar", "3 يوليوز 2020", (2020, 7, 3)),
        ("ar", "15 اكتوبر 2020", (2020, 10, 15)),
        ("fa", "۱۳۹۹/۰۸/۲۵", DAY),
        ("fa", "۲۵ آبان‌ماه ۱۳۹۹", DAY),
        ("fa", "25 عقرب 1399", DAY),
        ("fa", "2020/11/15", DAY),
        ("en", "11/15/2020", DAY),
        ("en", "Nov.15, 2020", DAY),
        ("en", "5/5/2020", (2020, 5, 5)),
        ("de", "15. 11. 2020", DAY),
        ("hy", "15․11․2020", DAY),
        ("it", "15-11-2020", DAY),
        ("es", "15 nov. 2020", DAY),
        ("uk", "15-го листопада 2020 р.", DAY),
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
        ("ru", "10 декад"),
        ("ru", "3 майора"),
        ("ru", "2 марок"),
        ("uk", "3 версії"),
        ("fr", "en mars 15 personnes"),
        ("en", "in May 15 people"),
        ("fa", "۳۱ آبان ۱۳۹۹"),
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
        ("tr", "PAZARTESİ", [0]),
        ("ru", "четверть в четверг", [3]),
        ("uk", "чверть, четвертий, п'ятницю", [4]),
        ("hy", "այս շաբաթ, շաբաթ օրը", [5]),
        ("ka", "კვირის ბოლოს, კვირას", [6]),
        ("fa", "سه‌شنبه و پنج شنبه", [1, 3]),
        ("de", "am Sonnabend", [5]),
    ],
)
def test_weekdays_are_found(language: str, text: str, expected: list[int]) -> None:
    assert expected == [number for _, number in find_weekdays(text, language)]


def test_no_language_has_the_months_of_another() -> None:
    for language in ("az", "tr", "fr", "de", "ar", "fa"):
        find_dates("15", language)
    known = month_words("fr")
    assert not {"noyabr", "noy"} & (known.whole.keys() | known.short.keys())
    assert "novembre 2020" == format_date(DAY_OF, "LLLL y", locale=with_own_tables(Locale("fr")))


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


DAYS = ("9 November", "November 9, 2020", "le 1er décembre 2019", "13 novembre", "12 de mayo de 2021", "2020-11-15")
OTHERS = ("1,200 men", "at 14:30", "in May", "8 km", "one of 30", "the 12th brigade", "март", "x" * 60, "—", "2020")
PARTS = (*"123", "9", "12", "31", "2020", "1399", "120", "٩", ".", ",", " ", "  ", "\n", "/", "-", "’", "'", "th", "er")
PARTS += ("-го", "de ", "d’", "of ", "in ", "წლის", "թ. ", "ին", "da", ":", "\u00a0", " / ", "\u2024", "(", "x" * 90)


@given(st.lists(st.sampled_from((*DAYS, *OTHERS)), max_size=8), st.sampled_from(["en", "fr", "es", "ru", "ar", "ka"]))
def test_looking_beside_months_alone_finds_the_same_dates(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    assert find_dates(text, language) == find_dates_quickly(text, language)


LANGUAGES = ("en", "az", "hy", "ka", "fr", "ru", "uk", "de", "es", "tr", "fa", "hu", "zh")


def texts(language: str) -> st.SearchStrategy[str]:
    """Texts out of months and of what may stand beside them."""
    known = month_words(language)
    months = st.sampled_from(sorted({*known.whole, *known.short})).flatmap(
        lambda word: st.sampled_from([word, word.capitalize(), word.upper(), f"{word}а", f"{word}ın", f"{word}."])
    )
    return st.lists(st.one_of(st.sampled_from(PARTS), months), max_size=14).map("".join)


@given(st.sampled_from(LANGUAGES).flatmap(lambda language: st.tuples(texts(language), st.just(language))))
def test_looking_beside_months_alone_finds_the_same_dates_in_every_language(given: tuple[str, str]) -> None:
    assert find_dates(*given) == find_dates_quickly(*given)


@given(st.sampled_from(LANGUAGES).flatmap(lambda tag: st.tuples(st.lists(texts(tag), max_size=4), st.just(tag))))
def test_texts_that_are_looked_at_together_have_their_own_dates(given: tuple[list[str], str]) -> None:
    several, language = given
    assert [find_dates(text, language) for text in several] == find_dates_in_each(together(several), language)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("de", "am 5. Auguſt 1920", "1920-08-05"),
        ("en", "on 3 ſeptember 1920", "1920-09-03"),
        ("tr", "15 KASIM 2020", "2020-11-15"),
        ("tr", "15 kasım 2020", "2020-11-15"),
        ("ka", "2020 წლის 9 ნოემბერს", "2020-11-09"),
    ],
)
def test_a_month_is_found_whatever_its_first_letters_look_like(language: str, text: str, day: str) -> None:
    assert [day] == [str(found.date) for found in find_dates_quickly(text, language)]
