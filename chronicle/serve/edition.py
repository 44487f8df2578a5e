"""What is shown at a moment: the site as the last good build left it, what is early, and what is wrong."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.digest import sha256
from chronicle.serve.answers import Answer, answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.base.diagnostics import Diagnostic

NOTHING_YET = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>No page yet</title>
</head>
<body>
<main>
<h1>No page yet</h1>
<p>The chronicle could not be built. This page becomes the one you asked for as soon as that is mended.</p>
</main>
</body>
</html>
"""
"""Instead of every page of a chronicle that has not been built yet."""
_DIGITS = 16


class Edition(NamedTuple):
    """All that requests are answered from; a new one after each build."""

    folder: str
    """Of the site."""
    bases: tuple[str, ...]
    """As `answers.answer` wants them."""
    early: Mapping[str, bytes] = {}
    """Pages of a build that is not done yet, by file."""
    problems: tuple[Diagnostic, ...] = ()
    """Why the site is not up to date; empty where it is."""

    def file(self, path: str) -> str:
        """The file that a path is answered with; empty where there is none."""
        return answer(self.folder, self.bases, path).file

    def answer(self, path: str) -> tuple[Answer, bytes]:
        """What to answer to a path, and the bytes of the file."""
        found = answer(self.folder, self.bases, path)
        if found.file in self.early:
            return found, self.early[found.file]
        if found.file:
            try:
                with open(os.path.join(self.folder, *found.file.split("/")), "rb") as file:
                    return found, file.read()
            except OSError:
                found = Answer(404)
        if not found.location and not os.path.isfile(os.path.join(self.folder, "index.html")):
            return Answer(503, "index.html"), NOTHING_YET.encode()
        return found, b""


def mark(found: Answer, data: bytes) -> str:
    """What differs when an address is answered otherwise than before."""
    return sha256(b"%d %s %s" % (found.status, found.location.encode(), data))[:_DIGITS]
