"""Chromium's windows as people have them, and what a test asks of a page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.chromium import find_chromium

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Without these Chromium looks for its maker's servers at every start, and as root it refuses to start."""


@contextmanager
def running_chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


def open_window(
    browser: Browser,
    *,
    size: dict[str, int] = PHONE,
    is_dark: bool = False,
    has_script: bool = True,
    base_url: str | None = None,
) -> BrowserContext:
    """Open a window without history or cookies: another person, another device."""
    return browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if is_dark else "light",
        java_script_enabled=has_script,
        locale="ar-SA",
        timezone_id="Asia/Riyadh",
        reduced_motion="reduce",
        base_url=base_url,
    )


OVERTAKEN = ("htmx:sendAbort", "htmx:afterRequest")
"""HTMX's way of saying that a newer answer took the place of one on its way; a lost one says more."""


def _is_complaint(message: ConsoleMessage) -> bool:
    return message.type == "error" and not message.text.startswith(OVERTAKEN)


@dataclass
class Complaints:
    """What a page complained of, and whom it asked, while it was watched."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    address: str = ""

    def watch(self, page: Page, address: str) -> None:
        """Note every console error, every exception, and every request to another host."""
        self.address = urlsplit(address).netloc
        page.on(
            "console", lambda message: self.errors.append(message.text) if _is_complaint(message) else None
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        place = urlsplit(request.url)
        if place.scheme in {"http", "https", "ws", "wss"} and place.netloc != self.address:
            self.strangers.append(request.url)


def find_violations(page: Page, *, only: Sequence[str] = ()) -> list[str]:
    """Run axe-core over the page and list what it found, each with its first place; `only` names some rules.

    Its source goes in through the debugger, which the content policy doesn't
    concern: the page is judged as it is served. Once in, it stays for the next look.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"], **({"runOnly": list(only)} if only else {})}
    report: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{found['id']} ({len(found['nodes'])}×): {found['help']}: {found['nodes'][0]['html'][:200]}"
        for found in report["violations"]
    ]


def widths_overflow(page: Page) -> bool:
    """Tell whether the page must be scrolled sideways."""
    answer: bool = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return answer


def take_picture(page: Page, path: Path) -> None:
    """Draw the whole page once its fonts are there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, full_page=True)
