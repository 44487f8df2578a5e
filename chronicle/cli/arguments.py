"""The words of the command line; every command and option is documented in docs/reference.md."""

from __future__ import annotations

import argparse
import os
from datetime import date
from typing import TYPE_CHECKING

from chronicle import __version__
from chronicle.base.diagnostics import SEVERITIES
from chronicle.base.languages import is_tag

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

ENGINES = ("local", "dask")
FORMATS = ("text", "json", "github")
SCHEMAS = ("config", "entry", "page", "names", "sources", "topics", "seeds")
"""As `check.schemas.KINDS`, which is not loaded for every command line."""


def parser() -> argparse.ArgumentParser:
    """The whole command line; each command stores its name in `command`."""
    common = _common()
    top = argparse.ArgumentParser(
        prog="chronicle",
        description="Curated, multilingual chronicles of conflicts as static sites.",
        epilog="`chronicle COMMAND --help` tells more of a command; `chronicle explain CODE` of a diagnostic.",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"chronicle {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in (_new, _import, _build, _serve, _check, _verify, _publish, _schema, _explain):
        add(commands, common)
    return top


def day(text: str) -> date:
    """An ISO date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a date such as 2020-11-15") from None


def web_address(text: str) -> str:
    """An address that `base_url` of chronicle.yml may have, as it is kept there."""
    return _configured("BASE_URL", text)


def branch_name(text: str) -> str:
    """A branch as `publish.branch` of chronicle.yml may name it: never an option of git's."""
    return _configured("BRANCH", text)


def remote_name(text: str) -> str:
    """A remote as `publish.remote` of chronicle.yml may name it: never an option, never a program to run."""
    return _configured("REMOTE", text)


def process_count(text: str) -> int:
    """A number of processes from 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number of processes from 1")
    return int(text)


def port(text: str) -> int:
    """A port to listen at."""
    if not text.isascii() or not text.isdigit() or int(text) >= 1 << 16:
        raise argparse.ArgumentTypeError(f"`{text}` is not a port from 0 to 65535")
    return int(text)


def language_list(text: str) -> tuple[str, ...]:
    """Language tags between commas, each once."""
    tags = tuple(part.strip() for part in text.split(","))
    for tag in tags:
        if not is_tag(tag):
            raise argparse.ArgumentTypeError(f"`{tag}` is not a language tag such as en, fr or zh-Hant")
    if len(set(tags)) != len(tags):
        raise argparse.ArgumentTypeError("a language stands twice")
    return tags


def _configured(kind: str, text: str) -> str:
    """A value that chronicle.yml may hold, as it is kept there."""
    from chronicle import config  # noqa: PLC0415 - most command lines have none

    try:
        return str(getattr(config, kind).parse(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"`{text}` {error}") from None


def _common() -> argparse.ArgumentParser:
    """Options that may stand before or after the command."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("common options")
    group.add_argument("--root", metavar="DIR", help="folder of the chronicle (default: the current one)")
    group.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    group.add_argument("-v", "--verbose", action="store_true", help="say more: times, and our own errors in full")
    group.add_argument("--no-color", action="store_true", help="no colours and no progress bar")
    return common


def _command(commands: Commands, common: argparse.ArgumentParser, name: str, text: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".", parents=[common])


def _new(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "new", "start a chronicle in a new folder")
    command.add_argument("directory", metavar="DIR", help="the folder; new or empty")
    command.add_argument("--title", metavar="TEXT", help="title of the chronicle")
    command.add_argument("--languages", metavar="TAGS", type=language_list, help="its languages, such as en,fr")
    command.add_argument("--base-url", metavar="URL", type=web_address, help="where the site will stand")
    command.add_argument("--no-git", action="store_true", help="do not make it a git repository")


def _import(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "import", "turn the raw articles in seeds/ into entries")
    command.add_argument("seeds", metavar="SEED", nargs="*", help="only these files (default: all of seeds/)")
    command.add_argument("--dry-run", action="store_true", help="report, but write nothing")
    command.add_argument("--explain", metavar="SEED", help="show all that is known of this seed; writes nothing")
    command.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")


def _build(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "build", "make the site")
    command.add_argument("--clean", action="store_true", help="render everything anew")
    command.add_argument(
        "--jobs", metavar="N", type=process_count, default=os.cpu_count() or 1, help="processes (default: one a core)"
    )
    command.add_argument(
        "--engine", choices=ENGINES, default="local", help="who reads and renders: processes here, or a Dask cluster"
    )
    command.add_argument("--scheduler", metavar="ADDRESS", help="of the Dask cluster, such as tcp://10.0.0.1:8786")
    _variant(command)
    command.add_argument("--output", metavar="DIR", default="site", help="folder of the site (default: site)")
    command.add_argument("--explain", metavar="URL", help="say why this page was or was not rendered")
    command.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")


def _serve(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "serve", "preview the site, drafts too, and follow every save")
    command.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    command.add_argument("--port", metavar="N", type=port, default=8000, help="0 for any free one (default: 8000)")
    command.add_argument("--open", action="store_true", help="open the preview in the browser")
    command.add_argument("--poll", action="store_true", help="look for saved files: for drives that tell of none")


def _check(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "check", "find everything that is wrong, without making a site")
    command.add_argument(
        "--site", metavar="DIR", nargs="?", const="site", help="look at the built site instead (default: site)"
    )
    _variant(command)
    command.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    command.add_argument(
        "--fail-on", choices=SEVERITIES, default="error", help="exit with 1 from this severity up (default: error)"
    )


def _verify(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "verify", "compare the seeds and the site with their digests")
    command.add_argument("--output", metavar="DIR", default="site", help="folder of the site (default: site)")
    command.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")


def _publish(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "publish", "build what was committed, check it, and push it as a branch")
    command.add_argument("--dry-run", action="store_true", help="show what would change, page by page; push nothing")
    command.add_argument("--branch", metavar="NAME", type=branch_name, help="in place of `publish.branch`")
    command.add_argument("--remote", metavar="NAME", type=remote_name, help="in place of `publish.remote`")
    command.add_argument("--as-of", metavar="DATE", type=day, help="decide embargoes as on this day (default: today)")
    command.add_argument(
        "--jobs", metavar="N", type=process_count, default=os.cpu_count() or 1, help="processes (default: one a core)"
    )
    command.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")


def _variant(command: argparse.ArgumentParser) -> None:
    command.add_argument("--drafts", action="store_true", help="with drafts and entries under embargo")
    command.add_argument("--as-of", metavar="DATE", type=day, help="decide embargoes as on this day (default: today)")
    command.add_argument("--base-url", metavar="URL", type=web_address, help="in place of the one in chronicle.yml")


def _schema(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "schema", "print JSON Schema for front matter, configuration and registers")
    command.add_argument("name", metavar="NAME", nargs="?", choices=SCHEMAS, help=f"{', '.join(SCHEMAS)}; default: all")


def _explain(commands: Commands, common: argparse.ArgumentParser) -> None:
    command = _command(commands, common, "explain", "explain a diagnostic: what, why, and what to do")
    command.add_argument("code", metavar="CODE", help="as it stands in brackets in a message")
