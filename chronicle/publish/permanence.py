"""What was published stays: no address and no passage that others may have cited is gone without a word."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.check.pages import page_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chronicle.publish.branch import Difference, Tip
    from chronicle.publish.committed import Committed
    from chronicle.publish.git import Git

_ENTRY = re.compile(r"[^/]+/\d{4}/\d{2}/\d{2}/[^/]+/index\.html")
_PASSAGE = re.compile(r"[pan][1-9]\d*")
"""The id of a passage by its place, of what only a translation has, or of what another name leads past."""
_ANCHOR = re.compile(r"\sid=\"(?:(?P<place>[pn][1-9]\d*)|(?P<lasting>p-(?P<digest>[0-9a-f]{8})(?:-\d+)?))\"")
"""The ids of a passage of the original: by its place, then by its text."""
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_CORRECTION = re.compile(r"<li>\s*<time datetime=\"[^\"]*\">[^<]*</time>[^<]*</li>")


def permanence_problems(
    git: Git, folder: str, *, tip: Tip, differing: Difference, committed: Committed
) -> Iterator[Diagnostic]:
    """Addresses and passages of the tip that the site in `folder` no longer has."""
    pages = [file for file in differing.removed if file.endswith(".html")]
    before = _texts(git, tip, pages)
    heirs = {
        (_language(file), _heading(_read(folder, file))): file for file in differing.added if _ENTRY.fullmatch(file)
    }
    for file in pages:
        if _ENTRY.fullmatch(file) or _leads_on(before[file]):
            yield _gone(file, heirs.get((_language(file), _heading(before[file]))))
    entries = [file for file in differing.changed if _ENTRY.fullmatch(file)]
    before = _texts(git, tip, entries)
    after = {file: _read(folder, file) for file in entries}
    told = {_key(file) for file in entries if _corrections(after[file]) - _corrections(before[file])}
    renamed: dict[str, Diagnostic] = {}
    for file in entries:
        if _key(file) in told or _leads_on(after[file]) or _is_restricted(committed, file):
            continue
        if lost := _passages(before[file]) - _passages(after[file]):
            yield _passages_gone(file, lost)
        elif names := _renamed(before[file], after[file]):
            renamed.setdefault(_key(file), _passages_renamed(file, names))
    yield from renamed.values()


def _gone(file: str, heir: str | None) -> Diagnostic:
    address = f"/{file.removesuffix('index.html')}"
    where = f"to the entry that is now at `/{heir.removesuffix('index.html')}`" if heir else "to what took its place"
    return diagnose(
        "permalink-gone",
        f"`{address}` was published and is gone",
        path=f"site/{file}",
        help=f"add `aliases: [{address}]` {where}; "
        "an entry whose text must go keeps its address with `access: withdrawn`",
    )


def _passages_gone(file: str, lost: frozenset[str]) -> Diagnostic:
    first, *others = sorted(lost, key=lambda name: (name[0] != "p", name[0], int(name[1:])))
    named = f"`#{first}`" if not others else f"`#{first}` to `#{others[-1]}`"
    return diagnose(
        "passage-gone",
        f"{named} of `/{file.removesuffix('index.html')}` {'were' if others else 'was'} published and can be cited, "
        f"and {'are' if others else 'is'} gone",
        path=f"site/{file}",
        help="put the passage back, or tell readers: `corrections: [{date: …, text: …}]`",
    )


def _passages_renamed(file: str, names: Mapping[str, str]) -> Diagnostic:
    anchors = ", ".join(f"{old}: {new}" for old, new in names.items())
    first, *others = names
    named = f"`#{first}`" if not others else f"`#{first}` and {len(others)} more"
    return diagnose(
        "passage-renamed",
        f"{named} of `/{file.removesuffix('index.html')}` {'were' if others else 'was'} published, "
        "and the corrected text has another link",
        path=f"site/{file}",
        help=f"who follows the old one sees the top of the page; `anchors: {{{anchors}}}` in the original leads it on",
    )


def _renamed(before: str, after: str) -> dict[str, str]:
    """By anchors of texts that are gone, the digests of the passages in their places, where these are new."""
    old, new, there = _lasting(before), _lasting(after), page_tags(after).ids
    known = {digest for _, digest in old.values()}
    return {
        name: new[place][1]
        for place, (name, _) in old.items()
        if name not in there and place in new and new[place][1] not in known
    }


def _lasting(text: str) -> dict[str, tuple[str, str]]:
    """By the anchor of a place that of the text there, and its digest."""
    found: dict[str, tuple[str, str]] = {}
    place = ""
    for anchor in _ANCHOR.finditer(text):
        place = anchor["place"] or place
        if anchor["lasting"]:
            found.setdefault(place, (anchor["lasting"], anchor["digest"]))
    return found


def _is_restricted(committed: Committed, file: str) -> bool:
    """Whether the entry says itself that not all of its text is public."""
    said = committed.sayings.get(_key(file), frozenset())
    return any(name == "access" and value != "full" for name, value in said)


def _texts(git: Git, tip: Tip, files: list[str]) -> Mapping[str, str]:
    blobs = git.blobs([tip.files[file].blob for file in files])
    return {file: data.decode("utf-8", "replace") for file, data in zip(files, blobs, strict=True)}


def _read(folder: str, file: str) -> str:
    with open(os.path.join(folder, file), encoding="utf-8", errors="replace") as opened:
        return opened.read()


def _passages(text: str) -> frozenset[str]:
    return frozenset(filter(_PASSAGE.fullmatch, page_tags(text).ids))


def _corrections(text: str) -> frozenset[str]:
    return frozenset(_CORRECTION.findall(text))


def _heading(text: str) -> str:
    found = _HEADING.search(text)
    return found[1].strip() if found else ""


def _leads_on(text: str) -> bool:
    return page_tags(text).kind == "redirect"


def _key(file: str) -> str:
    return "/".join(file.split("/")[1:5])


def _language(file: str) -> str:
    return file.partition("/")[0]
