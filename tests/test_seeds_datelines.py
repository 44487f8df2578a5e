"""Datelines of the agencies in their languages are set apart; titles and running text are left alone."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from chronicle.base.cldr import with_own_tables
from chronicle.base.slugs import slug_problem
from chronicle.seeds.agencies import agencies
from chronicle.seeds.date_lines import parse_date_line, parse_headline
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
        ("it", "(ANSA) - ROMA, 15 NOV -", "Roma", (11, 15), "ansa"),
        ("ru", "Москва. 22 ноября 2020 г. INTERFAX.RU –", "Москва", (11, 22), "interfax"),
        ("uk", "КИЇВ. 15 листопада. УНН.", "Київ", (11, 15), "unn"),
        ("uk", "Київ. 15 листопада. ІНТЕРФАКС-УКРАЇНА -", "Київ", (11, 15), "interfax-ukraine"),
        ("en", "KYIV, November 15 (Ukrinform)", "Kyiv", (11, 15), "ukrinform"),
        ("ru", "ЕРЕВАН, 15 ноя – Sputnik.", "Ереван", (11, 15), "sputnik"),
        ("az", "BAKI, 15 noyabr — Sputnik.", "Bakı", (11, 15), "sputnik"),
        ("ka", "თბილისი, 15 ნოემბერი — Sputnik.", "თბილისი", (11, 15), "sputnik"),
        ("hy", "ԵՐԵՎԱՆ, 15 նոյեմբերի – Sputnik.", "Երեվան", (11, 15), "sputnik"),
        ("az", "Bakı, 15 noyabr, AZƏRTAC", "Bakı", (11, 15), "azertag"),
        ("az", "Bakı. 15 noyabr. REPORT.AZ/", "Bakı", (11, 15), "report"),
        ("ru", "Баку. Trend:", "Баку", None, "trend"),
        ("en", "BAKU, Azerbaijan, Nov. 15. Trend:", "Baku, Azerbaijan", (11, 15), "trend"),
        ("ru", "Баку /Trend/ -", "Баку", None, "trend"),
        ("fa", "تهران - ایرنا -", "تهران", None, "irna"),
        ("fa", "تهران، ۱۵ نوامبر (رویترز) -", "تهران", (11, 15), "reuters"),
        ("en", "TEHRAN, Nov. 15 (MNA) –", "Tehran", (11, 15), "mehr"),
        ("en", "Tehran, Nov 15, IRNA –", "Tehran", (11, 15), "irna"),
        ("ar", "موسكو (أ ف ب) -", "موسكو", None, "afp"),
        ("ar", "أنقرة/ الأناضول\n", "أنقرة", None, "aa"),
        ("ar", "موسكو - سبوتنيك.", "موسكو", None, "sputnik"),
        ("tr", "ANKARA (AA) -", "Ankara", None, "aa"),
        ("de", "Wien (APA) -", "Wien", None, "apa-at"),
        ("en", "Baku (APA) -", "Baku", None, "apa"),
        ("es", "MADRID, 15 Nov. (EUROPA PRESS) -", "Madrid", (11, 15), "europapress"),
        ("en", "ASTANA. November 15. KAZINFORM /Jane Doe/ -", "Astana", (11, 15), "kazinform"),
        ("ru", "ЕРЕВАН, 15 НОЯБРЯ, АРМЕНПРЕСС.", "Ереван", (11, 15), "armenpress"),
        ("tr", "ERİVAN, 15 KASIM, ERMENPRESS.", "Erivan", (11, 15), "armenpress"),
        ("ru", "МОСКВА, 15 ноя - РИА Новости/Прайм.", "Москва", (11, 15), "ria"),
        ("ru", "ЕРЕВАН, 15 ноя — РИА Новости, Иван Петров.", "Ереван", (11, 15), "ria"),
        ("ru", "МОСКВА, 15 ноября. /Спец. корр. ТАСС Иван Петров/.", "Москва", (11, 15), "tass"),
        ("ru", "АрмИнфо.", None, None, "arminfo"),
        ("it", "Baku, 15 nov. - (Adnkronos) -", "Baku", (11, 15), "adnkronos"),
        ("fr", "AA / Ankara / Jeanne Dupont\n", "Ankara", None, "aa"),
        ("ar", "باكو، 15 نوفمبر، أذرتاج", "باكو", (11, 15), "azertag"),
        ("ar", "طهران/15 تشرين الثاني/نوفمبر/إرنا-", "طهران", (11, 15), "irna"),
        ("en", "[Baku. 15 November. Jane Doe - APA]", "Baku", (11, 15), "apa"),
        ("en", "Baku. Jane Doe – APA.", "Baku", None, "apa"),
        ("en", "/PanARMENIAN.Net/", None, None, "panarmenian"),
    ],
)
def test_a_dateline_is_parsed(
    language: str, dateline: str, place: str | None, day: tuple[int, int] | None, agency: str
) -> None:
    found = parse_dateline(f"{dateline} Lede", language)
    assert found
    found_day = (found.day.month, found.day.day) if found.day else None
    assert found.agency
    assert (dateline.strip(), place, day, agency, len(dateline) + 1) == (
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
        "In November – a month of rain – they met",
        "Rain — and snow on November 15 — fell",
        "Washington — The ministers met",
        "The agreement of November 9, 2020 - a year on",
        "Azerbaijan, Armenia – 15 November",
        "Trend lines are up.",
        "Report: two men were hurt",
    ],
)
def test_what_is_no_dateline_is_left_alone(text: str) -> None:
    assert parse_dateline(text, "en") is None


@pytest.mark.parametrize(
    "dateline",
    [
        "Baku. Jane Doe – APA.",
        "[Baku. 15 November. Jane Doe - APA]",
        "AA / Ankara / Jane Doe\n",
        "MOSCOW, May 5. /Corr. TASS Jane Doe/.",
        "YEREVAN, May 5 — RIA Novosti, Jane Doe.",
    ],
)
def test_who_signs_within_a_dateline_is_the_author(dateline: str) -> None:
    found = parse_dateline(f"{dateline} Lede", "en")
    assert found
    assert "Jane Doe" == found.author


def test_the_table_of_agencies_is_in_order() -> None:
    assert sorted(agency.key for agency in agencies()) == [agency.key for agency in agencies()]
    assert [] == [
        agency.key for agency in agencies() if slug_problem(agency.key) or not re.fullmatch("[A-Z]{2}|", agency.country)
    ]
    names = [name.casefold() for agency in agencies() for name in agency.names if not agency.languages]
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


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("ru", "15 ноября 2020, 14:05", "2020-11-15"),
        ("ru", "14:05, 15 ноября 2020 г.", "2020-11-15"),
        ("ru", "Опубликовано 15.11.2020 в 14:05 (МСК)", "2020-11-15"),
        ("uk", "15 листопада 2020 року, неділя, 14:05", "2020-11-15"),
        ("hy", "15․11․2020 | 14:05", "2020-11-15"),
        ("hy", "Հրապարակվել է՝ 15 նոյեմբերի, 2020 թ., 14:05", "2020-11-15"),
        ("az", "15 noyabr 2020-ci il, bazar, 14:05", "2020-11-15"),
        ("az", "2020-ci il noyabrın 15-i, saat 14:05", "2020-11-15"),
        ("ka", "15 ნოემბერი 2020, კვირა 14:05", "2020-11-15"),
        ("ka", "2020 წლის 15 ნოემბერი", "2020-11-15"),
        ("tr", "15 Kasım 2020 Pazar, 14:05", "2020-11-15"),
        ("tr", "Giriş Tarihi: 15.11.2020 14:05 Son Güncelleme: 16.11.2020 09:00", "2020-11-15"),
        ("ar", "الأحد 15 نوفمبر/تشرين الثاني 2020 - الساعة 14:05 بتوقيت غرينتش", "2020-11-15"),
        ("ar", "تاريخ النشر: ١٥ تشرين الثاني ٢٠٢٠", "2020-11-15"),
        ("fa", "یکشنبه ۲۵ آبان ۱۳۹۹ - ۱۵ نوامبر ۲۰۲۰", "2020-11-15"),
        ("fa", "تاریخ انتشار: ۱۳۹۹/۰۸/۲۵ ساعت ۱۴:۰۵", "2020-11-15"),
        ("de", "Stand: 15.11.2020, 14:05 Uhr", "2020-11-15"),
        ("de", "Veröffentlicht am 15. November 2020 um 14:05 Uhr", "2020-11-15"),
        ("es", "Publicado el domingo, 15 de noviembre de 2020 a las 14:05 h", "2020-11-15"),
        ("it", "Pubblicato il 15 novembre 2020 alle ore 14:05", "2020-11-15"),
        ("fr", "Publié le dimanche 12 Décembre 2021 à 22h33", "2021-12-12"),
        ("fr", "Publié le 15 novembre 2020 - Mis à jour le 16 novembre 2020", "2020-11-15"),
        ("en", "Sun 15 Nov 2020 14.05 GMT", "2020-11-15"),
        ("en", "2020-11-15T14:05:00+03:00", "2020-11-15"),
        ("en", "BBC News, Moscow, 15 November 2020", "2020-11-15"),
        ("en", "By Jane Doe | 15 November 2020", "2020-11-15"),
        ("en", "Published November 15, 2020, updated November 17, 2020", "2020-11-15"),
        ("en", "15 November", None),
        ("uk", "15 листопада, 2020 - 16:48", "2020-11-15"),
        ("az", "• 15 noyabr, 2020", "2020-11-15"),
        ("ar", "- Nov 15, 2020", "2020-11-15"),
        ("uk", "10:21 15.11.2020", "2020-11-15"),
    ],
)
def test_a_date_line_is_read(language: str, line: str, day: str | None) -> None:
    found = parse_date_line(line, language)
    assert found
    assert (11, 15) == found.day or day == "2021-12-12"
    assert day == (found.date.isoformat() if found.date else None)


@pytest.mark.parametrize("form", ["full", "long", "medium", "EEE, d MMM y", "d MMMM y, EEEE", "yyyy-MM-dd"])
@pytest.mark.parametrize(
    "language", ["en", "en-GB", "fr", "fr-CA", "ru", "uk", "hy", "az", "ka", "tr", "ar", "fa", "de", "es", "it"]
)
def test_a_date_line_as_cldr_writes_it_is_read(language: str, form: str) -> None:
    locale = with_own_tables(Locale.parse(language, sep="-"))
    days = [date(2020, 1, 1) + timedelta(13 * number) for number in range(28)]
    lines = [format_date(day, form, locale=locale) for day in days]
    found = [parse_date_line(line, language) for line in lines]
    assert days == [line.date if line else None for line in found]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Entry deadline: December 3, 2021"),
        ("en", "The war ended on November 9, 2020"),
        ("en", "November 9, 2020: 42 killed"),
        ("en", "27 September – 9 November 2020"),
        ("en", "Born 5 May 1950, died 6 June 2020"),
        ("fr", "La trêve du 9 novembre 2020"),
        ("ru", "Указ от 9 ноября 2020 года № 695 о составе комиссии"),
        ("de", "Bewerbung bis zum 3. Dezember 2021"),
        ("de", "Bewerbungsschluss: 3. Dezember 2021"),
        ("de", "Einsendeschluss 3. Dezember 2021"),
        ("en", "Deadline: December 3, 2021"),
        ("en", "Election Day November 3, 2020"),
        ("tr", "Son Başvuru: 3 Aralık 2021"),
        ("en", "“15 November 2020”"),
        ("en", "Moscow, November 9, 2020, Baku, November 10, 2020"),
    ],
)
def test_a_line_that_says_more_is_no_date_line(language: str, line: str) -> None:
    assert parse_date_line(line, language) is None


@pytest.mark.parametrize(
    ("title", "expected", "day"),
    [
        ("Talks go on - DW - 08.02.2023", "Talks go on", "2023-02-08"),
        ("Talks go on – DW – 02/18/2023", "Talks go on", "2023-02-18"),
        ("Talks go on | 15.11.2020", "Talks go on", "2020-11-15"),
        ("Talks go on (15.11.2020)", "Talks go on", "2020-11-15"),
        ("15.11.2020 14:05 Talks in Oslo go on", "Talks in Oslo go on", "2020-11-15"),
        ("2020-11-15: Talks in Oslo go on", "Talks in Oslo go on", "2020-11-15"),
        ("Talks go on | Reuters", "Talks go on", None),
        ("The war, 27 September – 9 November 2020", "The war, 27 September – 9 November 2020", None),
        ("The ceasefire of 9 November 2020", "The ceasefire of 9 November 2020", None),
        ("1992 – 9 November 2020", "1992 – 9 November 2020", None),
        ("Talks go on – TASS", "Talks go on – TASS", None),
    ],
)
def test_what_was_pasted_with_a_headline_is_taken_off(title: str, expected: str, day: str | None) -> None:
    found = parse_headline(title, "en")
    assert (expected, day) == (found.title, found.date.isoformat() if found.date else None)


@pytest.mark.parametrize(
    ("language", "line", "author"),
    [
        ("en", "By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("ru", "Автор: Иван Петров", "Иван Петров"),
        ("fr", "Par Jeanne Dupont", "Jeanne Dupont"),
        ("de", "Von Anna Müller", "Anna Müller"),
        ("hy", "Հեղինակ՝ Արամ Սարգսյան", "Արամ Սարգսյան"),
        ("ar", "بقلم: سامي حداد", "سامي حداد"),
        ("ka", "ავტორი: ნინო ბერიძე", "ნინო ბერიძე"),
        ("en", "By the river they met", None),
        ("de", "Von Berlin nach Moskau", None),
        ("fr", "Par Jeanne Dupont, le dossier est clos.", None),
        ("en", "Author of the report: nobody", None),
    ],
)
def test_a_byline_names_who_wrote(language: str, line: str, author: str | None) -> None:
    layout = lay_out(f"A title here\n\n{line}\n\nSome text.\n\nMore.", language, is_markdown=False)
    assert author == layout.author
    assert author is None or ["byline"] == [dropped.reason for dropped in layout.dropped]


@pytest.mark.parametrize(
    ("text", "day", "author", "agency", "blocks"),
    [
        ("Title\n\nReuters\n\nBy Jane Doe\n\n15 November 2020\n\nText.", "2020-11-15", "Jane Doe", "reuters", 1),
        ("15 November 2020\n\nTitle\n\nText.", "2020-11-15", None, None, 1),
        ("Title\n\nA subtitle that says more\n\n15 November 2020\n\nText.", "2020-11-15", None, None, 2),
        ("Title\n\nUpdated 16 November 2020\n\n15 November 2020\n\nText.", "2020-11-15", None, None, 1),
        ("Title\n\nUpdated 16 November 2020\n\nText.", None, None, None, 1),
        ("Title\n\n9 November 2020\n\nText.\n\n10 November 2020\n\nText.", None, None, None, 4),
        ("Title\n\nText.\n\nMore.\n\n15 November 2020", "2020-11-15", None, None, 2),
        ("Title\n\nText.\n\nSource: TASS", None, None, "tass", 1),
        ("Title\n\nA sentence.\n\n15 November 2020\n\nText.", None, None, None, 3),
        ("Title\n\nPublic Radio, Armenia\nNov 16 2006\n\nText.\n\nMore.", "2006-11-16", None, None, 3),
        (
            "TITLE\n\nARKA\nDECEMBER 4, 2009\nYEREVAN\n\nYEREVAN, December 4, /ARKA/. Text.",
            "2009-12-04",
            None,
            "arka",
            2,
        ),
        ("Title\n\nA1+\n[08:15 pm] 15 November, 2006\n\nText.\n\nMore.", "2006-11-15", None, None, 3),
        ("Title\nUS Fed News\nDecember 1, 2009 Tuesday 10:11 AM EST\n\nText.\n\nMore.", "2009-12-01", None, None, 3),
        (
            "Title\nBy Nikola Krastev\n\nRadio Free Europe, Prague\nNov 12 2004\n\nText.",
            "2004-11-12",
            "Nikola Krastev",
            None,
            2,
        ),
        (
            "Title\n\nThe second exhibition of the museum will open in Ganja on\nMarch 27.\n\nText.",
            None,
            None,
            None,
            2,
        ),
        ("Title\n\nThe walls near the old harbour are probably of the 2.\ncentury.\n\nText.", None, None, None, 2),
        ("Title\n\nA1+\n23-11-2004\n\nText.", "2004-11-23", None, None, 2),
    ],
)
def test_the_lines_beside_the_title_are_told_apart(
    text: str, day: str | None, author: str | None, agency: str | None, blocks: int
) -> None:
    layout = lay_out(text, "en", is_markdown=False)
    found = (layout.date.isoformat() if layout.date else None, layout.author)
    assert (day, author) == found
    assert (agency, blocks) == (layout.agency.key if layout.agency else None, len(layout.blocks))


PIECES = "MOSCOW,|15 ноября|15 KASIM|İYUN|/TASS/.|(AP) -|\n|\n\n|2020|–|Trend|25 آبان|۱۳۹۹|| Reuters|15.11.2020|ı|İ|ß|["


@given(
    st.lists(st.one_of(st.sampled_from(PIECES.split("|")), st.text(max_size=4)), max_size=10).map(" ".join),
    st.sampled_from(["en", "ru", "tr", "az", "fa", "ka"]),
)
def test_any_text_is_laid_out_and_every_letter_kept_or_dropped(text: str, language: str) -> None:
    layout = lay_out(text, language, is_markdown=False)
    parts = [layout.title or "", *layout.blocks, *(dropped.text for dropped in layout.dropped)]
    assert sorted(filter(str.isalnum, text)) == sorted(filter(str.isalnum, "".join(parts)))
