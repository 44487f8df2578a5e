"""One map, any workers: whoever reads and renders, the site has the same bytes; where they fail, nothing is touched."""

from __future__ import annotations

import importlib
import os
import socket
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest
from distributed import Client, LocalCluster
from sites import TODAY, four_languages_text

from chronicle.build.cluster import build_on_cluster
from chronicle.build.job import Job, open_job
from chronicle.build.manifest import maker
from chronicle.build.options import BuildOptions
from chronicle.build.places import places
from chronicle.build.portion import portions
from chronicle.build.workers import Workers
from chronicle.cli.commands import main
from chronicle.content.scan import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from distributed import Worker
    from sites import Site

    from chronicle.build.options import BuildResult

OPTIONS = BuildOptions(as_of=TODAY)
LOOPBACK = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
"""Any free ports of this machine."""
NOBODY = "tcp://127.0.0.1:9"
"""The port that RFC 863 keeps for a service which nobody runs."""


@pytest.fixture
def site(make_site: Callable[[str], Site]) -> Site:
    return make_site(four_languages_text())


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and two workers, each a process of its own, on this machine only."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, silence_logs=50, **LOOPBACK) as started:
        yield started


@pytest.fixture
def client(cluster: LocalCluster) -> Iterator[Client]:
    """A second line to the cluster, on which a test looks at the workers or harms them."""
    with Client(cluster, set_as_default=False) as line:
        yield line


@pytest.mark.parametrize(
    "start",
    [partial(ThreadPoolExecutor, 2), partial(ProcessPoolExecutor, 2, get_context("spawn"))],
    ids=["threads", "processes"],
)
def test_any_executor_makes_the_same_bytes(site: Site, four_languages: Site, start: Callable[[], Executor]) -> None:
    with start() as executor:
        assert site.build(jobs=2, executor=executor).is_done
    assert four_languages.tree() == site.tree()


def test_workers_of_a_cluster_make_the_same_bytes(
    cluster: LocalCluster, client: Client, site: Site, four_languages: Site
) -> None:
    before = tasks_done(client)
    result = build_on_cluster(site.root, cluster.scheduler_address, options=OPTIONS)
    assert result.is_done
    assert four_languages.tree() == site.tree()
    assert all(done > before[worker] for worker, done in tasks_done(client).items())


def test_the_command_line_builds_on_a_cluster(
    cluster: LocalCluster, site: Site, four_languages: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == command(site, "--engine", "dask", "--scheduler", cluster.scheduler_address, "--as-of", f"{TODAY}")
    assert four_languages.tree() == site.tree()
    pages = [file for file in site.tree() if file.endswith((".html", ".xml")) or file == "robots.txt"]
    assert f"{len(pages)} rendered" in capsys.readouterr().out


def test_the_work_of_a_worker_that_dies_is_done_by_others(
    cluster: LocalCluster, client: Client, site: Site, four_languages: Site
) -> None:
    harm(client, "chronicle.build.rendering.stage", die, workers=1)
    assert build_on_cluster(site.root, cluster.scheduler_address, options=OPTIONS).is_done
    assert four_languages.tree() == site.tree()
    client.wait_for_workers(2, timeout=20)


def test_a_build_that_costs_too_many_workers_leaves_the_site(
    cluster: LocalCluster, client: Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    harm(client, "chronicle.build.rendering.stage", die, workers=2)
    former = built_and_edited(site)
    result = build_on_cluster(site.root, cluster.scheduler_address, options=OPTIONS)
    assert ["workers-lost"] == errors(result)
    assert former == site.tree()
    client.wait_for_workers(2, timeout=20)


def test_a_worker_with_another_program_is_not_used(cluster: LocalCluster, client: Client, site: Site) -> None:
    former = built_and_edited(site)
    harm(client, "chronicle.build.cluster.maker", another, workers=1)
    result = build_on_cluster(site.root, cluster.scheduler_address, options=OPTIONS)
    harm(client, "chronicle.build.cluster.maker", maker, workers=1)
    assert ["workers-differ"] == errors(result)
    assert result.diagnostics[0].message.startswith("1 of 2 workers")
    assert former == site.tree()


def test_a_cluster_that_does_not_answer_leaves_the_site(site: Site) -> None:
    former = built_and_edited(site)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        for address in (NOBODY, f"tcp://127.0.0.1:{mute.getsockname()[1]}", "nonsense://here"):
            result = build_on_cluster(site.root, address, options=OPTIONS, patience=0.5)
            assert ["cluster-unreachable"] == errors(result)
            assert address in result.diagnostics[0].message
    assert former == site.tree()


def test_a_cluster_without_workers_is_not_waited_for(site: Site) -> None:
    with LocalCluster(n_workers=0, processes=True, silence_logs=50, **LOOPBACK) as empty:
        result = build_on_cluster(site.root, empty.scheduler_address, options=OPTIONS, patience=0.5)
    assert ["cluster-unreachable"] == errors(result)
    assert "it has no workers" in result.diagnostics[0].message


def test_an_unreachable_cluster_is_a_problem_not_a_bug(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == command(site, "--engine", "dask", "--scheduler", "nowhere")
    assert "cluster-unreachable" in capsys.readouterr().err
    assert not os.path.exists(site.output)


def test_without_its_package_the_engine_says_how_to_get_it(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert 2 == command(site, "--engine", "dask", "--scheduler", NOBODY)
    assert "pip install 'chronicle[dask]'" in capsys.readouterr().err
    assert not os.path.exists(site.output)


@pytest.mark.parametrize("words", [("--engine", "dask"), ("--scheduler", NOBODY)], ids=" ".join)
def test_engine_and_scheduler_go_together(
    site: Site, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == command(site, *words)
    assert "go together" in capsys.readouterr().err


def test_processes_that_die_leave_the_site(site: Site) -> None:
    former = built_and_edited(site)
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=die) as executor:
        result = site.build(executor=executor)
    assert ["workers-lost"] == errors(result)
    assert former == site.tree()


def test_tasks_that_are_taken_back_leave_the_site(site: Site) -> None:
    former = built_and_edited(site)
    result = site.build(executor=Turncoat())
    assert ["workers-lost"] == errors(result)
    assert former == site.tree()


def test_without_a_change_no_worker_is_asked(site: Site) -> None:
    assert site.build().is_done
    assert site.build().is_done  # the first one saw files too young to be known again
    executor = Ledger()
    assert site.build(executor=executor).is_done
    assert 0 == executor.sent


def test_work_is_not_sent_all_at_once() -> None:
    executor = Ledger()
    assert [str(number) for number in range(100)] == [*Workers(executor, 4).each(str, range(100))]
    assert 100 == executor.sent
    assert 8 == executor.most_waiting


def test_a_portion_is_whole_days_and_no_worker_is_left_without(site: Site) -> None:
    days = [date(2021, 3, 1 + number // 30) for number in range(600)]
    files = [SourceFile("", (0, 0, 0, 0), "entry", day, "a", "en") for day in days]
    found = [*portions(files, {}, job_of(site), jobs=2)]
    assert files == [file for portion in found for file in portion.files]
    sizes = [len(portion.files) for portion in found]
    assert 4 <= len(sizes) <= 9
    assert sizes == sorted(sizes, reverse=True)  # a worker that takes the last one ends soon after the other
    assert sizes[0] > 2 * sizes[-1]
    assert [] == [one for one, other in pairwise(found) if one.files[-1].day == other.files[0].day]


def job_of(site: Site) -> Job:
    job = open_job(places(site.root, "site"), OPTIONS, ()).value
    assert job
    return job


class Ledger(Executor):
    """Does the work when its result is asked for, and counts what it was sent."""

    def __init__(self) -> None:
        self.sent = self.waiting = self.most_waiting = 0

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        ledger = self
        ledger.sent += 1
        ledger.waiting += 1
        ledger.most_waiting = max(ledger.most_waiting, ledger.waiting)

        class Answer(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                del timeout
                ledger.waiting -= 1
                return function(*arguments, **named)

        return Answer()


class Turncoat(Executor):
    """Takes tasks and drops them, as a cluster does whose scheduler dies."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        del function, arguments, named
        dropped: Future[Any] = Future()
        dropped.cancel()
        return dropped


def command(site: Site, *words: str) -> int:
    """The exit code of a build from the command line."""
    return main(["build", "--root", site.root, *words])


def errors(result: BuildResult) -> list[str]:
    return [found.code for found in result.diagnostics if found.severity == "error"]


def built_and_edited(site: Site) -> dict[str, bytes]:
    """The site's files as they were before an edit that touches every page."""
    assert site.build().is_done
    site.write("templates/partials/head.html", "")
    return site.tree()


def tasks_done(client: Client) -> dict[str, int]:
    """How many tasks each worker has executed."""
    return dict(client.run(executed))


def executed(dask_worker: Worker) -> int:
    return int(dask_worker.state.executed_count)


def harm(client: Client, name: str, replacement: Callable[..., object], *, workers: int) -> None:
    """Puts something else in a function's place, in so many workers."""
    module, _, function = name.rpartition(".")
    chosen = sorted(client.nthreads())[:workers]
    client.run(replace_function, module, function, replacement, workers=chosen)


def replace_function(module: str, function: str, replacement: Callable[..., object]) -> None:
    setattr(importlib.import_module(module), function, replacement)


def die(*_arguments: object) -> None:
    os._exit(1)


def another() -> str:
    return "another program"
