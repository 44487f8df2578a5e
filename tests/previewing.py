"""`chronicle serve` as a person starts it: another process, of which one line tells the address."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sites import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROGRAM = (sys.executable, "-m", "chronicle")
_ADDRESS = re.compile(r"http://\S+")


@dataclass
class Preview:
    """A preview that is running."""

    process: subprocess.Popen[str]
    url: str = ""
    """Of the site's root, with the sub-path."""
    said: list[str] = field(default_factory=list)
    """The lines on standard output so far."""

    @property
    def origin(self) -> str:
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.url))

    def line(self) -> str:
        """The next line of standard output, as soon as it is there."""
        assert self.process.stdout
        self.said.append(self.process.stdout.readline().rstrip("\n"))
        return self.said[-1]

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of an answer; `path` goes out as it is."""
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def end(self, with_signal: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Exit code and standard error after a signal."""
        self.process.send_signal(with_signal)
        _, complaints = self.process.communicate(timeout=20)
        return self.process.returncode, complaints


@contextmanager
def previewing(root: str, *options: str, program: tuple[str, ...] = PROGRAM) -> Iterator[Preview]:
    """A preview of the chronicle in `root`, at any free port unless `options` name one."""
    command = [*program, "--root", root, "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": REPOSITORY}
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            preview = Preview(process)
            found = _ADDRESS.search(preview.line())
            assert found, process.communicate()
            preview.url = found[0]
            yield preview
        finally:
            process.kill()
