"""Whatever lies in seeds/ is read right or refused with a word of why, and the other seeds go on."""
# ruff: noqa: E501 - markup reads best in one line

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
import yaml
from saved_pages import COOKIE_WALL, PAYWALL
from seed_folders import Folder, folder

if TYPE_CHECKING:
    from pathlib import Path

GOOD = (
    "Talks resume in Oslo\n\n"
    "OSLO, March 5, 2021. /TASS/. Delegations met in Oslo on Friday.\n\nThey will meet again next week.\n"
)
RUSSIAN = (
    "Переговоры возобновились в Осло\n\nОСЛО, 5 марта 2021 г. /ТАСС/. Делегации встретились в Осло в пятницу.\n\n"
    "Они встретятся ещё раз на следующей неделе, сообщило министерство иностранных дел Норвегии.\n"
)


@pytest.fixture
def made(tmp_path: Path) -> Folder:
    """A chronicle with one good seed."""
    return folder(tmp_path, f"-- seeds/good.txt --\n{GOOD}", languages=("en", "fr", "ru"))


def test_no_seeds_at_all(tmp_path: Path) -> None:
    assert [("no-seeds", "seeds")] == folder(tmp_path, "").findings()
    os.mkdir(tmp_path / "seeds")
    assert [("no-seeds", "seeds")] == folder(tmp_path, "").findings()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("bad.txt", b"", "seed-empty"),
        ("bad.txt", b" \n\t\n", "seed-empty"),
        ("bad.md", b"# A title and nothing below it\n", "seed-empty"),
        ("bad.txt", bytes(range(256)) * 20, "file-not-text"),
        ("bad.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "file-not-text"),
        ("bad.txt", b"a word " * 200_000, "file-too-large"),
        ("bad.txt", b"a word " * 50_000, "file-too-large"),
        ("bad.docx", b"PK\x03\x04", "seed-unreadable"),
        ("bad.html", b"<p>text</p>", "seed-no-article"),
        ("bad.html", PAYWALL.encode(), "seed-no-article"),
        ("bad.html", COOKIE_WALL.encode(), "seed-no-article"),
        ("bad.html", b"", "seed-empty"),
        ("bad.odt", b"", "seed-empty"),
        ("bad.eml", b"Subject: a mail of which there is no text\n\n", "seed-empty"),
        ("bad.pdf", b"%PDF-1.7", "seed-format-unsupported"),
        ("bad.html", b"<p>" * 200_000, "file-too-large"),
        ("bad.txt", b"Only a title of some words", "seed-empty"),
        ("bad.txt", b"1234 5678.", "seed-language-unknown"),
        (
            "bad.txt",
            "Delegacje spotkały się w Oslo w piątek, żeby wznowić rozmowy pokojowe.".encode(),
            "seed-language-unknown",
        ),
        ("bad.txt", GOOD.encode(), "seed-duplicate"),
    ],
)
def test_a_bad_seed_is_refused_and_the_good_one_goes_on(made: Folder, name: str, content: bytes, code: str) -> None:
    made.write(f"seeds/{name}", content)
    refused = "seeds/good.txt" if code == "seed-duplicate" else f"seeds/{name}"
    outcome = made.run()
    assert [(code, refused)] == [(found.code, found.path) for found in outcome.diagnostics]
    assert outcome.diagnostics[0].help
    assert ["written"] == [seed.result for seed in outcome.value.seeds]


def test_fifty_thousand_lines_are_no_article_and_said_so_at_once(made: Folder) -> None:
    made.write("seeds/bad.txt", "a b\n" * 50_000)
    made.write("seeds/seeds.yml", "bad.txt: {lang: en}\n")
    before = time.process_time()
    assert "more than 2000 paragraphs" == made.found("file-too-large").message
    assert time.process_time() - before < 4


def test_fifty_megabytes_are_not_read(made: Folder) -> None:
    for suffix in ("txt", "html", "docx", "eml"):
        with open(os.path.join(made.root, f"seeds/bad.{suffix}"), "wb") as file:
            file.truncate(50 * 1024 * 1024)
    assert ["file-too-large"] * 4 == [code for code, _ in made.findings()]


def test_one_line_without_paragraphs_is_an_article_of_one_block(made: Folder) -> None:
    line = "The delegations met in Bergen on Friday. They will meet again. " * 20
    made.write("seeds/line.txt", f"BERGEN, March 5, 2021. /TASS/. {line}\n")
    record = made.records()["seeds/line.txt"]
    assert (1, "2021-03-05", "derived") == (record["blocks"], record["date"], record["title_source"])


def test_quotations_left_open_and_a_foreign_paragraph_stay_as_they_are(made: Folder) -> None:
    text = "“The talks go on, the ‘first time” in years, he said «at last.\n\nDie Gespräche wurden am Freitag fortgesetzt.\n"
    made.write("seeds/open.txt", GOOD.replace("Oslo", "Bergen").replace("OSLO", "BERGEN") + "\n" + text)
    record = made.records()["seeds/open.txt"]
    assert ("en", []) == (record["language"], record["repairs"])
    assert text.strip() in made.read(record["entry"])


PAGE = """<html lang="{}"><head><link rel=canonical href="https://n.example/{}/news/1"><meta property="article:published_time" content="2021-03-05T10:00">
<link rel=alternate hreflang=en href="https://n.example/en/news/1"><link rel=alternate hreflang=ru href="https://n.example/ru/news/1"></head>
<body><article><h1>{}</h1><p>{}</p><p>{}</p></article></body></html>"""
ENGLISH_PAGE = PAGE.format(
    "en",
    "en",
    "Budget passed",
    "The parliament passed the budget of the year on Thursday.",
    "Taxes do not rise, it is said.",
)
RUSSIAN_PAGE = PAGE.format(
    "ru",
    "ru",
    "О погоде",
    "Метеорологи ожидают в горах сильный снегопад и просят водителей быть осторожными.",
    "На побережье будет тепло.",
)


def test_pages_that_name_each_other_are_paired_whatever_they_say(made: Folder) -> None:
    made.write("seeds/en.html", ENGLISH_PAGE)
    made.write("seeds/ru.htm", RUSSIAN_PAGE)
    records = made.records()
    assert [{"with": "seeds/ru.htm", "confidence": 1.0, "linked": True}] == records["seeds/en.html"]["pair"]
    assert ("2021-03-05", "metadata") == (records["seeds/en.html"]["date"], records["seeds/en.html"]["date_evidence"])
    entry = made.read(records["seeds/en.html"]["entry"])
    assert "\npublished: 2021-03-05\n" in entry
    assert "source: {url: https://n.example/en/news/1}" in entry.replace('"', "")
    made.write("seeds/seeds.yml", "ru.htm: {translation_of: none}\n")
    made.remove("seeds/ledger.jsonl")
    made.remove(records["seeds/ru.htm"]["entry"])
    assert not [pair for pair in made.records()["seeds/en.html"]["pair"] if pair["linked"]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hreflang=", "title="),
        ("https://n.example/en/news/1", "https://n.example/"),
        ("https://n.example/en/news/1", "https://n.example/ru/index.html"),
    ],
)
def test_pages_of_a_careless_site_are_not_paired_for_its_front_page(made: Folder, before: str, after: str) -> None:
    for name, page in (("en", ENGLISH_PAGE), ("ru", RUSSIAN_PAGE)):
        text = page.replace("https://n.example/ru/news/1", "https://n.example/en/news/1").replace(before, after)
        made.write(f"seeds/{name}.html", text)
    assert not [pair for pair in made.records()["seeds/en.html"]["pair"] if pair["linked"]]


def test_two_equal_texts_are_both_named(made: Folder) -> None:
    made.write("seeds/copy.txt", GOOD.upper().lower().replace("talks", "Talks"))
    made.write("seeds/copy.txt", GOOD)
    found = made.found("seed-duplicate")
    assert ("seeds/good.txt", "the same text as `seeds/copy.txt`") == (found.path, found.message)


def test_a_near_copy_is_told_and_not_paired(made: Folder) -> None:
    made.write("seeds/update.txt", GOOD.replace("next week", "next week in the same hall"))
    assert ("seed-near-duplicate", "seeds/update.txt") in made.findings()
    records = made.records()
    assert [] == records["seeds/update.txt"]["pair"]
    assert records["seeds/update.txt"]["entry"] == "content/2021/03/05/talks-resume-in-oslo-2.en.md"


def test_a_weekday_that_is_not_the_dates_is_told(made: Folder) -> None:
    made.write("seeds/good.txt", GOOD.replace("Friday", "Monday"))
    assert "the lede says `Monday`, 2021-03-05 is `Friday`" == made.found("seed-weekday-mismatch").message


@pytest.mark.parametrize(
    "register",
    [
        b"reuters: {label: {en: Reuters}}\n",
        b"# agencies, by hand\r\nreuters:   {label: {en: Reuters}} # a wire\r\n\r\n# the end",
        b"\xef\xbb\xbf# nothing yet\n",
        b"",
    ],
)
def test_an_agency_that_the_register_lacks_is_added_and_every_byte_stays(made: Folder, register: bytes) -> None:
    made.write("content/sources.yml", register)
    before = made.tree()
    (found,) = made.run(dry_run=True).diagnostics
    assert ("agency-registered", "`tass`, TASS, would be added") == (found.code, found.message)
    assert before == made.tree()
    found = made.found("agency-registered")
    assert ("content/sources.yml", "`tass`, TASS, was added") == (found.path, found.message)
    after = made.tree()["content/sources.yml"]
    assert after.startswith(register)
    assert {"label": {"en": "TASS", "ru": "ТАСС"}, "country": "RU"} == yaml.safe_load(after)["tass"]
    assert (b"\r\n" in register) == (b"\r\n" in after[len(register) :])
    assert [] == made.findings()
    assert after == made.tree()["content/sources.yml"]


def test_a_register_that_does_not_exist_is_begun(made: Folder) -> None:
    made.remove("content/sources.yml")
    assert [("agency-registered", "content/sources.yml")] == made.findings()
    assert "tass:\n  label:\n    en: TASS\n    ru: ТАСС\n  country: RU\n" == made.read("content/sources.yml")


def test_a_register_that_cannot_be_added_to_stays_and_the_line_to_paste_is_told(made: Folder) -> None:
    made.write("content/sources.yml", "{reuters: {label: {en: Reuters}}}\n")
    found = made.found("agency-unregistered")
    assert "content/sources.yml" == found.path
    assert "`tass: {label: {en: TASS}, country: RU}`" in found.help
    assert "{reuters: {label: {en: Reuters}}}\n" == made.read("content/sources.yml")
    made.write("content/sources.yml", "reuters: [\n")
    assert [("yaml-syntax", "content/sources.yml")] == made.findings()
    assert "reuters: [\n" == made.read("content/sources.yml")


def test_an_agency_that_nobody_knows_is_not_registered(made: Folder) -> None:
    made.write("seeds/seeds.yml", "good.txt: {agency: the-village-voice}\n")
    assert "the-village-voice" in made.found("agency-unregistered").help


def test_the_folder_that_a_browser_lays_beside_a_page_is_not_read(made: Folder) -> None:
    made.write("seeds/en.html", ENGLISH_PAGE)
    for name in ("en_files/style.css", "en-Dateien/frame.html", "en_файлы/picture.png"):
        made.write(f"seeds/{name}", "<p>text of a frame or of an advert")
    made.write("seeds/other_files/good.html", RUSSIAN_PAGE)
    assert ["seeds/en.html", "seeds/good.txt", "seeds/other_files/good.html"] == list(made.records())


def test_links_pipes_and_leftovers_are_not_read(made: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(GOOD)
    os.symlink(secret, tmp_path / "seeds" / "link.txt")
    os.symlink(tmp_path, tmp_path / "seeds" / "folder")
    os.mkfifo(tmp_path / "seeds" / "pipe.txt")
    for name in (".hidden.txt", "good.txt~", "#good.txt#", "good.bak", "Thumbs.db"):
        made.write(f"seeds/{name}", "\0")
    assert [
        ("path-leaves-chronicle", "seeds/folder"),
        ("path-leaves-chronicle", "seeds/link.txt"),
        ("file-unreadable", "seeds/pipe.txt"),
    ] == made.findings()


def test_nothing_is_written_through_a_link(made: Folder, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    os.symlink(elsewhere, tmp_path / "content" / "2021")
    assert "path-leaves-chronicle" in [code for code, _ in made.findings()]
    assert [] == list(elsewhere.iterdir())


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("cp1251", "cp1251"), ("koi8_r", "koi8_r")],
)
def test_old_encodings_of_russian_are_read(made: Folder, encoding: str, expected: str) -> None:
    made.write("seeds/ru.txt", RUSSIAN.encode(encoding))
    outcome = made.run()
    (report,) = [seed for seed in outcome.value.seeds if seed.seed.path == "seeds/ru.txt"]
    assert (expected, "Переговоры возобновились в Осло") == (report.seed.encoding, report.seed.title)
    is_guessed = "seed-encoding-guessed" in [found.code for found in outcome.diagnostics]
    assert is_guessed == (encoding in ("cp1251", "koi8_r"))


def test_mojibake_is_mended_and_told(made: Folder) -> None:
    made.write("seeds/good.txt", GOOD.replace("Delegations", "Søren’s delegations").encode().decode("cp1252").encode())
    record = made.records()["seeds/good.txt"]
    assert ["mojibake"] == [repair["rule"] for repair in record["repairs"]]
    assert "Søren’s delegations" in made.read(record["entry"])


def test_characters_that_deceive_are_dropped_with_a_line(made: Folder) -> None:
    made.write("seeds/good.txt", GOOD.replace("met in", "met\u202e \x07in"))
    record = made.records()["seeds/good.txt"]
    assert [("control-character", 3, "\u202e"), ("control-character", 3, "\x07")] == [
        (each["reason"], each["line"], each["text"]) for each in record["dropped"]
    ]


def test_characters_that_deceive_on_a_page_are_dropped_with_their_place_in_the_file(made: Folder) -> None:
    made.write("seeds/en.html", ENGLISH_PAGE.replace("<p>Taxes", "\n <p>Ta\u202exes&#8238;"))
    record = made.records()["seeds/en.html"]
    assert [("control-character", 4, 5, "\u202e")] * 2 == [
        tuple(each[key] for key in ("reason", "line", "column", "text")) for each in record["dropped"]
    ]
    assert "\n\nTaxes do not rise" in made.read(record["entry"])


def test_attachments_of_a_mail_are_told_and_the_mail_is_imported(made: Folder) -> None:
    part = "--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=scan.pdf\n\n%PDF\n"
    head = "Subject: Budget passed\nDate: Fri, 5 Mar 2021 10:00:00 +0100\nContent-Type: multipart/mixed; boundary=b\n\n"
    text = "--b\n\nThe parliament passed the budget of the year on Thursday, officials said.\n\nTaxes do not rise.\n"
    made.write("seeds/mail.eml", head + text + part + "--b--\n")
    assert "`scan.pdf` is attached and not read" == made.found("seed-attachment-unread").message
    record = made.records()["seeds/mail.eml"]
    assert ("Budget passed", "2021-03-05", "metadata", 2) == tuple(
        record[key] for key in ("title", "date", "date_evidence", "blocks")
    )


def test_a_mail_without_a_subject_keeps_its_day(made: Folder) -> None:
    text = "The parliament passed the budget of the year on Thursday, officials said.\n\nTaxes do not rise.\n"
    made.write("seeds/mail.eml", f"Date: Fri, 5 Mar 2021 10:00:00 +0100\n\n{text}")
    record = made.records()["seeds/mail.eml"]
    assert ("2021-03-05", "metadata", "derived") == tuple(
        record[key] for key in ("date", "date_evidence", "title_source")
    )


def test_a_seed_that_forges_front_matter_stays_text(made: Folder) -> None:
    made.write("seeds/forged.txt", "---\ntitle: forged\ndate: 1999-01-01\n---\n\n" + GOOD.replace("Oslo", "Bergen"))
    entry = made.read(made.records()["seeds/forged.txt"]["entry"])
    front, body = entry.split("\n---\n", 1)
    assert "\ndate: 1999" not in front
    assert "1999-01-01" in body


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("good.txt: {date: yesterday}\n", "wrong-value", 1),
        ("\ngood.txt: {dat: 2020-01-01}\n", "unknown-key", 2),
        ("god.txt: {skip: true}\n", "unknown-reference", 1),
        ("good.txt: {translation_of: other.txt}\n", "unknown-reference", 1),
        ("good.txt: [\n", "yaml-syntax", 2),
    ],
)
def test_a_mistake_in_seeds_yml_writes_nothing(made: Folder, text: str, code: str, line: int) -> None:
    made.write("seeds/seeds.yml", text)
    before = made.tree()
    found = made.found(code)
    assert ("seeds/seeds.yml", line) == (found.path, found.line)
    assert before == made.tree()


def test_a_named_seed_that_is_not_there_is_told_with_the_nearest(made: Folder) -> None:
    (found,) = made.run("god.txt").diagnostics
    assert ("unknown-reference", "`seeds/good.txt`?") == (found.code, found.help)
