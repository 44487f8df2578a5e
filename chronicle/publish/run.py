"""`chronicle publish`: the committed chronicle, built clean, checked, and pushed as one commit more."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose, has_errors, in_order
from chronicle.build.engine import build
from chronicle.build.lock import build_lock
from chronicle.build.manifest import CHECKSUMS
from chronicle.build.options import BuildOptions, no_progress
from chronicle.build.places import STATE
from chronicle.check.integrity import read_checksums
from chronicle.check.output import BuiltSite, output_problems
from chronicle.config import read_config
from chronicle.publish.branch import Difference, blob_names, commit_site, difference, push, remote_tip
from chronicle.publish.committed import export, withheld
from chronicle.publish.git import Git, GitFailed, GitMissing
from chronicle.publish.permanence import permanence_problems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from chronicle.build.options import Progress
    from chronicle.model.chronicle import Publish
    from chronicle.publish.branch import Tip


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """What may differ from one publication to the next."""

    as_of: dt.date
    """The day that decides which embargoes have passed."""
    branch: str | None = None
    """In place of the one in chronicle.yml; so too the remote."""
    remote: str | None = None
    is_dry: bool = False
    """Show what would change, and push nothing."""
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, or would be."""

    diagnostics: tuple[Diagnostic, ...]
    branch: str = ""
    remote: str = ""
    difference: Difference = field(default_factory=Difference)
    files: int = 0
    """Files of the whole site."""
    commit: str = ""
    """The new commit of the branch; empty where there is none."""

    @property
    def is_done(self) -> bool:
        """Whether the branch holds the site, or would."""
        return not has_errors(self.diagnostics)


def publish(root: str, *, options: PublishOptions, progress: Progress = no_progress) -> Published:
    """Publishes the last commit of the chronicle in `root`; on any error the branch stays as it is."""
    configured = read_config(root)
    if configured.value is None:
        return Published(in_order([*configured.diagnostics]))
    target = configured.value.publish
    target = replace(target, branch=options.branch or target.branch, remote=options.remote or target.remote)
    try:
        with _workshop(root) as folder:
            if folder is None:
                return Published((_another(),))
            return _publish(Git(root), folder, target, options, progress)
    except GitMissing:
        return Published((_git_missing(),))
    except GitFailed as error:
        return Published((_git_failed(str(error), target),))


def _publish(git: Git, folder: str, target: Publish, options: PublishOptions, progress: Progress) -> Published:
    exported = export(git, folder)
    committed = exported.value
    if committed is None:
        return Published(in_order([*exported.diagnostics]))
    _refuse_name(git, target)
    config = read_config(folder).value
    tip = remote_tip(git, target.remote, target.branch, domain=config.publish.domain if config else None)
    asked = BuildOptions(options.as_of, is_clean=True, jobs=options.jobs)
    built = build(folder, options=asked, progress=progress)
    found = [*exported.diagnostics, *built.diagnostics, *_foreign(tip, target)]
    output = os.path.join(folder, "site")
    listed = read_checksums(output, shown="site").value if built.is_done else None
    if config is None or listed is None:
        return Published(in_order(found))
    blobs = blob_names(git, output, listed, progress=progress)
    site = BuiltSite(output, frozenset((*listed, CHECKSUMS)), config)
    found += [*blobs.problems, *withheld(committed, listed, as_of=options.as_of)]
    found += output_problems(site, jobs=options.jobs, progress=progress) if not has_errors(found) else ()
    differing = difference(tip, blobs.names)
    if tip.is_ours:
        found += permanence_problems(git, output, tip=tip, differing=differing, committed=committed)
    result = Published(in_order(found), target.branch, target.remote, differing, len(blobs.names))
    if options.is_dry or not differing or not result.is_done:
        return result
    progress("publishing", 0, 1)
    commit = commit_site(
        git,
        output,
        branch=target.branch,
        tip=tip,
        blobs=blobs,
        differing=differing,
        source=committed.commit,
        seconds=committed.seconds,
    )
    is_there = push(git, target.remote, target.branch, commit=commit, tip=tip)
    progress("publishing", 1, 1)
    if not is_there:
        return replace(result, diagnostics=in_order([*found, _moved(target)]))
    return replace(result, commit=commit)


@contextmanager
def _workshop(root: str) -> Iterator[str | None]:
    """An empty folder for the exported chronicle, gone afterwards; None while another publication is under way."""
    top = os.path.join(root, STATE, "publish")
    os.makedirs(top, exist_ok=True)
    with build_lock(top) as is_ours:
        if not is_ours:
            yield None
            return
        folder = os.path.join(top, "chronicle")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _refuse_name(git: Git, target: Publish) -> None:
    if git.answer("check-ref-format", f"refs/heads/{target.branch}") is None:
        raise GitFailed(f"`{target.branch}` is no name for a branch")


def _foreign(tip: Tip, target: Publish) -> Iterator[Diagnostic]:
    if not tip.is_ours:
        yield diagnose(
            "branch-foreign",
            f"the last commit of `{target.branch}` at `{target.remote}`, {tip.commit[:12]}, was not made by chronicle",
            help="nothing was overwritten; look who made it, then take it back, delete that branch, "
            "or choose another with `publish: {branch: …}`",
        )


def _moved(target: Publish) -> Diagnostic:
    return diagnose(
        "branch-moved",
        f"somebody else has pushed to `{target.branch}` at `{target.remote}` meanwhile",
        help="nothing was overwritten; publish again to see what is there now",
    )


def _another() -> Diagnostic:
    return diagnose(
        "another-build", "another `chronicle publish` of this chronicle is running", help="wait for it to end"
    )


def _git_missing() -> Diagnostic:
    return diagnose(
        "git-missing",
        "`chronicle publish` needs git, and there is none",
        help="install git; or copy the folder of the site to any host, see docs/publishing.md",
    )


def _git_failed(said: str, target: Publish) -> Diagnostic:
    return diagnose(
        "git-failed",
        f"git could not do it: {said}",
        help=f"nothing was published; see that `git push {target.remote}` works, then publish again",
    )
