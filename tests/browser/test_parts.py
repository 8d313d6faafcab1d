"""What HTMX makes quick, in a real browser: nothing reloads, nothing is lost, the focus stays where one works."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import applicant
from tests.browser.conftest import OpenPage
from tests.browser.people import AN_OFFICER, sign_in
from tests.browser.post import code_in, newest_message
from tests.browser.windows import DESKTOP
from wethaq.platform.demo.cast import a_mobile, a_national_id

pytestmark = pytest.mark.browser


@pytest.fixture
def officer(open_page: OpenPage) -> Page:
    page = open_page(size=DESKTOP)
    sign_in(page, AN_OFFICER)
    return page


def _mark(page: Page) -> None:
    """Leave a mark that a reload would wipe out."""
    page.evaluate("window.isSamePage = true")


def _is_same(page: Page) -> bool:
    return bool(page.evaluate("window.isSamePage === true"))


def test_people_are_found_as_one_types(officer: Page) -> None:
    officer.goto("/desk/people")
    _mark(officer)
    officer.locator("#q").press_sequentially("العطوي", delay=60)
    expect(officer.locator("#results tbody tr").first).to_be_visible()
    expect(officer.locator("#announcement")).not_to_be_empty()
    assert _is_same(officer)
    assert officer.evaluate("document.activeElement.id") == "q"
    assert "العطوي" not in unquote(officer.url)
    officer.locator("#results a").first.click()
    officer.wait_for_url("**/desk/people/*-*")
    officer.go_back()
    expect(officer.locator("#results tbody tr").first).to_be_visible()


def test_the_queue_is_filtered_in_place_and_the_way_back_works(officer: Page) -> None:
    officer.goto("/desk")
    _mark(officer)
    officer.locator("details:has(form.filters) > summary").click()
    officer.select_option("#status", "submitted")
    officer.wait_for_url("**/desk?page=1&status=submitted")
    assert _is_same(officer)
    assert officer.evaluate("document.activeElement.id") in {"status", ""}
    expect(officer.locator("#announcement")).not_to_be_empty()
    officer.go_back()
    officer.wait_for_url("**/desk")
    expect(officer.locator("#queue")).to_be_visible()


def test_what_did_not_reach_us_is_said_and_kept(officer: Page) -> None:
    officer.goto("/desk")
    officer.locator("#queue a[href*='/desk/requests/']").first.click()
    officer.wait_for_url("**/desk/requests/*")
    officer.fill("#message", "الأحد صباحًا")
    officer.context.set_offline(True)
    officer.click("#message-send")
    expect(officer.locator("#notice .note")).to_be_visible()
    expect(officer.locator("#message")).to_have_value("الأحد صباحًا")
    officer.context.set_offline(False)
    officer.click("#message-send")
    expect(officer.locator("#thread .thread li").last).to_contain_text("الأحد صباحًا")
    expect(officer.locator("#notice .note")).to_have_count(0)
    expect(officer.locator("#message")).to_have_value("")
    assert officer.evaluate("document.activeElement.id") == "message-send"


def test_a_mistake_is_told_when_the_field_is_left(open_page: OpenPage) -> None:
    phone, serial = open_page(), next(applicant.SERIALS)
    applicant.ask_for_code(phone, a_mobile(serial).replace("+966", "0"))
    code = code_in(newest_message(phone, a_mobile(serial)))
    applicant.open_account(phone, code, national_id=a_national_id(serial))
    applicant.begin_request(phone)
    request = phone.url.rsplit("/", 1)[0]
    phone.goto(f"{request}/questions/household_size")
    _mark(phone)
    phone.fill("#household_size", "خمسة")
    phone.locator("#household_size").blur()
    expect(phone.locator("#household_size-error")).to_be_visible()
    expect(phone.locator("#household_size")).to_have_value("خمسة")
    phone.fill("#household_size", "٥")
    phone.locator("#household_size").blur()
    expect(phone.locator("#household_size-error")).to_have_count(0)
    assert _is_same(phone)
    phone.reload()
    expect(phone.locator("#household_size")).to_have_value("5")
