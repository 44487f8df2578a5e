"""Whom a preview answers, and what: decided without a server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from chronicle.serve.answers import Answer, answer, base_of, content_type
from chronicle.serve.hosts import is_local, is_own_page, is_welcome, shown_address

if TYPE_CHECKING:
    from pathlib import Path

MACHINE = "Desk"
FILES = ("index.html", "404.html", "en/index.html", "en/404.html", "en/2021/index.html", "robots.txt", "en/old.html")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    site = tmp_path / "site"
    for file in (*FILES, ".nojekyll", "a folder/plain.txt"):
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(file)
    (tmp_path / "secret.txt").write_text("secret")
    os.symlink(tmp_path / "secret.txt", site / "link.txt")
    os.symlink(tmp_path, site / "way")
    return str(site)


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://example.org", "/"),
        ("https://example.org/a/b", "/a/b/"),
        ("https://example.org/caf%C3%A9/", "/café/"),
    ],
)
def test_the_sub_path_is_that_of_production(address: str, base: str) -> None:
    assert base == base_of(address)


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/a/b/", "index.html"),
        ("/a/b/en/", "en/index.html"),
        ("/a/b/en/2021/", "en/2021/index.html"),
        ("/a/b/robots.txt", "robots.txt"),
        ("/a/b/en/old", "en/old.html"),
        ("/a/b/a%20folder/plain.txt", "a folder/plain.txt"),
    ],
)
def test_pages_are_found_below_the_sub_path(folder: str, path: str, file: str) -> None:
    assert Answer(200, file) == answer(folder, ("/a/b/",), path)


@pytest.mark.parametrize(
    ("path", "location"),
    [("/", "/a/b/"), ("/a/b", "/a/b/"), ("/a/b/en", "/a/b/en/"), ("/former/en/2021/?", "/a/b/en/2021/%3F")],
)
def test_what_is_elsewhere_is_led_there(folder: str, path: str, location: str) -> None:
    assert Answer(302, location=location) == answer(folder, ("/a/b/", "/former/"), path)


@pytest.mark.parametrize(
    "path",
    [
        "/a/b/../../secret.txt",
        "/a/b/%2e%2e/secret.txt",
        "/a/b/..%2fsecret.txt",
        "/a/b/en/..%5c..%5csecret.txt",
        "/a/b//secret.txt",
        "/a/b/%2Fetc%2Fpasswd",
        "/a/b/.nojekyll",
        "/a/b/a%20folder/",
        "/a/b/a%20folder",
        "/a/b/link.txt",
        "/a/b/way/secret.txt",
        "/a/b/robots.txt/",
        "/a/b/robots.txt%00.html",
        "/a/b/index.html:stream",
        "/a/b/%ff",
        "/a/b/" + "x" * 5000,
        "/secret.txt",
        "/elsewhere/en/",
    ],
)
def test_what_is_no_page_is_not_found(folder: str, path: str) -> None:
    assert Answer(404, "404.html") == answer(folder, ("/a/b/",), path)


def test_a_language_may_have_its_own_page_for_what_is_not_found(folder: str) -> None:
    assert Answer(404, "en/404.html") == answer(folder, ("/",), "/en/2021/13/nothing/")
    assert Answer(404, "404.html") == answer(folder, ("/",), "/fr/nothing")


def test_types_do_not_depend_on_the_machine() -> None:
    assert "text/html; charset=utf-8" == content_type("en/index.html")
    assert "text/javascript; charset=utf-8" == content_type("assets/a.js")
    assert "application/xml; charset=utf-8" == content_type("en/feed.xml")
    assert "font/woff2" == content_type("assets/a.woff2")
    assert "application/octet-stream" == content_type("assets/a.unknown")


@pytest.mark.parametrize(
    ("header", "host", "is_answered"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("a.localhost", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        ("evil.example", "127.0.0.1", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("localhost.evil.example:8000", "127.0.0.1", False),
        ("192.168.1.7:8000", "127.0.0.1", False),
        ("desk.local", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("[", "127.0.0.1", False),
        ("evil@localhost.evil.example", "127.0.0.1", False),
        ("192.168.1.7:8000", "0.0.0.0", True),  # noqa: S104 - compared with
        ("desk.local:8000", "0.0.0.0", True),  # noqa: S104 - compared with
        ("evil.example", "0.0.0.0", False),  # noqa: S104 - compared with
        ("preview.example:8000", "preview.example", True),
    ],
)
def test_only_names_of_this_machine_are_answered(header: str, host: str, is_answered: bool) -> None:  # noqa: FBT001 - expected
    assert is_answered is is_welcome(header, host, MACHINE)


def test_only_pages_of_the_preview_may_listen() -> None:
    assert is_own_page("http://localhost:8000", "localhost:8000")
    assert is_own_page(None, "localhost:8000")
    assert not is_own_page("http://localhost:8001", "localhost:8000")
    assert not is_own_page("https://evil.example", "localhost:8000")
    assert not is_own_page("null", "localhost:8000")


def test_the_address_to_type_is_one_of_this_machine() -> None:
    assert "http://127.0.0.1:8000" == shown_address("0.0.0.0", 8000)  # noqa: S104 - compared with
    assert "http://[::1]:8000" == shown_address("::1", 8000)
    assert (True, True, False, False) == tuple(map(is_local, ("127.0.0.1", "localhost", "192.168.1.7", "::")))
