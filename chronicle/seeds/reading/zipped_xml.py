"""Word processors' files: XML parts in a zip archive, read without unpacking, within bounds, and no entity expanded."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_MEMBERS = 5000
MAX_PART = 16 * 1024 * 1024
"""Bytes of a part when unpacked."""
MAX_RATIO = 150
"""Times by which a part may grow; prose in XML grows five to twenty times, a bomb a thousand."""
_SMALL = 256 * 1024
"""Smaller parts may grow as they like."""


class RefusedError(ValueError):
    """A file that is not to be read, and in the message why."""


class Handler(Protocol):
    """What takes the elements of a part."""

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        """An element opens: its name with its namespace before a space, its attributes likewise."""

    def end(self, name: str) -> None:
        """An element closes."""

    def characters(self, text: str) -> None:
        """A run of characters."""


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive in `data`; raises RefusedError where it is none, or one of too many members."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise RefusedError("the file is damaged, or none of its format") from error
    if len(archive.namelist()) > MAX_MEMBERS:
        raise RefusedError(f"an archive of more than {MAX_MEMBERS} files")
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of the member `name`, None if there is none; others are never read, and none is written to disk.

    What is declared of its size is not believed: raises RefusedError as soon as more comes out than may.
    """
    try:
        info = archive.getinfo(name)
        most = min(MAX_PART, max(_SMALL, MAX_RATIO * max(1, info.compress_size)))
        with archive.open(info) as file:
            data = file.read(most + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise RefusedError(f"the part `{name}` is damaged or locked") from error
    if len(data) > most:
        raise RefusedError(f"the part `{name}` unpacks to more than {most // 1024} KiB")
    return data


def parse(data: bytes, handler: Handler) -> None:
    """Tell `handler` the elements of a part; raises RefusedError for a document type, which may declare entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = handler.begin
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.characters
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position: this is the end
    except expat.ExpatError as error:
        raise RefusedError(f"broken XML in line {error.lineno}") from error


def _refuse(*_: object) -> None:
    raise RefusedError("XML that declares a document type")
