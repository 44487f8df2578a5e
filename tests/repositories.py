"""Chronicles in git: a repository with a bare one as its remote, where nothing is anyone's configuration."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sites import TODAY, read_tree

if TYPE_CHECKING:
    from sites import Site

    from chronicle.publish.run import Published

ENTRY = "content/2021/03/01/bridge-reopened.en.md"
TWO_LANGUAGES = """-- chronicle.yml --
title: {en: The Arda chronicle, fr: Chronique de l’Arda}
description: {en: What happened along the river., fr: Ce qui s’est passé le long de la rivière.}
base_url: https://example.org/arda
languages: [en, fr]
-- content/sources.yml --
courier: {label: {en: The Courier, fr: Le Courrier}}
-- content/2021/03/01/bridge-reopened.en.md --
---
title: Bridge at Kirsava reopened
lang: en
date: 2021-03-01
source: {agency: courier, url: https://example.com/bridge}
corrections:
  - {date: 2021-03-06, text: The number of piers was corrected.}
aliases: [/old/bridge/]
---

The bridge over the Arda was reopened to traffic on Monday.

About 1,200 people crossed on the first day.
-- content/2021/03/01/bridge-reopened.fr.md --
---
title: Le pont de Kirsava rouvert
lang: fr
translation_of: en
---

Le pont sur l’Arda a été rouvert à la circulation lundi.

Environ 1 200 personnes l’ont franchi le premier jour.
-- content/2021/03/09/talks-resumed.en.md --
---
title: Talks resumed
lang: en
date: 2021-03-09
---

Talks were resumed in the town hall.
"""
"""A chronicle that builds in no time."""
NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A. Curator",
    "GIT_AUTHOR_EMAIL": "curator@example.org",
    "GIT_COMMITTER_NAME": "A. Curator",
    "GIT_COMMITTER_EMAIL": "curator@example.org",
    "GIT_AUTHOR_DATE": "1700000000 +0000",
    "GIT_COMMITTER_DATE": "1700000000 +0000",
}


def git(folder: str, *arguments: str, **options: Any) -> str:
    """What a git command prints."""
    environment = {**os.environ, **NOBODY}
    command = ["git", "-C", folder, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, **options)
    return str(done.stdout)


@dataclass(frozen=True, slots=True)
class Repository:
    """A chronicle in a repository of its own, with a bare remote named `origin`."""

    site: Site
    remote: str = field(default="")

    @classmethod
    def around(cls, site: Site, remote: str) -> Repository:
        """All of the site's sources committed; the remote is empty."""
        git(os.path.dirname(remote), "init", "--quiet", "--bare", os.path.basename(remote))
        git(site.root, "init", "--quiet", "--initial-branch=main")
        git(site.root, "remote", "add", "origin", remote)
        site.write(".gitignore", ".chronicle/\nsite/\n")
        repository = cls(site, remote)
        repository.commit()
        return repository

    def git(self, *arguments: str, **options: Any) -> str:
        return git(self.site.root, *arguments, **options)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Work")

    def publish(self, **options: Any) -> Published:
        from chronicle.publish.run import PublishOptions, publish  # noqa: PLC0415 - loaded where it is used

        return publish(self.site.root, options=PublishOptions(**{"as_of": TODAY, **options}))

    def published(self, branch: str = "gh-pages") -> str:
        """The remote's commit; empty where there is none."""
        return git(self.remote, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}").strip()

    def cloned(self, folder: str) -> dict[str, bytes]:
        """What whoever clones the branch gets, but for git's own folder."""
        git(os.path.dirname(folder), "clone", "--quiet", "--branch", "gh-pages", self.remote, os.path.basename(folder))
        return {name: data for name, data in read_tree(folder).items() if not name.startswith(".git/")}


def errors(result: Published) -> list[str]:
    """The codes of what is wrong."""
    return [found.code for found in result.diagnostics if found.severity == "error"]
