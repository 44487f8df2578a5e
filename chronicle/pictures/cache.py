"""Pictures that were made ready before: one file each, which may be deleted at will."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgpack

from chronicle.pictures.encoder import encoder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chronicle.model.picture import Picture

FOLDER = "pictures"
_SUM = 32
"""Bytes of the checksum that begins a file: what is damaged is made anew."""


class Ready(NamedTuple):
    """A picture as it is published."""

    width: int
    height: int
    fallback: Literal["jpg", "png"]
    files: tuple[tuple[str, bytes], ...]
    """By name."""


def recall(folder: str, digest: str) -> Ready | None:
    """The picture with this digest, as the encoders of this program made it; None if they have not."""
    try:
        with open(_path(folder, digest), "rb") as file:
            data = file.read()
    except OSError:
        return None
    if hashlib.sha256(data[_SUM:]).digest() != data[:_SUM]:
        return None
    width, height, fallback, files = msgpack.unpackb(data[_SUM:])
    return Ready(width, height, fallback, tuple((name, content) for name, content in files))


def remember(folder: str, digest: str, ready: Ready) -> None:
    """Keeps a picture for later builds."""
    data: bytes = msgpack.packb(ready)
    os.makedirs(folder, exist_ok=True)
    temporary = os.path.join(folder, f".{os.urandom(16).hex()}")
    with open(temporary, "wb") as file:
        file.write(hashlib.sha256(data).digest() + data)
    os.replace(temporary, _path(folder, digest))


def forget_others(folder: str, pictures: Iterable[Picture]) -> None:
    """Removes all that is kept of other pictures, or was made by other encoders."""
    kept = {os.path.basename(_path(folder, picture.digest)) for picture in pictures}
    with suppress(FileNotFoundError):
        for name in sorted({*os.listdir(folder)} - kept):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))


def _path(folder: str, digest: str) -> str:
    return os.path.join(folder, f"{digest}.{encoder()}")
