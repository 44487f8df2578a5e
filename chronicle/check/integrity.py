"""Digests: a built site against its public checksums, the seeds against what the entries say of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, in_order
from chronicle.base.digest import sha256
from chronicle.build.manifest import CHECKSUMS, public_checksums
from chronicle.build.options import no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chronicle.build.options import Progress

_OURS = frozenset((CHECKSUMS, ".gitignore", ".git"))
"""What may lie in a site's folder and is listed nowhere."""
_STEP = 500


def verify(root: str, *, output: str, progress: Progress = no_progress) -> tuple[Diagnostic, ...]:
    """`chronicle verify`: everything that is not, byte for byte, what was imported and what was built."""
    from chronicle.config import read_config  # noqa: PLC0415 - those who only compare sites need none

    configured = read_config(root)
    if configured.value is None:
        return in_order([*configured.diagnostics])
    folder = os.path.join(root, output)
    checksums = read_checksums(folder, shown=output)
    found = [*seed_problems(root), *checksums.diagnostics]
    if checksums.value is not None:
        found += altered_files(folder, checksums.value, shown=output, progress=progress)
        found += unlisted_files(folder, checksums.value, shown=output)
    return in_order(found)


def read_checksums(folder: str, *, shown: str) -> Outcome[Mapping[str, str] | None]:
    """The SHA-256 that a site gives each of its files; `shown` is what messages call its folder."""
    listed = public_checksums(folder)
    if listed is None:
        message = f"`{shown}` is no site of chronicle: `{CHECKSUMS}` is missing or not as a build writes it"
        return Outcome(None, (diagnose("site-missing", message, path=shown, help="`chronicle build` makes the site"),))
    return Outcome(listed)


def read_listed(folder: str, file: str) -> bytes | None:
    """The bytes of a file of a site; None where it is missing, no regular file, or behind a link."""
    path = folder
    for part in file.split("/"):
        path = os.path.join(path, part)
        if os.path.islink(path):
            return None
    try:
        with open(path, "rb") as opened:
            return opened.read()
    except OSError:
        return None


def altered_files(
    folder: str, listed: Mapping[str, str], *, shown: str, progress: Progress = no_progress
) -> Iterator[Diagnostic]:
    """Every listed file that is not, byte for byte, what the build made."""
    for number, (file, digest) in enumerate(sorted(listed.items())):
        if not number % _STEP:
            progress("comparing", number, len(listed))
        data = read_listed(folder, file)
        if data is None or sha256(data) != digest:
            yield altered(file, shown=shown, is_there=data is not None)
    progress("comparing", len(listed), len(listed))


def altered(file: str, *, shown: str, is_there: bool) -> Diagnostic:
    """What is said of a file that is not what the build made."""
    return diagnose(
        "site-altered",
        f"`{file}` is not what the build made of it" if is_there else f"`{file}` is missing from the site, or a link",
        path=f"{shown}/{file}",
        help="`chronicle build` puts it right; find out who changed it",
    )


def unlisted_files(folder: str, listed: Mapping[str, str], *, shown: str) -> Iterator[Diagnostic]:
    """What lies in the site's folder and is not of the site."""
    for place, folders, names in os.walk(folder):
        below = os.path.relpath(place, folder).replace(os.sep, "/")
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        folders[:] = sorted(name for name in folders if name not in (".git", *links))
        for name in sorted((*names, *links)):
            file = name if below == "." else f"{below}/{name}"
            if file not in listed and file not in _OURS:
                message = f"`{file}` lies in the site's folder and was not made by the build"
                help_ = "`chronicle publish` leaves it out; whoever copies the folder should delete it"
                yield diagnose("site-unlisted", message, path=f"{shown}/{file}", help=help_)


def seed_problems(root: str) -> Iterator[Diagnostic]:
    """Seeds that are not, byte for byte, what import read: by the ledger and by the front matter of entries."""
    from chronicle.seeds.ledger import read_ledger  # noqa: PLC0415 - only `verify` asks for seeds

    ledger = read_ledger(root)
    yield from ledger.diagnostics
    expected = {(line.seed, line.seed_sha256, "seeds/ledger.jsonl") for line in ledger.value or ()}
    expected |= set(_named_by_entries(root))
    digests: dict[str, str | None] = {}
    told = set()
    for seed, digest, teller in sorted(expected):
        if seed not in digests:
            data = read_listed(root, seed)
            digests[seed] = None if data is None else sha256(data)
        if digests[seed] == digest or (seed, digest) in told:
            continue
        told.add((seed, digest))
        fate = "is missing, or a link" if digests[seed] is None else "is not the file that was imported"
        yield diagnose(
            "seed-altered",
            f"`{seed}` {fate}: `{teller}` knows it as {digest[:8]}…{digest[-8:]}",
            path=seed,
            help="bring it back from a backup or from git; seeds are evidence and are never edited",
        )


def _named_by_entries(root: str) -> Iterator[tuple[str, str, str]]:
    """Seed, digest and entry, of every entry that names its seed."""
    from chronicle.base import marked_yaml  # noqa: PLC0415 - only `verify` reads entries
    from chronicle.base.source_text import read_text  # noqa: PLC0415 - as above
    from chronicle.base.yaml_nodes import Mapping as Record  # noqa: PLC0415 - as above
    from chronicle.base.yaml_nodes import Scalar  # noqa: PLC0415 - as above
    from chronicle.content.front_matter import split  # noqa: PLC0415 - as above
    from chronicle.content.scan import scan  # noqa: PLC0415 - as above

    for file in scan(root).value:
        text = read_text(root, file.path).value if file.kind == "entry" else None
        parts = split(text, path=file.path).value if text is not None else None
        front = marked_yaml.parse(parts.front, path=file.path).value if parts else None
        seed = next((value for key, value in front.items if key.text == "seed"), None) if front else None
        if isinstance(seed, Record):
            said = {key.text: value.text for key, value in seed.items if isinstance(value, Scalar)}
            if "path" in said and "sha256" in said and not said["path"].startswith("/") and ".." not in said["path"]:
                yield said["path"], said["sha256"], file.path
