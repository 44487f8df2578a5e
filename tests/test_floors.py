"""The house keeps its floors: imports go down only, heavy libraries wait, and only the top floor prints."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tokenize
import tomllib
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sites import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sites import Site

FLOORS = {
    "cli": 7,
    "check": 6,
    "serve": 6,
    "publish": 6,
    "build": 5,
    "theme": 4,
    "pictures": 4,
    "seeds": 4,
    "plan": 3,
    "content": 3,
    "model": 2,
    "config": 2,
    "prose": 2,
    "base": 1,
}
SIDEWAYS = {("config", "model"), ("prose", "model"), ("publish", "check")}
"""Rooms of one floor that may look into each other: the model is what they speak of; what goes out is checked first."""
IMPORT_EACH_ALONE = """
import os, sys
status = 0
for module in sys.argv[1:]:
    if os.fork() == 0:
        __import__(module)
        os._exit(0)
    status |= os.wait()[1]
sys.exit(status != 0)
"""
"""Forks once a module from an interpreter that has loaded none: as good as a fresh one each, and much faster."""
LONGEST = 300
IMPORTERS_LIBRARIES = ("anyascii", "charset_normalizer", "ftfy", "numpy", "py3langid")
SERVERS_LIBRARIES = ("livereload", "tornado", "watchfiles")
HEAVY = (*IMPORTERS_LIBRARIES, *SERVERS_LIBRARIES, "PIL", "babel", "distributed", "jinja2", "markdown_it")
TRANSLATED_NAMES = {"pyyaml": "yaml", "markdown-it-py": "markdown_it", "pillow": "PIL"}
"""Distributions whose module is not simply their name with underscores."""


class Import(NamedTuple):
    """An import statement and where it stands."""

    module: str
    target: str
    line: int


def module_files() -> dict[str, str]:
    """Every module of the package and its file."""
    files = {}
    for folder, _, names in os.walk(os.path.join(REPOSITORY, "chronicle")):
        for name in names:
            if name.endswith(".py"):
                path = os.path.relpath(os.path.join(folder, name), REPOSITORY)
                files[path[:-3].replace(os.sep, ".").removesuffix(".__init__")] = os.path.join(REPOSITORY, path)
    return dict(sorted(files.items()))


MODULES = module_files()


@cache
def parsed(module: str) -> ast.Module:
    with tokenize.open(MODULES[module]) as file:
        return ast.parse(file.read())


def imports(module: str) -> Iterator[Import]:
    """All of a module's imports, those inside functions and for type checking among them."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield Import(module, name if name in MODULES else str(node.module), node.lineno)


def own_imports() -> list[Import]:
    return [item for module in MODULES for item in imports(module) if item.target.split(".")[0] == "chronicle"]


def room(module: str) -> str:
    """The room of a module; empty for the package itself, which holds no more than its version."""
    return ".".join(module.split(".")[1:2]).replace("__main__", "cli")


def test_every_room_has_a_floor() -> None:
    assert set() == {room(module) for module in MODULES} - set(FLOORS) - {""}


def test_imports_go_down_only() -> None:
    climbing = [
        item
        for item in own_imports()
        if (here := room(item.module)) != (there := room(item.target))
        and there
        and (not here or FLOORS[here] <= FLOORS[there])
        and (here, there) not in SIDEWAYS
    ]
    assert [] == climbing


def test_plan_and_content_never_meet() -> None:
    wings = {"plan", "content"}
    assert [] == [i for i in own_imports() if {room(i.module), room(i.target)} == wings]


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph: dict[str, set[str]] = {module: set() for module in MODULES}
    for item in own_imports():
        if item.module != item.target:
            graph[item.module].add(item.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_every_module_imports_alone() -> None:
    modules = [module for module in MODULES if not module.endswith(".__main__")]
    command = [sys.executable, "-W", "error", "-c", IMPORT_EACH_ALONE, *modules]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)


def test_third_party_imports_are_declared_dependencies() -> None:
    with open(os.path.join(REPOSITORY, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    optional = [item for items in project["optional-dependencies"].values() for item in items]
    declared = [re.split(r"[<>=!~;\[ ]", item)[0] for item in (*project["dependencies"], *optional)]
    known = {TRANSLATED_NAMES.get(name, name.replace("-", "_")) for name in declared}
    used = {item.target.split(".")[0] for module in MODULES for item in imports(module)}
    assert set() == used - known - sys.stdlib_module_names - {"chronicle"}


def test_only_the_command_line_prints() -> None:
    streams = {"stdout", "stderr", "__stdout__", "__stderr__"}
    loud = [
        f"{module}:{node.lineno}"
        for module in MODULES
        if room(module) != "cli"
        for node in ast.walk(parsed(module))
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in streams and ast.unparse(node.value) == "sys")
    ]
    assert [] == loud


def test_no_module_is_too_long_to_have_one_subject() -> None:
    lengths = {}
    for module, path in MODULES.items():
        with tokenize.open(path) as file:
            lengths[module] = sum(1 for _ in file)
    assert {} == {module: length for module, length in lengths.items() if length > LONGEST}


def test_every_module_says_its_subject() -> None:
    assert [] == [module for module in MODULES if not ast.get_docstring(parsed(module))]


def test_there_is_no_utils() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [] == [module for module in MODULES if vague & set(module.split("."))]


def test_every_exception_from_a_rule_carries_its_reason() -> None:
    bare = []
    exception = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?!:? ?[^#]* - \S| ?\[[^\]]*\] *# *\S)")
    for path in (*MODULES.values(), *other_files()):
        with open(path, "rb") as file:
            comments = [t for t in tokenize.tokenize(file.readline) if t.type == tokenize.COMMENT]
        bare += [f"{os.path.relpath(path, REPOSITORY)}:{t.start[0]}" for t in comments if exception.match(t.string)]
    assert [] == bare


def other_files() -> list[str]:
    folders = [os.path.join(REPOSITORY, name) for name in ("tests", "tools")]
    return [
        os.path.join(folder, name) for folder in folders for name in sorted(os.listdir(folder)) if name.endswith(".py")
    ]


def loaded_by(code: str, folder: str = REPOSITORY) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after `code`."""
    report = f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    command = [sys.executable, "-c", report]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    modules: list[str] = json.loads(done.stderr.splitlines()[-1])
    return {module.split(".")[0] for module in modules}


def running(*arguments: str) -> str:
    """Code that gives `arguments` to the command line and lives on."""
    return (
        f"import sys\nsys.argv = {['chronicle', *arguments]!r}\n"
        "from chronicle.cli.commands import main\n"
        "try: code = main()\nexcept SystemExit as done: code = done.code\n"
        "assert not code, code"
    )


@pytest.mark.parametrize("code", ["import chronicle.cli.commands", running("--version")], ids=["import", "--version"])
def test_starting_up_loads_no_heavy_library(code: str) -> None:
    assert set() == loaded_by(code) & set(HEAVY)


def test_a_build_loads_none_of_the_importers_libraries(make_site: Callable[[str], Site]) -> None:
    site = make_site(
        """-- chronicle.yml --
title: {en: A chronicle}
description: {en: Of one day.}
base_url: https://example.org
languages: [en]
-- content/2021/03/01/bridge-reopened.en.md --
---
title: Bridge reopened
lang: en
date: 2021-03-01
---

The bridge was reopened.
"""
    )
    loaded = loaded_by(running("build"), site.root)
    assert "jinja2" in loaded
    assert set() == loaded & {*IMPORTERS_LIBRARIES, *SERVERS_LIBRARIES, "PIL"}
