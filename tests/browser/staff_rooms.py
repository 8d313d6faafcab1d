"""The officer's desk and the committee's room, in windows of their own."""

import re
from datetime import date, timedelta

from playwright.sync_api import Locator, Page

from tests.browser.forms import fill_in, press, send
from tests.browser.people import sign_in
from wethaq.platform.demo.cast import CHAIR

VALID_YEAR = str(date.today().year + 3)  # noqa: DTZ011 - the year of an invented card
_VERIFICATION = re.compile(r"\b(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}\b")
_SURVEY = re.compile(r"/survey/[\w-]+")
_MEETING = re.compile(r"/committee/meetings/[0-9a-f-]{36}")


def open_at_desk(page: Page, number: str) -> None:
    """Find a request by its number in the queue."""
    page.goto(f"/desk?number={number}")
    page.locator("main a[href*='/desk/requests/']").first.click()
    page.wait_for_url("**/desk/requests/*")


def settle_checklist(page: Page) -> int:
    """Match every item that can be matched, as an officer does with the papers on the table (H2)."""
    settled = 0
    while True:
        open_forms = page.locator("main form[action$='/match']")
        if not open_forms.count():
            return settled
        code = re.search(r"/checklist/(\w+)/", open_forms.first.get_attribute("action") or "")
        assert code
        item = f"main form[action$='/{code[1]}/match']"
        if page.locator(f"{item} [name=expires_year]").count():
            for part, value in (("day", "1"), ("month", "1"), ("year", VALID_YEAR)):
                page.fill(f"{item} [name=expires_{part}]", value)
            page.select_option(f"{item} [name=expires_calendar]", "gregorian")
        press(page, f"/{code[1]}/match")
        settled += 1
        assert settled < 20, "an item does not stay matched"


def forward_to_committee(page: Page) -> None:
    press(page, "/steps/verification-completion")
    press(page, "/steps/committee")


def call_meeting(page: Page, number: str) -> str:
    """Call a meeting for tomorrow with one request on its agenda; return the meeting's address."""
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - a date that an officer types
    page.goto("/committee/meetings/new")
    fill_in(page, held_day=str(tomorrow.day), held_month=str(tomorrow.month), held_year=str(tomorrow.year))
    send(page, held_calendar="gregorian", starts_at="16:30", place="مقر الجمعية")
    meeting = _MEETING.search(page.url)
    assert meeting, page.locator("main").inner_text()
    page.locator("label.choice").filter(has_text=number).locator("input").check()
    press(page, "/agenda")
    return meeting[0]


def open_meeting(page: Page, meeting: str, number: str) -> str:
    """Open the meeting as its chair, mark the regular members present, and open the vote; return the case."""
    sign_in(page, CHAIR.email)
    page.goto(meeting)
    press(page, "/opening")
    for seat in page.locator("main input[name=present]").all():
        seat.check()
    press(page, "/attendance")
    page.locator("main table a").filter(has_text=number).click()
    page.wait_for_url("**/committee/items/*")
    press(page, "/voting")
    return page.url


def vote(page: Page, case: str, choice: str) -> None:
    page.goto(case)
    press(page, "/votes", choice=choice)


def count_votes(page: Page, case: str) -> None:
    """Close the vote with the first reason offered and a few words of one's own."""
    page.goto(case)
    page.locator("main input[name=reasons]").first.check()
    press(page, "/decision", explanation="ثبتت حاجة الأسرة، وأوصت اللجنة بسلة غذائية ثلاثة أشهر.")


def show_decision(page: Page, number: str) -> Locator:
    """Show the decisions that wait for release, and return the one on this request."""
    page.goto("/committee/decisions")
    return page.locator("main article").filter(has_text=number)


def try_to_release(page: Page, number: str) -> None:
    """Send what the page offers no button for, as someone who knows the address would."""
    show_decision(page, number).locator("form[action$='/urgency']").evaluate(
        "form => { form.action = form.action.replace('/urgency', '/release'); }"
    )
    with page.expect_navigation():
        show = page.locator("main article").filter(has_text=number).locator("form[action$='/release']")
        show.evaluate("form => form.submit()")


def ask_urgency(page: Page, number: str, reason: str) -> None:
    form = show_decision(page, number).locator("form[action$='/urgency']")
    press(page, _end_of(form), reason=reason)


def approve_urgency(page: Page, number: str) -> None:
    press(page, _end_of(show_decision(page, number).locator("form[action$='/approval']")))


def release(page: Page, number: str) -> None:
    press(page, _end_of(show_decision(page, number).locator("form[action$='/release']")))


def _end_of(form: Locator) -> str:
    return form.get_attribute("action") or ""


def verification_code(letter: str) -> str:
    """Read the code at the foot of a letter."""
    found = _VERIFICATION.search(letter)
    assert found, letter
    return found[0]


def survey_link(message: str) -> str:
    found = _SURVEY.search(message)
    assert found, message
    return found[0]
