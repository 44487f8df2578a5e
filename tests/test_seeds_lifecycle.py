"""What people did to seeds and entries since the last import is noticed, reported and never undone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from seed_folders import ENGLISH, FRENCH, SLUG, Folder, folder, real_seeds

if TYPE_CHECKING:
    from pathlib import Path

OSLO = """-- seeds/oslo.txt --
Talks resume in Oslo

OSLO{}. /TASS/. Delegations met in Oslo on Friday.

They will meet again.
"""
PARIS = """-- seeds/b.txt --
Budget

PARIS, May 6, 2021 (Reuters) - The parliament voted on the budget on Thursday, officials said.
"""


@pytest.fixture
def done(tmp_path: Path) -> Folder:
    """The two seeds, imported."""
    made = real_seeds(tmp_path)
    made.run()
    return made


def test_a_deleted_entry_stays_deleted_until_its_line_is_removed(done: Folder) -> None:
    done.remove(f"{SLUG}.fr.md")
    gone = done.tree()
    assert ("entry-deleted", f"{SLUG}.fr.md") in done.findings()
    assert gone == done.tree()
    ledger = done.read("seeds/ledger.jsonl").splitlines(keepends=True)
    done.write("seeds/ledger.jsonl", "".join(line for line in ledger if FRENCH not in line))
    assert f"{SLUG}.fr.md" == done.records()[FRENCH]["entry"]
    assert f"{SLUG}.fr.md" in done.tree()


def test_a_renamed_entry_is_followed_to_its_new_place(done: Folder) -> None:
    for language in ("en", "fr"):
        done.move(f"{SLUG}.{language}.md", f"content/2020/11/16/lavrov-bayramov.{language}.md")
    assert ("entry-moved", "content/2020/11/16/lavrov-bayramov.en.md") in done.findings()
    moved = done.tree()
    assert "content/2020/11/16/lavrov-bayramov.fr.md" == done.records()[FRENCH]["entry"]
    assert not any(code in ("entry-moved", "entry-deleted") for code, _ in done.findings())
    assert moved == done.tree()


def test_a_changed_seed_rewrites_an_entry_that_nobody_touched(done: Folder) -> None:
    done.edit(ENGLISH, "on Sunday the deployment", "on Sunday by telephone the deployment")
    done.edit(ENGLISH, "foreign ministers discuss", "ministers discuss")
    done.run()
    assert "on Sunday by telephone" in done.read(f"{SLUG}.en.md")


def test_a_changed_seed_never_overwrites_an_edited_entry(done: Folder) -> None:
    done.edit(f"{SLUG}.en.md", "The center’s tasks", "The tasks of the center")
    done.edit(ENGLISH, "on Sunday the deployment", "on Sunday by telephone the deployment")
    edited = done.read(f"{SLUG}.en.md")
    assert "has changed" in done.found("entry-edited").message
    assert edited == done.read(f"{SLUG}.en.md")


def test_a_renamed_seed_keeps_its_entry(done: Folder) -> None:
    done.move(FRENCH, "seeds/fr/lavrov.txt")
    assert ("seed-moved", "seeds/fr/lavrov.txt") in done.findings()
    assert f"{SLUG}.fr.md" == done.records()["seeds/fr/lavrov.txt"]["entry"]
    assert not any(code == "seed-moved" for code, _ in done.findings())


def test_a_deleted_seed_is_noticed_and_its_entry_stays(done: Folder) -> None:
    done.remove(FRENCH)
    assert ("seed-missing", FRENCH) in done.findings()
    assert f"{SLUG}.fr.md" in done.tree()
    assert ("seed-missing", FRENCH) in done.findings()


def test_a_file_that_import_did_not_write_stands_in_the_way(tmp_path: Path) -> None:
    made = real_seeds(tmp_path)
    made.write(f"{SLUG}.en.md", "my own words\n")
    assert ("entry-in-the-way", f"{SLUG}.en.md") in made.findings()
    assert "my own words\n" == made.read(f"{SLUG}.en.md")
    assert f"{SLUG}.fr.md" not in made.tree()


def test_entries_that_are_as_import_would_write_them_are_taken_up_without_a_ledger(done: Folder) -> None:
    before = done.tree()
    done.remove("seeds/ledger.jsonl")
    assert not any(code == "entry-in-the-way" for code, _ in done.findings())
    assert before == done.tree()


@pytest.mark.parametrize("line", ["no json", "[]", '{"seed": 1}', "broken"])
def test_a_broken_ledger_stops_everything(done: Folder, line: str) -> None:
    if line == "broken":
        first = json.loads(done.read("seeds/ledger.jsonl").splitlines()[0])
        line = json.dumps(first | {"seed": "seeds/x.txt", "entry": "content/2020/11/15/../../../../x.en.md"})
    done.write("seeds/ledger.jsonl", line + "\n")
    before = done.tree()
    assert [("ledger-broken", "seeds/ledger.jsonl")] == done.findings()
    assert 1 == done.found("ledger-broken").line
    assert before == done.tree()


def test_an_undated_seed_becomes_a_draft_and_moves_once_it_is_dated(tmp_path: Path) -> None:
    made = folder(tmp_path, OSLO.format(""))
    assert [("seed-undated", "seeds/oslo.txt")] == made.findings()
    draft = made.read("content/undated/talks-resume-in-oslo.en.md")
    assert "\ndraft: true\n" in draft
    assert "\ndate:" not in draft
    once = made.tree()
    made.run()
    assert once == made.tree()
    made.write("seeds/seeds.yml", "oslo.txt: {date: 2021-03-05}\n")
    assert [] == made.findings()
    assert "content/undated/talks-resume-in-oslo.en.md" not in made.tree()
    assert "\ndate: 2021-03-05\n" in made.read("content/2021/03/05/talks-resume-in-oslo.en.md")


def test_an_undated_draft_that_was_edited_is_left_and_told_where_it_belongs(tmp_path: Path) -> None:
    made = folder(tmp_path, OSLO.format(""))
    made.run()
    made.edit("content/undated/talks-resume-in-oslo.en.md", "Delegations met", "Two delegations met")
    made.write("seeds/seeds.yml", "oslo.txt: {date: 2021-03-05}\n")
    edited = made.tree()
    assert "content/2021/03/05/talks-resume-in-oslo.en.md" in made.found("entry-edited").help
    assert edited == made.tree()


def test_an_undated_draft_dated_and_moved_by_hand_is_an_entry(tmp_path: Path) -> None:
    made = folder(tmp_path, OSLO.format(""))
    made.run()
    made.edit("content/undated/talks-resume-in-oslo.en.md", "draft: true", "date: 2021-03-05")
    made.move("content/undated/talks-resume-in-oslo.en.md", "content/2021/03/05/oslo-talks.en.md")
    made.run()
    assert [("entry-edited", "content/2021/03/05/oslo-talks.en.md")] == made.findings()
    record = made.records()["seeds/oslo.txt"]
    assert ("2021-03-05", "override") == (record["date"], record["date_evidence"])


def test_a_new_date_moves_an_entry_that_nobody_touched(tmp_path: Path) -> None:
    made = folder(tmp_path, OSLO.format(", March 5, 2021"))
    made.run()
    made.write("seeds/seeds.yml", "oslo.txt: {date: 2021-03-12}\n")
    made.run()
    assert ["content/2021/03/12/talks-resume-in-oslo.en.md", "content/sources.yml"] == [
        path for path in made.tree() if path.startswith("content/")
    ]


def test_named_seeds_alone_are_written(tmp_path: Path) -> None:
    made = folder(tmp_path, OSLO.format(", March 5, 2021") + PARIS)
    assert ["seeds/b.txt"] == list(made.records("b.txt"))
    assert [] == [path for path in made.tree() if "oslo" in path and path.startswith("content/")]


def test_everything_said_of_a_seed_wins(tmp_path: Path) -> None:
    made = folder(tmp_path, OSLO.format(", March 5, 2021"))
    made.write(
        "seeds/seeds.yml",
        "oslo.txt:\n  date: 2021-03-06\n  title: Oslo again\n  agency: reuters\n"
        "  url: https://example.org/oslo\n  accessed: 2021-04-01\n",
    )
    record = made.records()["seeds/oslo.txt"]
    assert ("2021-03-06", "override", "Oslo again", "editor", "reuters") == tuple(
        record[key] for key in ("date", "date_evidence", "title", "title_source", "agency")
    )
    assert {"reason": "title-overridden", "line": 0, "column": 0, "text": "Talks resume in Oslo"} in record["dropped"]
    text = made.read("content/2021/03/06/oslo-again.en.md")
    assert "source: {agency: reuters, url: https://example.org/oslo, accessed: 2021-04-01}" in text.replace('"', "")


def test_a_skipped_seed_is_left_alone(tmp_path: Path) -> None:
    made = folder(tmp_path, OSLO.format(", March 5, 2021"))
    made.write("seeds/seeds.yml", "seeds/oslo.txt: {skip: true}\n")
    assert {} == made.records()


def test_an_undated_pair_lies_together_and_moves_together(tmp_path: Path) -> None:
    made = real_seeds(tmp_path)
    made.edit(ENGLISH, " date 2020-11-15 ", "")
    assert ("seed-undated", ENGLISH) in made.findings()
    records = made.records()
    slug = SLUG.rpartition("/")[2]
    assert f"content/undated/{slug}.fr.md" == records[FRENCH]["entry"]
    assert [5] == records[FRENCH]["gaps"]
    assert records[FRENCH]["pair"][0]["linked"]
    assert (None, None) == (records[FRENCH]["date"], records[FRENCH]["date_evidence"])
    once = made.tree()
    made.run()
    assert once == made.tree()
    made.write("seeds/seeds.yml", f"{ENGLISH}: {{date: 2020-11-15}}\n")
    made.run()
    assert [f"{SLUG}.en.md", f"{SLUG}.fr.md"] == [path for path in made.tree() if path.endswith(".md")]
    assert "date: 2020-11-15, agency: TASS" in made.read(f"{SLUG}.en.md")
    dated = made.tree()
    made.run()
    assert dated == made.tree()


def test_a_version_that_comes_later_dates_an_undated_draft(tmp_path: Path) -> None:
    made = real_seeds(tmp_path)
    english = made.read(ENGLISH)
    made.remove(ENGLISH)
    made.run()
    assert made.records()[FRENCH]["entry"].startswith("content/undated/le-ministre-russe")
    made.write(ENGLISH, english)
    assert f"{SLUG}.fr.md" == made.records()[FRENCH]["entry"]
    assert [f"{SLUG}.en.md", f"{SLUG}.fr.md"] == [path for path in made.tree() if path.endswith(".md")]


def test_an_import_that_was_killed_before_the_ledger_heals(tmp_path: Path) -> None:
    made = folder(tmp_path, OSLO.format(""))
    made.run()
    ledger = made.read("seeds/ledger.jsonl")
    draft = made.read("content/undated/talks-resume-in-oslo.en.md")
    made.write("seeds/seeds.yml", "oslo.txt: {date: 2021-03-05}\n")
    made.run()
    whole = made.tree()
    made.write("seeds/ledger.jsonl", ledger)
    made.write("content/undated/talks-resume-in-oslo.en.md", draft)
    made.run()
    assert whole == made.tree()
