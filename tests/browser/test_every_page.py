"""Every page, in both languages, light and dark, narrow and wide: readable by everybody, and asking nobody else."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.everybody import Everybody
from tests.browser.walks import GET_ROUTES, PREFIXES
from tests.browser.windows import Complaints, find_violations, widths_overflow

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
EACH_PAIR_ONCE = {"ar": ((NARROW, "light"), (WIDE, "dark")), "en": ((NARROW, "dark"), (WIDE, "light"))}
"""Each two of language, width and scheme meet; `make proof` looks at all three at once."""
EVERY_SIGHT = {language: tuple(product((NARROW, WIDE), ("light", "dark"))) for language in PREFIXES}
COLOURS = ("color-contrast", "link-in-text-block")
"""Axe's rules about colours; no other rule looks at what differs between light and dark."""
FILES = ("pdf", ".ics", ".json", "/photo", "/printout", "/files/{file_id:uuid}", "/letters/{letter_id:uuid}")
SEEN_ELSEWHERE = {
    "/check/{code:str}": "test_journey checks a letter and judges the page",
    "/survey/{token:str}": "test_journey answers one and judges the page",
    "/family-invitations/{token:str}": (
        "its link lies in a text message; tests/matching/test_proposal_pages.py opens it"
    ),
    "/desk/matching/care/calls/{call_id:uuid}": (
        "half a year after a wedding; tests/matching/test_desk_care.py opens it"
    ),
    "/appointments/earlier/{token:str}": "its message waits for the morning when the tests run at night",
}
"""Pages behind a secret that no link holds; every other one must be met on a walk."""
PARTS = ("/figures",)
"""What HTMX asks for: a part of a page that is judged as a whole."""
LEADS_ON = {"/counseling/bookings/{booking_id:uuid}"}
"""Addresses that never have a page of their own."""
PAGES = [
    route.path
    for route in GET_ROUTES
    if not route.path.endswith((*FILES, *PARTS)) and route.path not in LEADS_ON
]


@pytest.fixture(scope="module")
def open_windows(everybody: Everybody) -> Iterator[dict[str, Page]]:
    """One page for each person; everything is looked at in it."""
    pages: dict[str, Page] = {}
    yield pages
    for page in pages.values():
        page.close()


@pytest.fixture
def look(everybody: Everybody, open_windows: dict[str, Page]) -> Any:
    def look_at(path: str, sights: Any) -> list[str]:
        person, address = _where(everybody, path)
        if person not in open_windows:
            open_windows[person] = everybody.window(person).new_page()
        return _judge(open_windows[person], everybody.site.address, address, sights)

    return look_at


@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_read_it(look: Any, path: str) -> None:
    assert look(path, EACH_PAIR_ONCE) == []


@pytest.mark.proof
@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_read_it_in_every_way(look: Any, path: str) -> None:
    assert look(path, EVERY_SIGHT) == []


def _where(everybody: Everybody, path: str) -> tuple[str, str]:
    if found := everybody.find(path):
        return found
    if path in SEEN_ELSEWHERE:
        pytest.skip(SEEN_ELSEWHERE[path])
    raise AssertionError(f"nobody has met {path}")


def _judge(page: Page, site: str, address: str, sights: Any) -> list[str]:
    complaints, found = Complaints(), []
    complaints.watch(page, site)
    for language, prefix in PREFIXES.items():
        answer = page.goto(prefix + address)
        found += [] if answer and answer.status == 200 else [f"{language}: no page"]
        seen: set[int] = set()
        for size, scheme in sights[language]:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            place = f"{language} {size['width']} {scheme}"
            # A width that was judged whole is asked for its colours alone in the other scheme.
            only = COLOURS if size["width"] in seen else ()
            seen.add(size["width"])
            found += [f"{place}: {violation}" for violation in find_violations(page, only=only)]
            found += [f"{place}: wider than the window"] if widths_overflow(page) else []
    return [*found, *complaints.errors, *complaints.strangers]
