"""Ways to the pages that no link leads to: behind a first form, a message, or a secret."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser import applicant
from tests.browser.forms import press, send
from tests.browser.people import A_BENEFICIARY, AN_OFFICER, sign_in
from tests.browser.post import code_in, newest_message
from wethaq.platform.demo.cast import ADMINISTRATOR, PASSWORD, SECOND_OFFICER, a_mobile, a_national_id
from wethaq.platform.demo.plans import PLANS, Turn

STAFF_PASSWORD = "غيمة بعيدة تعانق نخلة وردية"
_SET_UP = re.compile(r"/staff-setup/[\w-]+")


def forget_the_password(page: Page) -> list[str]:
    return _send_first_form(page, "/password-reset", address=A_BENEFICIARY)


def come_by_code(page: Page) -> list[str]:
    return _send_first_form(page, "/sign-in/code", address=A_BENEFICIARY)


def stop_before_the_second_step(page: Page) -> list[str]:
    return _send_first_form(page, "/sign-in", address=AN_OFFICER, password=PASSWORD)


def open_an_account(page: Page) -> list[str]:
    """Stop just before it is opened: every page of the registration may be seen again."""
    _tell_about_oneself(page)
    pages = ("name", "birth-date", "sex", "identity", "home", "earlier-file", "claim", "password", "check")
    return ["/register/code", "/register/guardian", *(f"/register/{name}" for name in pages)]


def apply_for_support(page: Page) -> list[str]:
    """Stop just before the signature, having begun to protect the account on the way."""
    _tell_about_oneself(page)
    send(page)
    page.goto("/account/second-step")
    press(page, "/account/second-step")
    applicant.begin_request(page)
    applicant.answer_questions(page)
    return [applicant.request_address(page) + "/tasks", "/account/second-step/enrolment", "/account/step-up"]


def apply_from_elsewhere(page: Page) -> list[str]:
    """Be told politely, and early, that one lives outside of the region (R1)."""
    _tell_about_oneself(page, governorate="riyadh")
    send(page)
    page.goto("/requests/new/support/responsibilities")
    send(page, is_read="yes")
    assert page.url.endswith("/scope"), page.url
    return ["/requests/new/support/scope", "/counseling/start/area"]


def look_at_a_receipt(page: Page) -> list[str]:
    sign_in(page, A_BENEFICIARY)
    page.goto("/my-file/consents")
    page.locator("main a[href*='/consents/intake.']").first.click()
    page.wait_for_url("**/consents/intake.*")
    found = re.search(r"\b(?:[A-Z2-7]{4}-?){4}\b", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    return ["/receipts/" + found[0].replace("-", "")]


def join_the_staff(page: Page) -> list[str]:
    """Use one invitation and leave another unopened."""
    sign_in(page, ADMINISTRATOR.email)
    unopened, used = (_invite(page, next(applicant.SERIALS)) for _ in range(2))
    page.context.clear_cookies()
    page.goto(used)
    send(page, password=STAFF_PASSWORD)
    assert page.url.endswith("/sign-in/enrolment"), page.url
    return [unopened, "/sign-in/enrolment"]


def work_at_reception(page: Page) -> list[str]:
    """Begin a request for somebody at the counter, and have a question to answer."""
    page.goto("/ask")
    send(page, question="متى تفتح الجمعية أبوابها؟")
    sign_in(page, SECOND_OFFICER.email)
    somebody = next(plan.person for plan in PLANS if plan.turn is Turn.IS_WITHDRAWN)
    page.goto("/desk/intake")
    press(page, "/desk/people/searches", q=a_mobile(somebody))
    page.locator("main a[href*='/desk/people/0'], main a[href*='/desk/people/']:has(bdi)").first.click()
    page.wait_for_url("**/desk/people/*-*")
    page.locator("main a[href*='/desk/intake/']").first.click()
    page.wait_for_url("**/desk/intake/*")
    send(page, service="support", channel="in_person", method="paper")
    assert page.url.endswith("/answers"), page.locator("main").inner_text()
    return [re.sub(r"^https?://[^/]+", "", page.url), "/desk/questions"]


ERRANDS: dict[str, Callable[[Page], list[str]]] = {
    errand.__name__: errand
    for errand in (
        forget_the_password,
        come_by_code,
        stop_before_the_second_step,
        open_an_account,
        apply_for_support,
        apply_from_elsewhere,
        look_at_a_receipt,
        join_the_staff,
        work_at_reception,
    )
}


def _send_first_form(page: Page, path: str, **typed: str) -> list[str]:
    page.goto(path)
    send(page, **typed)
    return [re.sub(r"^https?://[^/]+", "", page.url)]


def _tell_about_oneself(page: Page, **other: str) -> None:
    serial = next(applicant.SERIALS)
    applicant.ask_for_code(page, a_mobile(serial))
    code = code_in(newest_message(page, a_mobile(serial)))
    applicant.tell_about_oneself(page, code, national_id=a_national_id(serial), **other)


def _invite(page: Page, serial: int) -> str:
    page.goto("/desk/staff/new")
    send(page, name="سلوى المطيري", address=f"staff{serial}@wethaq.example", roles="volunteer")
    found = _SET_UP.search(newest_message(page, f"staff{serial}@wethaq.example"))
    assert found
    return found[0]
