"""The formats of seeds that are read: a suffix, a limit, a reader; one line adds one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from chronicle.base.diagnostics import Outcome, diagnose
from chronicle.seeds.decode import decode_seed
from chronicle.seeds.reading.document import Document
from chronicle.seeds.reading.mail import read_mail
from chronicle.seeds.reading.open_document import read_open_document
from chronicle.seeds.reading.saved_page import read_saved_page
from chronicle.seeds.reading.word_document import read_word_document
from chronicle.seeds.reading.zipped_xml import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable


class Format(NamedTuple):
    """How files of one kind are read."""

    read: Callable[[bytes, str], Outcome[Document | None]]
    """Bytes and path to the article; None with why there is none."""
    limit: int
    """Bytes of the longest file."""


_MIB = 1024 * 1024
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4096
"""Bytes within which a page names its charset; HTML asks for 1024."""


def _text(data: bytes, path: str) -> Outcome[Document | None]:
    return _plain(data, path, is_markdown=False)


def _markdown(data: bytes, path: str) -> Outcome[Document | None]:
    return _plain(data, path, is_markdown=True)


def _plain(data: bytes, path: str, *, is_markdown: bool) -> Outcome[Document | None]:
    decoded = decode_seed(data, path=path)
    if decoded.value is None:
        return Outcome(None, decoded.diagnostics)
    text, encoding, repairs = decoded.value
    document = Document("text", encoding, text=text, is_markdown=is_markdown, repairs=repairs)
    return Outcome(document, decoded.diagnostics)


def _page(data: bytes, path: str) -> Outcome[Document | None]:
    match = _CHARSET.search(data[:_HEAD])
    declared = (match[1] or match[2]).decode() if match else None
    decoded = decode_seed(data, path=path, declared=declared, is_markup=True)
    if decoded.value is None:
        return Outcome(None, decoded.diagnostics)
    page = read_saved_page(decoded.value.text, path=path, encoding=decoded.value.encoding)
    return Outcome(page.value, (*decoded.diagnostics, *page.diagnostics))


def _office(read: Callable[[bytes], Document]) -> Callable[[bytes, str], Outcome[Document | None]]:
    def reader(data: bytes, path: str) -> Outcome[Document | None]:
        try:
            return Outcome(read(data))
        except RefusedError as refused:
            help_ = "save it anew, or paste its text into a `.txt` file"
            return Outcome(None, (diagnose("seed-unreadable", str(refused), path=path, help=help_),))

    return reader


def _mail(data: bytes, path: str) -> Outcome[Document | None]:
    return read_mail(data, path=path)


FORMATS = {
    "": Format(_text, _MIB),
    ".txt": Format(_text, _MIB),
    ".text": Format(_text, _MIB),
    ".md": Format(_markdown, _MIB),
    ".markdown": Format(_markdown, _MIB),
    ".html": Format(_page, 8 * _MIB),
    ".htm": Format(_page, 8 * _MIB),
    ".xhtml": Format(_page, 8 * _MIB),
    ".docx": Format(read=_office(read_word_document), limit=16 * _MIB),
    ".odt": Format(read=_office(read_open_document), limit=16 * _MIB),
    ".eml": Format(_mail, 16 * _MIB),
}
"""By suffix in lower case."""
