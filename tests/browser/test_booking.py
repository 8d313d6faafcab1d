"""A family books an appointment at its phone, in Arabic: few pages, few taps, nothing lost."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import applicant
from tests.browser.conftest import OpenPage
from tests.browser.post import code_in, newest_message
from tests.browser.windows import Complaints, find_violations, widths_overflow
from wethaq.platform.demo.cast import a_mobile, a_national_id

pytestmark = pytest.mark.browser

WORDS = "نختلف كثيرًا على المصاريف."
PAGES_AT_MOST, TAPS_AT_MOST = 8, 16
"""What fits into two minutes on a phone, with time to read."""


@dataclass
class Hand:
    """One hand on a phone: counts what it has to do; each page is looked at once on the way."""

    page: Page
    taps: int = 0
    pages: int = 0

    def tap(self, place: Locator) -> None:
        self.taps += 1
        place.click()

    def go(self, place: Locator, where: str) -> None:
        """Tap what leads on, and look whether the next page fits the screen and everybody can use it."""
        self.tap(place)
        self.page.wait_for_url(f"**{where}")
        self.pages += 1
        assert not widths_overflow(self.page), self.page.url
        assert find_violations(self.page) == [], self.page.url


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Somebody who has an account already, and has agreed to what comes first."""
    page, serial = open_page(), next(applicant.SERIALS)
    applicant.ask_for_code(page, a_mobile(serial).replace("+966", "0"))
    applicant.open_account(
        page, code_in(newest_message(page, a_mobile(serial))), national_id=a_national_id(serial)
    )
    return page


def test_an_appointment_is_booked_in_few_taps(phone: Page, complaints: Complaints) -> None:
    _agree(phone)
    hand = Hand(phone)
    phone.goto("/counseling")
    main = phone.locator("main")
    hand.go(main.locator(".card a").nth(1), "/counseling/safety?about=2")
    for question in ("in_danger", "afraid", "self_harm"):
        hand.tap(phone.locator(f"[name={question}][value=no]"))
    hand.go(main.locator("form button"), "/counseling/start?about=2")
    hand.go(main.locator("form button"), "/preferences")
    hand.tap(phone.locator("[name=modality][value=phone]"))
    hand.go(main.locator("form button"), "/time")
    hand.go(phone.locator(".days button").first, "/questionnaire")
    hand.tap(phone.locator("[name=topic][value=money]"))
    hand.go(main.locator("form button"), "/check")
    hand.go(main.locator("form button").first, "/confirmation")

    assert "C-" in main.inner_text()
    assert (hand.pages <= PAGES_AT_MOST, hand.taps <= TAPS_AT_MOST) == (True, True), hand
    assert complaints.errors == []
    assert complaints.strangers == []


def test_the_time_is_kept_while_one_writes_and_no_word_is_lost(phone: Page) -> None:
    base = _come_to_the_questions(phone)
    before = _held_until(phone)
    phone.evaluate("window.isSamePage = true")
    phone.locator("[name=in_your_words]").press_sequentially(WORDS, delay=20)
    with phone.expect_response("**/draft"):
        pass
    expect(phone.locator("#hold .countdown")).to_be_visible()
    assert _held_until(phone) > before
    assert phone.evaluate("window.isSamePage === true")
    assert phone.locator("[name=in_your_words]").input_value() == WORDS
    phone.goto(f"{base}/questionnaire")
    assert phone.locator("[name=in_your_words]").input_value() == WORDS


def test_days_and_weeks_open_in_place_and_by_their_addresses(phone: Page) -> None:
    base = _come_to_the_questions(phone)
    phone.goto(f"{base}/time")
    phone.evaluate("window.isSamePage = true")
    at_first = phone.locator(".days button").count()
    phone.locator(".days .day-times a").first.click()
    expect(phone.locator(".days .parts").first).to_be_visible()
    assert phone.locator(".days button").count() > at_first
    assert phone.evaluate("window.isSamePage === true")
    opened = phone.locator(".days button").count()
    phone.reload()
    assert phone.locator(".days button").count() == opened
    phone.locator(".tabs a").nth(1).click()
    phone.wait_for_url("**/time?week=*")
    assert not widths_overflow(phone)
    phone.locator("nav a[rel=next]").click()
    expect(phone.locator("nav a[rel=prev]")).to_be_visible()


def _agree(phone: Page) -> str:
    """Read and agree to what comes first; the booking that begins there is given up again."""
    phone.goto("/counseling/start")
    phone.locator("main form button").click()
    phone.check("#is_read")
    phone.locator("main form button").click()
    phone.wait_for_url("**/consent")
    assert not phone.locator("#consent-notes").is_checked()
    phone.check("#consent")
    phone.locator("main form button").click()
    phone.wait_for_url("**/bookings/**")
    return phone.url.rsplit("/", 1)[0]


def _come_to_the_questions(phone: Page) -> str:
    base = _agree(phone)
    phone.check("[name=service][value=marital]")
    phone.locator("main form button").click()
    phone.wait_for_url("**/preferences")
    phone.check("[name=modality][value=phone]")
    phone.locator("main form button").click()
    phone.wait_for_url("**/time")
    phone.locator(".days button").nth(2).click()
    phone.wait_for_url("**/questionnaire")
    return base


def _held_until(phone: Page) -> datetime:
    text = phone.locator("#hold .countdown").get_attribute("datetime")
    assert text
    return datetime.fromisoformat(text)
