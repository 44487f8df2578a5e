"""Among look-alikes of the same days, people and places each article finds its own versions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from seed_folders import Folder, folder
from sites import REPOSITORY

from chronicle.prose.facts import Anchor
from chronicle.seeds.pair import LINK, likenesses
from chronicle.seeds.vectors import Marked

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "fr", "ru")


def look_alikes(root: object) -> Folder:
    with open(os.path.join(REPOSITORY, "tests", "look_alikes.txt"), encoding="utf-8") as file:
        return folder(root, file.read(), languages=LANGUAGES)


def test_three_languages_of_one_story_are_one_entry(tmp_path: Path) -> None:
    records = look_alikes(tmp_path).records()
    key = "content/2020/11/03/border-crossing-at-lachin-reopens-after-12-days"
    assert [f"{key}.en.md", f"{key}.fr.md", f"{key}.ru.md"] == [records[f"seeds/a{n}.txt"]["entry"] for n in (1, 2, 3)]


def test_the_next_day_and_the_same_day_stay_apart(tmp_path: Path) -> None:
    records = look_alikes(tmp_path).records()
    linked = {
        path: sorted(pair["with"] for pair in record["pair"] if pair["linked"]) for path, record in records.items()
    }
    assert {
        "seeds/a1.txt": ["seeds/a2.txt", "seeds/a3.txt"],
        "seeds/a2.txt": ["seeds/a1.txt", "seeds/a3.txt"],
        "seeds/a3.txt": ["seeds/a1.txt", "seeds/a2.txt"],
        "seeds/b1.txt": ["seeds/b2.txt"],
        "seeds/b2.txt": ["seeds/b1.txt"],
        "seeds/c1.txt": [],
        "seeds/d1.txt": [],
    } == linked


def test_a_dateline_without_year_takes_the_year_of_its_pair(tmp_path: Path) -> None:
    records = look_alikes(tmp_path).records()
    dates = {path: (record["date"], record["date_evidence"]) for path, record in records.items()}
    assert ("2020-11-03", "dateline") == dates["seeds/a1.txt"]
    assert ("2020-11-03", "pair") == dates["seeds/a2.txt"]
    assert ("2020-11-04", "pair") == dates["seeds/b2.txt"]
    assert ("2020-11-05", "dateline") == dates["seeds/d1.txt"]


def test_the_russian_version_lacks_the_last_paragraph(tmp_path: Path) -> None:
    records = look_alikes(tmp_path).records()
    assert [4] == records["seeds/a3.txt"]["gaps"]
    assert [] == records["seeds/a2.txt"]["gaps"]


def test_a_wrong_partner_alone_is_not_linked(tmp_path: Path) -> None:
    made = look_alikes(tmp_path)
    for name in ("a2", "a3", "b1", "c1", "d1"):
        made.remove(f"seeds/{name}.txt")
    records = made.records()
    assert not any(pair["linked"] for record in records.values() for pair in record["pair"])


@pytest.mark.parametrize("said", ["none", "a1.txt"])
def test_the_curator_forbids_and_forces_pairs(tmp_path: Path, said: str) -> None:
    made = look_alikes(tmp_path)
    made.write("seeds/seeds.yml", f"b2.txt: {{translation_of: {said}}}\na2.txt: {{translation_of: none}}\n")
    records = made.records()
    partners = [pair["with"] for pair in records["seeds/b2.txt"]["pair"] if pair["linked"]]
    assert {"none": [], "a1.txt": ["seeds/a1.txt", "seeds/a3.txt"]}[said] == partners


def test_a_third_version_joins_an_entry_later(tmp_path: Path) -> None:
    made = look_alikes(tmp_path)
    russian = made.read("seeds/a3.txt")
    made.remove("seeds/a3.txt")
    made.run()
    before = made.tree()
    made.write("seeds/a3.txt", russian)
    entry = made.records()["seeds/a3.txt"]["entry"]
    assert entry == "content/2020/11/03/border-crossing-at-lachin-reopens-after-12-days.ru.md"
    del before["seeds/ledger.jsonl"]
    after = made.tree()
    assert before == {path: after[path] for path in before}


def test_an_original_without_evidence_is_said_to_be_assumed(tmp_path: Path) -> None:
    made = look_alikes(tmp_path)
    assert not any(code == "seed-original-assumed" for code, _ in made.findings())
    other = look_alikes(tmp_path / "other")
    other.edit("seeds/b2.txt", "4 novembre.", "4 novembre 2020.")
    assert [("seed-original-assumed", "seeds/b1.txt")] == [found for found in other.findings() if "assumed" in found[0]]


def test_a_likely_pair_below_the_bar_is_proposed_and_not_linked(tmp_path: Path) -> None:
    made = look_alikes(tmp_path)
    for name in ("a2", "a3", "b1", "c1", "d1"):
        made.remove(f"seeds/{name}.txt")
    for number, other in (("170", "340"),):
        made.edit("seeds/b2.txt", number, other)
    found = made.found("seed-pair-proposed")
    assert "seeds/a1.txt" == found.path
    assert "`seeds/b2.txt`" in found.message
    (pair,) = made.records()["seeds/a1.txt"]["pair"]
    assert not pair["linked"]
    assert 0.3 <= pair["confidence"] < 0.7


def test_a_second_run_over_many_seeds_changes_no_byte(tmp_path: Path) -> None:
    made = look_alikes(tmp_path)
    made.run()
    once = made.tree()
    report = made.run().value
    assert once == made.tree()
    assert {"unchanged"} == {seed.result for seed in report.seeds}


def test_a_second_capture_is_reported_and_takes_no_version_away(tmp_path: Path) -> None:
    made = look_alikes(tmp_path)
    capture = made.read("seeds/a1.txt").replace("Another 85 lorries", "Some 85 other lorries")
    made.write("seeds/a9.txt", capture)
    assert ("seed-near-duplicate", "seeds/a9.txt") in made.findings()
    records = made.records()
    linked = {pair["with"] for pair in records["seeds/a2.txt"]["pair"] if pair["linked"]}
    assert "seeds/a3.txt" in linked
    assert 1 == len(linked & {"seeds/a1.txt", "seeds/a9.txt"})


def test_what_is_compared_grows_with_the_seeds_and_not_with_their_square() -> None:
    totals = []
    for count in (100, 200):
        steps: list[tuple[int, int]] = []

        def note(done: int, total: int, *, steps: list[tuple[int, int]] = steps) -> None:
            steps.append((done, total))

        likenesses(
            [seed for number in range(count) for seed in (synthetic(number, "en"), synthetic(number, "fr"))],
            progress=note,
        )
        assert [total for _, total in steps] == [len(steps)] * len(steps)
        totals.append(len(steps))
    assert totals[0] >= 100
    assert totals[1] <= 2.3 * totals[0]


def test_two_hundred_articles_of_one_cast_find_their_versions() -> None:
    seeds = [seed for number in range(100) for seed in (synthetic(number, "en"), synthetic(number, "fr"))]
    pairing = likenesses(seeds)
    linked = {(pair.one, pair.other) for pair in pairing.pairs if pair.probability >= LINK}
    assert {(f"en/{number}", f"fr/{number}") for number in range(100)} == linked
    assert pairing == likenesses(seeds)


def synthetic(number: int, language: str) -> Marked:
    """A report with names that nine others share, numbers of its own, and a path that tells both."""
    blocks = tuple(
        frozenset(
            (
                Anchor("number", str(1000 + 7 * number + block)),
                Anchor("number", str(5000 + 13 * number - block)),
                Anchor("name", f"NM{(number // 10 + block) % 30}"),
                Anchor("territory", "AM"),
            )
        )
        for block in range(5)
    )
    lengths = tuple(300.0 + 10 * block for block in range(5))
    return Marked(f"{language}/{number}", language, None, lengths, blocks, (frozenset(),) * 5)


def test_a_gap_without_evidence_around_it_is_said_with_a_perhaps(tmp_path: Path) -> None:
    made = look_alikes(tmp_path)
    vague = "He did not say more than that.\n\nThey were not there at all.\n\nIt was as before.\n"
    made.write("seeds/a1.txt", made.read("seeds/a1.txt").rstrip() + f"\n\n{vague}")
    again = "Il n’en a pas dit davantage.\n\nC’était comme avant.\n"
    made.write("seeds/a2.txt", made.read("seeds/a2.txt").rstrip() + f"\n\n{again}")
    (gap,) = [
        found for found in made.run().diagnostics if (found.code, found.path) == ("seed-block-missing", "seeds/a2.txt")
    ]
    assert gap.message.startswith("perhaps no counterpart to block")
