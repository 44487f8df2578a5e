"""The two seeds of this repository become two versions of one entry, and stay as people left them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from seed_folders import ENGLISH, FRENCH, SLUG, Folder, real_seeds
from sites import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def real(tmp_path: Path) -> Folder:
    return real_seeds(tmp_path)


def test_the_english_seed_tells_title_date_place_and_agency(real: Folder) -> None:
    record = real.records()[ENGLISH]
    expected = {
        "language": "en",
        "date": "2020-11-15",
        "date_evidence": "explicit",
        "title": "Russian, Azerbaijani foreign ministers discuss Karabakh peacekeeping contingent",
        "title_source": "seed",
        "agency": "tass",
        "place": "Moscow",
        "entry": f"{SLUG}.en.md",
        "blocks": 7,
        "alignment": [],
        "gaps": [],
        "repairs": [],
        "dropped": [{"reason": "date-line", "line": 1, "column": 1, "text": " date 2020-11-15 "}],
    }
    assert expected == {key: record[key] for key in expected}


def test_the_french_seed_takes_its_date_from_its_pair_and_its_title_from_its_lede(real: Folder) -> None:
    record = real.records()[FRENCH]
    assert ("fr", "2020-11-15", "pair", "derived", "tass", None, 6) == tuple(
        record[key] for key in ("language", "date", "date_evidence", "title_source", "agency", "place", "blocks")
    )
    assert f"{SLUG}.fr.md" == record["entry"]
    assert record["title"].startswith("Le ministre russe des Affaires étrangères Sergueï Lavrov")


def test_the_two_are_paired_and_each_says_so(real: Folder) -> None:
    records = real.records()
    for path, other in ((ENGLISH, FRENCH), (FRENCH, ENGLISH)):
        (pair,) = records[path]["pair"]
        assert (other, True) == (pair["with"], pair["linked"])
        assert pair["confidence"] > 0.95


def test_the_fifth_english_paragraph_has_no_french_one(real: Folder) -> None:
    record = real.records()[FRENCH]
    assert [[[1], [1]], [[2], [2]], [[3], [3]], [[4], [4]], [[5], []], [[6], [5]], [[7], [6]]] == record["alignment"]
    assert [5] == record["gaps"]


def test_french_typography_is_mended_repair_by_repair(real: Folder) -> None:
    repairs = [(repair["rule"], repair["block"]) for repair in real.records()[FRENCH]["repairs"]]
    # By hand: block 2 has `<<`, ` »` and `]Vladimir`, block 3 `«sur le terrain»`, block 4 `<<` and `. »`.
    assert {
        ("guillemet", 2): 1,
        ("french-space", 2): 2,
        ("space-after-bracket", 2): 1,
        ("french-space", 3): 2,
        ("guillemet", 4): 1,
        ("french-space", 4): 2,
    } == {repair: repairs.count(repair) for repair in repairs}
    text = real.read(f"{SLUG}.fr.md")
    assert "«\u00a0Dans le cadre du suivi" in text
    assert "[russe et azerbaïdjanais] Vladimir" in text
    assert "l’arrêt toutes les actions" in text


def test_no_letter_or_digit_is_lost(real: Folder) -> None:
    for path, record in real.records().items():
        body = real.read(record["entry"]).partition("\n---\n")[2]
        head = record["title"] if record["title_source"] == "seed" else ""
        dropped = "".join(each["text"] for each in record["dropped"])
        dateline = {ENGLISH: "MOSCOW, November 15. /TASS/.", FRENCH: "TASS /."}[path]
        assert letters(real.read(path)) == letters(dropped + head + dateline + body)


def test_the_dateline_stands_in_the_front_matter_and_not_in_the_lede(real: Folder) -> None:
    real.run()
    text = real.read(f"{SLUG}.en.md")
    dateline = 'dateline: {place: Moscow, date: 2020-11-15, agency: TASS, text: "MOSCOW, November 15. /TASS/."}'
    assert dateline in text
    assert "\n---\n\nRussian Foreign Minister Sergey Lavrov" in text
    assert "TASS /.}" in real.read(f"{SLUG}.fr.md")


def test_the_translation_follows_the_digests_of_the_originals_paragraphs(real: Folder) -> None:
    real.run()
    paragraphs = real.read(f"{SLUG}.en.md").partition("\n---\n\n")[2].strip("\n").split("\n\n")
    digests = [hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8] for text in paragraphs]
    text = real.read(f"{SLUG}.fr.md")
    assert f"follows: [{', '.join(digests[:4] + digests[5:])}]" in text
    assert f"omitted: {{{digests[4]}: unknown}}" in text
    assert "translation_of: en" in text
    assert "translator" not in text


def test_what_is_missing_is_reported_and_nothing_else(real: Folder) -> None:
    assert [("seed-block-missing", FRENCH), ("seed-title-derived", FRENCH)] == real.findings()


def test_a_second_run_changes_no_byte(real: Folder) -> None:
    real.run()
    once = real.tree()
    report = real.run().value
    assert once == real.tree()
    assert ["unchanged", "unchanged"] == [seed.result for seed in report.seeds]


def test_a_dry_run_writes_nothing_and_reports_the_same(real: Folder) -> None:
    before = real.tree()
    dry = real.run(dry_run=True)
    assert before == real.tree()
    assert dry == real.run()


def test_a_headline_written_by_hand_stays_and_is_no_more_asked_for(real: Folder) -> None:
    real.run()
    derived = next(line for line in real.read(f"{SLUG}.fr.md").splitlines() if line.startswith("title:"))
    real.edit(f"{SLUG}.fr.md", derived, "title: Lavrov et Bayramov discutent du Karabakh")
    real.edit(f"{SLUG}.fr.md", "title_source: derived", "title_source: editor")
    edited = real.tree()
    assert [("entry-edited", f"{SLUG}.fr.md"), ("seed-block-missing", FRENCH)] == real.findings()
    assert edited == real.tree()


def test_an_edit_of_the_original_leaves_the_translation_as_it_was(real: Folder) -> None:
    real.run()
    real.edit(f"{SLUG}.en.md", "on Sunday", "on Sunday evening")
    edited = real.tree()
    real.run()
    assert edited == real.tree()


def test_the_order_of_files_and_the_hash_seed_do_not_matter(real: Folder) -> None:
    script = (
        "import sys, json; sys.path[:0] = [sys.argv[2]]\n"
        "from seed_folders import Folder\n"
        "print(json.dumps(Folder(sys.argv[1]).run(dry_run=True).value.as_json()))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script, real.root, os.path.join(REPOSITORY, "tests")],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": REPOSITORY, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Baku"))
    }
    assert 1 == len(printed)


def test_the_receipt_can_be_read_by_people(real: Folder) -> None:
    text = real.run().value.as_text()
    assert f"written to {SLUG}.fr.md" in text
    assert "6 blocks, without block 5 of the original" in text
    assert "fr (100%), 2020-11-15 (pair), tass, utf-8" in text


def test_a_build_loads_nothing_of_the_importer() -> None:
    heavy = ("py3langid", "numpy", "ftfy", "charset_normalizer", "anyascii")
    script = (
        f"import sys, chronicle.build.engine, chronicle.seeds.importer; print([m for m in {heavy} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=REPOSITORY)
    assert "[]\n" == run.stdout


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())
