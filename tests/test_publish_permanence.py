"""What was published stays: addresses and passages that are gone are refused until something leads on from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from repositories import ENTRY, errors

if TYPE_CHECKING:
    from pathlib import Path

    from repositories import Repository


def test_an_address_that_is_gone_is_refused_until_an_alias_leads_on(repository: Repository) -> None:
    repository.publish()
    before = repository.published()
    for language in ("en", "fr"):
        old = f"content/2021/03/01/bridge-reopened.{language}.md"
        repository.git("mv", old, f"content/2021/03/01/bridge-open.{language}.md")
    repository.commit()
    refused = repository.publish()
    gone = {found.path: found.help for found in refused.diagnostics if found.code == "permalink-gone"}
    assert "site/en/2021/03/01/bridge-reopened/index.html" in gone
    help_ = gone["site/en/2021/03/01/bridge-reopened/index.html"]
    assert "aliases: [/en/2021/03/01/bridge-reopened/]" in help_
    assert "/en/2021/03/01/bridge-open/" in help_
    assert before == repository.published()
    addresses = ", ".join(path.removeprefix("site").removesuffix("index.html") for path in sorted(gone))
    repository.site.edit(
        "content/2021/03/01/bridge-open.en.md", "aliases: [/old/bridge/]", f"aliases: [/old/bridge/, {addresses}]"
    )
    repository.commit()
    assert [] == errors(repository.publish())


def test_an_alias_that_is_gone_is_refused(repository: Repository) -> None:
    repository.publish()
    repository.site.edit(ENTRY, "aliases: [/old/bridge/]\n", "")
    repository.commit()
    assert ["permalink-gone"] == errors(repository.publish())


def test_a_passage_that_is_gone_is_refused_until_readers_are_told(repository: Repository) -> None:
    repository.publish()
    repository.site.edit(ENTRY, "\nAbout 1,200 people crossed on the first day.\n", "")
    repository.commit()
    refused = repository.publish()
    assert "passage-gone" in errors(refused)
    assert any("/en/2021/03/01/bridge-reopened/" in found.message for found in refused.diagnostics)
    note = "  - {date: 2021-03-06, text: The number of piers was corrected.}\n"
    more = "  - {date: 2021-03-09, text: The last paragraph was withdrawn by the source.}\n"
    repository.site.edit(ENTRY, note, note + more)
    repository.commit()
    assert "passage-gone" not in errors(repository.publish())


def test_a_passage_that_a_translation_alone_had_is_refused_likewise(repository: Repository) -> None:
    french = ENTRY.replace(".en.md", ".fr.md")
    text = repository.site.read(french)
    repository.site.write(french, f"{text}\nLe maire Jean Dupont a salué la foule avec les 12 musiciens du village.\n")
    repository.commit()
    repository.publish()
    repository.site.write(french, text)
    repository.commit()
    refused = repository.publish()
    assert ["passage-gone"] == errors(refused)
    (told,) = [found for found in refused.diagnostics if found.code == "passage-gone"]
    assert told.message.startswith("`#a1` of `/fr/2021/03/01/bridge-reopened/`")


def test_the_link_of_a_corrected_passage_can_be_led_on(repository: Repository, tmp_path: Path) -> None:
    repository.publish()
    page = "en/2021/03/01/bridge-reopened/index.html"
    old = re.findall(r' id="(p-[0-9a-f]{8})"', repository.cloned(str(tmp_path / "before"))[page].decode())
    repository.site.edit(ENTRY, "About 1,200 people", "About 1,300 people")
    repository.commit()
    (told,) = [found for found in repository.publish(is_dry=True).diagnostics if found.code == "passage-renamed"]
    line = re.search(r"`(anchors: \{(p-[0-9a-f]{8}): [0-9a-f]{8}\})`", told.help)
    assert line
    assert (f"site/{page}", True) == (told.path, line[2] in old)
    repository.site.edit(ENTRY, "date: 2021-03-01\n", f"date: 2021-03-01\n{line[1]}\n")
    repository.commit()
    assert "passage-renamed" not in {found.code for found in repository.publish().diagnostics}
    assert f'id="{line[2]}"' in repository.cloned(str(tmp_path / "after"))[page].decode()


def test_a_text_that_is_withdrawn_keeps_its_address(repository: Repository, tmp_path: Path) -> None:
    repository.publish()
    repository.site.edit(ENTRY, "date: 2021-03-01\n", "date: 2021-03-01\naccess: withdrawn\n")
    repository.commit()
    assert [] == errors(repository.publish())
    page = repository.cloned(str(tmp_path / "clone"))["en/2021/03/01/bridge-reopened/index.html"]
    assert b"About 1,200 people" not in page
