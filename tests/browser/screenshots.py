"""Draw the main pages: `python -m tests.browser.screenshots [page …]` writes into screenshots/.

Each page in Arabic and English, on a phone and on a desktop, as the person sees
it whose page it is.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.people import A_BENEFICIARY, A_MANAGER, AN_OFFICER, THE_CHAIR, sign_in
from tests.browser.site import Site, running_site
from tests.browser.windows import DESKTOP, PHONE, open_window, running_chromium, take_picture

FOLDER = Path(__file__).parents[2] / "screenshots"
LANGUAGES = {"ar": "", "en": "/en"}
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@dataclass(frozen=True)
class Sight:
    """A page to draw: its address, or the first link of a kind that is found there."""

    name: str
    path: str
    link: str | None = None


STRANGER: str | None = None
SIGHTS: dict[str | None, tuple[Sight, ...]] = {
    STRANGER: (
        Sight("home", "/"),
        Sight("services", "/services"),
        Sight("service", "/services/support"),
        Sight("privacy", "/privacy"),
        Sight("policy", "/policy"),
        Sight("accessibility", "/accessibility"),
        Sight("contact", "/contact"),
        Sight("tracking", "/requests/tracking"),
        Sight("check-letter", "/check"),
        Sight("publications", "/publications"),
        Sight("sign-in", "/sign-in"),
        Sight("register", "/register"),
        Sight("mailbox", "/demo/mailbox"),
        Sight("not-found", "/there-is-nothing-here"),
    ),
    A_BENEFICIARY: (
        Sight("my-file", "/my-file"),
        Sight("my-details", "/my-file/details"),
        Sight("my-requests", "/requests"),
        Sight("my-request", "/requests", "main a[href*='/requests/']:not([href*='/new'])"),
        Sight("apply", "/requests/new/support/responsibilities"),
    ),
    AN_OFFICER: (
        Sight("desk", "/desk"),
        Sight("desk-request", "/desk", "main a[href*='/desk/requests/']"),
        Sight("desk-people", "/desk/people"),
        Sight("desk-new-person", "/desk/people/new"),
        Sight("desk-documents", "/desk/documents"),
    ),
    THE_CHAIR: (
        Sight("committee", "/committee"),
        Sight("meeting", "/committee", "main a[href*='/committee/meetings/']:not([href$='/new'])"),
    ),
    A_MANAGER: (Sight("satisfaction", "/desk/satisfaction"),),
}


def main(wanted: list[str]) -> None:
    """Draw the named pages, or all of them, and say where each picture lies."""
    with running_site() as site, running_chromium() as browser:
        for person, sights in SIGHTS.items():
            chosen = [sight for sight in sights if sight.name in wanted or not wanted]
            if chosen:
                draw_as(browser, site, person, chosen)


def draw_as(browser: Browser, site: Site, person: str | None, sights: list[Sight]) -> None:
    """Sign in once and draw every page in each language and size."""
    window = open_window(browser, base_url=site.address)
    page = window.new_page()
    if person:
        sign_in(page, person)
    for sight in sights:
        for language, prefix in LANGUAGES.items():
            for size_name, size in SIZES.items():
                page.set_viewport_size({"width": size["width"], "height": size["height"]})
                _draw(page, sight, prefix, FOLDER / f"{sight.name}-{language}-{size_name}.png")
    window.close()


def _draw(page: Page, sight: Sight, prefix: str, picture: Path) -> None:
    answer = page.goto(f"{prefix}{sight.path}")
    if sight.link:
        target = page.locator(sight.link).first.get_attribute("href", timeout=5000)
        answer = page.goto(target or "/")
    take_picture(page, picture)
    print(f"{answer.status if answer else 0}  {picture.relative_to(FOLDER.parent)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
