"""The commands: what each is asked, does and says, and its exit code."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from chronicle.base.codes import CODES
from chronicle.base.diagnostics import SEVERITIES, has_errors, in_order, nearest
from chronicle.cli.arguments import parser
from chronicle.cli.terminal import Terminal, visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from chronicle.build.options import BuildOptions, BuildResult
    from chronicle.publish.run import Published

FINE, PROBLEMS, USAGE, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code: 0 fine, 1 problems in the user's files, 2 usage, 3 our bug."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # text streams, as Python opens them
    asked = parser().parse_args(arguments)
    terminal = Terminal(
        is_quiet=hasattr(asked, "quiet"),
        is_verbose=hasattr(asked, "verbose"),
        has_colour=sys.stderr.isatty() and not hasattr(asked, "no_color") and not os.environ.get("NO_COLOR"),
    )
    try:
        asked.root = os.path.abspath(getattr(asked, "root", os.curdir))
    except FileNotFoundError:
        terminal.complain("the current folder is gone; go to another one, or name the chronicle's with `--root DIR`")
        return USAGE
    try:
        return COMMANDS[asked.command](asked, terminal)
    except KeyboardInterrupt:
        terminal.complain("interrupted; nothing is half done: run the command again")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:
        if terminal.is_verbose:
            raise
        terminal.complain(f"chronicle made a mistake: {type(error).__name__}: {error}")
        terminal.complain("this is our bug, not yours: please report it with what `-v` adds")
        return OUR_BUG


def _new(asked: Namespace, terminal: Terminal) -> int:
    from chronicle.cli.asking import start_answers  # noqa: PLC0415 - a command loads what it needs
    from chronicle.cli.starter import begin_history, obstacle, start  # noqa: PLC0415 - as above

    problem = obstacle(asked.directory)
    if not problem:
        title, languages, base_url = start_answers(asked, is_asking=not terminal.is_quiet)
        problem = start(asked.directory, title=title, languages=languages, base_url=base_url)
    if problem:
        terminal.complain(problem)
        return PROBLEMS
    terminal.say(f"a new chronicle is in {visible(asked.directory)}: put clippings into its seeds/, then")
    terminal.say(f"    cd {visible(asked.directory)}\n    chronicle import\n    chronicle build")
    if not asked.no_git:
        terminal.say(f"{begin_history(asked.directory)}; its README.md tells how to publish")
    return FINE


def _import(asked: Namespace, terminal: Terminal) -> int:
    from functools import partial  # noqa: PLC0415 - a command loads what it needs

    from chronicle.config import read_config  # noqa: PLC0415 - a command loads what it needs
    from chronicle.seeds.explain import explained  # noqa: PLC0415 - a command loads what it needs
    from chronicle.seeds.importer import import_seeds  # noqa: PLC0415 - the importer's libraries are heavy

    configured = read_config(asked.root)
    if configured.value is None:
        terminal.report(in_order([*configured.diagnostics]), output_format=asked.format, extra={"seeds": []})
        return PROBLEMS
    is_dry = asked.dry_run or asked.explain is not None
    outcome = import_seeds(
        asked.root,
        config=configured.value,
        paths=(asked.explain,) if asked.explain else tuple(asked.seeds),
        dry_run=is_dry,
        progress=partial(terminal.progress, "importing"),
    )
    diagnostics = in_order([*configured.diagnostics, *outcome.diagnostics])
    if asked.format == "text":
        text = explained(outcome.value, asked.explain) if asked.explain else outcome.value.as_text(is_dry=is_dry)
        terminal.say(text)
    terminal.report(diagnostics, output_format=asked.format, extra=outcome.value.as_json())
    return PROBLEMS if has_errors(diagnostics) else FINE


def _build(asked: Namespace, terminal: Terminal) -> int:
    if mistake := _engine_mistake(asked):
        terminal.complain(f"chronicle build: {mistake}")
        return USAGE
    result = _built(asked, terminal)
    extra = {"outputs": result.outputs, "written": list(result.written), "pruned": list(result.pruned)}
    terminal.report(result.diagnostics, output_format=asked.format, extra=extra)
    if not result.is_done:
        return PROBLEMS
    if asked.format == "text":
        terminal.say(_summary(asked, result))
        if terminal.is_verbose:
            terminal.say("  ".join(f"{stage} {seconds:.3f} s" for stage, seconds in result.seconds))
        if asked.explain:
            terminal.say(_why(asked.explain, result))
    return FINE


def _serve(asked: Namespace, terminal: Terminal) -> int:
    from chronicle.cli.previewing import preview  # noqa: PLC0415 - a command loads what it needs

    return preview(asked, terminal)


def _check(asked: Namespace, terminal: Terminal) -> int:
    from chronicle.check.run import check, check_site  # noqa: PLC0415 - a command loads what it needs

    if asked.site is None:
        diagnostics = check(asked.root, options=_options(asked), progress=terminal.progress)
    else:
        diagnostics = check_site(asked.root, asked.site, base_url=asked.base_url, progress=terminal.progress)
    terminal.report(diagnostics, output_format=asked.format, extra={})
    fatal = SEVERITIES[: SEVERITIES.index(asked.fail_on) + 1]
    if any(diagnostic.severity in fatal for diagnostic in diagnostics):
        return PROBLEMS
    if asked.format == "text":
        terminal.say("checked: this chronicle builds" if asked.site is None else "checked: this site can go out")
    return FINE


def _verify(asked: Namespace, terminal: Terminal) -> int:
    from chronicle.check.integrity import verify  # noqa: PLC0415 - a command loads what it needs

    diagnostics = verify(asked.root, output=asked.output, progress=terminal.progress)
    terminal.report(diagnostics, output_format=asked.format, extra={})
    if has_errors(diagnostics):
        return PROBLEMS
    if asked.format == "text":
        terminal.say("verified: every seed is as it was imported, every file of the site as it was built")
    return FINE


def _publish(asked: Namespace, terminal: Terminal) -> int:
    from chronicle.publish.run import PublishOptions, publish  # noqa: PLC0415 - a command loads what it needs

    options = PublishOptions(
        as_of=asked.as_of or date.today(),  # noqa: DTZ011 - the curator's own day decides
        branch=asked.branch,
        remote=asked.remote,
        is_dry=asked.dry_run,
        jobs=asked.jobs,
    )
    result = publish(asked.root, options=options, progress=terminal.progress)
    differing = result.difference
    sides = {"added": differing.added, "changed": differing.changed, "removed": differing.removed}
    extra = {**sides, "files": result.files, "commit": result.commit}
    terminal.report(result.diagnostics, output_format=asked.format, extra=extra)
    if asked.format == "text" and (asked.dry_run or terminal.is_verbose):
        for sign, files in zip("+~-", sides.values(), strict=True):
            for file in files:
                terminal.say(f"{sign} /{visible(file).removesuffix('index.html')}")
    if not result.is_done:
        return PROBLEMS
    if asked.format == "text":
        terminal.say(_told(result, is_dry=asked.dry_run))
    return FINE


def _schema(asked: Namespace, terminal: Terminal) -> int:
    import json  # noqa: PLC0415 - a command loads what it needs

    from chronicle.check.schemas import json_schema  # noqa: PLC0415 - a command loads what it needs

    terminal.print(json.dumps(json_schema(asked.name), ensure_ascii=False, indent=2))
    return FINE


def _explain(asked: Namespace, terminal: Terminal) -> int:
    if asked.code not in CODES:
        close = nearest(asked.code, list(CODES))
        hint = f"; did you mean `{close}`?" if close else f"; the codes are {', '.join(sorted(CODES))}"
        terminal.complain(f"chronicle explain: `{asked.code}` is no diagnostic{hint}")
        return USAGE
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "diagnostics")
    folder = installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "docs", "diagnostics")
    with open(os.path.join(folder, f"{asked.code}.md"), encoding="utf-8") as page:
        terminal.print(page.read())
    return FINE


COMMANDS: dict[str, Callable[[Namespace, Terminal], int]] = {
    "new": _new,
    "import": _import,
    "build": _build,
    "serve": _serve,
    "check": _check,
    "verify": _verify,
    "publish": _publish,
    "schema": _schema,
    "explain": _explain,
}


def _engine_mistake(asked: Namespace) -> str:
    """Why the build cannot be done with the engine asked for; empty where it can."""
    if (asked.engine == "dask") != bool(asked.scheduler):
        return "`--engine dask` and `--scheduler ADDRESS` go together"
    if asked.engine == "dask":
        from chronicle.build.cluster import is_installed  # noqa: PLC0415 - a command loads what it needs

        if not is_installed():
            return "`--engine dask` needs one more package: pip install 'chronicle[dask]'"
    return ""


def _built(asked: Namespace, terminal: Terminal) -> BuildResult:
    if asked.engine == "dask":
        from chronicle.build.cluster import build_on_cluster  # noqa: PLC0415 - a command loads what it needs

        return build_on_cluster(asked.root, asked.scheduler, options=_options(asked), progress=terminal.progress)
    from chronicle.build.engine import build  # noqa: PLC0415 - a command loads what it needs

    return build(asked.root, options=_options(asked), progress=terminal.progress)


def _options(asked: Namespace) -> BuildOptions:
    from chronicle.build.options import BuildOptions  # noqa: PLC0415 - a command loads what it needs

    return BuildOptions(
        as_of=asked.as_of or date.today(),  # noqa: DTZ011 - the curator's own day decides
        output=getattr(asked, "output", "site"),
        base_url=asked.base_url,
        with_drafts=asked.drafts,
        is_clean=getattr(asked, "clean", False),
        jobs=getattr(asked, "jobs", 1),
    )


def _summary(asked: Namespace, result: BuildResult) -> str:
    seconds = sum(each for _, each in result.seconds)
    return (
        f"{result.documents} documents, {result.outputs} files in {asked.output}: {len(result.rendered)} rendered, "
        f"{len(result.written)} written, {len(result.pruned)} removed ({seconds:.2f} s)"
    )


def _told(result: Published, *, is_dry: bool) -> str:
    """What a publication did, in a line."""
    where = f"`{result.branch}` at `{result.remote}`"
    differing = result.difference
    if not differing:
        return f"nothing to do: {where} holds these {result.files} files"
    counts = f"{len(differing.added)} added, {len(differing.changed)} changed, {len(differing.removed)} removed"
    if is_dry:
        return f"{where} would hold {result.files} files: {counts}; nothing was published"
    return f"published {result.files} files to {where}: {counts} ({result.commit[:12]})"


def _why(url: str, result: BuildResult) -> str:
    """The reason for the page at `url`, which may be a whole address, with or without the base path."""
    from urllib.parse import unquote, urlsplit  # noqa: PLC0415 - a command loads what it needs

    from chronicle.build.options import KEPT  # noqa: PLC0415 - as above

    reasons, kept = dict(result.reasons), frozenset(result.kept)
    parts = unquote(urlsplit(url).path).lstrip("/").split("/")
    for first in range(len(parts)):
        file = "/".join(parts[first:])
        for name in (file, f"{file}index.html", f"{file}/index.html"):
            if name in reasons:
                return f"/{name}: {reasons[name]}"
            if name in kept:
                return f"/{name}: {KEPT}"
    return f"no page of this site has the address {url}"
