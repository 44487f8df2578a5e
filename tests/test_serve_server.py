"""A preview as programs meet it: strangers, caches, ports, signals."""

from __future__ import annotations

import signal
import socket
import sys
from typing import TYPE_CHECKING

import pytest
from previewing import previewing
from sites import four_languages_text

from chronicle.cli.commands import main
from chronicle.serve.run import PortError, listening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from previewing import Preview
    from sites import Site

HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}
ENTRY = "content/2021/03/01/bridge-reopened.en.md"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    from conftest import written  # noqa: PLC0415 - fixtures of one test cannot be asked for here

    site = written(four_languages_text(), str(tmp_path_factory.mktemp("served")))
    with previewing(site.root) as running:
        yield running


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(four_languages_text())


def test_the_site_has_the_sub_path_of_production(preview: Preview) -> None:
    assert preview.url.endswith("/arda/")
    status, headers, _ = preview.ask("/")
    assert (302, "/arda/") == (status, headers["Location"])
    status, headers, body = preview.ask("/arda/en/")
    assert (200, "text/html; charset=utf-8") == (status, headers["Content-Type"])
    assert 1 == body.count(b'src="/livereload.js"')


def test_a_page_that_is_known_is_not_sent_again(preview: Preview) -> None:
    _, headers, body = preview.ask("/arda/en/")
    assert (304, b"") == preview.ask("/arda/en/", If_None_Match=headers["Etag"])[::2]
    status, head, nothing = preview.ask("/arda/en/", method="HEAD")
    assert (200, b"", str(len(body)), headers["Etag"]) == (status, nothing, head["Content-Length"], head["Etag"])


def test_strangers_are_refused(preview: Preview) -> None:
    assert 403 == preview.ask("/arda/en/", Host="evil.example")[0]
    assert 403 == preview.ask("/livereload.js", Host="evil.example:80")[0]
    assert 403 == preview.ask("/livereload", Host="evil.example", Origin="http://evil.example", **HANDSHAKE)[0]
    assert 403 == preview.ask("/livereload", Origin="http://evil.example", **HANDSHAKE)[0]
    assert 101 == preview.ask("/livereload", Origin=preview.origin, **HANDSHAKE)[0]


def test_what_is_no_page_is_not_found_in_the_chronicles_words(preview: Preview) -> None:
    for path in ("/arda/../chronicle.yml", "/arda/.nojekyll", "/arda/assets/", "/arda/en/nothing/", "/chronicle.yml"):
        status, _, body = preview.ask(path)
        assert (404, True) == (status, b"Page not found" in body), path
    assert 404 == preview.ask("/forcereload")[0]


def test_nothing_can_be_changed_from_outside(preview: Preview) -> None:
    status, headers, _ = preview.ask("/arda/en/", method="POST")
    assert (405, "GET, HEAD") == (status, headers["Allow"])


def test_a_redirect_is_left_to_itself(preview: Preview) -> None:
    status, _, body = preview.ask("/arda/old/bridge/")
    assert (200, False) == (status, b"livereload" in body)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_preview_ends_when_told_to(site: Site, by: signal.Signals) -> None:
    with previewing(site.root) as running:
        code, complaints = running.end(by)
        assert (0, []) == (code, [line for line in complaints.splitlines() if "Traceback" in line or "error" in line])


def test_a_port_in_use_is_passed_over_with_a_word(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with previewing(site.root, "--port", str(port)) as running:
            assert f":{port}/" not in running.url
            _, complaints = running.end()
            assert f"port {port} is in use" in complaints


def test_an_address_that_is_not_ours_is_a_mistake_of_usage(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["--root", site.root, "serve", "--host", "192.0.2.1"])
    assert "`192.0.2.1` cannot be listened at" in capsys.readouterr().err


def test_a_folder_without_a_chronicle_is_not_served(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == main(["--root", str(tmp_path), "serve"])
    assert "no-chronicle" in capsys.readouterr().err


def test_listening_to_everyone_is_said() -> None:
    sockets, cautions = listening("0.0.0.0", 0)  # noqa: S104 - that is the question
    for each in sockets:
        each.close()
    assert ["everyone on your network can read it, drafts too."] == [*cautions]


def test_a_range_of_ports_in_use_is_an_end() -> None:
    with pytest.raises(PortError):
        listening("192.0.2.1", 1)


def test_a_mistake_of_ours_is_said_and_outlived(site: Site) -> None:
    broken = (
        "import chronicle.build.warm as warm\nupdate = warm.Warm.update\ncalls = []\n"
        "def once(self, *given, **named):\n"
        "    calls.append(1)\n"
        "    if len(calls) == 2:\n"
        "        raise KeyError('of ours')\n"
        "    return update(self, *given, **named)\n"
        "warm.Warm.update = once\n"
    )
    code = f"{broken}from chronicle.cli.commands import main\nimport sys\nsys.exit(main(sys.argv[1:]))"
    with previewing(site.root, program=(sys.executable, "-c", code)) as running:
        site.edit(ENTRY, "to traffic on Monday", "to all traffic on Monday")
        while "files written" not in running.line():
            site.write(ENTRY, site.read(ENTRY) + "\nMore.\n")
        _, complaints = running.end()
        assert "chronicle made a mistake: KeyError: 'of ours'" in complaints
