"""Visits with a real browser that may ask nothing of anyone but the server under test."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route


@dataclass(slots=True)
class Complaints:
    """What went wrong during a visit."""

    requests: list[str] = field(default_factory=list)
    """Addresses off the site that a page asked for; all refused."""
    console: list[str] = field(default_factory=list)
    """Errors, uncaught exceptions and breaches of the content security policy."""

    def all(self) -> list[str]:
        return self.requests + self.console


@contextmanager
def visiting(browser: Browser, allowed: str, **options: Any) -> Iterator[tuple[Page, Complaints]]:
    """A fresh page that may load only addresses that begin with `allowed`; the visit must be without complaint."""
    complaints = Complaints()
    context = browser.new_context(**options)

    def decide(route: Route) -> None:
        if route.request.url.startswith((allowed, "data:", "blob:")):
            route.continue_()
        else:
            complaints.requests.append(route.request.url)
            route.abort("blockedbyclient")

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            complaints.console.append(f"{message.text} ({message.location['url']})")

    context.route("**/*", decide)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.console.append(f"uncaught: {error}"))
    try:
        yield page, complaints
        assert [] == complaints.all(), complaints
    finally:
        context.close()


def follow(page: Page, link: str | Locator) -> None:
    """Clicks on a link that leads to another page, and waits until that is whole; a click waits for its beginning."""
    with page.expect_navigation():
        (page.locator(link) if isinstance(link, str) else link).first.click()
