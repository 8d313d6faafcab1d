"""After the booking: moved by the link of its message, cancelled in the account, noted by the counselor."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.counseling_errands import (
    A_COUNSELOR,
    LINK,
    agree_to_counseling,
    choose_time,
    open_own_account,
)
from tests.browser.forms import press
from tests.browser.people import sign_in
from tests.browser.post import newest_message
from tests.browser.windows import DESKTOP, Complaints, find_violations, widths_overflow
from wethaq.platform.demo.cast import a_mobile

pytestmark = pytest.mark.browser


def _is_fine(page: Page) -> None:
    assert not widths_overflow(page), page.url
    assert find_violations(page) == [], page.url


@pytest.mark.parametrize("has_script", [True, False])
def test_an_appointment_is_moved_by_its_link_and_cancelled_in_the_account(
    open_page: OpenPage, complaints: Complaints, has_script: bool
) -> None:
    phone = open_page(has_script=has_script)
    serial = open_own_account(phone)
    agree_to_counseling(phone)
    choose_time(phone)
    phone.locator("main form button").last.click()
    phone.wait_for_url("**/check")
    phone.locator("main form button").first.click()
    phone.wait_for_url("**/confirmation")
    appointment = phone.url.removesuffix("/confirmation")
    stranger = open_page(has_script=has_script)
    link = _link(phone, serial)
    stranger.goto(f"{link}/times")
    _look(stranger, has_script)
    stranger.locator("main [name=starts_at]").nth(2).check()
    press(stranger, "/move")
    stranger.wait_for_url("**/appointments/done/moved")
    _look(stranger, has_script)
    answer = stranger.goto(link)
    assert answer
    assert answer.status == 404
    assert _link(phone, serial) != link
    phone.goto(f"{appointment}/cancellation")
    _look(phone, has_script)
    press(phone, "/cancellation", words="سافرنا")
    assert "done=cancelled" in phone.url
    _look(phone, has_script)
    assert [error for error in complaints.errors if "404" not in error] == []


def _look(page: Page, has_script: bool) -> None:
    if has_script:
        _is_fine(page)


def _link(page: Page, serial: int) -> str:
    found = LINK.search(newest_message(page, a_mobile(serial)))
    assert found
    return found[0]


def test_a_counselor_reads_what_was_written_and_marks_who_came(open_page: OpenPage) -> None:
    desk = open_page(size=DESKTOP)
    sign_in(desk, A_COUNSELOR)
    for page in ("/desk/counseling", "/desk/counseling/week", "/desk/counseling/cases"):
        desk.goto(page)
        _is_fine(desk)
    case = _case_with_a_past(desk)
    _is_fine(desk)
    visit = desk.locator("main details a[href*='/counseling/appointments/']").first.get_attribute("href")
    desk.goto(f"{visit}/questionnaire")
    _is_fine(desk)
    desk.goto(visit or "")
    has_come = desk.locator("form[action$='/attendance']").count() == 0
    for outcome in ("/absence", "/attendance") if has_come else ("/attendance",):
        press(desk, outcome)
    assert desk.locator("form[action$='/attendance']").count() == 0
    _is_fine(desk)
    desk.goto(case)
    _is_fine(desk)


def _case_with_a_past(desk: Page) -> str:
    """Open a case in which somebody was expected already."""
    links = desk.locator("main a[href*='/desk/counseling/cases/']").all()
    for path in [link.get_attribute("href") or "" for link in links]:
        desk.goto(path)
        if desk.locator("main details a[href*='/counseling/appointments/']").count():
            return path
    raise AssertionError("nobody was here before")
