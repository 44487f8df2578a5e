"""The same map, done here, by local processes, or by the workers of any executor."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread, active_count
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 2
"""Items a worker that are under way or wait: what is not sent yet takes no memory twice."""
_GARBAGE = 100_000
"""Objects more than before from which on a process of ours looks among these for those that nothing leads to."""
_WORTH_IT = 256
"""Fewer documents are done here before another process has started."""
_YES, _NO, _UNANSWERED = range(3)
_COMMON: list[object] = []
"""In a process of ours: what it was begun with."""


class WorkersLost(Exception):  # noqa: N818 - something that happens to machines, not an error of ours
    """Workers ended, or were taken away, before their work was done; says what is known of it."""


class Workers:
    """Whoever does the work of a build."""

    def __init__(self, executor: Executor | None, jobs: int, *, can_fork: bool = False) -> None:
        """Of an executor with so many workers; without one the work is done here."""
        self.executor = executor
        self.jobs = jobs
        self.can_fork = can_fork
        """Whether processes begun anew would have all that this one has, for nothing."""

    @contextmanager
    def forked(self, common: tuple[object, ...]) -> Iterator[Workers]:
        """Workers that have what is `common` without being sent it, see `in_common`; only where one `can_fork`.

        They take the place of these.
        """
        from multiprocessing import get_context  # noqa: PLC0415 - small builds do without

        if self.executor is not None:
            self.executor.shutdown()
        with _processes(self.jobs, get_context("fork"), (common,)) as crew:
            yield crew

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
    from multiprocessing import get_context  # noqa: PLC0415 - small builds do without

    # A process that is forked while other threads hold locks may wait for ever.
    is_alone = active_count() == 1
    can_fork = sys.platform == "linux" and is_alone
    with _processes(jobs, None if is_alone else get_context("spawn"), ()) as crew:
        crew.can_fork = can_fork
        yield crew


@contextmanager
def _processes(jobs: int, context: BaseContext | None, common: tuple[object, ...]) -> Iterator[Workers]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - small builds do without
    from multiprocessing import Pipe  # noqa: PLC0415 - as above

    ears, mouth = Pipe(duplex=False)
    with ears, mouth, ProcessPoolExecutor(jobs, context, _begin, (ears, mouth, common)) as processes:
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
        gc.collect(0)
    return result


def _begin(ears: Connection, mouth: Connection, common: tuple[object, ...]) -> None:
    """A process of ours collects garbage between two items, leaves Ctrl-C to the one that began it, and ends with it.

    Nothing is ever said through the pipe: when nobody is left who could, the build was killed. Who stayed would hold
    its lock.
    """
    _COMMON[:] = common
    gc.freeze()
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    mouth.close()
    Thread(target=_end_with, args=(ears,), daemon=True).start()


def _end_with(ears: Connection) -> None:
    with suppress(EOFError, OSError):
        ears.recv_bytes()
    os._exit(1)


def in_common(function: Callable[[Any, Item], Result]) -> Callable[[Item], Result]:
    """A function of what the workers have in common and of an item as one of the item alone."""
    return partial(_in_common, function)


def _in_common(function: Callable[[Any, Item], Result], item: Item) -> Result:
    return function(_COMMON[0], item)


@contextmanager
def meanwhile(question: Callable[[], bool], *, worthwhile: bool) -> Iterator[Callable[[], bool]]:
    """Has a copy of this process find the answer to a question, and gives what waits for it.

    Where it is not worthwhile or cannot be done the question is asked when its answer is. It may read files, and none
    that is open already.
    """
    if not (worthwhile and sys.platform == "linux" and active_count() == 1):
        yield question
        return
    if not (child := os.fork()):
        _answer(question)
    ended: list[int] = []

    def answer() -> bool:
        if not ended:
            ended.append(os.waitpid(child, 0)[1])
        found = os.waitstatus_to_exitcode(ended[0])
        return found == _YES if found in (_YES, _NO) else question()

    try:
        yield answer
    finally:
        if not ended:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _answer(question: Callable[[], bool]) -> NoReturn:
    """Ends this process, a copy of another, with the answer for its exit code."""
    code = _UNANSWERED
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        for opened in os.listdir("/proc/self/fd"):  # the lock among them, which a copy would hold
            with suppress(OSError):
                os.close(int(opened))
        code = _YES if question() else _NO
    finally:
        os._exit(code)


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
