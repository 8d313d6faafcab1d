"""What a stranger sees first, in both languages, light and dark, on a small phone and a desktop."""

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.windows import Complaints, find_violations, widths_overflow

pytestmark = pytest.mark.browser

HOMES = [pytest.param("/", "ar", "rtl", id="arabic"), pytest.param("/en/", "en", "ltr", id="english")]
SIZES = [
    pytest.param({"width": 320, "height": 640}, id="small-phone"),
    pytest.param({"width": 1280, "height": 900}, id="desktop"),
]


@pytest.mark.parametrize(("path", "language", "direction"), HOMES)
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_home_page_is_whole(
    open_page: OpenPage,
    complaints: Complaints,
    path: str,
    language: str,
    direction: str,
    size: dict[str, int],
    is_dark: bool,
) -> None:
    page = open_page(size=size, is_dark=is_dark)

    answer = page.goto(path)

    assert answer is not None
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == direction
    assert page.locator("h1").count() == 1
    assert not widths_overflow(page)
    assert find_violations(page) == []
    assert complaints.errors == []
    assert complaints.strangers == []


def test_the_home_page_needs_no_script(open_page: OpenPage, complaints: Complaints) -> None:
    page = open_page(has_script=False)

    page.goto("/")

    assert page.locator("main h1").is_visible()
    assert complaints.errors == []


def test_axe_would_have_noticed(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")

    assert [found for found in find_violations(page) if found.startswith("button-name")]
