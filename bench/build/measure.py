"""One build, measured from outside, and what it made."""  # noqa: INP001 - a script's part

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass

KINDS = (
    ("entries", re.compile(r"-\d{5}/index\.html$")),
    ("side by side", re.compile(r"/with-\w+/index\.html$")),
    ("days", re.compile(r"(^|/)\d{4}/\d\d/\d\d/index\.html$")),
    ("months, years", re.compile(r"(^|/)\d{4}/(\d\d/)?index\.html$")),
    ("topics", re.compile(r"(^|/)(tags|topics)/([^/]+/)?index\.html$")),
    ("other pages", re.compile(r"\.html$")),
    ("other files", re.compile(r"")),
)
"""Kinds of files by their paths; the first that fits."""
INTERVAL = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process and its children took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all of them, user and system."""
    memory: int
    """Bytes: the largest sum of their resident sizes, in which a page that two of them share counts twice."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a folder holds."""

    kinds: Counter[str]
    size: int
    """Bytes."""
    alternates: int
    """Links to other languages, in all pages and files of addresses."""


def run(command: tuple[str, ...], folder: str) -> Run:
    """Run a command in a folder; raises CalledProcessError if it fails.

    Where there is no /proc, memory is that of the largest process. On Linux, which counts it in KiB, that is at least
    what the process that calls this holds: a new process begins as a copy of it.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - from our table
    ended, sums = threading.Event(), [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, ended, sums))
    watcher.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    except BaseException:  # an interrupt reaches this process alone: the other one has a session of its own
        os.killpg(process.pid, signal.SIGTERM)
        raise
    finally:
        ended.set()
        watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(wall, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss * 1024, *sums))


def made(folder: str) -> Made:
    """Count and weigh the files of a folder; all zero if it is not there."""
    kinds: Counter[str] = Counter()
    size = alternates = 0
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            inside = os.path.relpath(path, folder).replace(os.sep, "/")
            kinds[next(kind for kind, form in KINDS if form.search(inside))] += 1
            size += os.path.getsize(path)
            if name.endswith((".html", ".xml")):
                with open(path, "rb") as file:
                    alternates += len(re.findall(rb"<(?:xhtml:)?link\s[^>]*hreflang=", file.read()))
    return Made(kinds, size, alternates)


def _watch(leader: int, ended: threading.Event, sums: list[int]) -> None:
    while not ended.wait(INTERVAL):
        sums.append(sum(_resident(process) for process in _family(leader)))


def _family(leader: int) -> list[int]:
    """The processes of the session that `leader` began."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc") if os.path.isdir("/proc") else ()):
        try:
            if os.getsid(int(name)) == leader:
                found.append(int(name))
        except ProcessLookupError:  # it ended meanwhile
            continue
    return found


def _resident(process: int) -> int:
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
        return 0
