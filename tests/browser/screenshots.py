"""Draw the main pages: `python -m tests.browser.screenshots [page …]` writes into screenshots/.

Each page in Arabic and English, on a phone and on a desktop, as the person sees
it whose page it is.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.people import sign_in
from tests.browser.sights import LANGUAGES, SIGHTS, Sight, go_to
from tests.browser.site import Site, running_site
from tests.browser.windows import DESKTOP, PHONE, open_window, running_chromium, take_picture

FOLDER = Path(__file__).parents[2] / "screenshots"
SIZES = {"phone": PHONE, "desktop": DESKTOP}


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
    status = go_to(page, sight, prefix)
    take_picture(page, picture)
    print(f"{status}  {picture.relative_to(FOLDER.parent)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
