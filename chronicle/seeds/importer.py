"""Import: seeds become entries, paired, dated and aligned, and nothing that people wrote is touched."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from chronicle.base.diagnostics import Diagnostic, Outcome, diagnose, in_order, nearest
from chronicle.base.text_safety import shown
from chronicle.seeds.certain import CertainPair, certain_pairs
from chronicle.seeds.deliver import Delivery, deliver, replace_file, write
from chronicle.seeds.duplicates import without_copies
from chronicle.seeds.entries import Body, body, body_of, follow, original_text, translation_text
from chronicle.seeds.findings import group_findings, proposal_findings
from chronicle.seeds.groups import Decisions, group, proposals
from chronicle.seeds.ledger import LedgerLine, ledger_text, read_ledger
from chronicle.seeds.normalise import normalise
from chronicle.seeds.overrides import NONE, Override, read_overrides, seed_path
from chronicle.seeds.pair import likenesses, marked
from chronicle.seeds.placing import Placed, is_settled, place
from chronicle.seeds.read import LEDGER_FILE, find_seeds, read_seed
from chronicle.seeds.receipts import Work, receipts
from chronicle.seeds.registered import registered_names
from chronicle.seeds.registering import register_agencies
from chronicle.seeds.report import ImportReport
from chronicle.seeds.standing import Standing, Stood, standings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chronicle.model.chronicle import Config
    from chronicle.model.seed import Seed
    from chronicle.seeds.entries import Following


def import_seeds(
    root: str,
    *,
    config: Config,
    paths: tuple[str, ...] = (),
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome[ImportReport]:
    """Read every seed below `root`, write what is new of them to content/, and say what was understood and done.

    `paths` names the seeds to write, with or without `seeds/`; the others are read all the same, for pairs and dates,
    and those linked with a named one are written with it. Nothing is written in a `dry_run`. `progress` is told how
    much of how much is done. A second run changes no byte.
    """
    found = find_seeds(root)
    overrides = read_overrides(root, found.value)
    ledger = read_ledger(root)
    diagnostics = [*found.diagnostics, *overrides.diagnostics, *ledger.diagnostics, *_unknown(paths, found.value)]
    if overrides.value is None or ledger.value is None:
        return Outcome(ImportReport(), in_order(diagnostics))
    read = _seeds(
        root, overrides=overrides.value, languages=config.languages, paths=found.value, progress=_share(progress, 0)
    )
    seeds = read.value
    stood = standings(root, seeds, ledger=ledger.value, present=frozenset(found.value))
    bodies = {seed.path: body(seed) for seed in seeds}
    known = registered_names(root)
    pairing = likenesses(
        [marked(seed, bodies[seed.path].texts, known=known.value) for seed in seeds], progress=_share(progress, 1)
    )
    pairs = pairing.pairs
    certain = certain_pairs(seeds)
    decisions = _decisions(seeds, stood, overrides.value, certain)
    groups = group(seeds, pairs, decisions=decisions, languages=config.languages)
    placed = _chosen(place(groups, stood.standings), paths)
    follower = partial(follow, known=known.value, lexicon=pairing.lexicon)
    works = [work for each in placed for work in _work(root, each, bodies, stood.standings, follower=follower)]
    deliveries = tuple(work.delivery for work in works)
    diagnostics += (
        *read.diagnostics,
        *stood.diagnostics,
        *known.diagnostics,
        *proposal_findings(proposals(pairs, groups)),
        *group_findings(placed, works),
    )
    named = [work.delivery.seed for work in works]
    diagnostics += register_agencies(root, named, languages=config.languages, dry_run=dry_run)
    if not dry_run:
        diagnostics += write(root, deliveries)
        diagnostics += _write_ledger(root, ledger.value, deliveries, stood)
    return Outcome(ImportReport(receipts(works, pairs, groups=groups, certain=certain)), in_order(diagnostics))


def _share(progress: Callable[[int, int], None] | None, part: int) -> Callable[[int, int], None] | None:
    """Progress of one half of the work, reading (0) or pairing (1), in thousandths of the whole."""
    if progress is None:
        return None
    return lambda done, total: progress(500 * part + 500 * done // max(total, 1), 1000)


def _unknown(paths: tuple[str, ...], known: tuple[str, ...]) -> list[Diagnostic]:
    missing = [path for path in map(seed_path, paths) if path not in known]
    return [
        diagnose(
            "unknown-reference",
            f"no seed `{shown(path)}`",
            path=path,
            help=f"`{near}`?" if (near := nearest(path, known)) else "",
        )
        for path in missing
    ]


def _seeds(
    root: str,
    *,
    overrides: Mapping[str, Override],
    languages: tuple[str, ...],
    paths: tuple[str, ...],
    progress: Callable[[int, int], None] | None,
) -> Outcome[tuple[Seed, ...]]:
    """Every seed that can be read and understood, each text once."""
    seeds: list[Seed] = []
    diagnostics: list[Diagnostic] = []
    for done, path in enumerate(paths, 1):
        seed = _seed(root, path, override=overrides.get(path, Override()), languages=languages)
        diagnostics += seed.diagnostics
        seeds += [seed.value] if seed.value is not None else []
        if progress:
            progress(done, len(paths))
    copies = without_copies(seeds)
    return Outcome(copies.seeds, (*diagnostics, *copies.diagnostics))


def _seed(root: str, path: str, *, override: Override, languages: tuple[str, ...]) -> Outcome[Seed | None]:
    if override.skip:
        return Outcome(None)
    raw = read_seed(root, path)
    if raw.value is None:
        return Outcome(None, raw.diagnostics)
    seed = normalise(raw.value, languages=languages, override=override)
    return Outcome(seed.value, (*raw.diagnostics, *seed.diagnostics))


def _decisions(
    seeds: Sequence[Seed], stood: Stood, overrides: Mapping[str, Override], certain: Sequence[CertainPair]
) -> Decisions:
    settled = {path: standing for path, standing in sorted(stood.standings.items()) if is_settled(standing)}
    forced = {
        path: seed_path(override.translation_of)
        for path, override in sorted(overrides.items())
        if override.translation_of and override.translation_of != NONE
    }
    deleted = {path for path, standing in stood.standings.items() if standing.state == "deleted"}
    alone = {path for path, override in overrides.items() if override.translation_of == NONE}
    return Decisions(
        keys={path: standing.key for path, standing in settled.items()},
        originals={standing.key: path for path, standing in settled.items() if standing.translation_of is None},
        forced=forced,
        alone=frozenset(seed.path for seed in seeds if seed.path in alone | deleted),
        certain=tuple((pair.one, pair.other) for pair in certain),
    )


def _chosen(placed: tuple[Placed, ...], paths: tuple[str, ...]) -> tuple[Placed, ...]:
    wanted = frozenset(map(seed_path, paths))
    return tuple(each for each in placed if not wanted or wanted & {seed.path for seed in each.group.members})


def _work(
    root: str,
    placed: Placed,
    bodies: Mapping[str, Body],
    standings: Mapping[str, Standing],
    *,
    follower: Callable[..., Following],
) -> list[Work]:
    """The original's part, then the translations': these are held back where the original has no place."""
    original, group = placed.group.original, placed.group
    standing = standings.get(original.path)
    text = original_text(original, bodies[original.path])
    first = Work(
        deliver(root, original, target=placed.path(original), text=text, standing=standing), bodies[original.path], None
    )
    basis = body_of(standing.body) if standing and standing.state == "edited" else bodies[original.path]
    works = [first]
    for seed in group.translations:
        following = follower(basis, bodies[seed.path], languages=(original.language, seed.language))
        text = translation_text(seed, bodies[seed.path], basis=original.language, following=following)
        delivery = deliver(root, seed, target=placed.path(seed), text=text, standing=standings.get(seed.path))
        if first.delivery.result == "in-the-way":
            delivery = replace(delivery, result="in-the-way", entry=None, line=None, text=None, former=None)
        works.append(Work(delivery, bodies[seed.path], following))
    return works


def _write_ledger(
    root: str, ledger: tuple[LedgerLine, ...], deliveries: Sequence[Delivery], stood: Stood
) -> list[Diagnostic]:
    """The ledger with the new lines; not touched if it is the same."""
    lines = {line.seed: line for line in stood.ledger}
    lines |= {delivery.seed.path: delivery.line for delivery in deliveries if delivery.line is not None}
    if set(lines.values()) == set(ledger):
        return []
    problem = replace_file(root, LEDGER_FILE, ledger_text(tuple(lines.values())))
    return [problem] if problem else []
