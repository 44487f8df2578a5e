"""Pictures made for tests, and a chronicle that shows two."""

from __future__ import annotations

import io
import os
import struct
import zlib
from typing import TYPE_CHECKING, Any

import lxml.html
from desk import put_bytes
from PIL import Image

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from sites import Site

    from chronicle.build.options import BuildResult

TEXT = """\
-- chronicle.yml --
title: {en: A chronicle, fr: Une chronique}
description: {en: Of talks., fr: Des pourparlers.}
base_url: https://example.org/c
languages: [en, fr]
-- content/2020/11/15/talks.en.md --
---
title: Ministers talk
lang: en
date: 2020-11-15
attachments:
  hall.jpg: {credit: A. Photographer, licence: CC BY-SA 4.0, date: 2020-11-14}
---

The ministers met.

![Two ministers at a table](hall.jpg "The hall before the talks.")

They will meet again.

![A page with a signature](<talks/Page 1.png>)
-- content/2020/11/15/talks.fr.md --
---
title: Les ministres discutent
lang: fr
translation_of: en
---

Les ministres se sont rencontrés.

![Deux ministres à table](hall.jpg "La salle avant les pourparlers.")
-- content/2020/11/16/other.en.md --
---
title: Another day
lang: en
date: 2020-11-16
---

Nothing was signed.
"""
ENTRY = "content/2020/11/15/talks.en.md"
HALL = "content/2020/11/15/talks/hall.jpg"
PAGE = "content/2020/11/15/talks/Page 1.png"
PUBLISHED = "pictures/2020/11/15/talks/"
OWN_PAGES = [
    f"{language}/2020/11/15/talks/{part}index.html" for language, other in (("en", "fr"), ("fr", "en"))
    for part in ("", f"with-{other}/")
]  # fmt: skip


def photograph(size: tuple[int, int] = (900, 450), **options: Any) -> bytes:
    """Blue above red."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0], size[1] // 2))
    stream = io.BytesIO()
    image.save(stream, options.pop("format", "JPEG"), **options)
    return stream.getvalue()


def drawing(*, size: tuple[int, int] = (300, 400), colours: int = 2) -> bytes:
    image = Image.linear_gradient("L").resize(size).quantize(colours)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def flat_png(width: int, height: int) -> bytes:
    """The head of a PNG of that size, and no colours."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"")
    chunks = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (head, data)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def put(site: Site, path: str, data: bytes) -> None:
    put_bytes(os.path.join(site.root, path), data)


def illustrated(site: Site) -> Site:
    """A site of `TEXT` with its pictures, built."""
    put(site, HALL, photograph())
    put(site, PAGE, drawing())
    assert [] == [found for found in site.build().diagnostics if found.severity != "info"]
    return site


def figures(site: Site, file: str) -> list[HtmlElement]:
    return [*lxml.html.fromstring(site.tree()[file]).iter("figure")]


def codes(result: BuildResult) -> list[tuple[str, str, int]]:
    return [(found.code, found.path, found.line) for found in result.diagnostics if found.severity != "info"]
