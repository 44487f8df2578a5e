"""What lies below content/: found, classified, refused."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from chronicle.content.scan import scan, source_file

if TYPE_CHECKING:
    from pathlib import Path


def lay(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")


def found(root: Path) -> list[str]:
    return [file.path for file in scan(str(root)).value]


def told(root: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in scan(str(root)).diagnostics]


def test_entries_and_registers_are_found_in_order(tmp_path: Path) -> None:
    paths = ["content/2020/11/15/a.en.md", "content/2020/11/15/a.sr-Latn.md", "content/names.yml", "content/topics.yml"]
    lay(tmp_path, *reversed(paths))
    assert found(tmp_path) == paths
    assert told(tmp_path) == []


def test_a_path_is_an_identity(tmp_path: Path) -> None:
    lay(tmp_path, "content/2020/11/15/peace-talks.fr.md")
    (file,) = scan(str(tmp_path)).value
    assert (file.kind, file.day, file.slug, file.language) == ("entry", date(2020, 11, 15), "peace-talks", "fr")
    assert file.key == "2020-11-15/peace-talks"
    status = (tmp_path / file.path).stat()
    assert file.stamp == (1, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


@pytest.mark.parametrize(
    "path",
    [
        "content/2020/11/15/peace-talks.fr.md", "content/2020/11/15/a.sr-Latn.md", "content/2020/02/30/a.en.md",
        "content/2020/11/15/con.en.md", "content/2020/11/15/with-fr.en.md", "content/2020/11/15/-a.en.md",
        "content/2020/11/15/a--b.en.md", "content/2020/11/15/a.b.en.md", "content/2020/11/15/a.EN_us.md",
        "content/２０２０/11/15/a.en.md", "content/2020/11/15/a/b.en.md", "content/2020/11/a.en.md",
    ],
)  # fmt: skip
def test_a_walk_takes_a_path_for_what_it_is_alone(tmp_path: Path, path: str) -> None:
    lay(tmp_path, path)
    one = source_file(str(tmp_path), path)
    assert scan(str(tmp_path)).value == ((one,) if one else ())


def test_undated_entries_are_left_out_and_told(tmp_path: Path) -> None:
    lay(tmp_path, "content/undated/a.en.md", "content/undated/a.fr.md")
    assert found(tmp_path) == []
    assert told(tmp_path) == [
        ("undated-entry", "content/undated/a.en.md"),
        ("undated-entry", "content/undated/a.fr.md"),
    ]


def test_attachments_are_known(tmp_path: Path) -> None:
    paths = ["content/2020/11/15/a/more/b.pdf", "content/2020/11/15/a/scan.png"]
    lay(tmp_path, "content/2020/02/30/a/scan.png", *paths)
    assert (found(tmp_path), told(tmp_path)) == (paths, [])
    for file in scan(str(tmp_path)).value:
        assert ("attachment", "2020-11-15/a") == (file.kind, file.key)
        assert file == source_file(str(tmp_path), file.path)


@pytest.mark.parametrize(
    "leftover",
    [
        ".env",
        ".a.en.md.swp",
        "a.en.md~",
        "#a.en.md#",
        "a.en.md.bak",
        "a.en.md.orig",
        "a.en.tmp",
        "Thumbs.db",
        ".git/config",
    ],
)
def test_leftovers_of_editors_are_passed_over(tmp_path: Path, leftover: str) -> None:
    lay(tmp_path, f"content/2020/11/15/{leftover}")
    assert (found(tmp_path), told(tmp_path)) == ([], [])


@pytest.mark.parametrize(
    "path",
    [
        "content/a.en.md",
        "content/2020/11/a.en.md",
        "content/2020/11/15/a.md",
        "content/2020/11/15/notes.txt",
        "content/20/11/15/a.en.md",
        "content/names.yaml",
        "content/2020/11/15/a.en.md/x",
    ],
)
def test_what_is_no_entry_is_told(tmp_path: Path, path: str) -> None:
    lay(tmp_path, path)
    assert found(tmp_path) == []
    assert told(tmp_path)[0][0] == "unexpected-file"


@pytest.mark.parametrize("day", ["2020/02/30", "2020/13/01", "0000/01/01", "2020/00/10"])
def test_a_folder_that_is_no_day_is_refused(tmp_path: Path, day: str) -> None:
    lay(tmp_path, f"content/{day}/a.en.md")
    assert (found(tmp_path), told(tmp_path)) == ([], [("date-against-path", f"content/{day}/a.en.md")])


@pytest.mark.parametrize(
    "slug",
    [
        "..",
        "a..",
        "a\\..\\b",
        "C:",
        "con",
        "lpt1",
        "A",
        "é",
        "a b",
        "a_b",
        "-rf",
        "$(x)",
        '"a"',
        "<b>",
        "a\u200bb",
        "x" * 81,
        "with-fr",
        "e\u0301",
    ],
)
def test_slugs_that_cannot_stand_in_an_address_are_refused(tmp_path: Path, slug: str) -> None:
    lay(tmp_path, f"content/2020/11/15/{slug}.en.md")
    assert found(tmp_path) == []
    assert [code for code, _ in told(tmp_path)] == ["path-unsafe"]


@pytest.mark.parametrize(
    "name", [b"a\nb.en.md", b"\x1b[31m.en.md", b"\xff.en.md", "\u202egpj.en.md".encode(), b"x" * 201]
)
def test_names_that_do_not_show_are_refused_and_quoted_safely(tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "content/2020/11/15"
    folder.mkdir(parents=True)
    with open(os.fsencode(folder) + b"/" + name, "wb"):
        pass
    (finding,) = scan(str(tmp_path)).diagnostics
    assert finding.code == "path-unsafe"
    assert not any(sign in finding.message for sign in "\n\x1b\u202e")


def test_sixty_folders_deep_is_refused(tmp_path: Path) -> None:
    lay(tmp_path, "content/" + "d/" * 60 + "a.en.md")
    assert told(tmp_path) == [("path-unsafe", "content/" + "/".join("d" * 13))]


@pytest.mark.parametrize(
    "link", ["content/2020/11/15/a.en.md", "content/names.yml", "content/2021", "content/2020/11/15/a/x.png"]
)
def test_links_are_not_followed(tmp_path: Path, link: str) -> None:
    lay(tmp_path, "secret/12/01/s.en.md", "content/2020/11/15/b.en.md")
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "secret")
    assert found(tmp_path) == ["content/2020/11/15/b.en.md"]
    assert told(tmp_path) == [("path-leaves-chronicle", link)]


def test_a_linked_content_folder_and_a_loop_are_refused(tmp_path: Path) -> None:
    lay(tmp_path, "elsewhere/2020/11/15/a.en.md")
    (tmp_path / "content").symlink_to("elsewhere")
    (tmp_path / "elsewhere/2020/loop").symlink_to(tmp_path)
    assert (found(tmp_path), told(tmp_path)) == ([], [("path-leaves-chronicle", "content")])
    (tmp_path / "elsewhere").rename(tmp_path / "elsewhere2")
    (tmp_path / "content").unlink()
    (tmp_path / "elsewhere2").rename(tmp_path / "content")
    assert told(tmp_path) == [("path-leaves-chronicle", "content/2020/loop")]


def test_a_pipe_and_a_folder_named_like_an_entry_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "content/2020/11/15/b.en.md").mkdir(parents=True)
    os.mkfifo(tmp_path / "content/2020/11/15/a.en.md")
    assert told(tmp_path) == [
        ("file-unreadable", "content/2020/11/15/a.en.md"),
        ("unexpected-file", "content/2020/11/15/b.en.md"),
    ]


def test_a_missing_content_folder_is_told(tmp_path: Path) -> None:
    assert told(tmp_path) == [("file-unreadable", "content")]
