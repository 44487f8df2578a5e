"""Theme files: the chronicle's own templates/ folder over the default theme, file by file, and nothing else."""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from chronicle.base.digest import sha256, value_digest

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

DEFAULT_PREFIX = "theme/"
"""`theme/entry.html` is always the default theme's file, so that an override can extend what it overrides."""
STATIC = "static"
EXTENSIONS = ("jinja2.ext.i18n",)
"""What templates may say that is not Jinja's own grammar."""
_SOURCES = (".html", ".xml", ".txt", ".po")
_INDENTATION = re.compile(r"(?m)^[ \t]+")
_SAFE_PART = re.compile(r"[\w][\w.+-]*")


def theme_folders(root: str) -> tuple[str, ...]:
    """The theme's folders, absolute: `templates/` of the chronicle at `root` if there is one, then the default theme.

    In a checkout of this project, which is a chronicle itself, the two are the same folder and stand once.
    """
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    installed = os.path.join(package, "templates")
    default = installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "templates")
    own = os.path.realpath(os.path.join(root, "templates"))
    return (own, default) if os.path.isdir(own) and own != default else (default,)


def find_file(folders: tuple[str, ...], name: str) -> str | None:
    """The path of the first folder's file called `name`; None where there is none or the name leads elsewhere."""
    if name.startswith(DEFAULT_PREFIX):
        folders, name = folders[-1:], name.removeprefix(DEFAULT_PREFIX)
    if not all(_SAFE_PART.fullmatch(part) for part in name.split("/")):
        return None
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and _is_inside(path, folder):
            return path
    return None


def shown_path(folders: tuple[str, ...], path: str) -> str:
    """`path` as a diagnostic shows it: below the chronicle's root, or `theme/…` for a file of the default theme."""
    prefixes = ("templates", DEFAULT_PREFIX.rstrip("/")) if len(folders) > 1 else ("templates",)
    for folder, prefix in zip(folders, prefixes, strict=True):
        if path.startswith(folder + os.sep):
            return f"{prefix}/{os.path.relpath(path, folder).replace(os.sep, '/')}"
    return path


def template_loader(folders: tuple[str, ...]) -> BaseLoader:
    """A Jinja loader over `folders`; sources come without indentation, which pages need not carry; lines stay."""
    from jinja2 import FunctionLoader  # noqa: PLC0415 - only a build that renders needs Jinja

    def load(name: str) -> tuple[str, str, None] | None:
        path = find_file(folders, name)
        return None if path is None else (_read(path), path, None)

    return FunctionLoader(load)


def template_closure(folders: tuple[str, ...], name: str) -> tuple[tuple[str, str], ...]:
    """Each template that `name` extends, includes or imports, itself among them, with its digest; sorted by name.

    A template that is named but absent (`ignore missing`) has an empty digest: that it appears must be seen too.
    Raises `jinja2.TemplateSyntaxError` for a template that does not parse or that names another by an expression.
    """
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - only a build that renders needs Jinja

    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        path = find_file(folders, current)
        if path is None:
            found[current] = ""
            continue
        source = _read(path)
        found[current] = sha256(source.encode())
        for referenced in _references(source, current, path):
            if referenced is None:
                raise TemplateSyntaxError("names another template by an expression", 0, current, path)
            waiting.append(referenced)
    return tuple(sorted(found.items()))


@lru_cache(maxsize=256)
def _references(source: str, name: str, path: str) -> tuple[str | None, ...]:
    """The templates that one names, None for an expression; most parts are parts of every page."""
    from jinja2 import meta  # noqa: PLC0415 - only a build that renders needs Jinja

    return tuple(meta.find_referenced_templates(_grammar().parse(source, name, path)))


@cache
def _grammar() -> Environment:
    from jinja2 import Environment  # noqa: PLC0415 - as above

    return Environment(extensions=[*EXTENSIONS])  # noqa: S701 - renders nothing


def sources_digest(folders: tuple[str, ...]) -> str:
    """A digest of every template and catalogue of the theme."""
    files = (os.path.join(place, name) for folder in folders for place, _, names in os.walk(folder) for name in names)
    sources = sorted(path for path in files if path.endswith(_SOURCES))
    return value_digest(tuple((path, _bytes(path)) for path in sources))


def static_files(folders: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Static files: pairs of source path and path below assets/ with `/`, sorted by the latter; the first folder wins.

    Hidden files, editors' leftovers and links that lead out of their folder are left out.
    """
    found: dict[str, str] = {}
    for folder in reversed(folders):
        base = os.path.join(folder, STATIC)
        for directory, subfolders, names in os.walk(base):
            subfolders[:] = sorted(part for part in subfolders if _SAFE_PART.fullmatch(part))
            for name in sorted(names):
                path = os.path.join(directory, name)
                if _SAFE_PART.fullmatch(name) and os.path.isfile(path) and _is_inside(path, base):
                    found[os.path.relpath(path, base).replace(os.sep, "/")] = path
    return tuple((path, below) for below, path in sorted(found.items()))


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _read(path: str) -> str:
    with open(path, encoding="utf-8", newline=None) as file:
        return _INDENTATION.sub("", file.read())


def _is_inside(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)
