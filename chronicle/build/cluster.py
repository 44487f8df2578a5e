"""A build whose reading and rendering is done by a Dask cluster, which shares the chronicle's folder."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.build.engine import build, workers_lost
from chronicle.build.glance import setting_of
from chronicle.build.manifest import maker
from chronicle.build.options import BuildResult, no_progress
from chronicle.theme.loader import theme_folders

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from distributed import Client

    from chronicle.build.options import BuildOptions, Progress

PATIENCE = 10.0
"""Seconds that a scheduler has to answer, and to show a worker."""
_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "pillow", "pyyaml")
"""Those that have a say in the bytes of a page."""


def is_installed() -> bool:
    """Whether the optional package is there that speaks to Dask."""
    try:
        import_module("distributed")
    except ImportError:
        return False
    return True


def build_on_cluster(
    root: str, scheduler: str, *, options: BuildOptions, progress: Progress = no_progress, patience: float = PATIENCE
) -> BuildResult:
    """As `engine.build`, by the workers of the cluster whose scheduler has this address.

    Nothing is touched where the cluster does not answer within `patience` seconds, or where a worker has another
    chronicle before it, or another program, than is here.
    """
    from distributed import Client  # noqa: PLC0415 - an optional library, and heavy
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - as above

    if silence := _aside(_silence(scheduler, patience)):
        return BuildResult((_unreachable(scheduler, silence),))
    with _discreetly(), Client(scheduler, timeout=patience, set_as_default=False) as client:
        if problem := _problem(client, scheduler, root, options=options, patience=patience):
            return BuildResult((problem,))
        threads = sum(client.nthreads().values())
        executor = client.get_executor(pure=False)  # a task writes files: a former result is none
        try:
            return build(root, options=replace(options, jobs=threads, executor=executor), progress=progress)
        except KilledWorker as error:
            return BuildResult((workers_lost(str(error)),))


def _aside(question: Coroutine[object, object, str]) -> str:
    """The answer to a question put in a thread of its own: this one may have an event loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, question).result()


async def _silence(scheduler: str, patience: float) -> str:
    """Why no scheduler answers there; empty where one does. A `Client` would wait for a mute server without end."""
    from distributed.comm.core import connect  # noqa: PLC0415 - an optional library, and heavy
    from distributed.security import Security  # noqa: PLC0415 - as above

    security = Security().get_connection_args("client")
    try:
        comm = await asyncio.wait_for(connect(scheduler, timeout=patience, **security), patience)
    except TimeoutError:
        return f"nothing answered within {patience:g} s"
    except Exception as error:  # noqa: BLE001 - a wrong address or a foreign server: the library raises what it likes
        return str(error) or type(error).__name__
    await comm.close()
    return ""


@contextmanager
def _discreetly() -> Iterator[None]:
    """Keeps the library from logging its own stack where a connection is lost: a diagnostic says what matters."""
    log = logging.getLogger("distributed.client")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def _problem(client: Client, scheduler: str, root: str, *, options: BuildOptions, patience: float) -> Diagnostic | None:
    """Why this cluster cannot build this chronicle."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError:
        return _unreachable(scheduler, "it has no workers")
    seen = client.run(_sight, root, options, on_error="return")
    here = _sight(root, options)
    apart = sorted(worker for worker, sight in seen.items() if sight != here)
    if not apart:
        return None
    return diagnose(
        "workers-differ",
        f"{len(apart)} of {len(seen)} workers, such as `{apart[0]}`, see another chronicle or have another program",
        help="share this folder with all workers under the same path, and install the same versions everywhere",
    )


def _sight(root: str, options: BuildOptions) -> tuple[str, ...]:
    """What must be the same on every machine, for the same bytes to come out."""
    return (maker(), setting_of(root, options), *theme_folders(root), *map(version, _LIBRARIES))


def _unreachable(scheduler: str, reason: str) -> Diagnostic:
    return diagnose(
        "cluster-unreachable",
        f"the cluster of `{scheduler}` cannot be used: {reason}",
        help="start its scheduler and workers, or build without `--engine dask`",
    )
