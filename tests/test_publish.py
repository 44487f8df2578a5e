"""Publishing: exactly the committed site, as one commit more, to a branch that nobody else has touched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from repositories import ENTRY, TWO_LANGUAGES, Repository, errors, git
from sites import REPOSITORY, TODAY, read_tree

from chronicle.build.engine import build
from chronicle.cli.commands import main
from chronicle.publish.branch import commit_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sites import Site

    from chronicle.publish.git import Git

FRENCH = "content/2021/03/01/bridge-reopened.fr.md"
PUBLISH = (sys.executable, "-m", "chronicle", "publish", "--jobs", "1", "--as-of", f"{TODAY}", "--root")


pytestmark = pytest.mark.usefixtures("nobodys_git")


def state(repository: Repository) -> tuple[object, ...]:
    """All of a working repository that is its curator's."""
    status = repository.git("status", "--porcelain")
    index = os.path.join(repository.site.root, ".git", "index")
    with open(index, "rb") as file:
        staged = file.read()
    tree = {name: data for name, data in read_tree(repository.site.root).items() if name.split("/")[0] != ".git"}
    kept = {name: data for name, data in tree.items() if not name.startswith(".chronicle/")}
    head = repository.git("rev-parse", "HEAD", "--symbolic-full-name", "HEAD")
    return staged, kept, head, repository.git("branch", "--list"), status


def test_the_branch_holds_exactly_the_built_site(repository: Repository, tmp_path: Path) -> None:
    result = repository.publish()
    assert [] == errors(result)
    repository.site.build()
    assert repository.site.tree() == repository.cloned(str(tmp_path / "clone"))
    assert repository.published() == result.commit


def test_publishing_twice_leaves_nothing_to_do(repository: Repository) -> None:
    first = repository.publish()
    again = repository.publish()
    assert ((), (), ()) == (again.difference.added, again.difference.changed, again.difference.removed)
    assert (first.commit, "") == (repository.published(), again.commit)


def test_an_edit_is_one_commit_more_on_top(repository: Repository) -> None:
    first = repository.publish()
    repository.site.edit(ENTRY, "About 1,200 people", "About 1,300 people")
    repository.commit()
    second = repository.publish()
    assert "en/2021/03/01/bridge-reopened/index.html" in second.difference.changed
    assert () == second.difference.removed
    assert [second.commit, first.commit] == git(repository.remote, "rev-list", "gh-pages").split()


def test_the_same_site_is_the_same_commit_on_any_machine(
    repository: Repository, make_site: Callable[[str], Site], tmp_path: Path
) -> None:
    other = Repository.around(make_site(TWO_LANGUAGES), str(tmp_path / "other.git"))
    assert repository.publish(jobs=1).commit == other.publish(jobs=2).commit


def test_nobody_is_named_in_the_history(repository: Repository) -> None:
    repository.publish()
    assert "curator" not in git(repository.remote, "cat-file", "commit", "gh-pages").lower()


def test_what_is_not_committed_is_told_and_not_published(repository: Repository, tmp_path: Path) -> None:
    repository.site.edit(ENTRY, "About 1,200 people", "About 9,999 people")
    result = repository.publish()
    assert [ENTRY] == [found.path for found in result.diagnostics if found.code == "uncommitted-changes"]
    assert not any(b"9,999" in data for data in repository.cloned(str(tmp_path / "clone")).values())


def test_index_working_tree_and_head_are_left_alone(repository: Repository) -> None:
    repository.site.write("notes.txt", "mine")
    repository.git("add", "notes.txt")
    repository.site.edit(ENTRY, "About 1,200 people", "About 1,300 people")
    before = state(repository)
    assert [] == errors(repository.publish())
    assert before == state(repository)


def test_no_hook_runs(repository: Repository, tmp_path: Path) -> None:
    for name in ("pre-push", "reference-transaction", "post-commit", "pre-commit", "post-checkout"):
        hook = os.path.join(repository.site.root, ".git", "hooks", name)
        repository.site.write(f".git/hooks/{name}", f"#!/bin/sh\ntouch '{tmp_path}/ran-{name}'\nexit 1\n")
        os.chmod(hook, 0o700)
    assert [] == errors(repository.publish())
    assert [] == [name for name in os.listdir(tmp_path) if name.startswith("ran-")]


def test_only_what_the_build_made_goes_out(repository: Repository, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    repository.site.build()
    repository.site.write("site/.env", "TOKEN=1")
    repository.site.write("site/en/private.html", "mine")
    os.symlink(secret, os.path.join(repository.site.output, "passwd"))
    assert [] == errors(repository.publish())
    published = repository.cloned(str(tmp_path / "clone"))
    assert set() == {".env", "en/private.html", "passwd"} & published.keys()


def test_a_dry_run_shows_every_page_and_pushes_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.publish()
    before = repository.published()
    repository.site.write("content/2021/03/02/new.en.md", "---\ntitle: New\nlang: en\ndate: 2021-03-02\n---\n\nNew.\n")
    repository.commit()
    arguments = ["publish", "--dry-run", "--as-of", f"{TODAY}", "--jobs", "1", "--root", repository.site.root]
    assert 0 == main(arguments)
    said = capsys.readouterr().out
    assert "+ /en/2021/03/02/new/\n" in said
    assert "~ /en/2021/03/\n" in said
    assert "nothing was published" in said
    assert before == repository.published()
    assert 0 == main([*arguments, "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert "en/2021/03/02/new/index.html" in document["added"]
    assert ([], "") == (document["removed"], document["commit"])


@pytest.mark.parametrize("word", ["draft: true", "embargo: 2030-01-01"])
def test_what_is_withheld_is_never_in_the_history(repository: Repository, tmp_path: Path, word: str) -> None:
    text = "---\ntitle: Secret plan\nlang: en\ndate: 2021-03-02\n" + word + "\n---\n\nHidden words.\n"
    repository.site.write("content/2021/03/02/secret.en.md", text)
    repository.commit()
    assert [] == errors(repository.publish())
    assert not any(b"Secret plan" in data for data in repository.cloned(str(tmp_path / "clone")).values())


def test_a_build_that_lets_a_draft_through_is_stopped(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronicle.build.job.is_withheld", lambda *_, **__: False)
    monkeypatch.setattr("chronicle.plan.outline.is_withheld", lambda *_, **__: False)
    text = "---\ntitle: Secret plan\nlang: en\ndate: 2021-03-02\ndraft: true\n---\n\nHidden words.\n"
    repository.site.write("content/2021/03/02/secret.en.md", text)
    repository.commit()
    assert "withheld-published" in errors(repository.publish())
    assert "" == repository.published()


def test_an_error_in_the_chronicle_publishes_nothing(repository: Repository) -> None:
    repository.publish()
    before = repository.published()
    repository.site.edit(ENTRY, "date: 2021-03-01\n", "dat: 2021-03-01\n")
    repository.commit()
    result = repository.publish()
    assert "unknown-key" in errors(result)
    assert before == repository.published()


def foreign_commit(repository: Repository, folder: str, file: str, text: str) -> str:
    """Somebody else's commit on the published branch."""
    git(os.path.dirname(folder), "clone", "--quiet", "--branch", "gh-pages", repository.remote, folder)
    with open(os.path.join(folder, file), "w", encoding="utf-8") as opened:
        opened.write(text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "By hand")
    git(folder, "push", "--quiet", "origin", "gh-pages")
    return repository.published()


def test_what_somebody_else_pushed_is_never_overwritten(repository: Repository, tmp_path: Path) -> None:
    repository.publish()
    theirs = foreign_commit(repository, str(tmp_path / "other"), "index.html", "by hand")
    repository.site.edit(ENTRY, "About 1,200 people", "About 1,300 people")
    repository.commit()
    assert ["branch-foreign"] == errors(repository.publish())
    assert theirs == repository.published()


def test_an_amended_commit_of_ours_is_not_ours(repository: Repository, tmp_path: Path) -> None:
    repository.publish()
    folder = str(tmp_path / "other")
    git(str(tmp_path), "clone", "--quiet", "--branch", "gh-pages", repository.remote, folder)
    with open(os.path.join(folder, "index.html"), "a", encoding="utf-8") as file:
        file.write("<!-- -->")
    git(folder, "commit", "--quiet", "--all", "--amend", "--no-edit")
    git(folder, "push", "--quiet", "--force", "origin", "gh-pages")
    assert ["branch-foreign"] == errors(repository.publish())


def test_a_domain_that_the_host_has_set_is_taken_for_ours(repository: Repository, tmp_path: Path) -> None:
    repository.publish()
    foreign_commit(repository, str(tmp_path / "other"), "CNAME", "arda.example.org\n")
    assert ["branch-foreign"] == errors(repository.publish())
    repository.site.edit("chronicle.yml", "https://example.org/arda", "https://arda.example.org")
    config = repository.site.read("chronicle.yml")
    repository.site.write("chronicle.yml", config + "publish: {domain: arda.example.org}\n")
    repository.commit()
    assert [] == errors(repository.publish())
    assert b"arda.example.org\n" == repository.cloned(str(tmp_path / "clone"))["CNAME"]


def test_a_branch_that_moves_meanwhile_is_left_where_it_is(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.publish()
    repository.site.edit(ENTRY, "About 1,200 people", "About 1,300 people")
    repository.commit()
    theirs = []

    def meanwhile(*arguments: object, **named: object) -> str:
        theirs.append(foreign_commit(repository, str(tmp_path / "other"), "index.html", "by hand"))
        return commit_site(*arguments, **named)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr("chronicle.publish.run.commit_site", meanwhile)
    assert ["branch-moved"] == errors(repository.publish())
    assert theirs == [repository.published()]


def test_a_page_tampered_with_before_the_push_is_refused(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tampering(root: str, **options: object) -> object:
        result = build(root, **options)  # type: ignore[arg-type]  # passed on as they came
        with open(os.path.join(root, "site", "index.html"), "ab") as file:
            file.write(b" ")
        return result

    monkeypatch.setattr("chronicle.publish.run.build", tampering)
    assert ["site-altered"] == errors(repository.publish())
    assert "" == repository.published()


@pytest.mark.parametrize("mark", [b" ", None])
def test_a_page_that_changes_after_it_was_checked_is_not_published(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, mark: bytes | None
) -> None:
    def meanwhile(git: Git, folder: str, **named: object) -> str:
        page = os.path.join(folder, "index.html")
        if mark is None:
            os.remove(page)
        else:
            with open(page, "ab") as file:
                file.write(mark)
        return commit_site(git, folder, **named)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr("chronicle.publish.run.commit_site", meanwhile)
    assert ["git-failed"] == errors(repository.publish())
    assert "" == repository.published()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--remote", "ext::sh -c touch% ran"),
        ("--remote=--receive-pack=touch ran;",),
        ("--remote", "../elsewhere"),
        ("--branch=--force",),
        ("--branch", "a..b"),
        ("--branch", "a b"),
    ],
)
def test_no_option_and_no_program_passes_for_a_remote_or_branch(
    repository: Repository, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["publish", *arguments, "--root", repository.site.root])
    assert 2 == stop.value.code
    assert "is not a" in capsys.readouterr().err
    assert not os.path.exists("ran")


def test_a_remote_that_runs_a_program_is_refused_in_gits_own_settings_too(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("remote", "set-url", "origin", f"ext::touch {tmp_path}/ran")
    assert ["git-failed"] == errors(repository.publish())
    assert not (tmp_path / "ran").exists()


def test_a_remote_that_is_absent_is_said_so_and_tried_again(repository: Repository) -> None:
    moved = repository.remote + ".away"
    os.rename(repository.remote, moved)
    result = repository.publish()
    assert ["git-failed"] == errors(result)
    assert "remote.git" in result.diagnostics[0].message
    os.rename(moved, repository.remote)
    assert [] == errors(repository.publish())
    assert "" != repository.published()


def test_a_remote_that_refuses_is_said_so_and_tried_again(repository: Repository) -> None:
    hook = os.path.join(repository.remote, "hooks", "pre-receive")
    with open(hook, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\nexit 1\n")
    os.chmod(hook, 0o700)
    assert ["git-failed"] == errors(repository.publish())
    assert "" == repository.published()
    os.remove(hook)
    assert [] == errors(repository.publish())


def test_without_git_it_is_said_so(repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ["git-missing"] == errors(repository.publish())


def test_outside_a_repository_it_is_said_so(make_site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    from chronicle.publish.run import PublishOptions, publish  # noqa: PLC0415 - as in the fixture

    site = make_site(TWO_LANGUAGES)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.path.dirname(site.root))
    assert ["no-repository"] == errors(publish(site.root, options=PublishOptions(TODAY)))
    git(site.root, "init", "--quiet")
    assert ["no-repository"] == errors(publish(site.root, options=PublishOptions(TODAY)))


def test_a_link_is_not_published(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    static = os.path.join(repository.site.root, "templates", "static")
    os.makedirs(static)
    os.symlink(tmp_path / "secret", os.path.join(static, "note.txt"))
    repository.commit()
    assert ["path-leaves-chronicle"] == errors(repository.publish())


def test_a_chronicle_below_the_top_of_its_repository_is_published(
    make_site: Callable[[str], Site], tmp_path: Path
) -> None:
    site = make_site(TWO_LANGUAGES)
    repository = Repository.around(site, str(tmp_path / "remote.git"))
    below = os.path.join(site.root, "chronicles", "arda")
    os.makedirs(below)
    for name in ("chronicle.yml", "content"):
        repository.git("mv", name, f"chronicles/arda/{name}")
    repository.commit()
    inner = Repository(type(site)(below), repository.remote)
    assert [] == errors(inner.publish())
    inner.site.build()
    assert inner.site.tree() == repository.cloned(str(tmp_path / "clone"))


def test_settings_of_line_endings_change_no_byte(repository: Repository, tmp_path: Path) -> None:
    repository.git("config", "core.autocrlf", "true")
    repository.site.write(".gitattributes", "* text=auto eol=crlf\n*.md export-ignore\n")
    repository.git("add", ".gitattributes")
    repository.git("commit", "--quiet", "--message", "Attributes")
    repository.site.build()
    assert [] == errors(repository.publish())
    assert repository.site.tree() == repository.cloned(str(tmp_path / "clone"))


def test_kills_at_any_moment_lose_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.publish()
    before = state(repository)
    commits = [repository.published()]
    for number in range(1, 9):
        repository.site.edit(ENTRY, f"About 1,{199 + number} people", f"About 1,{200 + number} people")
        repository.commit()
        with subprocess.Popen([*PUBLISH, repository.site.root], cwd=REPOSITORY, stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(timeout=0.25 + number * 0.61803 % 1.2)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        commits.append(repository.published())
        history = git(repository.remote, "rev-list", "gh-pages").split()
        assert commits[-2] in history
        git(repository.remote, "fsck", "--strict")
    assert [] == errors(repository.publish())
    repository.site.build()
    assert repository.site.tree() == repository.cloned(str(tmp_path / "clone"))
    assert before[3:] == state(repository)[3:]
    assert not os.path.exists(os.path.join(repository.site.root, ".chronicle", "publish", "chronicle"))
