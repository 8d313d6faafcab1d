"""Draw the main pages: `python -m tests.browser.screenshots [page …]` writes into screenshots/.

Each page in Arabic and English, on a phone and on a desktop. More pages are
added to PAGES; those behind a sign-in come with the tests of their journey.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.site import Site, running_site
from tests.browser.windows import DESKTOP, PHONE, open_window, running_chromium, take_picture

FOLDER = Path(__file__).parents[2] / "screenshots"
PAGES = {
    "home": "/",
    "services": "/services",
    "service": "/services/support",
    "privacy": "/privacy",
    "policy": "/policy",
    "accessibility": "/accessibility",
    "contact": "/contact",
    "track": "/track",
    "sign-in": "/sign-in",
    "register": "/register",
    "not-found": "/there-is-nothing-here",
}
LANGUAGES = {"ar": "", "en": "/en"}
SIZES = {"phone": PHONE, "desktop": DESKTOP}


def main(wanted: list[str]) -> None:
    """Draw the named pages, or all of them, and say where each picture lies."""
    pages = {name: path for name, path in PAGES.items() if name in wanted or not wanted}
    with running_site() as site, running_chromium() as browser:
        for name, path in pages.items():
            draw_page(browser, site, name, path)


def draw_page(browser: Browser, site: Site, name: str, path: str) -> None:
    for language, prefix in LANGUAGES.items():
        for size_name, size in SIZES.items():
            window = open_window(browser, size=size, base_url=site.address)
            page = window.new_page()
            page.goto(f"{prefix}{path}")
            picture = FOLDER / f"{name}-{language}-{size_name}.png"
            take_picture(page, picture)
            window.close()
            print(picture.relative_to(FOLDER.parent))


if __name__ == "__main__":
    main(sys.argv[1:])
