"""What is published is what was committed: the chronicle as the last commit holds it, in a folder of its own."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronicle import CONFIG_FILE
from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from chronicle.publish.git import Git

SOURCES = (CONFIG_FILE, "content", "templates", "seeds")
"""All that a site is made of."""
_ENTRY = re.compile(r"content/(\d{4})/(\d{2})/(\d{2})/([^/]+)\.[^./]+\.md")
_FRONT = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_SAYING = re.compile(rb"^(draft|embargo|access)[ \t]*:[ \t]*([^#\r\n]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Committed:
    """The commit that is published."""

    commit: str
    seconds: int
    """When it was made, since 1970; the published commit bears the same date."""
    sayings: Mapping[str, frozenset[tuple[str, str]]]
    """By `YYYY/MM/DD/slug`, what the front matter of an entry says of draft, embargo and access, word by word."""


def export(git: Git, target: str) -> Outcome[Committed | None]:
    """Writes the chronicle of the last commit to the new folder `target`, byte by byte as git keeps it.

    No filter, no attribute and no line ending of this machine takes part.
    """
    prefix = git.answer("rev-parse", "--show-prefix")
    if prefix is None:
        return Outcome(None, (_no_repository(),))
    commit = git.answer("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    folder = prefix.rstrip("/")
    if commit is None or git.answer("cat-file", "-e", f"{commit}:{folder}{'/' if folder else ''}{CONFIG_FILE}") is None:
        return Outcome(None, (_nothing_committed(),))
    files = git.tree(f"{commit}:{folder}")
    paths = [path for path in files if path.split("/")[0] in SOURCES and not _is_unsafe(path)]
    links = [path for path in paths if files[path].is_link]
    if links:
        return Outcome(None, tuple(map(_link, links)))
    sayings: dict[str, frozenset[tuple[str, str]]] = {}
    for path, data in zip(paths, git.blobs([files[path].blob for path in paths]), strict=True):
        place = os.path.join(target, *path.split("/"))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "xb") as file:
            file.write(data)
        if found := _ENTRY.fullmatch(path):
            key = "/".join(found.groups())
            sayings[key] = sayings.get(key, frozenset()) | _said(data)
    seconds = int(git.line("show", "--no-patch", "--format=%ct", commit))
    return Outcome(Committed(commit, seconds, sayings), tuple(_uncommitted(git)))


def withheld(committed: Committed, files: Mapping[str, object], *, as_of: dt.date) -> Iterator[Diagnostic]:
    """A second look, without the eyes of the build: pages of entries that may not be published.

    Reads no YAML: whatever is not plainly public is taken for withheld.
    """
    hidden = {key for key, said in committed.sayings.items() if any(_hides(each, as_of) for each in said)}
    for file in sorted(files):
        key = "/".join(file.split("/")[1:5])
        if key in hidden:
            yield diagnose(
                "withheld-published",
                f"`/{file}` is of an entry that may not be published yet",
                path=f"site/{file}",
                help="nothing was published; please report this: the build should have left it out",
            )


def _hides(said: tuple[str, str], as_of: dt.date) -> bool:
    name, value = said
    if name == "embargo":
        return not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) or value > as_of.isoformat()
    return name == "draft" and value != "false"


def _said(data: bytes) -> frozenset[tuple[str, str]]:
    front = _FRONT.match(data)
    found = _SAYING.findall(front[1]) if front else []
    return frozenset((name.decode(), value.decode("utf-8", "replace").strip(" \t'\"")) for name, value in found)


def _is_unsafe(path: str) -> bool:
    """A path that git itself would not check out."""
    return any(part in ("", ".", "..") or part.lower() == ".git" for part in path.split("/")) or "\\" in path


def _uncommitted(git: Git) -> Iterator[Diagnostic]:
    listed = git.run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    changed = sorted(
        item[3:]
        for item in listed.decode("utf-8", "surrogateescape").split("\0")
        if len(item) > 3  # noqa: PLR2004 - two letters and a space
    )
    prefix = git.line("rev-parse", "--show-prefix")
    ours = [path.removeprefix(prefix) for path in changed if path.removeprefix(prefix).split("/")[0] in SOURCES]
    if ours:
        more = f" and {len(ours) - 1} more" if len(ours) > 1 else ""
        verb = "differ" if len(ours) > 1 else "differs"
        yield diagnose(
            "uncommitted-changes",
            f"`{ours[0]}`{more} {verb} from the last commit, which is what is published",
            path=ours[0],
            help="commit them to have them published: `git add` and `git commit`",
        )


def _link(path: str) -> Diagnostic:
    help_ = "commit the file itself in its place"
    return diagnose("path-leaves-chronicle", f"`{path}` is a symbolic link", path=path, help=help_)


def _no_repository() -> Diagnostic:
    return diagnose(
        "no-repository",
        "this chronicle is not in a git repository, and what is published is what was committed",
        help="`git init`, `git add .`, `git commit`; or copy the site to any host, see docs/publishing.md",
    )


def _nothing_committed() -> Diagnostic:
    return diagnose(
        "no-repository",
        f"the last commit holds no `{CONFIG_FILE}` of this folder, and what is published is what was committed",
        path=CONFIG_FILE,
        help="`git add .`, then `git commit`",
    )
