"""What goes wrong in mid-form: the login ends, the way goes back, a button is pressed twice, two tabs are open."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page

from tests.browser import applicant
from tests.browser.conftest import OpenPage
from tests.browser.forms import MAIN_ACT, fill_in, heading, send
from tests.browser.post import code_in, newest_message
from tests.browser.site import Site
from wethaq.platform.demo.cast import PASSWORD, a_mobile, a_national_id

pytestmark = pytest.mark.browser

STORY = "قصة طويلة كتبتها على مهل، ولا أريد أن تضيع."
Begin = Callable[[], tuple[Page, str]]


@pytest.fixture
def begin(open_page: OpenPage) -> Begin:
    """Open an account with a password and a form, and return the phone and its mobile number."""

    def begin_form() -> tuple[Page, str]:
        phone, serial = open_page(), next(applicant.SERIALS)
        applicant.ask_for_code(phone, a_mobile(serial))
        code = code_in(newest_message(phone, a_mobile(serial)))
        applicant.open_account(phone, code, national_id=a_national_id(serial), password=PASSWORD)
        applicant.begin_request(phone)
        return phone, a_mobile(serial)

    return begin_form


def open_question(page: Page, key: str) -> None:
    page.goto(f"{applicant.request_address(page)}/questions/{key}")


def let_the_newest_login_expire(site: Site) -> None:
    """Put its last sign of life back by a day, as the clock would."""
    with closing(sqlite3.connect(site.folder / "data/wethaq.sqlite", timeout=20)) as database, database:
        database.execute(
            "UPDATE accounts_session SET last_seen_at = datetime(last_seen_at, '-1 day') || '+00:00',"
            " started_at = datetime(started_at, '-1 day') || '+00:00'"
            " WHERE started_at = (SELECT max(started_at) FROM accounts_session)"
        )


def test_a_login_that_ends_in_mid_form_loses_nothing(begin: Begin, site: Site) -> None:
    phone, mobile = begin()
    open_question(phone, "situation")
    let_the_newest_login_expire(site)

    send(phone, situation=STORY)

    assert "/sign-in" in phone.url
    assert "محفوظ" in phone.locator("main").inner_text()
    send(phone, address=mobile, password=PASSWORD)

    assert phone.locator("#situation").input_value() == STORY
    send(phone)
    assert "/tasks" in phone.url


def test_going_back_and_forth_breaks_nothing(begin: Begin) -> None:
    phone, _ = begin()
    open_question(phone, "household_size")
    send(phone, household_size="٥")
    send(phone, dependants="٣")
    phone.go_back()
    phone.go_back()
    assert phone.locator("#household_size").input_value() in {"5", "٥"}

    send(phone, household_size="6")

    assert phone.locator("#dependants").input_value() in {"3", "٣"}


def test_a_button_pressed_twice_acts_once(begin: Begin) -> None:
    phone, _ = begin()
    at = applicant.request_address(phone)
    fill_everything(phone, at)
    phone.goto(f"{at}/declaration")
    fill_in(phone, is_confirmed="yes", signed_name=applicant.SIGNATURE)

    with phone.expect_navigation(url="**/confirmation"):
        phone.locator(f"main form {MAIN_ACT}").dblclick()

    phone.goto("/requests")
    assert phone.locator(f"main a[href='{at}']").count() == 1
    assert phone.locator("main a[href*='/requests/']:not([href*='/new'])").count() == 1


def test_two_tabs_begin_one_request(begin: Begin) -> None:
    phone, _ = begin()
    at = applicant.request_address(phone)
    other = phone.context.new_page()
    other.goto("/requests/new/support/consent")
    send(other)

    assert applicant.request_address(other) == at


def fill_everything(page: Page, at: str) -> None:
    """Answer every question and promise the paper."""
    page.goto(f"{at}/tasks")
    applicant.answer_questions(page)
    page.goto(f"{at}/documents/income_proof")
    with page.expect_navigation():
        page.locator("form:has([name=is_promised]) button").click()


def test_what_changed_in_another_tab_is_not_signed_unseen(begin: Begin) -> None:
    """The signature covers what was shown (H4): the page shows it again, changed, and asks anew."""
    phone, _ = begin()
    at = applicant.request_address(phone)
    fill_everything(phone, at)
    phone.goto(f"{at}/declaration")
    other = phone.context.new_page()
    other.goto(f"{at}/questions/household_size")
    send(other, household_size="9")

    send(phone, is_confirmed="yes", signed_name=applicant.SIGNATURE)

    assert "/confirmation" not in phone.url
    assert "9" in phone.locator("main").inner_text(), heading(phone)
    assert applicant.sign(phone).startswith("W-")
    other.goto(f"{at}/questions/household_size")
    assert "/questions/" not in other.url, "what is signed is read, not written"
