"""Digests of values: what differs anywhere differs in the digest, however often a part of it was digested before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from chronicle.base.digest import Digested, value_digest


@dataclass(frozen=True)
class Kept(Digested):
    """A value that is part of many."""

    title: str = "Bridge reopened"
    day: date = date(2020, 11, 15)
    links: tuple[tuple[str, str | None], ...] = (("en", "/en/"), ("fr", None))


@dataclass(frozen=True)
class Other(Digested):
    """Another kind of value with the same fields."""

    title: str = "Bridge reopened"
    day: date = date(2020, 11, 15)
    links: tuple[tuple[str, str | None], ...] = (("en", "/en/"), ("fr", None))


def test_equal_values_have_one_digest_wherever_they_stand() -> None:
    kept = Kept()
    assert value_digest("page", (kept, kept)) == value_digest("page", (kept, Kept()))
    assert kept.digest == Kept().digest
    assert value_digest(kept) != value_digest((kept,))


@pytest.mark.parametrize(
    "other",
    [
        replace(Kept(), title="Bridge reopened "),
        replace(Kept(), day=date(2020, 11, 16)),
        replace(Kept(), links=(("en", "/en/"), ("fr", ""))),
        Other(),
        (Kept().title, Kept().day, Kept().links),
        Kept().digest,
    ],
)
def test_any_difference_is_one_of_the_digest(other: object) -> None:
    assert value_digest("page", (Kept(),)) != value_digest("page", (other,))
