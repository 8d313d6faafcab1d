"""Ways to the pages of counseling that no link leads to."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser import applicant
from tests.browser.forms import fill_in, press, send
from tests.browser.people import A_MANAGER, sign_in
from tests.browser.post import code_in, newest_message
from wethaq.counseling.demo.cast import COUNSELORS
from wethaq.platform.demo.cast import CALL_CENTRE, a_mobile, a_national_id

A_COUNSELOR = COUNSELORS[0].role.email
STEPS = ("service", "attendees", "preferences", "time", "questionnaire", "check")
INVITATION = re.compile(r"/counseling/invitations/[\w-]+")
LINK = re.compile(r"/appointments/link/[\w-]+")
_AGREEING = ("/counseling/start/responsibilities", "/counseling/start/consent")


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def open_own_account(page: Page) -> int:
    """Open an account with nothing in it yet, and return its owner's serial."""
    serial = next(applicant.SERIALS)
    applicant.ask_for_code(page, a_mobile(serial))
    code = code_in(newest_message(page, a_mobile(serial)))
    applicant.open_account(page, code, national_id=a_national_id(serial))
    return serial


def agree_to_counseling(page: Page) -> None:
    """Read and agree to what comes first, and stand before the services."""
    page.goto("/counseling/start")
    page.locator("main form button").click()
    page.check("#is_read")
    page.locator("main form button").click()
    page.wait_for_url("**/consent")
    page.check("#consent")
    page.locator("main form button").click()
    page.wait_for_url("**/bookings/**")


def choose_time(page: Page, service: str = "marital", modality: str = "phone") -> str:
    """Choose a service, a way and a time; return the address of the booking."""
    booking = path_of(page).rsplit("/", 1)[0]
    page.check(f"[name=service][value={service}]")
    page.locator("main form button").click()
    if page.url.endswith("/attendees"):
        page.locator("main form button").last.click()
    page.wait_for_url("**/preferences")
    _choose_way(page, modality)
    return booking


def _choose_way(page: Page, modality: str) -> None:
    page.check(f"[name=modality][value={modality}]")
    page.locator("main form button").click()
    page.wait_for_url("**/time")
    page.locator(".days button").nth(3).click()
    page.wait_for_url("**/questionnaire")


def _send_it(page: Page) -> None:
    """Leave the questions empty, look at all once more, and send."""
    page.locator("main form button").last.click()
    page.wait_for_url("**/check")
    page.locator("main form button").first.click()
    page.wait_for_url("**/confirmation")


def book(page: Page) -> str:
    """Book an appointment by telephone and return its address."""
    open_own_account(page)
    agree_to_counseling(page)
    choose_time(page)
    _send_it(page)
    return path_of(page).removesuffix("/confirmation")


def book_an_appointment(page: Page) -> list[str]:
    """Have one appointment, and stop just before another is sent."""
    appointment = book(page)
    page.goto("/counseling/start")
    page.locator("main form button").click()
    page.wait_for_url("**/bookings/**")
    booking = choose_time(page, "parenting")
    page.locator("main form button").last.click()
    page.wait_for_url("**/check")
    steps = [f"{booking}/{step}" for step in STEPS]
    changes = [f"{appointment}/{page}" for page in ("confirmation", "times", "cancellation")]
    return ["/counseling/appointments", "/counseling/waitlist", appointment, *steps, *changes]


def begin_at_the_front_page(page: Page) -> list[str]:
    open_own_account(page)
    return ["/counseling/start", "/counseling/start/responsibilities"]


def read_before_agreeing(page: Page) -> list[str]:
    """Stop before the consent, and ask for a call instead."""
    open_own_account(page)
    page.goto(_AGREEING[0])
    page.check("#is_read")
    page.locator("main form button").click()
    page.wait_for_url("**/consent")
    page.goto("/counseling/calls/new")
    send(page, is_in_danger="no")
    return [_AGREEING[1], "/counseling/calls/new", path_of(page)]


def take_a_call(page: Page) -> list[str]:
    """Ask for a call, then take it as the manager."""
    open_own_account(page)
    page.goto("/counseling/calls/new")
    send(page, is_in_danger="no")
    page.context.clear_cookies()
    sign_in(page, A_MANAGER)
    page.goto("/desk/counseling/queue")
    press(page, "/taking")
    return [path_of(page)]


def hold_a_link(page: Page) -> list[str]:
    """Open an appointment by the link of its message, signed out."""
    book(page)
    found = LINK.search(newest_message(page, ""))
    assert found
    page.context.clear_cookies()
    return [found[0], f"{found[0]}/times", f"{found[0]}/cancellation", "/appointments/done/moved"]


def sit_opposite(page: Page) -> list[str]:
    sign_in(page, A_COUNSELOR)
    return [
        "/desk/counseling",
        "/desk/counseling/cases",
        "/desk/counseling/week",
        "/desk/counseling/calendars",
    ]


def run_the_house(page: Page) -> list[str]:
    sign_in(page, A_MANAGER)
    rooms = ("bookings", "queue", "counselors", "rooms", "plans", "seasons", "services", "groups", "figures")
    return [f"/desk/counseling/{room}" for room in (*rooms, "supervision")]


def book_for_a_caller(page: Page) -> list[str]:
    """Begin for somebody on the telephone and keep a time that is read back."""
    sign_in(page, CALL_CENTRE.email)
    page.goto("/desk/people")
    press(page, "/desk/people/searches", q=a_mobile(102))
    page.locator("main a[href*='/desk/people/']:has(bdi)").first.click()
    page.wait_for_url("**/desk/people/*-*")
    page.locator("main a[href*='/desk/counseling/booking/']").first.click()
    page.wait_for_url("**/desk/counseling/booking/*")
    first = path_of(page)
    press(
        page,
        first,
        channel="phone",
        method="phone",
        witness="سارة البلوي",
        service="marital",
        modality="phone",
    )
    times = path_of(page)
    page.locator("main [name=starts_at]").first.check()
    press(page, "/time")
    assert page.url.endswith("/confirmation"), page.locator("main").inner_text()
    return [first, times, path_of(page)]


def join_a_group(page: Page) -> list[str]:
    """Take a seat in a session that a manager has opened."""
    sign_in(page, A_MANAGER)
    page.goto("/desk/counseling/groups")
    on = date.today() + timedelta(days=9)  # noqa: DTZ011 - a date that a manager types
    typed = {"on_day": str(on.day), "on_month": str(on.month), "on_year": str(on.year)}
    page.locator("[name=counselor]").select_option(index=1)
    page.locator("[name=modality]").select_option("video")
    page.select_option("[name=on_calendar]", "gregorian")
    press(page, "/desk/counseling/groups", topic_ar="العناية بالوالدين", on_at="05:30", seats="6", **typed)
    page.context.clear_cookies()
    open_own_account(page)
    agree_to_counseling(page)
    page.goto("/counseling/groups")
    page.locator("main a[href*='/counseling/groups/']").first.click()
    page.wait_for_url("**/counseling/groups/*")
    group = path_of(page)
    press(page, "/members")
    found = LINK.search(newest_message(page, ""))
    assert found
    return [group, f"{path_of(page)}/absence", f"{found[0]}/absence"]


def be_invited(page: Page) -> list[str]:
    """Ask for an hour for two, and read what the other one is sent."""
    open_own_account(page)
    agree_to_counseling(page)
    page.check("[name=service][value=couple]")
    page.locator("main form button").click()
    page.wait_for_url("**/attendees")
    fill_in(page, spouse_address="zawj@mail.example")
    page.locator("main form button").last.click()
    page.wait_for_url("**/preferences")
    _choose_way(page, "video")
    _send_it(page)
    found = INVITATION.search(newest_message(page, "zawj@mail.example"))
    assert found
    page.context.clear_cookies()
    return [found[0]]


def open_notes_for_a_reason(page: Page) -> list[str]:
    sign_in(page, A_MANAGER)
    page.goto("/desk/counseling/bookings")
    found = re.search(r"C-\d{4}-\d{5}", page.locator("main").inner_text())
    page.goto("/desk/counseling/supervision")
    send(
        page,
        number=found[0] if found else "C-1448-00001",
        reason="شكت الأسرة من طول الانتظار بين الموعدين، ونراجع ما كُتب.",
    )
    return [path_of(page)]


COUNSELING_ERRANDS = {
    errand.__name__: errand
    for errand in (
        book_an_appointment,
        begin_at_the_front_page,
        read_before_agreeing,
        hold_a_link,
        take_a_call,
        sit_opposite,
        run_the_house,
        book_for_a_caller,
        join_a_group,
        be_invited,
        open_notes_for_a_reason,
    )
}
