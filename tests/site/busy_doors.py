"""People half-way through every door of the site."""

import re

import httpx

from tests.client import Client
from tests.platform.accounts.builders import (
    PASSWORD,
    a_member_of_staff,
    a_mobile,
    an_email,
    last_message_to,
)
from tests.site.busy_house import BusyHouse
from wethaq.platform.actors import Role

ANSWERS: dict[str, dict[str, str]] = {
    "name": {"first_name": "ريم", "father_name": "فهد", "grandfather_name": "علي", "family_name": "الحويطي"},
    "birth-date": {
        "birth_date_day": "2",
        "birth_date_month": "5",
        "birth_date_year": "1415",
        "birth_date_calendar": "hijri",
    },
    "sex": {"sex": "female"},
    "identity": {"national_id": ""},
    "home": {"governorate": "duba", "city": "ضباء"},
    "earlier-file": {"has_earlier_file": "yes"},
    "password": {"password": ""},
}


async def people_at_the_doors(client: Client, house: BusyHouse) -> None:
    """Let them in: visitors, new ones, staff with and without a second step, the forgetful."""
    visitor = client.new()
    house.let_in("visitor", visitor, "/ask", "/ask/answer", "/requests/tracking", "/services/support")
    house.answered += [
        (visitor, await visitor.post("/requests/tracking", {"number": "W-1448-00001"})),
        (visitor, await visitor.post("/page-opinions", {"page": "/privacy", "answer": "no"})),
        (visitor, await visitor.post("/ask", {"question": "متى تفتحون؟", "name": "", "address": an_email()})),
    ]
    await _newcomers(client, house)
    await _staff(client, house)


async def _newcomers(client: Client, house: BusyHouse) -> None:
    proving, answering = client.new(), client.new()
    await proving.post("/register", {"address": a_mobile()})
    house.let_in("proving", proving, "/register/code")
    email = an_email()
    await answering.post("/register", {"address": email})
    code = re.search(r"\d{6}", await last_message_to(email))
    assert code
    await answering.post("/register/code", {"code": code.group()})
    for step, answers in ANSWERS.items():
        await answering.post(f"/register/{step}", answers)
    steps = (f"/register/{step}" for step in ANSWERS)
    house.let_in("registering", answering, *steps, "/register/check", "/register/claim", "/register/guardian")
    by_code = client.new()
    await by_code.post("/sign-in/code", {"address": a_mobile()})
    house.let_in("by code", by_code, "/sign-in/code/check")


async def _staff(client: Client, house: BusyHouse) -> None:
    for has_second_step, page in ((True, "/sign-in/second-factor"), (False, "/sign-in/enrolment")):
        address, browser = an_email(), client.new()
        await a_member_of_staff(Role.TRAINER, address=address, has_second_step=has_second_step)
        await browser.post("/sign-in", {"address": address, "password": PASSWORD})
        house.let_in(page, browser, page)
    forgetful, invited = client.new(), client.new()
    await forgetful.post("/password-reset", {"address": an_email()})
    house.let_in("forgetful", forgetful, "/password-reset/check")
    address = an_email()
    sent = await _invite(house.browsers[Role.ADMINISTRATOR.value], address)
    assert sent.status_code == 303, sent.text
    link = re.search(r"/staff-setup/[\w-]+", await last_message_to(address))
    assert link
    house.let_in("invited", invited, link.group())


async def _invite(administrator: Client, address: str) -> httpx.Response:
    return await administrator.post(
        "/desk/staff/new", {"name": "مها البلوي", "address": address, "roles": ["trainer"]}
    )
