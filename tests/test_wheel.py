"""The wheel, in an empty environment, is all that a new chronicle needs."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest
from sites import REPOSITORY, read_tree

from chronicle.base.codes import CODES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The wheel, built from this repository with the lock's hatchling."""
    folder = str(tmp_path_factory.mktemp("wheel"))
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, REPOSITORY, folder=REPOSITORY)
    (name,) = os.listdir(folder)
    return os.path.join(folder, name)


def test_theme_and_explanations_travel_in_the_wheel(wheel: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        files = {name for name in archive.namelist() if not name.endswith("/")}
    theme = {f"chronicle/templates/{path}" for path in read_tree(os.path.join(REPOSITORY, "templates"))}
    pages = {f"chronicle/diagnostics/{code}.md" for code in CODES}
    assert set() == (theme | pages | {"chronicle/py.typed"}) - files
    assert [] == [name for name in files if not name.startswith("chronicle")]


def test_a_new_chronicle_builds_from_the_wheel_alone(wheel: str, tmp_path: Path) -> None:
    environment = str(tmp_path / "an environment")
    venv.create(environment, with_pip=True)
    programs = os.path.join(environment, "Scripts" if os.name == "nt" else "bin")
    pip = (os.path.join(programs, "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    folder = str(tmp_path)
    lock = os.path.join(REPOSITORY, "requirements", "runtime.txt")
    run(*pip, "--require-hashes", "-r", lock, folder=folder)
    run(*pip, "--no-deps", wheel, folder=folder)
    chronicle = os.path.join(programs, "chronicle")
    run(chronicle, "new", "demo", folder=folder)
    demo = os.path.join(folder, "demo")
    assert not os.path.exists(os.path.join(demo, "templates"))
    run(chronicle, "build", folder=demo)
    site = read_tree(os.path.join(demo, "site"))
    pages = {"index.html", "404.html", "sitemap.xml", "robots.txt", "manifest-sha256.txt", ".nojekyll"}
    assert set() == pages - set(site)
    entries = [path for path, body in site.items() if b'data-page-type="entry"' in body]
    assert len(entries) > 0
    assert [] == [path for path in entries if b"<h1" not in site[path]]
    assert any(path.endswith(".css") for path in site)


def run(*command: str, folder: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
