"""The user's text files: opened without following links, bounded in size, decoded as UTF-8 or refused."""

from __future__ import annotations

import codecs
import errno
import os
import stat

from chronicle.base.diagnostics import Diagnostic, Mark, Outcome, diagnose
from chronicle.base.text_safety import shown

MAX_TEXT_BYTES = 320 * 1024
"""Longest content file: 256 KiB of body and 64 KiB of front matter."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_text(root: str, path: str, *, limit: int = MAX_TEXT_BYTES) -> Outcome[str | None]:
    """The text of the file at `path` below `root`, without byte order mark, lines ended by line feeds.

    None with the reason where it cannot be had: UTF-8 only; a link, a pipe or a device is refused, and so is a file of
    more than `limit` bytes, unread.
    """
    data = read_bytes(root, path, limit=limit)
    return Outcome(None, data.diagnostics) if data.value is None else decode(data.value, path=path)


def read_bytes(root: str, path: str, *, limit: int) -> Outcome[bytes | None]:
    """The bytes of the file at `path` below `root`; None with why not.

    A link, a pipe or a device is refused, and so is a file of more than `limit` bytes, unread.
    """
    try:
        descriptor = os.open(os.path.join(root, path), _FLAGS)
    except OSError as error:
        return Outcome(None, (_unreadable(path, error),))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Outcome(None, (diagnose("file-unreadable", f"`{shown(path)}` is not a regular file", path=path),))
        data = _read_to(descriptor, limit + 1, likely=status.st_size)
    finally:
        os.close(descriptor)
    if len(data) > limit:
        message = f"`{shown(path)}` is larger than {limit // 1024} KiB"
        return Outcome(None, (diagnose("file-too-large", message, path=path, help="split it into several files"),))
    return Outcome(data)


def decode(data: bytes, *, path: str) -> Outcome[str | None]:
    """The text of UTF-8 bytes, without byte order mark, lines ended by line feeds; None with the byte that is not."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Outcome(None, (_not_text(path, "UTF-16, not UTF-8", data, 0),))
    if b"\0" in data:
        return Outcome(None, (_not_text(path, "a NUL byte", data, data.index(b"\0")),))
    try:
        return Outcome(normal_lines(data.decode()))
    except UnicodeDecodeError as error:
        what = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return Outcome(None, (_not_text(path, what, data, error.start),))


def normal_lines(text: str) -> str:
    """The text without byte order mark and with line feeds alone between its lines."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _read_to(descriptor: int, limit: int, *, likely: int) -> bytes:
    """The bytes of a file until its end or `limit`; one call where it has the size that is likely.

    One more byte is asked for than is likely, to see the end; a buffer for all that is allowed would cost more than the
    reading.
    """
    data = os.read(descriptor, min(likely + 1, limit))
    if len(data) == likely:
        return data
    parts = [data]
    while data and (limit := limit - len(data)) > 0:
        data = os.read(descriptor, limit)
        parts.append(data)
    return b"".join(parts)


def _not_text(path: str, what: str, data: bytes, offset: int) -> Diagnostic:
    before = normal_lines(data[:offset].decode(errors="replace"))
    mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return diagnose("file-not-text", f"{what}, at byte {offset}", path=path, mark=mark, help="save the file as UTF-8")


def _unreadable(path: str, error: OSError) -> Diagnostic:
    if error.errno == errno.ELOOP:
        message = f"`{shown(path)}` is a symbolic link"
        return diagnose("path-leaves-chronicle", message, path=path, help="put the file itself in its place")
    reason = (error.strerror or "no reason given").lower()
    return diagnose("file-unreadable", f"`{shown(path)}` cannot be read: {reason}", path=path)
