"""The build where static files alone were edited: no page is made from them, so none is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.build.few import Former
from chronicle.build.glance import styled
from chronicle.build.manifest import amended_checksums, close_journal
from chronicle.build.memo import Amendment, facts_of
from chronicle.build.options import BuildResult, Stages
from chronicle.build.output import commit, open_staging
from chronicle.build.shared import stage_assets
from chronicle.theme.loader import static_files, theme_folders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.build.job import Job
    from chronicle.build.manifest import Output
    from chronicle.build.memo import Memo
    from chronicle.build.output import Pieces


def static_names(folders: tuple[str, ...]) -> frozenset[str]:
    """The names of a theme's static files."""
    return frozenset(name for _, name in static_files(folders))


def restyled(
    job: Job, memo: Memo, former: Former, *, core: str, static: frozenset[str]
) -> tuple[BuildResult, Former] | None:
    """Puts edited static files in place; None where one came or went, which concerns the site as a whole.

    `core` and `static` (names of files) are those of the former build; `core` is what it was.
    """
    clock = Stages()
    where, known = job.places, former.inputs
    setting = styled(where.root, core)
    if theme_folders(where.root) != job.theme.folders or static != static_names(job.theme.folders):
        return None
    open_staging(where)
    made = tuple(each for each in stage_assets(job) if each.staged)
    inputs = known._replace(setting=setting)
    outputs: Mapping[str, Output] = {}
    written: tuple[str, ...] = ()
    if made:

        def sums(new: Mapping[str, Output]) -> Pieces:
            return amended_checksums(where, new)

        committed = commit(where, made, stale=(), unrecorded=(), sums=sums, is_synced=False)
        outputs, written = committed.outputs, committed.written
    memo.amend(Amendment({**facts_of(inputs), "setting": setting}, outputs=outputs))
    if made:
        close_journal(where)
    clock.end("write")
    result = BuildResult(
        known.diagnostics,
        documents=len(known.sources),
        outputs=len(former.files),
        written=written,
        kept=former.files,
        seconds=clock.ended,
    )
    return result, Former(inputs, former.files)
