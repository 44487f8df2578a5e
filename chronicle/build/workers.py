"""The same map over one process or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 64
"""Items a process is handed at a time."""
_WORTH_IT = 4 * CHUNK
"""Fewer items are done here before another process has started."""


def in_parallel(
    function: Callable[[Item], Result], items: Sequence[Item], *, jobs: int, progress: Callable[[int, int], None]
) -> list[Result]:
    """`function` of each item, in the order of the items; function, items and results must pickle where `jobs` > 1."""
    if jobs == 1 or len(items) < _WORTH_IT:
        return _here(function, items, progress)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - small builds do without

    results: list[Result] = []
    with ProcessPoolExecutor(min(jobs, len(items) // CHUNK)) as executor:
        for result in executor.map(function, items, chunksize=CHUNK):
            results.append(result)
            if len(results) % CHUNK == 0 or len(results) == len(items):
                progress(len(results), len(items))
    return results


def _here(
    function: Callable[[Item], Result], items: Sequence[Item], progress: Callable[[int, int], None]
) -> list[Result]:
    results = []
    for item in items:
        results.append(function(item))
        progress(len(results), len(items))
    return results
