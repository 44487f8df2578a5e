"""The same map, done here, by local processes, or by the workers of any executor."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 2
"""Items a worker that are under way or wait: what is not sent yet takes no memory twice."""
_GARBAGE = 100_000
"""Objects more than before from which on a process of ours looks for those that nothing leads to."""
_WORTH_IT = 256
"""Fewer documents are done here before another process has started."""


class WorkersLost(Exception):  # noqa: N818 - something that happens to machines, not an error of ours
    """Workers ended, or were taken away, before their work was done; says what is known of it."""


class Workers:
    """Whoever does the work of a build."""

    def __init__(self, executor: Executor | None, jobs: int) -> None:
        """Of an executor with so many workers; without one the work is done here."""
        self.executor = executor
        self.jobs = jobs

    def each(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function` of each item, in the order of the items; raises `WorkersLost`.

        Items are taken as they are sent, and no more are sent than the workers can do next.
        Function, items and results must pickle where the workers are processes.
        """
        if self.executor is None:
            for item in items:
                with unhindered():
                    result = function(item)
                yield result
            return
        from concurrent.futures import BrokenExecutor, CancelledError  # noqa: PLC0415 - small builds do without

        sent: deque[Future[Result]] = deque()
        try:
            for item in items:
                sent.append(self.executor.submit(_do, _Task(function, item)))
                if len(sent) == _AHEAD * self.jobs:
                    yield sent.popleft().result()
            while sent:
                yield sent.popleft().result()
        except (BrokenExecutor, CancelledError) as error:
            raise WorkersLost(str(error)) from error
        finally:
            for future in sent:
                future.cancel()


@contextmanager
def workers(executor: Executor | None, *, jobs: int, documents: int) -> Iterator[Workers]:
    """The workers for so many documents: the executor's, else processes started here, else this process alone."""
    if executor is not None or jobs == 1 or documents < _WORTH_IT:
        yield Workers(executor, jobs if executor else 1)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - small builds do without
    from multiprocessing import Pipe  # noqa: PLC0415 - as above

    ears, mouth = Pipe(duplex=False)
    with ears, mouth, ProcessPoolExecutor(jobs, initializer=_begin, initargs=(ears, mouth)) as processes:
        yield Workers(processes, jobs)


class _Task(Generic[Item, Result]):
    """Work for one message; of a type of its own, so that no executor looks for futures in the item."""

    __slots__ = ("function", "item")

    def __init__(self, function: Callable[[Item], Result], item: Item) -> None:
        self.function = function
        self.item = item


def _do(task: _Task[Item, Result]) -> Result:
    result = task.function(task.item)
    if not gc.isenabled() and gc.get_count()[0] > _GARBAGE:
        gc.collect()
    return result


def _begin(ears: Connection, mouth: Connection) -> None:
    """A process of ours collects garbage between two items, leaves Ctrl-C to the one that began it, and ends with it.

    Nothing is ever said through the pipe: when nobody is left who could, the build was killed. Who stayed would hold
    its lock.
    """
    gc.freeze()
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    mouth.close()
    Thread(target=_end_with, args=(ears,), daemon=True).start()


def _end_with(ears: Connection) -> None:
    with suppress(EOFError, OSError):
        ears.recv_bytes()
    os._exit(1)


@contextmanager
def unhindered() -> Iterator[None]:
    """No garbage is collected meanwhile: looking through all that lives took a third of the time of some work."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
