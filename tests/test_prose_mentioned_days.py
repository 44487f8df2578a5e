"""Days that texts mention; the expected days were told from a calendar of 2020 by hand."""

from __future__ import annotations

from datetime import date

import pytest

from chronicle.prose.mentioned_days import mentioned_days, mentioned_days_in_each

SUNDAY = date(2020, 11, 15)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "discussed in a phone conversation on Sunday the deployment", {"Sunday": "2020-11-15"}),
        ("en", "he said Friday, after talks on November 9.", {"Friday": "2020-11-13", "November 9": "2020-11-09"}),
        ("en", "On Monday, 2 December 2019, it began.", {"2 December 2019": "2019-12-02"}),
        ("en", "They left yesterday.", {"yesterday": "2020-11-14"}),
        (
            "fr",
            "a indiqué dimanche le ministère ; le 13 novembre",
            {"dimanche": "2020-11-15", "13 novembre": "2020-11-13"},
        ),
        ("fr", "Le 1er décembre ; mais hier", {"1er décembre": "2020-12-01", "hier": "2020-11-14"}),
        ("ru", "заявил в субботу, 10 ноября 2020 года", {"10 ноября 2020": "2020-11-10"}),
        ("ru", "вчера в среду", {"вчера": "2020-11-14", "среду": "2020-11-11"}),
        ("de", "am Donnerstag und am 9. November", {"Donnerstag": "2020-11-12", "9. November": "2020-11-09"}),
        ("ar", "يوم الأحد", {"الأحد": "2020-11-15"}),
        ("tr", "salı günü", {"salı": "2020-11-10"}),
        ("hy", "նոյեմբերի 9-ին", {"նոյեմբերի 9-ին": "2020-11-09"}),
        ("uk", "у п’ятницю", {"п’ятницю": "2020-11-13"}),
        ("hy", "Նախարարը հինգշաբթի օրը հայտարարել է։", {"հինգշաբթի": "2020-11-12"}),
        ("hy", "շաբաթ օրը և կիրակի առավոտյան", {"շաբաթ օրը": "2020-11-14", "կիրակի": "2020-11-15"}),
        ("ka", "მინისტრმა პარასკევს განაცხადა, ხოლო კვირას", {"პარასკევს": "2020-11-13", "კვირას": "2020-11-15"}),
        ("ka", "ორშაბათს, 9 ნოემბერს", {"9 ნოემბერს": "2020-11-09"}),
    ],
)
def test_days_written_out_and_told_from_the_day_of_publication(
    language: str, text: str, expected: dict[str, str]
) -> None:
    found = mentioned_days(text, language, SUNDAY)
    assert expected == {text[each.start : each.end]: each.day.isoformat() for each in found}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They will meet on Friday."),
        ("en", "The market opens every Sunday, and next Monday too."),
        ("en", "by Tuesday at the latest"),
        ("fr", "La réunion se tiendra vendredi."),
        ("fr", "tous les lundis, et lundi prochain"),
        ("ru", "Окружающая среда"),
        ("ru", "Встреча состоится в пятницу."),
        ("de", "Sonntag ist der siebte Tag"),
        ("tr", "pazar yeri"),
        ("hy", "Հանդիպումը կկայանա ուրբաթ օրը։"),
        ("hy", "ամեն կիրակի օրը, մեկ շաբաթ"),
        ("ka", "შეხვედრა ორშაბათს გაიმართება"),
        ("ka", "გასულ კვირას და ყოველ შაბათს"),
        ("ka", "ორშაბათის სხდომა"),
        ("en", "Section 9 of the 12 articles, in May"),
    ],
)
def test_what_is_planned_repeated_or_uncertain_is_left_out(language: str, text: str) -> None:
    assert mentioned_days(text, language, SUNDAY) == ()


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    days = [mentioned_days("on 28 December", "en", day)[0].day.year for day in (date(2021, 1, 5), date(2020, 12, 1))]
    assert [2020, 2020] == days


def test_texts_that_are_looked_at_together_have_their_own_days() -> None:
    texts = ("He left on", "Sunday. It was", "Friday, November", "9", "had passed. In May", "yesterday", "10 November")
    found = mentioned_days_in_each(texts, "en", SUNDAY)
    days = [{text[each.start : each.end]: each.day.day for each in own} for text, own in zip(texts, found, strict=True)]
    assert days == [{}, {"Sunday": 15}, {"Friday": 13}, {}, {}, {"yesterday": 14}, {"10 November": 10}]
