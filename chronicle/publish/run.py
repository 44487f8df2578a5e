"""`chronicle publish`: lay out the commit, build it clean, check it, compare, send."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose, has_errors, in_order
from chronicle.build.engine import build
from chronicle.build.lock import build_lock
from chronicle.build.options import BuildOptions, no_progress
from chronicle.check.output import published_sums, site_problems
from chronicle.config import read_config
from chronicle.publish import branch as branches
from chronicle.publish.branch import Altered, Difference
from chronicle.publish.git import ABSENT, GitFailed, git_line
from chronicle.publish.lost import lost_addresses
from chronicle.publish.source import clear, lay_out

if TYPE_CHECKING:
    import datetime as dt

    from chronicle.build.options import Progress

_NOTHING = Difference((), (), ())


@dataclass(frozen=True, slots=True)
class Request:
    """What to publish, and where to."""

    as_of: dt.date
    remote: str | None = None
    """In place of the one in chronicle.yml."""
    branch: str | None = None
    is_dry: bool = False
    """Tell what would change, and send nothing."""
    given_up: frozenset[str] = frozenset()
    """Addresses that may be gone."""
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Published:
    """What was found and sent."""

    diagnostics: tuple[Diagnostic, ...]
    difference: Difference = _NOTHING
    commit: str = ""
    """The new commit of the branch; empty where nothing was sent."""
    target: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the branch holds the site, or would."""
        return not has_errors(self.diagnostics)


def publish(root: str, request: Request, *, progress: Progress = no_progress) -> Published:
    """Sends the site of the last commit to its branch; on any error the branch is left as it is."""
    configured = read_config(root)
    if configured.value is None:
        return Published(in_order([*configured.diagnostics]))
    settings = configured.value.publish
    request = replace(request, remote=request.remote or settings.remote, branch=request.branch or settings.branch)
    try:
        git_line(root, "rev-parse", "--verify", "HEAD^{commit}")
    except GitFailed as error:
        return Published((_no_repository(error),))
    with build_lock(root) as is_free:
        if not is_free:
            problem = diagnose("another-build", "a build of this chronicle is running", help="wait for it to end")
            return Published((problem,))
        try:
            return _published(root, request, progress)
        except GitFailed as error:
            return Published((_refused(request, error),))
        finally:
            clear(root)


def _published(root: str, request: Request, progress: Progress) -> Published:
    assert request.remote  # noqa: S101 - filled by `publish`
    assert request.branch  # noqa: S101 - as above
    target = f"{request.branch} of {request.remote}"
    source = lay_out(root)
    found = [_uncommitted(path) for path in source.changed]
    options = BuildOptions(as_of=request.as_of, is_clean=True, jobs=request.jobs)
    built = build(source.root, options=options, progress=progress)
    found += built.diagnostics
    if not built.is_done:
        return Published(in_order(found))
    config = read_config(source.root).value
    assert config  # noqa: S101 - it was built
    site = os.path.join(source.root, "site")
    found += site_problems(site, base_url=config.base_url, progress=progress)
    if has_errors(found):
        return Published(in_order(found))
    before = branches.tip(root, request.remote, request.branch)
    try:
        if before != ABSENT:
            branches.fetch(root, request.remote, request.branch)
            if not branches.is_ours(root, before):
                return Published(in_order([*found, _foreign(target, before)]))
        try:
            tree = branches.store(root, site, published_sums(site))
        except Altered as error:
            return Published(in_order([*found, _altered(str(error))]))
        difference = branches.difference(root, before, tree)
        if before != ABSENT:
            found += lost_addresses(root, before, site, difference, given_up=request.given_up)
        result = Published(in_order(found), difference, target=target)
        if not result.is_done or request.is_dry or not difference:
            return result
        new = branches.commit(root, tree, parent=before, source=source.commit, date=source.date)
        branches.push(root, request.remote, request.branch, new=new, expected=before)
        return replace(result, commit=new)
    finally:
        branches.forget(root)


def _no_repository(error: GitFailed) -> Diagnostic:
    help_ = "install git; then, in the chronicle's folder: `git init`, `git add .`, `git commit -m Begin`"
    return diagnose("git-unusable", f"there is no commit to publish: {error}", help=help_)


def _refused(request: Request, error: GitFailed) -> Diagnostic:
    help_ = "nothing was lost: mend that (`git remote -v` shows the remotes) and publish again"
    return diagnose("publish-refused", f"`{request.branch}` of `{request.remote}`: {error}", help=help_)


def _uncommitted(path: str) -> Diagnostic:
    help_ = "commit it to publish it"
    return diagnose("not-committed", "this is not as committed, and is not published", path=path, help=help_)


def _foreign(target: str, commit: str) -> Diagnostic:
    help_ = "see whose commit that is; then choose another `--branch`, or have that branch renamed or deleted"
    return diagnose("branch-foreign", f"{target} is at {commit[:12]}, which chronicle did not make", help=help_)


def _altered(file: str) -> Diagnostic:
    return diagnose("site-altered", "this file is not as it was built", path=file, help="publish again")
