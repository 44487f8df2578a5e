"""A build of many processes that is ended from outside, or may open few files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sites import REPOSITORY, TODAY, four_languages_text

from chronicle.build.places import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Site

BUILD = (sys.executable, "-m", "chronicle", "build", "--as-of", f"{TODAY}", "--root")
MANY = "".join(
    f"-- content/2021/05/{1 + n % 28:02}/entry-{n}.en.md --\n"
    f"---\ntitle: Entry {n}\nlang: en\ndate: 2021-05-{1 + n % 28:02}\n---\n\nText {n}.\n"
    for n in range(300)
)


def heed_interrupts() -> None:
    """A shell begins what runs in its background deaf to Ctrl-C, and the deafness is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(
    ("sent", "whom", "code"),
    [
        (signal.SIGINT, "all", 130),
        (signal.SIGINT, "one", 130),
        (signal.SIGTERM, "one", -15),
        (signal.SIGKILL, "one", -9),
    ],
)
def test_a_build_that_is_ended_takes_its_workers_along(
    make_site: Callable[[str], Site], sent: signal.Signals, whom: str, code: int
) -> None:
    """Its lines are read to their end, which comes when nobody is left who could write one."""
    site = make_site(four_languages_text() + MANY)
    staging = places(site.root, "site").staging
    with subprocess.Popen(
        [*BUILD, site.root, "--jobs", "2"],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread of this process takes part
    ) as process:
        while process.poll() is None and not staged(staging):
            pass
        (os.killpg if whom == "all" else os.kill)(process.pid, sent)
        said = process.communicate(timeout=60)[1].decode()
    assert code == process.returncode
    assert (1 if code == 130 else 0) == len(said.splitlines())
    assert not os.path.exists(site.output)
    assert site.build().is_done
    assert not os.path.exists(staging)


def staged(folder: str) -> bool:
    return sum(len(files) for _, _, files in os.walk(folder)) > 2


def test_sixty_four_open_files_are_enough(make_site: Callable[[str], Site]) -> None:
    site = make_site(four_languages_text() + MANY)
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64));"
        "from chronicle.cli.commands import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, *BUILD[3:], site.root, "--jobs", "4"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120)
    assert 0 == done.returncode, done.stderr
    listed = site.text("manifest-sha256.txt").splitlines()
    assert len(listed) + 1 == len(site.tree())
