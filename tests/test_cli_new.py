"""`chronicle new`: a chronicle that builds, that editors check, and that git and GitHub can take as it is."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from repositories import NOBODY, git
from sites import TODAY, read_tree

from chronicle import __version__
from chronicle.cli.commands import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _nobodys_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", NOBODY["GIT_CONFIG_GLOBAL"])
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


def started(folder: Path, *arguments: str) -> str:
    demo = str(folder / "demo")
    assert 0 == main(["new", demo, "-q", *arguments])
    return demo


def text(demo: str, path: str) -> str:
    with open(os.path.join(demo, path), encoding="utf-8") as file:
        return file.read()


def test_flags_say_title_languages_and_address(tmp_path: Path) -> None:
    demo = started(
        tmp_path, "--title", "Arda *1918*", "--languages", "fr,en", "--base-url", "https://arda.example.org/"
    )
    config = yaml.safe_load(text(demo, "chronicle.yml"))
    assert {"fr": "Arda *1918*"} == config["title"]
    assert (["fr", "en"], "https://arda.example.org") == (config["languages"], config["base_url"])
    assert text(demo, "README.md").startswith("# Arda \\*1918\\*\n")


def test_it_is_a_repository_unless_it_lies_in_one(tmp_path: Path) -> None:
    demo = started(tmp_path)
    assert "## No commits yet on main" == git(demo, "status", "--branch", "--porcelain").splitlines()[0]
    inner = os.path.join(demo, "inner")
    assert 0 == main(["new", inner, "-q"])
    assert not os.path.exists(os.path.join(inner, ".git"))
    assert 0 == main(["new", str(tmp_path / "bare"), "-q", "--no-git"])
    assert not os.path.exists(tmp_path / "bare" / ".git")


def test_a_repository_without_a_file_is_an_empty_folder(tmp_path: Path) -> None:
    git(str(tmp_path), "init", "--quiet", "demo")
    assert os.path.exists(os.path.join(started(tmp_path), "chronicle.yml"))


def test_without_git_it_starts_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert 0 == main(["new", str(tmp_path / "demo")])
    assert "git is not there" in capsys.readouterr().out
    assert os.path.exists(tmp_path / "demo" / "chronicle.yml")


def test_what_it_starts_is_published_as_it_is(tmp_path: Path) -> None:
    demo = started(tmp_path)
    git(str(tmp_path), "init", "--quiet", "--bare", "remote.git")
    git(demo, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(demo, "add", "--all")
    git(demo, "commit", "--quiet", "--message", "Begin")
    assert 0 == main(["build", "-q", "--as-of", f"{TODAY}", "--root", demo])
    assert 0 == main(["check", "--site", "-q", "--fail-on", "info", "--root", demo])
    assert "" == git(demo, "status", "--porcelain")
    assert 0 == main(["publish", "-q", "--jobs", "1", "--as-of", f"{TODAY}", "--root", demo])
    listed = git(str(tmp_path / "remote.git"), "ls-tree", "-r", "--name-only", "gh-pages").split("\n")[:-1]
    assert set(read_tree(os.path.join(demo, "site"))) == set(listed)


def test_git_keeps_seeds_byte_for_byte(tmp_path: Path) -> None:
    demo = started(tmp_path)
    with open(os.path.join(demo, "seeds", "a.txt"), "wb") as file:
        file.write(b"one\r\ntwo\rthree\n")
    git(demo, "-c", "core.autocrlf=true", "add", "seeds/a.txt")
    assert (
        b"one\r\ntwo\rthree\n".hex()
        == subprocess.run(
            ["git", "-C", demo, "cat-file", "blob", ":seeds/a.txt"], capture_output=True, check=True
        ).stdout.hex()
    )


def test_editors_find_a_schema_for_every_file_of_yaml(tmp_path: Path) -> None:
    demo = started(tmp_path)
    schemas = json.loads(text(demo, ".vscode/settings.json"))["yaml.schemas"]
    for schema, path in schemas.items():
        checked = json.loads(text(demo, schema))
        jsonschema.Draft202012Validator.check_schema(checked)
        if os.path.exists(os.path.join(demo, path)):
            jsonschema.validate(yaml.safe_load(text(demo, path)), checked)
    assert {"chronicle.yml", "content/names.yml"} <= set(schemas.values())


def test_the_workflow_checks_before_it_deploys_with_the_least_rights(tmp_path: Path) -> None:
    demo = started(tmp_path)
    workflow = yaml.safe_load(text(demo, ".github/workflows/publish.yml"))
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert ({}, {"contents": "read"}) == (workflow["permissions"], build["permissions"])
    assert ({"pages": "write", "id-token": "write"}, "build") == (deploy["permissions"], deploy["needs"])
    assert "pull_request_target" not in text(demo, ".github/workflows/publish.yml")
    commands = [step["run"].split()[:2] for step in build["steps"] if "run" in step]
    assert [["chronicle", "check"], ["chronicle", "build"], ["chronicle", "check"]] == commands[1:4]
    used = {
        step["uses"].partition("@")[0]: step.get("with", {})
        for step in (*build["steps"], *deploy["steps"])
        if "uses" in step
    }
    assert used["actions/checkout"] == {"persist-credentials": False}
    assert used["actions/cache/save"]["path"] == ".chronicle"


def test_the_commands_of_the_workflow_and_the_readme_are_commands(tmp_path: Path) -> None:
    from chronicle.cli.arguments import parser  # noqa: PLC0415 - the other tests stand without it

    demo = started(tmp_path)
    shown = re.findall(
        r"run: chronicle (.+)|`chronicle ([a-z][^`]*)`",
        text(demo, ".github/workflows/publish.yml") + text(demo, "README.md"),
    )
    assert len(shown) > 5
    for words in shown:
        line = "".join(words).replace("CODE", "wrong-type").split()
        assert line[0] == parser().parse_args(line).command


def test_the_requirement_is_this_very_version(tmp_path: Path) -> None:
    lines = text(started(tmp_path), "requirements.txt").splitlines()
    assert [f"chronicle=={__version__}"] == [line for line in lines if not line.startswith("#")]


def test_at_a_terminal_it_asks_until_the_answer_can_be_read(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "chronicle", "new", str(tmp_path / "demo"), "--no-git"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, "Chronique de l’Arda\nfrench\nfr,en\nexample.org\n\n".encode())
        said = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
    os.close(ours)
    assert 0 == process.returncode, said
    assert "`example.org` is not an address" in said.decode()
    config = yaml.safe_load(text(str(tmp_path / "demo"), "chronicle.yml"))
    assert ({"fr": "Chronique de l’Arda"}, ["fr", "en"]) == (config["title"], config["languages"])
    assert "https://example.github.io/chronicle" == config["base_url"]
