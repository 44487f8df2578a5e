"""What `chronicle new` asks a person at a terminal, and takes for granted of everyone else."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NamedTuple

from chronicle.cli.arguments import language_list, web_address
from chronicle.cli.starter import BASE_URL, DEFAULT_TITLE

if TYPE_CHECKING:
    from collections.abc import Callable


class Answers(NamedTuple):
    """What a new chronicle is to be."""

    title: str
    languages: tuple[str, ...]
    base_url: str


def start_answers(asked: argparse.Namespace, *, is_asking: bool) -> Answers:
    """What the command line says, and for the rest what the person does; the defaults where nobody can be asked."""
    can_ask = is_asking and sys.stdin.isatty() and sys.stdout.isatty()

    def answer(given: object, question: str, default: str, read: Callable[[str], object]) -> object:
        if given is not None:
            return given
        return _asked(question, default, read) if can_ask else read(default)

    return Answers(
        title=str(answer(asked.title, "Title of the chronicle", DEFAULT_TITLE, _title)),
        languages=tuple(answer(asked.languages, "Its languages, the first for everyone else", "en,fr", language_list)),  # type: ignore[arg-type]  # what `language_list` returns
        base_url=str(answer(asked.base_url, "Where the site will stand", BASE_URL, web_address)),
    )


def _asked(question: str, default: str, read: Callable[[str], object]) -> object:
    """An answer that can be read; asks again until there is one."""
    while True:
        try:
            return read(input(f"{question} [{default}]: ").strip() or default)
        except EOFError:
            sys.stdout.write("\n")
            return read(default)
        except argparse.ArgumentTypeError as error:
            sys.stdout.write(f"{error}\n")


def _title(text: str) -> str:
    if not text.isprintable():
        raise argparse.ArgumentTypeError("a title has no control characters")
    return text
