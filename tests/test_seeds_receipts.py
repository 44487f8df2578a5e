"""A receipt can be read by a person; what changed after an edit is laid beside; the ledger keeps the evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from seed_folders import ENGLISH, FRENCH, SLUG, Folder, real_seeds

from chronicle.cli.commands import main
from chronicle.content.scan import scan
from chronicle.seeds.explain import explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTRY = f"{SLUG}.en.md"
PROPOSAL = f"{ENTRY}.proposed"


@pytest.fixture
def real(tmp_path: Path) -> Folder:
    return real_seeds(tmp_path)


@pytest.fixture
def edited(real: Folder) -> Folder:
    """The two seeds imported, the English entry edited, then its seed changed."""
    real.run()
    real.edit(ENTRY, "The center’s tasks", "The tasks of the center")
    real.edit(ENGLISH, "on Sunday the deployment", "on Sunday by telephone the deployment")
    return real


def test_a_receipt_tells_everything_with_its_evidence(real: Folder) -> None:
    text = explained(real.run(dry_run=True).value, FRENCH.removeprefix("seeds/"))
    for said in (
        "language: fr, 100.0% by its words",
        "date: 2020-11-15, taken from the paired version",
        "(made from the opening sentence)",
        "dateline: `TASS /.`: place unknown, day unknown",
        f"linked with {ENGLISH}, ",
        "block 5 renders 6 of the original (",
        "block 5 of the original has no counterpart (",
        f"block 2, character {real.read(FRENCH).splitlines()[1].index('<<') + 1}: '<<' became '«' (guillemet)",
        f"would be written to {SLUG}.fr.md",
        "left out\n  nothing",
    ):
        assert said in text
    original = explained(real.run(dry_run=True).value, ENGLISH)
    assert "line 1, column 1: ' date 2020-11-15 ' (date-line)" in original


def test_a_receipt_names_the_articles_that_were_thought_of_and_rejected(tmp_path: Path) -> None:
    made = real_seeds(tmp_path)
    made.write(
        "seeds/b.txt", made.read(ENGLISH).replace("Karabakh", "Geneva").replace("15", "18").replace("1,960", "2")
    )
    assert "seeds/b.txt" in explained(made.run(dry_run=True).value, FRENCH)


def test_the_command_explains_one_seed_and_writes_nothing(real: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    real.write(
        "chronicle.yml", "title: {en: T}\ndescription: {en: D}\nbase_url: https://example.org\nlanguages: [en, fr]\n"
    )
    before = real.tree()
    assert 0 == main(["import", "--root", real.root, "--explain", FRENCH])
    assert f"would be written to {SLUG}.fr.md" in capsys.readouterr().out
    assert 0 == main(["import", "--root", real.root, "--dry-run"])
    out = capsys.readouterr().out
    assert "would be written to" in out
    assert "  written to" not in out
    assert before == real.tree()
    assert 1 == main(["import", "--root", real.root, "--explain", "seeds/none.txt"])
    assert "no article was made of it" in capsys.readouterr().out


def test_the_ledger_keeps_how_a_day_was_known(real: Folder) -> None:
    real.run()
    assert ["explicit", "pair"] == [line["date_evidence"] for line in ledger(real)]
    real.remove(ENGLISH)
    assert ("2020-11-15", "pair") == tuple(real.records()[FRENCH][key] for key in ("date", "date_evidence"))


def test_a_ledger_of_an_older_version_is_completed(real: Folder) -> None:
    real.run()
    whole = real.tree()
    older = [{key: line[key] for key in line if key not in ("date_evidence", "proposed")} for line in ledger(real)]
    real.write("seeds/ledger.jsonl", "".join(json.dumps(line) + "\n" for line in older))
    real.run()
    assert whole == real.tree()


def ledger(made: Folder) -> list[dict[str, str]]:
    return [json.loads(line) for line in made.read("seeds/ledger.jsonl").splitlines()]


def test_a_new_version_is_laid_beside_an_edited_entry(edited: Folder) -> None:
    before = edited.read(ENTRY)
    found = edited.found("entry-edited")
    assert PROPOSAL in found.help
    assert before == edited.read(ENTRY)
    assert "on Sunday by telephone" in edited.read(PROPOSAL)
    once = edited.tree()
    edited.run()
    assert once == edited.tree()


def test_nothing_is_laid_beside_in_a_dry_run(edited: Folder) -> None:
    before = edited.tree()
    edited.run(dry_run=True)
    assert before == edited.tree()


def test_a_proposal_is_kept_up_to_date_while_it_waits(edited: Folder) -> None:
    edited.run()
    edited.edit(ENGLISH, "by telephone", "by telegram")
    edited.run()
    assert "by telegram" in edited.read(PROPOSAL)


def test_a_proposal_that_was_deleted_stays_so_until_the_seed_changes(edited: Folder) -> None:
    edited.run()
    edited.remove(PROPOSAL)
    edited.run()
    assert PROPOSAL not in edited.tree()
    edited.edit(ENGLISH, "by telephone", "by telegram")
    edited.run()
    assert "by telegram" in edited.read(PROPOSAL)


def test_a_proposal_that_was_taken_over_is_the_entry(edited: Folder) -> None:
    edited.run()
    edited.move(PROPOSAL, ENTRY)
    assert not any(code == "entry-edited" for code, _ in edited.findings())
    assert {"unchanged"} == {seed.result for seed in edited.run().value.seeds}


def test_a_proposal_that_the_entry_equals_is_removed(edited: Folder) -> None:
    edited.run()
    edited.write(ENTRY, edited.read(PROPOSAL))
    edited.run()
    assert PROPOSAL not in edited.tree()


def test_a_proposal_is_withdrawn_when_the_seed_is_as_before(edited: Folder) -> None:
    edited.run()
    edited.edit(ENGLISH, "on Sunday by telephone the deployment", "on Sunday the deployment")
    edited.run()
    assert PROPOSAL not in edited.tree()


def test_an_edit_that_was_undone_gives_way_to_the_new_version(edited: Folder) -> None:
    edited.run()
    edited.edit(ENTRY, "The tasks of the center", "The center’s tasks")
    edited.run()
    assert "on Sunday by telephone" in edited.read(ENTRY)
    assert PROPOSAL not in edited.tree()


def test_a_build_leaves_a_proposal_out_and_says_so(edited: Folder) -> None:
    edited.run()
    (found,) = scan(edited.root).diagnostics
    assert ("entry-proposed", "info", PROPOSAL) == (found.code, found.severity, found.path)


def test_a_new_chronicle_takes_the_two_seeds_and_builds(tmp_path: Path, copy_seeds: Callable[[str], None]) -> None:
    demo = str(tmp_path / "demo")
    assert 0 == main(["new", demo])
    copy_seeds(demo)
    assert 0 == main(["import", "--root", demo, "-q"])
    assert 0 == main(["build", "--root", demo, "-q", "--jobs", "1"])


@pytest.fixture
def copy_seeds(tmp_path: Path) -> Callable[[str], None]:
    source = real_seeds(tmp_path / "source")

    def copy(root: str) -> None:
        for path in (ENGLISH, FRENCH):
            Folder(root).write(path, source.read(path))

    return copy
