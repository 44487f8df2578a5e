"""Datelines of the agencies in their languages are set apart; titles and running text are left alone."""

from __future__ import annotations

import re

import pytest

from chronicle.base.slugs import slug_problem
from chronicle.seeds.agencies import AGENCIES
from chronicle.seeds.datelines import parse_dateline
from chronicle.seeds.layout import lay_out

WRAPPED = """A paragraph that was broken by hand at a width of
some fifty characters, as old mail programs did it
with everything."""


@pytest.mark.parametrize(
    ("language", "dateline", "place", "day", "agency"),
    [
        ("en", "MOSCOW, November 15. /TASS/.", "Moscow", (11, 15), "tass"),
        ("ru", "МОСКВА, 10 июня. /ТАСС/.", "Москва", (6, 10), "tass"),
        ("ru", "РОСТОВ-НА-ДОНУ, 5 мая. /Корр. ТАСС Иван Иванов/.", "Ростов-на-Дону", (5, 5), "tass"),
        ("fr", "TASS /.", None, None, "tass"),
        ("ru", "МОСКВА, 10 фев — РИА Новости.", "Москва", (2, 10), "ria"),
        ("en", "WASHINGTON (Sputnik) -", "Washington", None, "sputnik"),
        ("ru", "Москва. 22 ноября. INTERFAX.RU -", "Москва", (11, 22), "interfax"),
        ("ru", "30 ноября. INTERFAX.RU -", None, (11, 30), "interfax"),
        ("en", "MOSCOW. April 2 (Interfax) -", "Moscow", (4, 2), "interfax"),
        ("en", "Tallinn, March 22, 2018 (AFP) -", "Tallinn", (3, 22), "afp"),
        ("es", "MADRID (AFP) -", "Madrid", None, "afp"),
        ("en", "NEW YORK, Aug 10 (Reuters) -", "New York", (8, 10), "reuters"),
        ("en", "CHARLESTON, West Virginia (Reuters) -", "Charleston, West Virginia", None, "reuters"),
        ("en", "(Reuters) -", None, None, "reuters"),
        ("en", "JACKSON, Ga. (AP) —", "Jackson, Ga.", None, "ap"),
        ("uk", "КИШИНІВ, Молдова (АП).", "Кишинів, Молдова", None, "ap"),
        ("fr", "BEIJING, 10 août (Xinhua) --", "Beijing", (8, 10), "xinhua"),
        ("es", "Londres, 21 mar (EFE).-", "Londres", (3, 21), "efe"),
        ("es", "EFE.-", None, None, "efe"),
        ("de", "Berlin (dpa) -", "Berlin", None, "dpa"),
        ("en", "ANKARA (AA) -", "Ankara", None, "aa"),
        ("en", "July 25 (UPI) --", None, (7, 25), "upi"),
        ("ru", "АСТАНА.КАЗИНФОРМ -", "Астана", None, "kazinform"),
        ("en", "YEREVAN, NOVEMBER 15, ARMENPRESS.", "Yerevan", (11, 15), "armenpress"),
        ("hy", "ԵՐԵՎԱՆ, 15 ՆՈՅԵՄԲԵՐԻ, ԱՐՄԵՆՊՐԵՍ։", "Երեվան", (11, 15), "armenpress"),
        ("en", "Baku, November 15, AZERTAC", "Baku", (11, 15), "azertag"),
        ("ar", "موسكو 15 نوفمبر (رويترز) -", "موسكو", (11, 15), "reuters"),
    ],
)
def test_a_dateline_is_parsed(
    language: str, dateline: str, place: str | None, day: tuple[int, int] | None, agency: str
) -> None:
    found = parse_dateline(f"{dateline} Lede", language)
    assert found
    found_day = (found.day.month, found.day.day) if found.day else None
    assert (dateline, place, day, agency, len(dateline) + 1) == (
        found.text, found.place, found_day, found.agency.key, found.end,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Reuters: Taiwan minister says so",
        "The AP reported on Monday that talks failed.",
        "On July 31, 2020, we released (AP) - a report",
        "He told reporters, AP said. It was late.",
        "/TASS/",
        "",
    ],
)
def test_what_is_no_dateline_is_left_alone(text: str) -> None:
    assert parse_dateline(text, "en") is None


def test_the_table_of_agencies_is_in_order() -> None:
    assert sorted(agency.key for agency in AGENCIES) == [agency.key for agency in AGENCIES]
    assert [] == [
        agency.key for agency in AGENCIES if slug_problem(agency.key) or not re.fullmatch("[A-Z]{2}|", agency.country)
    ]
    names = [name.casefold() for agency in AGENCIES for name in agency.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("language", "text", "title", "day", "blocks"),
    [
        ("en", "date 2020-11-15 Title here\n\nBody one.\n\nBody two.", "Title here", "2020-11-15", 2),
        ("en", "date: 2020-11-15\nTitle here\nBody one.\nBody two.", "Title here", "2020-11-15", 2),
        ("en", "Title here\n\nSunday, November 15, 2020\n\nBody one.", "Title here", "2020-11-15", 1),
        ("fr", "Titre\n\nPublié le dimanche 15 novembre 2020 à 22h33\n\nUn texte.", "Titre", "2020-11-15", 1),
        ("en", "Title\n\nEntry deadline: December 3, 2021\n\nBody.", "Title", None, 2),
        ("en", "Title\n\nOn November 15, 2020, they met in Oslo.\n\nBody.", "Title", None, 2),
        ("en", "A sentence that ends here.\nAnother one.", None, None, 2),
        ("en", "MOSCOW, May 5. /TASS/. Lede\n\nBody.", None, None, 2),
        ("en", "Only one line", None, None, 1),
        (
            "en",
            f"Title\n\n{WRAPPED}\n\nBody.",
            "Title",
            None,
            2,
        ),
        ("en", "date 2020-13-45 Title\n\nBody.", "date 2020-13-45 Title", None, 1),
    ],
)
def test_the_head_of_an_article_is_told_from_its_body(
    language: str, text: str, title: str | None, day: str | None, blocks: int
) -> None:
    layout = lay_out(text, language, is_markdown=False)
    found = layout.date.isoformat() if layout.date else None
    assert (title, day, blocks) == (layout.title, found, len(layout.blocks))


def test_the_heading_of_a_markdown_seed_is_its_title() -> None:
    layout = lay_out("# A title.\n\nBody.\n\n- one\n- two", "en", is_markdown=True)
    assert ("A title.", ("Body.", "- one\n- two")) == (layout.title, layout.blocks)
    assert ["# "] == [dropped.text for dropped in layout.dropped]
