"""The preview from beginning to end: build, listen, follow what is saved, stop when told to."""

from __future__ import annotations

import errno
import os
import signal
import socket
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from livereload.watcher import Watcher
from tornado.platform.asyncio import AsyncIOLoop

from chronicle import CONFIG_FILE
from chronicle.build.places import PREVIEW
from chronicle.config import read_config
from chronicle.serve.answers import base_of
from chronicle.serve.application import Preview
from chronicle.serve.builder import Builder, Built
from chronicle.serve.edition import Edition
from chronicle.serve.hosts import EVERYWHERE, is_local, shown_address
from chronicle.serve.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chronicle.build.options import BuildOptions, BuildResult, Progress

PORT = 8000
_TRIED = 20
"""Ports that are tried one after another."""
_PATIENCE = 1.0
"""Seconds that a build under way is given to end."""


class Voice(NamedTuple):
    """How a preview speaks to the person at the terminal; each is called in one thread at a time."""

    ready: Callable[[str, str], None]
    """Told the address and a word of caution, or nothing."""
    built: Callable[[Built], None]
    """Told of each build."""
    broke: Callable[[Exception], None]
    """Told of a mistake of ours; the preview goes on."""
    progress: Progress


class Listening(NamedTuple):
    """Where to listen, and how to notice what is saved."""

    host: str
    port: int
    """0 for any free one."""
    is_polling: bool = False


class PortError(Exception):
    """No port can be listened at; says why."""


def serve(root: str, options: BuildOptions, voice: Voice, where: Listening) -> bool:
    """Previews the chronicle in `root` until interrupted; says whether all was at rest then.

    Raises `PortError`. What is built goes to a folder of its own, never to the site's.
    """
    sockets, cautions = listening(where.host, where.port)
    loop = AsyncIOLoop(make_current=True)
    watcher = _Quiet()
    preview = Preview(watcher, sockets, host=where.host, machine=socket.gethostname())
    bases: tuple[str, ...] = ("/",)

    def edition(result: BuildResult) -> Edition:
        """What is shown after a build, whether it succeeded or not."""
        problems = tuple(found for found in result.diagnostics if found.severity == "error")
        return Edition(os.path.join(root, PREVIEW), bases, problems=problems)

    def built(build: Built) -> None:
        nonlocal bases
        if CONFIG_FILE in build.touched:
            bases = _bases(root, options, bases)
        voice.built(build)
        loop.add_callback(preview.publish, edition(build.result), (*build.result.written, *build.result.pruned))

    def early(pages: Mapping[str, bytes]) -> None:
        loop.add_callback(lambda: preview.publish(preview.edition._replace(early=pages)))

    builder = Builder(root, options, built=built, early=early, watched=preview.watched, broke=voice.broke)
    watch = Watch(root, builder.touch, is_polling=where.is_polling)
    first = builder.first(voice.progress)
    watch.start()
    bases = _bases(root, options, ())
    preview.edition = edition(first)
    address = shown_address(where.host, sockets[0].getsockname()[1]) + bases[0]
    voice.built(Built((), first))
    loop.add_callback(partial(voice.ready, address, " ".join(cautions)))
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: loop.add_callback_from_signal(loop.stop))
    builder.start()
    preview.serve(host=where.host)
    watch.stop()
    return builder.stop(_PATIENCE)


def listening(host: str, port: int) -> tuple[list[socket.socket], tuple[str, ...]]:
    """Sockets bound to the first free port from `port` on, and what is to be said of them; raises `PortError`."""
    for tried in range(port, min(port + _TRIED, 1 << 16)) if port else (0,):
        try:
            sockets = _bound(host, tried)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise PortError(f"`{host}` cannot be listened at: {(error.strerror or str(error)).lower()}") from error
        else:
            moved = f"port {port} is in use, so this is {tried}." if tried != port else ""
            open_to_all = "" if is_local(host) else "everyone on your network can read it, drafts too."
            return sockets, tuple(filter(None, (moved, open_to_all)))
    raise PortError(f"the ports from {port} on are in use; name another with `--port`, or 0 for any")


def _bound(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of a host, all at one port; those of a kind that this machine lacks are left out."""
    sockets: list[socket.socket] = []
    failure: OSError | None = None
    name = None if host in EVERYWHERE else host
    for family, *_, address in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE):
        number = sockets[0].getsockname()[1] if sockets else port
        try:
            sockets.append(socket.create_server((str(address[0]), number), family=family))
        except OSError as error:
            failure = error
            if error.errno == errno.EADDRINUSE:
                break
    if failure and (not sockets or failure.errno == errno.EADDRINUSE):
        for each in sockets:
            each.close()
        raise failure
    for each in sockets:
        each.settimeout(0)
    return sockets


class _Quiet(Watcher):  # type: ignore[misc]  # livereload has no types
    """Stands where livereload polls in its loop: our own threads tell of changes."""

    def watch(self, *_: object, **__: object) -> None:
        """Nothing is added."""

    def start(self, _: object) -> bool:
        """Livereload need not poll."""
        return True


def _bases(root: str, options: BuildOptions, former: tuple[str, ...]) -> tuple[str, ...]:
    """The sub-path of the site as it is configured now, then those before; the same ones while that cannot be read."""
    config = read_config(root).value
    if options.base_url is None and config is None:
        return former or ("/",)
    now = base_of(options.base_url or (config.base_url if config else ""))
    return tuple(dict.fromkeys((now, *former)))
