"""What import has to say to the curator about articles and pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from chronicle.base.diagnostics import Diagnostic, diagnose
from chronicle.base.text_safety import shown
from chronicle.seeds.placing import weekday_mismatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chronicle.model.seed import Seed
    from chronicle.seeds.deliver import Delivery
    from chronicle.seeds.entries import Body, Following
    from chronicle.seeds.pair import Likeness
    from chronicle.seeds.placing import Placed


class Version(Protocol):
    """What of a version's work is spoken of here."""

    @property
    def delivery(self) -> Delivery:
        """What becomes of it."""

    @property
    def body(self) -> Body:
        """Its text."""

    @property
    def following(self) -> Following | None:
        """How it follows its original."""


def proposal_findings(pairs: Iterable[Likeness]) -> list[Diagnostic]:
    """A question for each pair that is likely but not certain."""
    return [_proposed(pair) for pair in pairs]


def group_findings(placed: Sequence[Placed], versions: Iterable[Version]) -> list[Diagnostic]:
    """What is missing or assumed in each article, and what was not written and why."""
    found: list[Diagnostic | None] = []
    for each in placed:
        found += (weekday_mismatch(seed) for seed in each.group.members)
        if each.group.original.date is None:
            found.append(_undated(each))
        if not each.group.is_certain:
            found.append(_assumed(each))
    for version in versions:
        found.append(version.delivery.diagnostic)
        if version.delivery.has_derived_title:
            found.append(_derived(version.delivery.seed))
        found += _gaps(version)
    return [finding for finding in found if finding is not None]


def _proposed(pair: Likeness) -> Diagnostic:
    message = f"perhaps the same article as `{pair.other}` ({pair.probability:.0%}), not linked"
    help_ = (
        "say it in `seeds/seeds.yml`: the original's path as `translation_of` of the other, or `translation_of: none`"
    )
    return diagnose("seed-pair-proposed", message, path=pair.one, help=help_)


def _undated(placed: Placed) -> Diagnostic:
    seed = placed.group.original
    help_ = (
        f"say it in `seeds/seeds.yml`: `{seed.path.removeprefix('seeds/')}: {{date: YYYY-MM-DD}}`, then import again"
    )
    return diagnose(
        "seed-undated",
        f"no date in the seed or in a pair; kept as a draft in `{placed.path(seed)}`",
        path=seed.path,
        help=help_,
    )


def _assumed(placed: Placed) -> Diagnostic:
    seed = placed.group.original
    others = ", ".join(f"`{other.path}`" for other in placed.group.translations)
    help_ = "if it is not, name the right one as `translation_of` in `seeds/seeds.yml` before the entries are edited"
    return diagnose(
        "seed-original-assumed", f"taken for the original of {others}, without evidence", path=seed.path, help=help_
    )


def _derived(seed: Seed) -> Diagnostic:
    message = f"no title; made from the lede: `{shown(seed.title)}`"
    help_ = "write a better one in the entry and set `title_source: editor`"
    return diagnose("seed-title-derived", message, path=seed.path, help=help_)


def _gaps(version: Version) -> list[Diagnostic]:
    following = version.following
    if following is None:
        return []
    return [
        diagnose(
            "seed-block-missing",
            f"{'perhaps ' if index in following.doubtful_gaps else ''}no counterpart to block {index + 1} "
            f"of the original: `{shown(following.original[index].text)}`",
            path=version.delivery.seed.path,
            help="say why in the entry's `omitted`: `by-source`, `not-yet-translated` or `rights`",
        )
        for index in following.gaps
    ]
