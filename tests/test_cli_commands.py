"""The commands as a person or a program meets them: what is printed where, and the exit code."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from sites import REPOSITORY, four_languages_text

from chronicle import __version__
from chronicle.base.codes import CODES
from chronicle.cli.commands import main
from chronicle.cli.terminal import Terminal, visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

    from sites import Site

ENTRY = "content/2021/03/01/bridge-reopened.en.md"


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(four_languages_text())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command here; returns exit code, standard output and standard error."""

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(str(stop.code))
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_version(run: Run) -> None:
    assert (0, f"chronicle {__version__}\n", "") == run("--version")


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "chronicle", "--version"], capture_output=True, text=True, check=True)
    assert f"chronicle {__version__}\n" == done.stdout


@pytest.mark.parametrize("arguments", [(), ("sail",), ("build", "--jobs", "0"), ("check", "--as-of", "2020-02-30")])
def test_a_wrong_command_line_is_usage(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (2, "") == (code, out)
    assert "usage: chronicle" in err


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https://a@b.org", "https://b.org/?x=1"])
def test_a_base_url_must_be_a_web_address(run: Run, address: str) -> None:
    assert 2 == run("build", "--base-url", address)[0]


@pytest.mark.parametrize("command", ["build", "check", "import"])
def test_outside_a_chronicle_a_command_says_what_to_do(run: Run, tmp_path: Path, command: str) -> None:
    code, out, err = run(command, "--root", str(tmp_path))
    assert (1, "") == (code, out)
    assert "error[no-chronicle]" in err
    assert "chronicle new DIR" in err
    assert [] == os.listdir(tmp_path)


def test_common_options_stand_before_or_after_the_command(run: Run, site: Site) -> None:
    assert 0 == run("--root", site.root, "-q", "check")[0]
    assert 0 == run("check", "-q", "--root", site.root)[0]


def test_build_says_what_it_did(run: Run, site: Site) -> None:
    code, out, _ = run("build", "--root", site.root, "--jobs", "1")
    assert 0 == code
    assert f"{len(site.tree())} files in site" in out
    _, again, _ = run("build", "--root", site.root, "--jobs", "1")
    assert "0 rendered, 0 written, 0 removed" in again


def test_quiet_says_nothing(run: Run, site: Site) -> None:
    assert (0, "", "") == run("build", "--root", site.root, "-q")


def test_explain_url_says_why(run: Run, site: Site) -> None:
    run("build", "--root", site.root)
    url = "https://example.org/arda/en/2021/03/01/bridge-reopened/#p2"
    out = run("build", "--root", site.root, "--explain", url)[1]
    assert "/en/2021/03/01/bridge-reopened/index.html: kept: nothing that it is made from changed" in out


def test_json_is_one_document_with_every_diagnostic(run: Run, site: Site) -> None:
    site.edit(ENTRY, "date: 2021-03-01\ntime", "dat: 2021-03-01\ntime")
    code, out, err = run("check", "--root", site.root, "--format", "json")
    document = json.loads(out)
    assert (1, "") == (code, err)
    found = {(d["code"], d["path"], d["line"], d["column"]) for d in document["diagnostics"]}
    assert ("unknown-key", ENTRY, 4, 1) in found
    assert {"code", "severity", "message", "path", "line", "column", "help"} == set(document["diagnostics"][0])


def test_github_annotations_name_file_line_and_column(run: Run, site: Site) -> None:
    site.edit(ENTRY, "date: 2021-03-01\ntime", "dat: 2021-03-01\ntime")
    out = run("check", "--root", site.root, "--format", "github")[1]
    assert f"::error file={ENTRY},line=4,col=1,title=unknown-key::" in out


def test_text_names_file_line_column_code_and_help(run: Run, site: Site) -> None:
    site.edit(ENTRY, "date: 2021-03-01\ntime", "dat: 2021-03-01\ntime")
    code, _, err = run("check", "--root", site.root)
    assert 1 == code
    assert f"{ENTRY}:4:1: error[unknown-key]" in err
    assert "did you mean `date`?" in err


def test_fail_on_warning_fails_on_a_warning(run: Run, site: Site) -> None:
    site.write("content/notes.docx", "x")
    assert 0 == run("check", "--root", site.root)[0]
    code, _, err = run("check", "--root", site.root, "--fail-on", "warning")
    assert 1 == code
    assert "warning[unexpected-file]" in err


def test_check_writes_no_site(run: Run, site: Site) -> None:
    run("check", "--root", site.root)
    assert not os.path.exists(site.output)


def test_what_check_passes_build_passes_and_the_other_way_round(run: Run, site: Site) -> None:
    site.write("templates/about.html", "{{ view.nothing }}")
    checked = run("check", "--root", site.root)
    built = run("build", "--root", site.root)
    assert (1, 1) == (checked[0], built[0])
    assert "templates/about.html:1: error[template-error]" in checked[2]
    assert checked[2] == built[2]


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained(run: Run, code: str) -> None:
    done, out, _ = run("explain", code)
    assert 0 == done
    assert out.startswith(f"# {code}\n")


def test_an_unknown_code_is_usage_with_the_nearest(run: Run) -> None:
    code, out, err = run("explain", "unknown-keys")
    assert (2, "") == (code, out)
    assert "did you mean `unknown-key`?" in err


@pytest.mark.parametrize("kind", ["config", "entry", "page", "names", "sources", "topics", "seeds"])
def test_a_schema_is_a_schema(run: Run, kind: str) -> None:
    code, out, _ = run("schema", kind)
    assert 0 == code
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


def test_the_whole_schema_holds_every_kind(run: Run) -> None:
    schema = json.loads(run("schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert {"config", "entry", "page", "names", "sources", "topics", "seeds"} == set(schema["$defs"])


@pytest.mark.parametrize("name", ["names", "sources", "topics"])
def test_this_repositorys_registers_hold_to_the_schema(run: Run, name: str) -> None:
    schema = json.loads(run("schema", name)[1])
    with open(os.path.join(REPOSITORY, "content", f"{name}.yml"), encoding="utf-8") as file:
        jsonschema.validate(yaml.safe_load(file), schema)


def test_new_makes_a_chronicle_that_builds(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "demo")
    assert 0 == run("new", folder)[0]
    code, _, err = run("build", "--root", folder)
    assert (0, "") == (code, err)
    with open(
        os.path.join(folder, "site", "fr", "1918", "11", "11", "armistice", "index.html"), encoding="utf-8"
    ) as page:
        assert "Les combats ont pris fin" in page.read()


def test_new_takes_title_and_languages(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "demo")
    assert 0 == run("new", folder, "--title", "Ma chronique: « 1918 »", "--languages", "fr,ru")[0]
    with open(os.path.join(folder, "chronicle.yml"), encoding="utf-8") as file:
        config = yaml.safe_load(file)
    assert {"fr": "Ma chronique: « 1918 »"} == config["title"]
    assert ["fr", "ru"] == config["languages"]
    assert 0 == run("build", "--root", folder)[0]


def test_new_leaves_a_folder_alone_that_is_not_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    code, _, err = run("new", str(tmp_path))
    assert (1, ["mine.txt"]) == (code, os.listdir(tmp_path))
    assert "is not empty" in err


def test_a_mistake_of_ours_is_not_a_traceback(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronicle.check.run.check", lambda *_, **__: 1 / 0)
    code, out, err = run("check", "--root", site.root)
    assert (3, "") == (code, out)
    assert "chronicle made a mistake: ZeroDivisionError" in err
    assert "Traceback" not in err


def test_a_folder_that_is_gone_is_said_so(tmp_path: Path) -> None:
    script = "import os, sys; os.rmdir(os.getcwd()); from chronicle.cli.commands import main; sys.exit(main(['check']))"
    folder = tmp_path / "gone"
    folder.mkdir()
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert (2, 1) == (done.returncode, done.stderr.count("\n"))


def test_ctrl_c_is_one_line(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("chronicle.check.run.check", interrupted)
    code, _, err = run("check", "--root", site.root)
    assert (130, 1) == (code, err.count("\n"))


def test_what_steers_a_terminal_is_shown_not_sent() -> None:
    assert r"a\u{1b}[31m\u{202e}б\u{a}" == visible("a\x1b[31m\u202eб\n")


def test_progress_is_shown_on_a_terminal_only(site: Site) -> None:
    command = [sys.executable, "-m", "chronicle", "build", "--root", site.root, "--jobs", "1"]
    piped = subprocess.run([*command, "--clean"], capture_output=True, check=True)
    assert b"\r" not in piped.stderr
    ours, theirs = pty.openpty()
    with subprocess.Popen([*command, "--clean"], stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(ours)
    assert 0 == process.returncode
    assert b"building" in shown


def test_a_progress_bar_shows_how_far_it_is_and_goes_when_done(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal(has_colour=True)
    terminal.progress("reading", 50, 100)
    assert f"\rreading      {'━' * 12}{'─' * 12} 50/100\x1b[K" == capsys.readouterr().err
    terminal.progress("reading", 100, 100)
    assert "\r\x1b[K" == capsys.readouterr().err


def test_a_quiet_command_shows_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal(has_colour=True, is_quiet=True).progress("reading", 50, 100)
    assert "" == capsys.readouterr().err
