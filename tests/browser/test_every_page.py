"""Every page, in both languages, light and dark, narrow and wide: readable by everybody, and asking nobody else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.people import sign_in
from tests.browser.sights import LANGUAGES, SIGHTS, Sight, go_to
from tests.browser.site import Site
from tests.browser.windows import Complaints, find_violations, open_window, widths_overflow

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
NOT_FOUND = 404
EVERY_PAGE = [
    pytest.param(person, sight, id=sight.name) for person, sights in SIGHTS.items() for sight in sights
]


@pytest.fixture(scope="module")
def pages(site: Site, chromium: Browser) -> Iterator[dict[str | None, Page]]:
    """One window for each person, signed in once."""
    found = {}
    for person in SIGHTS:
        page = open_window(chromium, base_url=site.address).new_page()
        if person:
            sign_in(page, person)
        found[person] = page
    yield found
    for page in found.values():
        page.context.close()


@pytest.mark.parametrize(("person", "sight"), EVERY_PAGE)
def test_everybody_can_read_it(
    pages: dict[str | None, Page], site: Site, person: str | None, sight: Sight
) -> None:
    page, complaints = pages[person], Complaints()
    complaints.watch(page, site.address)
    found = []
    for language, prefix in LANGUAGES.items():
        assert go_to(page, sight, prefix) == (NOT_FOUND if sight.name == "not-found" else 200)
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                place = f"{language} {size['width']} {scheme}"
                found += [f"{place}: {violation}" for violation in find_violations(page)]
                found += [f"{place}: wider than the window"] if widths_overflow(page) else []

    assert found == []
    assert complaints.strangers == []
    assert [error for error in complaints.errors if sight.name != "not-found"] == []
