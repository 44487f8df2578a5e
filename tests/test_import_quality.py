"""Import reaches its figures on the articles written for it, in thirteen languages."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from sites import REPOSITORY, sections

from chronicle.seeds.layout import lay_out

if TYPE_CHECKING:
    from pathlib import Path

DATA = os.path.join(REPOSITORY, "tests", "data", "import")


@pytest.fixture(scope="module")
def quality(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the script measures on the set."""
    return measured(tmp_path_factory.mktemp("set"))


def measured(folder: Path) -> Any:
    for path, text in sections(read("articles.txt")).items():
        (folder / os.path.basename(path)).write_text(text, encoding="utf-8", newline="")
    script = os.path.join(REPOSITORY, "bench", "import", "quality.py")
    spec = importlib.util.spec_from_file_location("import_quality", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.measure(str(folder), module.read_table(os.path.join(DATA, "versions.tsv")))


@pytest.mark.parametrize(
    ("score", "precision", "recall"),
    [
        ("language", 0.995, 0.995),
        ("date", 1.0, 0.98),
        ("agency", 1.0, 0.95),
        ("place", 1.0, 0.95),
        ("author", 1.0, 0.95),
        ("title", 0.98, 0.98),
        ("pairs", 0.99, 0.95),
        ("alignment", 0.97, 0.97),
        ("gaps", 0.95, 0.95),
    ],
)
def test_import_reaches_its_figures(quality: Any, score: str, precision: float, recall: float) -> None:
    found = quality.scores[score]
    assert precision <= found.precision, quality.faults
    assert recall <= found.recall, quality.faults


def test_no_date_is_made_up_and_no_letter_lost(quality: Any) -> None:
    assert (0, 0, 0) == (quality.dates_wrong, quality.dates_invented, quality.letters_lost)


def test_running_prose_never_dates_an_article() -> None:
    table = {line.split("\t")[0]: line.split("\t")[1] for line in read("versions.tsv").splitlines()[1:]}
    for path, text in sections(read("articles.txt")).items():
        sentences = [line for line in text.split("\n") if re.search(r"[.։۔]\s*$", line)][1:]
        for prose in ("\n\n".join(sentences), "\n".join(sentences)):
            layout = lay_out(f"Title of it\n\n{prose}", table[path], is_markdown=False)
            assert (None, None) == (layout.date, layout.day), path


def read(name: str) -> str:
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return file.read()
