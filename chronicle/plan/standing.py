"""Pages of the chronicle's own: its standing texts, and the page about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronicle.plan import permalinks
from chronicle.plan.list_views import AboutView, StandingView
from chronicle.plan.outline import frame
from chronicle.plan.page import Page, framed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chronicle.model.chronicle import StandingText
    from chronicle.plan.outline import Outline


def standing_pages(outline: Outline, language: str) -> Iterator[Page]:
    """`/en/about/`, in every language, and `/en/<name>/` in those that have the text."""
    own = [text for text in outline.chronicle.standing if text.language == language]
    yield _about(outline, language, next((text for text in own if text.name == permalinks.ABOUT), None))
    for text in own:
        if text.name != permalinks.ABOUT:
            yield _standing(outline, text)


def _about(outline: Outline, language: str, own: StandingText | None) -> Page:
    framing = frame(outline, "about", language, permalinks.about)
    if own is None:
        return framed(AboutView(framing))
    return framed(AboutView(framing, own.title, own.description, own.html), origin=own.path)


def _standing(outline: Outline, text: StandingText) -> Page:
    present = tuple(other.language for other in outline.chronicle.standing if other.name == text.name)
    framing = frame(outline, "page", text.language, lambda tag: permalinks.standing(tag, text.name), languages=present)
    return framed(StandingView(framing, text.title, text.description, text.html), origin=text.path)
