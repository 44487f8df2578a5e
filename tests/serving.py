"""A static server that behaves as GitHub Pages does, below a sub-path."""

from __future__ import annotations

import os
import posixpath
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import MimeTypes
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPES = MimeTypes()
for ending, kind in (("woff2", "font/woff2"), ("webmanifest", "application/manifest+json"), ("xml", "application/xml")):
    TYPES.add_type(kind, "." + ending)


@dataclass(frozen=True, slots=True)
class Server:
    """A folder on a local address."""

    origin: str
    base: str
    """The sub-path, with a slash at both ends."""

    def url(self, address: str = "/") -> str:
        """Where the page of an address (`/en/`) is served."""
        return self.origin + self.base + address.removeprefix("/")


@contextmanager
def serving(folder: str, *, base: str = "/any/sub/path/") -> Iterator[Server]:
    """Serve `folder` below `base` until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder, base))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_address[1]}", base)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(folder: str, base: str, path: str) -> tuple[int, str]:
    """The status and what goes with it: a file, or for 301 the address to go to; as GitHub Pages decides."""
    if path + "/" == base:
        return 301, base
    if not path.startswith(base):
        return 404, ""
    inside = posixpath.normpath("/" + path.removeprefix(base)).lstrip("/")
    file = os.path.join(folder, inside)
    if os.path.isdir(file):
        if not path.endswith("/"):
            return 301, path + "/"
        file = os.path.join(file, "index.html")
    for candidate in (file, file + ".html"):
        if os.path.isfile(candidate) and not (path.endswith("/") and candidate != file):
            return 200, candidate
    return 404, os.path.join(folder, "404.html")


def _handler(folder: str, base: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, target = answer(folder, base, unquote(urlsplit(self.path).path))
            body = b""
            if status != 301 and target and os.path.isfile(target):
                with open(target, "rb") as file:
                    body = file.read()
            self.send_response(status)
            if status == 301:
                self.send_header("Location", target)
            self.send_header("Content-Type", _content_type(target))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
            """Stay quiet."""

    return Handler


def _content_type(file: str) -> str:
    kind = TYPES.guess_type(file)[0] or "application/octet-stream"
    return kind + "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("/xml", "/json")) else kind
