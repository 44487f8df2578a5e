"""This repository's own chronicle, byte for byte: content/ from seeds/, and the site from content/.

After a change that is meant to change pages: `make golden`, then read the difference before committing it.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from sites import REPOSITORY, Site, read_tree

from chronicle.cli.commands import main

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = os.path.join(REPOSITORY, "tests", "golden")
BY_CHECKSUM = "assets/"
"""Copies of the theme's static files; the checksums in the golden tree hold them."""
KEY = "content/2020/11/15/russian-azerbaijani-foreign-ministers-discuss-karabakh"
HEADLINE = (
    "title: Les ministres russe et azerbaïdjanais des Affaires étrangères discutent du contingent de paix au Karabakh\n"
    "title_source: editor\n"
)


def test_the_site_is_the_golden_one(golden_site: Site) -> None:
    made = {name: data for name, data in golden_site.tree().items() if not name.startswith(BY_CHECKSUM)}
    kept = read_tree(GOLDEN)
    assert sorted(kept) == sorted(made)
    assert [] == [name for name in kept if kept[name] != made[name]]


def test_the_entries_are_what_import_makes_but_for_the_editors_headline(tmp_path: Path) -> None:
    root = str(tmp_path)
    shutil.copy(os.path.join(REPOSITORY, "chronicle.yml"), root)
    shutil.copytree(
        os.path.join(REPOSITORY, "seeds"), os.path.join(root, "seeds"), ignore=shutil.ignore_patterns("ledger.jsonl")
    )
    for name in ("names", "sources", "topics"):
        os.makedirs(os.path.join(root, "content"), exist_ok=True)
        shutil.copy(os.path.join(REPOSITORY, "content", f"{name}.yml"), os.path.join(root, "content"))
    assert 0 == main(["import", "--root", root, "-q"])
    here, made = Site(REPOSITORY), Site(root)
    assert here.read(f"{KEY}.en.md") == made.read(f"{KEY}.en.md")
    assert here.read("seeds/ledger.jsonl") == made.read("seeds/ledger.jsonl")
    edited, imported = here.read(f"{KEY}.fr.md"), made.read(f"{KEY}.fr.md")
    assert HEADLINE in edited
    assert edited.replace(HEADLINE, "").split("\n") == [
        line for line in imported.split("\n") if not line.startswith("title")
    ]


def test_a_second_import_changes_no_byte(tmp_path: Path) -> None:
    root = str(tmp_path)
    for name in ("chronicle.yml", "seeds", "content"):
        copy = shutil.copytree if os.path.isdir(os.path.join(REPOSITORY, name)) else shutil.copy
        copy(os.path.join(REPOSITORY, name), os.path.join(root, name))
    before = read_tree(root)
    assert 0 == main(["import", "--root", root, "-q"])
    assert before == read_tree(root)
