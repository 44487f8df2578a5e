"""Livereload's server with handlers of our own: guarded, below production's sub-path, under a strict policy."""

from __future__ import annotations

import json
import os
import re
from itertools import chain
from os import urandom
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from livereload.server import Server
from tornado import web
from tornado.httpserver import HTTPServer

from chronicle.serve.answers import Answer, content_type
from chronicle.serve.edition import Edition, mark
from chronicle.serve.hosts import is_own_page, is_welcome

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable

    from livereload.watcher import Watcher
    from tornado.httputil import HTTPServerRequest

ASSETS = ("assets/", "pictures/")
"""Where the files are that pages show, below the site."""
SOCKET, SCRIPT = "/livereload", "/livereload.js"
"""Livereload's own addresses; no page of a chronicle has them."""
_CLIENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "client.js")
_ENDS = (b"</head>", b"</body>", b"</html>")
_MOVES_ON = re.compile(rb"<meta[^>]+http-equiv=.?refresh", re.IGNORECASE)
_LONGEST_MESSAGE = 1 << 16
_JOINT = "."
"""Between what a page was answered and the state of static files."""


class Preview(Server):  # type: ignore[misc]  # livereload has no types
    """Livereload's server, for one chronicle."""

    def __init__(self, watcher: Watcher, sockets: list[socket.socket], *, host: str, machine: str) -> None:
        """Answers at bound sockets; `host` and `machine` as for `hosts.is_welcome`."""
        super().__init__(watcher=watcher)
        self.edition = Edition("", ("/",))
        self.host = host
        self.machine = machine
        self._sockets = sockets
        self._server: HTTPServer | None = None
        self._me = urandom(6).hex()
        self._static: list[tuple[str, ...]] = []

    def application(self, *_: object, **__: object) -> None:
        """Begins to answer; takes the place of livereload's own handlers, which answer everyone and list folders."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = True
        given = {"preview": self}
        handlers = [(SOCKET, Reloads, given), (SCRIPT, Client, given), (r".*", Pages, given)]
        application = web.Application(
            handlers,
            log_function=lambda _: None,
            websocket_max_message_size=_LONGEST_MESSAGE,
        )
        self._server = HTTPServer(application, max_body_size=0)
        self._server.add_sockets(self._sockets)

    def publish(self, edition: Edition, written: Iterable[str] = ()) -> None:
        """Shows another edition to whoever looks; to be called in the loop's thread.

        A page that is answered otherwise now is loaded again, once. `written` are the files of the site that changed:
        style sheets are swapped in place, other static files load every page again.
        """
        self.edition = edition
        static = tuple(file for file in written if file.startswith(ASSETS))
        if static:
            self._static.append(static)
        for waiter in LiveReloadHandler.waiters.copy():
            waiter.tell(static)

    @property
    def static(self) -> str:
        """The state of static files: another one when one of them changed, and in another preview."""
        return f"{self._me}-{len(self._static)}"

    def changed_since(self, static: str) -> Iterable[str] | None:
        """The static files that changed since they were in a state; nothing where that is of another preview."""
        me, _, number = static.partition("-")
        return chain.from_iterable(self._static[int(number) :]) if me == self._me and number.isdecimal() else None

    def watched(self) -> frozenset[str]:
        """The files of the site that pages are open of; may be called from any thread."""
        return frozenset(self.edition.file(waiter.path) for waiter in LiveReloadHandler.waiters.copy())

    def is_welcome(self, request: HTTPServerRequest) -> bool:
        """Whether a request came by a name of this machine."""
        return is_welcome(request.headers.get("Host", ""), self.host, self.machine)

    def _setup_logging(self) -> None:
        """Nothing is logged: the command says what there is to say."""


class Guarded(web.RequestHandler):
    """Answers requests that came by a name of this machine; never keeps anything in a cache unasked."""

    def initialize(self, preview: Preview) -> None:
        """Of the one server."""
        self.preview = preview

    def set_default_headers(self) -> None:
        """Of every answer."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Server", "chronicle")

    def prepare(self) -> None:
        """Refuses strangers before anything else is looked at."""
        if not self.preview.is_welcome(self.request):
            self.say(403, "This preview is for the machine that it runs on.")
        elif self.request.method not in ("GET", "HEAD"):
            self.set_header("Allow", "GET, HEAD")
            self.say(405, "A site is only read.")

    def say(self, status: int, text: str) -> None:
        """Answers with a sentence."""
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{text}\n")

    def write_error(self, status_code: int, **_: object) -> None:
        """A sentence, and no traceback."""
        self.say(status_code, f"{status_code} {self._reason}")


class Pages(Guarded):
    """The site."""

    def get(self) -> None:
        """Any address."""
        found, data = self.preview.edition.answer(self.request.path)
        if found.location:
            self.redirect(found.location)
            return
        self.set_status(found.status)
        if not found.file:
            self.say(404, "There is no such page.")
            return
        kind = content_type(found.file)
        self.set_header("Content-Type", kind)
        self.finish(_with_client(found, data, self.preview.static) if kind.startswith("text/html") else data)

    def head(self) -> None:
        """As `get`; tornado leaves the body out."""
        self.get()


class Client(Guarded):
    """Our script: livereload's own knows no diagnostics, and loads every page again whatever was saved."""

    def get(self) -> None:
        """The script."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        with open(_CLIENT, "rb") as file:
            self.finish(file.read())

    def head(self) -> None:
        """As `get`."""
        self.get()


class Reloads(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """One open page."""

    def initialize(self, preview: Preview) -> None:
        """Of the one server."""
        self.preview = preview
        self.path = ""
        """Of the page."""
        self.mark = ""
        """Of what it was answered; empty for a client that is not ours and cannot say."""
        self.told: str | None = None

    def prepare(self) -> None:
        """Refuses strangers."""
        if not self.preview.is_welcome(self.request):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Pages of other sites hear nothing."""
        return is_own_page(origin, self.request.headers.get("Host", ""))

    def on_message(self, message: str | bytes) -> None:
        """Livereload's handshake; our client says which page it shows, too."""
        try:
            said = json.loads(message)
            command, path = said.get("command"), urlsplit(str(said.get("url", ""))).path or "/"
            shown, _, static = str(said.get("mark", "")).partition(_JOINT)
        except (ValueError, AttributeError):
            self.close(1003)
            return
        super().on_message(message)
        if command == "info":
            missed = self.preview.changed_since(static)
            self.path, self.mark = path, shown + "?" * (missed is None and bool(shown))
            self.tell(missed or ())

    def tell(self, static: Iterable[str]) -> None:
        """What the page must know: what is wrong, that it is another page now, which static files are others."""
        edition = self.preview.edition
        if self.mark:
            self._tell_problems(edition)
        now = mark(*edition.answer(self.path))
        if now != self.mark:
            self.mark = now
            self._reload(self.path)
            return
        files = [*dict.fromkeys(static)]
        others = [file for file in files if not file.endswith(".css")]
        for file in others[:1] or files:
            self._reload(file)

    def _tell_problems(self, edition: Edition) -> None:
        found = json.dumps([problem.as_json() for problem in edition.problems])
        if found != (self.told or "[]"):
            self.told = found
            self.send_message({"command": "diagnostics", "diagnostics": json.loads(found)})

    def _reload(self, path: str) -> None:
        self.send_message({"command": "reload", "path": path, "liveCSS": True})


def _with_client(found: Answer, data: bytes, static: str) -> bytes:
    """A page with our script in its head; one that leads on at once is left alone."""
    if _MOVES_ON.search(data):
        return data
    shown = f"{mark(found, data)}{_JOINT}{static}"
    script = f'<script src="{SCRIPT}" data-mark="{shown}" async></script>'.encode()
    for end in _ENDS:
        before, tag, after = data.partition(end)
        if tag:
            return b"".join((before, script, tag, after))
    return data + script
