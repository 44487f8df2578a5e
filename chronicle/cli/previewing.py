"""`chronicle serve`: what the preview says at the terminal, and how it ends."""

from __future__ import annotations

import os
import sys
import traceback
import webbrowser
from datetime import date
from typing import TYPE_CHECKING

from chronicle import CONFIG_FILE

if TYPE_CHECKING:
    from argparse import Namespace

    from chronicle.cli.terminal import Terminal
    from chronicle.serve.builder import Built

_FINE, _PROBLEMS, _USAGE = 0, 1, 2
_NAMED = 3
"""Saved files that a line names."""


def preview(asked: Namespace, terminal: Terminal) -> int:
    """Runs until interrupted; returns the exit code."""
    from chronicle.build.options import BuildOptions  # noqa: PLC0415 - a command loads what it needs
    from chronicle.build.places import PREVIEW  # noqa: PLC0415 - as above
    from chronicle.config import read_config  # noqa: PLC0415 - as above
    from chronicle.serve.run import Listening, PortError, Voice, serve  # noqa: PLC0415 - the server's libraries are heavy

    if not os.path.lexists(os.path.join(asked.root, CONFIG_FILE)):
        terminal.report(read_config(asked.root).diagnostics, output_format="text", extra={})
        return _PROBLEMS

    def ready(address: str, caution: str) -> None:
        if caution:
            terminal.complain(f"chronicle serve: {caution}")
        terminal.say(f"{address}  (Ctrl-C stops)")
        sys.stdout.flush()
        if asked.open:
            webbrowser.open(address)

    def broke(error: Exception) -> None:
        terminal.complain(f"chronicle made a mistake: {type(error).__name__}: {error}")
        if terminal.is_verbose:
            terminal.complain("".join(traceback.format_exception(error)))

    options = BuildOptions(
        as_of=date.today(),  # noqa: DTZ011 - the curator's own day decides
        output=PREVIEW,
        with_drafts=True,
        jobs=os.cpu_count() or 1,
    )
    voice = Voice(ready, _Teller(terminal).tell, broke, terminal.progress)
    try:
        is_at_rest = serve(asked.root, options, voice, Listening(asked.host, asked.port, asked.poll))
    except PortError as problem:
        terminal.complain(f"chronicle serve: {problem}")
        return _USAGE
    if not is_at_rest:
        sys.stdout.flush()
        os._exit(_FINE)  # a long build is under way; the next one puts right what it leaves half done
    return _FINE


class _Teller:
    """Says of each build what is new."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._known: frozenset[object] = frozenset()
        self._is_broken = False

    def tell(self, build: Built) -> None:
        """New findings, and a line for what was saved."""
        result = build.result
        fresh = tuple(found for found in result.diagnostics if found not in self._known)
        self._known = frozenset(result.diagnostics)
        self._terminal.report(fresh, output_format="text", extra={})
        is_mended = result.is_done and self._is_broken
        self._is_broken = not result.is_done
        if build.touched and (result.written or result.pruned or is_mended):
            names = ", ".join(build.touched[:_NAMED])
            more = f" and {len(build.touched) - _NAMED} more" if len(build.touched) > _NAMED else ""
            seconds = sum(each for _, each in result.seconds)
            self._terminal.say(
                f"{names}{more}: {len(result.written)} files written ({seconds * 1000:.0f} ms)"
                + (", mended" if is_mended else "")
            )
        sys.stdout.flush()
