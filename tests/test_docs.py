"""The documents say what the program does, and nothing in the repository says where it was made."""

from __future__ import annotations

import argparse
import configparser
import os
import re
import shlex
import subprocess
from functools import cache
from urllib.parse import unquote

import pytest
from sites import REPOSITORY

from chronicle.base.codes import CODES

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
    )
)
"""In pieces, so that this file does not name them either."""
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:work|tmp|root|home/\w+|Users/\w+)/[\w.-]+")
"""An absolute path below a folder that only one machine has."""


@cache
def committed() -> tuple[str, ...]:
    """Every file that git keeps or is about to keep, below the repository."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return tuple(
        path for path in sorted(set(done.stdout.split("\0"))) if os.path.isfile(os.path.join(REPOSITORY, path))
    )


@cache
def text_of(path: str) -> str:
    """A file's text; what is no text reads as replacement characters."""
    with open(os.path.join(REPOSITORY, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def documents() -> list[str]:
    return [path for path in committed() if path.endswith(".md") and not path.startswith("content/")]


def parser() -> argparse.ArgumentParser:
    from chronicle.cli.arguments import parser as make  # noqa: PLC0415 - the other tests stand without it

    return make()


def commands() -> dict[str, argparse.ArgumentParser]:
    """The subcommands and what reads their arguments."""
    actions = parser()._actions  # noqa: SLF001 - argparse offers no other way to list them
    return dict(next(action.choices for action in actions if isinstance(action, argparse._SubParsersAction)))  # noqa: SLF001 - as above


def flags(reader: argparse.ArgumentParser) -> list[str]:
    options = [option for action in reader._actions for option in action.option_strings]  # noqa: SLF001 - as above
    return [option for option in options if option.startswith("--") and option != "--help"]


def test_every_code_has_a_page_that_helps() -> None:
    paths = {code: f"docs/diagnostics/{code}.md" for code in CODES}
    pages = {code: text_of(path) for code, path in paths.items() if path in committed()}
    assert [] == sorted(set(CODES) - set(pages))
    assert [] == [code for code, page in pages.items() if not page.startswith(f"# {code}\n") or len(page.split()) < 30]


def test_every_page_of_a_code_has_its_code() -> None:
    pages = {os.path.basename(path)[:-3] for path in committed() if path.startswith("docs/diagnostics/")}
    assert set() == pages - set(CODES) - {"README"}


def test_every_code_has_a_test() -> None:
    tests = "".join(text_of(path) for path in committed() if re.fullmatch(r"tests/test_\w+\.py", path))
    assert [] == [code for code in CODES if f'"{code}"' not in tests]


def test_every_code_is_given_somewhere() -> None:
    modules = [path for path in committed() if path.startswith("chronicle/") and path != "chronicle/base/codes.py"]
    program = "".join(map(text_of, modules))
    assert [] == [code for code in CODES if f'"{code}"' not in program]


def test_the_reference_knows_every_command_and_flag() -> None:
    reference = text_of("docs/reference.md")
    unknown = [name for name in commands() if f"## `chronicle {name}" not in reference]
    for name, reader in commands().items():
        section = reference.partition(f"## `chronicle {name}")[2].partition("\n## ")[0]
        unknown += [f"{name} {flag}" for flag in flags(reader) if flag not in section and flag not in flags(parser())]
    unknown += [flag for flag in flags(parser()) if flag not in reference]
    assert [] == unknown


def test_the_reference_invents_no_command() -> None:
    named = re.findall(r"^## `chronicle ([a-z]+)", text_of("docs/reference.md"), re.MULTILINE)
    assert sorted(commands()) == sorted(named)


@pytest.mark.parametrize("document", ["docs/guide.md", "docs/publishing.md"])
def test_command_lines_shown_are_understood(document: str) -> None:
    lines = re.findall(r"^    chronicle (.+)$|`chronicle ([a-z][^`]*)`", text_of(document), re.MULTILINE)
    assert len(lines) > 3
    for words in map("".join, lines):
        asked = shlex.split(words.replace("CODE", "wrong-type"))
        asked += ["DIR"] * (asked == ["new"])
        assert asked[0] == parser().parse_args(asked).command


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/reference.md"])
def test_commands_shown_exist(document: str) -> None:
    shown = set(re.findall(r"(?:^|[`$] |`)chronicle ([a-z]+)", text_of(document), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    made = set(re.findall(r"(?:^|`)make ([a-z]+)", text_of(document), re.MULTILINE))
    assert (set(), set()) == (shown - set(commands()), made - targets)


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for document in documents():
        for target in ("".join(found) for found in LINK.findall(without_code(text_of(document)))):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = unquote(target).partition("#")
            there = os.path.normpath(os.path.join(os.path.dirname(document), path)) if path else document
            if not os.path.exists(os.path.join(REPOSITORY, there)) or (anchor and anchor not in anchors(there)):
                broken.append(f"{document}: {target}")
    assert [] == broken


def without_code(markdown: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL))


def anchors(document: str) -> set[str]:
    """The ids that GitHub gives to a document's headings."""
    headings = re.findall(r"^#+ (.*)$", text_of(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_decision_is_in_the_index() -> None:
    decisions = [path.removeprefix("docs/") for path in documents() if path.startswith("docs/adr/")]
    index = text_of("docs/README.md")
    assert [] == [path for path in decisions if path not in index]


def test_no_file_names_a_package_registry() -> None:
    named = [(path, host) for path in committed() for host in hosts() if host in text_of(path)]
    assert [] == named


def hosts() -> set[str]:
    """The registries' own hosts, and those that this machine's tools are set up with."""
    found = set(REGISTRY_HOSTS)
    configuration = configparser.RawConfigParser(strict=False, allow_no_value=True)
    configuration.read([os.path.expanduser("~/.config/pip/pip.conf"), "/etc/pip.conf"])
    for section in configuration.sections():
        for value in dict(configuration.items(section)).values():
            found.update(re.findall(r"https?://(?:[^@/\s]*@)?([^/:\s]+)", value or ""))
    return found


def test_no_file_names_a_path_of_one_machine() -> None:
    named = [(path, *MACHINE_PATH.findall(text_of(path))) for path in committed() if MACHINE_PATH.search(text_of(path))]
    assert [] == named


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    locks = [path for path in committed() if path.startswith("requirements/")]
    assert {"requirements/dev.txt", "requirements/runtime.txt"} <= set(locks)
    for path in (*locks, "tools/package-lock.json"):
        assert "://" not in text_of(path)
    for path in locks:
        pinned = re.split(r"\n(?=\S)", text_of(path))
        hashed = re.compile(r"\S+==[\w.]+.*--hash=sha256:[0-9a-f]{64}", re.DOTALL)
        assert [] == [item for item in pinned if not hashed.match(item)]


def test_no_workflow_runs_what_a_moved_tag_could_change() -> None:
    workflows = [path for path in committed() if re.search(r"github/workflows/[^/]+\.yml$", path)]
    uses = [line for path in workflows for line in re.findall(r"uses:\s*(.*)", text_of(path))]
    assert uses
    assert [] == [line for line in uses if not re.fullmatch(r"actions/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)]
