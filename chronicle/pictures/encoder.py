"""Which encoders would make the bytes, known without loading them."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from chronicle.base.digest import value_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

RECIPE = 1
"""The way in which pictures are turned, scaled and encoded: another number, other bytes under other addresses."""


@cache
def encoder() -> str:
    """Differs when Pillow or a library that it was built with does.

    By the names and sizes of their files: asking them costs the 50 ms that a build without a new picture saves.
    """
    found = find_spec("PIL")
    places = [*found.submodule_search_locations] if found and found.submodule_search_locations else []
    return value_digest(RECIPE, tuple(sorted(file for place in places for file in _libraries(place))))


def _libraries(package: str) -> Iterator[tuple[str, int]]:
    for folder in (package, os.path.join(package, ".dylibs"), f"{os.path.dirname(package)}/pillow.libs"):
        if os.path.isdir(folder):
            with os.scandir(folder) as children:
                yield from ((child.name, child.stat().st_size) for child in children if _matters(child))


def _matters(file: os.DirEntry[str]) -> bool:
    return file.is_file() and (".so" in file.name or file.name.endswith((".py", ".pyd", ".dylib")))
