"""The same map, done here, by local processes, or by the workers of any executor."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST = 200
"""Items that a worker is handed at a time: each message costs as much as some pages do."""
_SHARES = 4
"""Tasks that each worker gets at least, where there are items enough, so that none waits long for the last."""
_AHEAD = 2
"""Tasks a worker that are under way or wait: what is not sent yet takes no memory twice."""
_WORTH_IT = 256
"""Fewer items are done here before another process has started."""


class WorkersLost(Exception):  # noqa: N818 - something that happens to machines, not an error of ours
    """Workers ended, or were taken away, before their work was done; says what is known of it."""


def in_parallel(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    progress: Callable[[int, int], None],
    executor: Executor | None = None,
) -> list[Result]:
    """`function` of each item, in the order of the items; raises `WorkersLost`.

    `jobs` is the number of the executor's workers, or of processes to start here where no executor is given.
    Function, items and results must pickle where the workers are processes.
    """
    if executor is not None:
        return _there(executor, function, items, jobs=jobs, progress=progress)
    if jobs == 1 or len(items) < _WORTH_IT:
        return _here(function, items, progress)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - small builds do without

    with ProcessPoolExecutor(jobs) as processes:
        return _there(processes, function, items, jobs=jobs, progress=progress)


@dataclass(frozen=True, slots=True)
class _Task(Generic[Item, Result]):
    """Work for one message; of a type of its own, so that no executor looks for futures among the items."""

    function: Callable[[Item], Result]
    items: Sequence[Item]


def _do(task: _Task[Item, Result]) -> list[Result]:
    return [task.function(item) for item in task.items]


def _here(
    function: Callable[[Item], Result], items: Sequence[Item], progress: Callable[[int, int], None]
) -> list[Result]:
    results = []
    for item in items:
        results.append(function(item))
        progress(len(results), len(items))
    return results


def _there(
    executor: Executor,
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    progress: Callable[[int, int], None],
) -> list[Result]:
    from concurrent.futures import BrokenExecutor, CancelledError  # noqa: PLC0415 - small builds do without

    size = min(_MOST, max(1, len(items) // (_SHARES * jobs)))
    tasks = (_Task(function, items[start : start + size]) for start in range(0, len(items), size))
    results: list[Result] = []
    try:
        for done in _in_order(executor, tasks, ahead=_AHEAD * jobs):
            results += done
            progress(len(results), len(items))
    except (BrokenExecutor, CancelledError) as error:
        raise WorkersLost(str(error)) from error
    return results


def _in_order(executor: Executor, tasks: Iterator[_Task[Item, Result]], *, ahead: int) -> Iterator[list[Result]]:
    """The results of each task; no more than `ahead` are sent before the first of them is done."""
    sent: deque[Future[list[Result]]] = deque()
    try:
        for task in tasks:
            sent.append(executor.submit(_do, task))
            if len(sent) == ahead:
                yield sent.popleft().result()
        while sent:
            yield sent.popleft().result()
    finally:
        for future in sent:
            future.cancel()
