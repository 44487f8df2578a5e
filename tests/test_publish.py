"""Publishing to a branch: exactly the site of the commit, nothing else touched, nothing of others overwritten."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from browsing import visiting
from serving import serving
from sites import REPOSITORY, TODAY, Site, four_languages_text, read_tree

from chronicle.cli.commands import main
from chronicle.publish import branch as branches
from chronicle.publish.run import Published, Request, publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

ENTRY = "content/2021/03/01/bridge-reopened.en.md"
PAGE = "en/2021/03/01/bridge-reopened/index.html"
WHO = ("-c", "user.name=Curator", "-c", "user.email=curator@example.org", "-c", "commit.gpgsign=false")


def run_git(folder: str, *arguments: str) -> str:
    done = subprocess.run(["git", *WHO, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(site: Site, message: str = "Edit") -> None:
    run_git(site.root, "add", "--all", ".")
    run_git(site.root, "commit", "--quiet", "-m", message)


@pytest.fixture
def remote(tmp_path: Path) -> str:
    folder = str(tmp_path / "remote.git")
    subprocess.run(["git", "init", "--quiet", "--bare", folder], check=True)
    return folder


@pytest.fixture
def site(make_site: Callable[[str], Site], remote: str) -> Site:
    """A committed chronicle whose remote is an empty repository."""
    site = make_site(four_languages_text())
    site.write(".gitignore", ".chronicle/\nsite/\n")
    run_git(site.root, "init", "--quiet", "--initial-branch=main")
    run_git(site.root, "remote", "add", "origin", remote)
    commit(site, "Begin")
    return site


def published(site: Site, **options: Any) -> Published:
    return publish(site.root, Request(**{"as_of": TODAY, **options}))


def codes(result: Published) -> list[str]:
    return [found.code for found in result.diagnostics if found.severity == "error"]


def cloned(remote: str, folder: Path) -> str:
    target = str(folder / "clone")
    subprocess.run(["git", "clone", "--quiet", "--branch=gh-pages", remote, target], check=True)
    return target


def state(site: Site) -> tuple[str, ...]:
    """Everything of a repository that is the curator's own, and no ref of ours; git itself notes where a remote is."""
    refs = ("for-each-ref", "refs/heads", "refs/tags", "refs/chronicle")
    asked = (("rev-parse", "HEAD"), ("symbolic-ref", "HEAD"), ("status", "--porcelain"), refs)
    return tuple(run_git(site.root, *each) for each in (*asked, ("ls-files", "--stage"), ("stash", "list")))


def test_the_branch_holds_exactly_the_clean_site(site: Site, remote: str, tmp_path: Path) -> None:
    before = state(site)
    result = published(site)
    assert [] == codes(result)
    clone = cloned(remote, tmp_path)
    shutil.rmtree(os.path.join(clone, ".git"))
    assert site.build(is_clean=True).is_done
    assert site.tree() == read_tree(clone)
    assert ".nojekyll" in site.tree()
    assert before == state(site)
    assert not os.path.exists(os.path.join(site.root, ".chronicle", "publish"))


def test_the_second_time_there_is_nothing_to_do(site: Site, remote: str) -> None:
    first = published(site)
    second = published(site)
    assert ("", False) == (second.commit, bool(second.difference))
    assert first.commit == run_git(remote, "rev-parse", "gh-pages")


def test_history_is_kept(site: Site, remote: str) -> None:
    first = published(site)
    site.edit(ENTRY, "About 1,200 people", "About 1,300 people")
    commit(site)
    second = published(site)
    assert [second.commit, first.commit] == run_git(remote, "rev-list", "gh-pages").split()
    assert PAGE in second.difference.changed


def test_what_is_not_committed_is_told_and_not_published(site: Site, remote: str) -> None:
    site.edit(ENTRY, "About 1,200 people", "About 9,999 people")
    result = published(site)
    assert [("not-committed", ENTRY)] == [(d.code, d.path) for d in result.diagnostics if d.code == "not-committed"]
    assert "9,999" not in run_git(remote, "show", f"gh-pages:{PAGE}")


def test_a_dry_run_sends_nothing_and_shows_every_page(
    site: Site, remote: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == main(["publish", "--dry-run", "--root", site.root])
    assert f"+ /{PAGE}\n" in capsys.readouterr().out
    assert "" == run_git(remote, "for-each-ref")


def test_a_draft_is_in_no_commit_of_the_branch(site: Site, remote: str) -> None:
    path = "content/2021/03/02/secret.en.md"
    site.write(path, "---\ntitle: Hidden\nlang: en\ndate: 2021-03-02\ndraft: true\n---\n\nUnspoken words.\n")
    commit(site)
    assert [] == codes(published(site))
    assert "" == run_git(remote, "log", "--all", "--format=%H", "-S", "Unspoken words")


def test_stray_files_and_links_of_the_site_folder_stay_here(site: Site, remote: str) -> None:
    site.write("site/.env", "PASSWORD=1")
    os.symlink("/etc/passwd", os.path.join(site.output, "passwd"))
    assert [] == codes(published(site))
    assert set() == {".env", "passwd"} & set(run_git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split("\n"))


def test_a_chronicle_with_mistakes_is_not_published(site: Site, remote: str) -> None:
    site.edit(ENTRY, "lang: en", "lang: xx")
    commit(site)
    assert not published(site).is_done
    assert "" == run_git(remote, "for-each-ref")


def test_a_file_altered_between_check_and_sending_is_refused(
    site: Site, remote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = branches.store

    def tampering(root: str, folder: str, sums: dict[str, str]) -> str:
        with open(os.path.join(folder, PAGE), "a", encoding="utf-8") as file:
            file.write("x")
        return store(root, folder, sums)

    monkeypatch.setattr(branches, "store", tampering)
    result = published(site)
    assert [("site-altered", PAGE)] == [(d.code, d.path) for d in result.diagnostics if d.severity == "error"]
    assert "" == run_git(remote, "for-each-ref")


def test_an_entry_gone_without_alias_is_refused(site: Site, remote: str) -> None:
    first = published(site)
    for language in ("en", "fr", "ru", "ar"):
        path = f"content/2021/03/01/bridge-reopened.{language}.md"
        if os.path.exists(os.path.join(site.root, path)):
            site.write(path.replace("reopened", "open-again"), site.read(path))
            site.delete(path)
    commit(site)
    result = published(site)
    assert {"address-lost"} == set(codes(result))
    lost = [d.message.split("`")[1] for d in result.diagnostics if d.code == "address-lost"]
    assert "/en/2021/03/01/bridge-reopened/" in lost
    assert first.commit == run_git(remote, "rev-parse", "gh-pages")
    assert [] == codes(published(site, given_up=frozenset(lost)))


def test_a_passage_gone_is_refused_by_its_anchor(site: Site) -> None:
    path = "content/2021/03/05/note.en.md"
    front = "---\ntitle: A note\nlang: en\ndate: 2021-03-05\n---\n\n"
    site.write(path, f"{front}One.\n\nTwo.\n")
    commit(site)
    assert [] == codes(published(site))
    site.write(path, f"{front}One.\n")
    commit(site)
    result = published(site)
    assert ["`/en/2021/03/05/note/#p2` was published and would be gone"] == [
        d.message for d in result.diagnostics if d.code == "address-lost"
    ]
    assert [] == codes(published(site, given_up=frozenset({"/en/2021/03/05/note/#p2"})))


def test_what_someone_else_pushed_is_left_alone(site: Site, remote: str, tmp_path: Path) -> None:
    published(site)
    clone = cloned(remote, tmp_path)
    with open(os.path.join(clone, "mine.txt"), "w", encoding="utf-8") as file:
        file.write("mine")
    run_git(clone, "add", "mine.txt")
    run_git(clone, "commit", "--quiet", "-m", "Mine")
    run_git(clone, "push", "--quiet")
    theirs = run_git(remote, "rev-parse", "gh-pages")
    assert ["branch-foreign"] == codes(published(site))
    assert theirs == run_git(remote, "rev-parse", "gh-pages")


def test_who_pushes_at_the_same_moment_is_not_overwritten(
    site: Site, remote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    push = branches.push

    def late(root: str, *arguments: str, **options: str) -> None:
        run_git(root, "push", "--quiet", remote, "HEAD:refs/heads/gh-pages")
        push(root, *arguments, **options)

    monkeypatch.setattr(branches, "push", late)
    assert ["publish-refused"] == codes(published(site))
    assert run_git(site.root, "rev-parse", "HEAD") == run_git(remote, "rev-parse", "gh-pages")


def test_an_absent_remote_is_told_and_a_retry_works(site: Site, remote: str) -> None:
    os.rename(remote, remote + ".away")
    assert ["publish-refused"] == codes(published(site))
    os.rename(remote + ".away", remote)
    assert [] == codes(published(site))


def test_no_hook_is_run(site: Site) -> None:
    for name in ("pre-push", "reference-transaction", "post-checkout", "pre-commit"):
        hook = os.path.join(site.root, ".git", "hooks", name)
        site.write(os.path.relpath(hook, site.root), f"#!/bin/sh\ntouch {site.root}/PWNED\nexit 1\n")
        os.chmod(hook, 0o755)  # noqa: S103 - a hook must be executable
    assert [] == codes(published(site))
    assert not os.path.exists(os.path.join(site.root, "PWNED"))


@pytest.mark.parametrize("remote_name", ["ext::sh -c touch% PWNED", "--receive-pack=touch PWNED;", "-r", "a b"])
def test_a_remote_that_would_be_a_command_is_usage(site: Site, remote_name: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["publish", "--root", site.root, f"--remote={remote_name}"])
    assert 2 == stop.value.code
    assert not os.path.exists("PWNED")


@pytest.mark.parametrize("name", ["--force", "a..b", "-x", "a b", "x:y"])
def test_a_branch_that_is_none_is_usage(site: Site, name: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["publish", "--root", site.root, f"--branch={name}"])
    assert 2 == stop.value.code


def test_without_a_repository_it_says_what_to_do(
    make_site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(four_languages_text())
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.path.dirname(site.root))
    assert ["git-unusable"] == codes(published(site))


def test_without_git_it_says_so(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = published(site)
    assert ["git-unusable"] == codes(result)
    assert "git cannot be run" in result.diagnostics[0].message


def test_the_same_site_is_the_same_commit_on_any_machine(site: Site, tmp_path: Path) -> None:
    other = str(tmp_path / "other.git")
    subprocess.run(["git", "init", "--quiet", "--bare", other], check=True)
    copy = Site(str(tmp_path / "copy"))
    subprocess.run(["git", "clone", "--quiet", site.root, copy.root], check=True)
    run_git(copy.root, "remote", "set-url", "origin", other)
    assert published(site).commit == published(copy).commit


@pytest.mark.parametrize("victim", ["fast-import", "push"])
def test_a_kill_while_publishing_loses_nothing(site: Site, remote: str, tmp_path: Path, victim: str) -> None:
    published(site)
    before, mine = run_git(remote, "rev-parse", "gh-pages"), state(site)
    site.edit(ENTRY, "About 1,200 people", "About 1,300 people")
    commit(site)
    mine = state(site)
    tools = tmp_path / "tools"
    tools.mkdir()
    real = shutil.which("git")
    script = tools / "git"
    script.write_text(f'#!/bin/sh\ncase " $* " in *" {victim} "*) kill -9 $PPID; exit 1;; esac\nexec {real} "$@"\n')
    script.chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "chronicle", "publish", "--root", site.root]
    done = subprocess.run(
        command, env={**os.environ, "PATH": path, "PYTHONPATH": REPOSITORY}, capture_output=True, check=False
    )
    assert -signal.SIGKILL == done.returncode
    assert before == run_git(remote, "rev-parse", "gh-pages")
    after = published(site)
    assert [] == codes(after)
    assert after.commit == run_git(remote, "rev-parse", "gh-pages")
    assert mine == state(site)


def test_a_clone_served_below_a_path_has_no_broken_link(
    site: Site, remote: str, tmp_path: Path, chromium: Browser
) -> None:
    """Served where Pages serves it, every address that a browser finds answers, and none leaves the site."""
    assert [] == codes(published(site))
    clone = cloned(remote, tmp_path)
    broken = []
    with serving(clone, base="/repo/") as server, visiting(chromium, server.origin) as (page, _):
        known = {server.url("/")}
        waiting = [server.url("/")]
        while waiting:
            address = waiting.pop()
            answer = page.request.get(address)
            if answer.status != 200:
                broken.append(address)
            elif "text/html" in answer.headers["content-type"]:
                page.goto(address)
                links = page.eval_on_selector_all(
                    "a[href]",
                    "all => all.map(a => new URL(a.getAttribute('href'), document.baseURI).href.split('#')[0])",
                )
                fresh = {each for each in links if each.startswith(server.origin)} - known
                known |= fresh
                waiting += sorted(fresh)
    assert [] == broken
    assert len(known) > 20
