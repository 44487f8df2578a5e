"""The user's files: what is opened, what is refused, and which byte is to blame."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from chronicle.base.source_text import decode, normal_lines, read_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("data", [b"a\nb\n", b"\xef\xbb\xbfa\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\r\nb\r"])
def test_byte_order_mark_and_line_ends_make_no_difference(data: bytes) -> None:
    assert decode(data, path="a.md").value == "a\nb\n"


NOT_TEXT = {
    b"ab\ncd\xff": ("byte 0xff is not UTF-8, at byte 5", 2, 3),
    "a\nПривет".encode("cp1251"): ("byte 0xcf is not UTF-8, at byte 2", 2, 1),
    b"\r\nab\0": ("a NUL byte, at byte 4", 2, 3),
    "é\0".encode(): ("a NUL byte, at byte 2", 1, 2),
    "text".encode("utf-16"): ("UTF-16, not UTF-8, at byte 0", 1, 1),
    b"\xed\xa0\xbd": ("byte 0xed is not UTF-8, at byte 0", 1, 1),
}


@pytest.mark.parametrize("data", NOT_TEXT)
def test_bytes_that_are_no_text_are_named(data: bytes) -> None:
    outcome = decode(data, path="a.md")
    assert outcome.value is None
    assert [(f.code, f.message, f.line, f.column) for f in outcome.diagnostics] == [("file-not-text", *NOT_TEXT[data])]


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * 2049)
    (found,) = read_text(str(tmp_path), "a.md", limit=2048).diagnostics
    assert (found.code, found.message, found.path) == ("file-too-large", "`a.md` is larger than 2 KiB", "a.md")
    assert read_text(str(tmp_path), "a.md", limit=2049).value == "x" * 2049


@pytest.mark.parametrize("size", [0, 1, 2047, 2048, 2049, 5000])
@pytest.mark.parametrize("seen", [0, 1, 2048, 2049, 9999])
def test_a_file_that_grows_or_shrinks_meanwhile_is_read_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, seen: int
) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * size)
    real = os.fstat

    def earlier(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        return os.stat_result((*status[:6], seen, *status[7:10]))

    monkeypatch.setattr(os, "fstat", earlier)
    outcome = read_text(str(tmp_path), "a.md", limit=2048)
    assert outcome.value == ("x" * size if size <= 2048 else None)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "a.md").symlink_to("secret")
    outcome = read_text(str(tmp_path), "a.md")
    assert outcome.value is None
    assert [found.code for found in outcome.diagnostics] == ["path-leaves-chronicle"]


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert [found.code for found in read_text(str(tmp_path), "a.md").diagnostics] == ["file-unreadable"]


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    (tmp_path / "b.md").mkdir()
    for name in ("a.md", "b.md"):
        assert [found.code for found in read_text(str(tmp_path), name).diagnostics] == ["file-unreadable"]


def test_lines_end_in_one_way() -> None:
    assert normal_lines("\ufeffa\r\n\rb\n\x85c\u2028d") == "a\n\nb\n\x85c\u2028d"
