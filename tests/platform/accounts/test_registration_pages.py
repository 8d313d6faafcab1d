"""Opening an account, one question a page, also for whom we know already; strangers learn nothing by it."""

import asyncio
import re
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.client import Client
from tests.platform.accounts.builders import (
    a_beneficiary,
    a_member_of_staff,
    a_mobile,
    a_person,
    an_email,
    last_message_to,
)
from wethaq.platform.accounts.tables import Account, Passage
from wethaq.platform.actors import Role
from wethaq.platform.database.engine import ENGINE
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people import service as people

ID_OF_NOURA = "1000000008"
ANSWERS: dict[str, dict[str, str]] = {
    "name": {
        "first_name": "ريم",
        "father_name": "فهد",
        "grandfather_name": "علي",
        "family_name": "الحويطي",
    },
    "birth-date": {
        "birth_date_day": "٢",
        "birth_date_month": "٥",
        "birth_date_year": "١٤١٥",
        "birth_date_calendar": "hijri",
    },
    "sex": {"sex": "female"},
    "identity": {"national_id": ""},
    "home": {"governorate": "duba", "city": "ضباء"},
    "earlier-file": {"has_earlier_file": "no"},
    "password": {"password": ""},
}


def code_in(message: str) -> str:
    found = re.search(r"\d{6}", message)
    assert found, message
    return found.group()


async def prove(browser: Client, address: str) -> httpx.Response:
    await browser.post("/register", {"address": address})
    return await browser.post("/register/code", {"code": code_in(await last_message_to(address))})


async def answer(browser: Client, **changes: dict[str, str]) -> httpx.Response:
    """Answer every question in order; return the answer to the last one."""
    page: Any = None
    for step, values in ANSWERS.items():
        page = await browser.post(f"/register/{step}", {**values, **changes.get(step.replace("-", "_"), {})})
        assert page.status_code == 303, (step, page.text)
    return page


async def test_a_woman_opens_an_account_by_mobile_without_a_password(client: Client) -> None:
    mobile = a_mobile()
    first = await prove(client, mobile)
    assert first.headers["location"] == "/register/name"
    last = await answer(client)
    check = await client.follow(last)
    assert "ريم فهد علي الحويطي" in check.text
    done = await client.post("/register/check")
    assert done.headers["location"] == "/my-file"
    account = await Account.objects().first()
    assert account is not None
    person = await people.get_person(account.person_id)
    assert (person.full_name, person.mobile, person.governorate) == ("ريم فهد علي الحويطي", mobile, "duba")
    assert str(person.birth_date) == "1994-10-07"
    assert (await client.get("/account")).status_code == 200


async def test_a_password_that_is_chosen_works_and_is_kept_nowhere(client: Client) -> None:
    email, password = an_email(), "قهوة باردة في مطار بعيد"
    await prove(client, email)
    await answer(client, password={"password": password})
    await client.post("/register/check")
    again = await client.new().post("/sign-in", {"address": email, "password": password})
    assert again.status_code == 303
    rows = await ENGINE._run_in_new_connection("SELECT answers FROM accounts_passage")
    assert all(row["answers"] is None for row in rows)


async def test_nothing_typed_is_lost_on_any_page(client: Client) -> None:
    await prove(client, a_mobile())
    page = await client.post(
        "/register/name", {"first_name": "ريم", "father_name": "", "family_name": "الحويطي"}
    )
    assert page.status_code == 422
    assert 'value="ريم"' in page.text
    assert 'href="#father_name"' in page.text
    await client.post("/register/name", ANSWERS["name"])
    wrong = {**ANSWERS["birth-date"], "birth_date_month": "13"}
    page = await client.post("/register/birth-date", wrong)
    assert page.status_code == 422
    assert 'value="13"' in page.text
    assert 'value="الحويطي"' in (await client.get("/register/name")).text


async def test_a_birth_date_to_come_is_no_birth_date(client: Client) -> None:
    await prove(client, a_mobile())
    await client.post("/register/name", ANSWERS["name"])
    page = await client.post("/register/birth-date", {**ANSWERS["birth-date"], "birth_date_year": "1460"})
    assert page.status_code == 422


async def test_no_question_is_jumped_over(client: Client) -> None:
    await prove(client, a_mobile())
    assert (await client.get("/register/home")).status_code == 404
    assert (await client.get("/register/check")).status_code == 404
    assert (await client.get("/register/no-such-page")).status_code == 404
    early = await client.post("/register/check")
    assert early.headers["location"] == "/register?lost=1"


async def test_the_questions_open_only_after_the_code(client: Client) -> None:
    await client.post("/register", {"address": a_mobile()})
    assert (await client.get("/register/name")).headers["location"] == "/register?lost=1"


async def test_a_child_is_shown_the_guardians_path_early(client: Client) -> None:
    await prove(client, a_mobile())
    await client.post("/register/name", ANSWERS["name"])
    page = await client.post("/register/birth-date", {**ANSWERS["birth-date"], "birth_date_year": "1436"})
    assert page.headers["location"] == "/register/guardian"
    assert (await client.follow(page)).status_code == 200
    for step in ("sex", "identity", "home", "earlier-file", "password"):
        await client.post(f"/register/{step}", ANSWERS[step])
    assert (await client.post("/register/check")).headers["location"] == "/register?lost=1"
    assert await Account.count() == 0


async def test_sending_the_last_page_twice_makes_one_account(client: Client) -> None:
    await prove(client, a_mobile())
    await answer(client)
    twin = client.new()
    twin.http.cookies = client.http.cookies
    answers = await asyncio.gather(client.post("/register/check"), twin.post("/register/check"))
    assert sorted(answer.headers["location"] for answer in answers) == ["/my-file", "/register?lost=1"]
    assert await Account.count() == 1
    assert (await client.get("/register")).headers["location"] == "/my-file"


async def test_whoever_has_an_account_is_let_in_instead(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    entered = await prove(client, mobile)
    assert entered.headers["location"] == "/my-file"
    assert await Account.count() == 1


async def test_a_staff_address_is_refused_only_after_its_owner_proved_it(client: Client) -> None:
    email = an_email()
    await a_member_of_staff(Role.TRAINER, address=email)
    page = await prove(client, email)
    assert page.status_code == 422


async def test_an_earlier_file_is_claimed_by_a_code_to_the_contact_on_file(client: Client) -> None:
    on_file = a_mobile()
    person_id = await a_person(mobile=on_file, national_id=ID_OF_NOURA)
    await prove(client, a_mobile())
    for step in ("name", "birth-date", "sex"):
        await client.post(f"/register/{step}", ANSWERS[step])
    await client.post("/register/identity", {"national_id": "١٠٠٠٠٠٠٠٠٨"})
    await client.post("/register/home", ANSWERS["home"])
    claim = await client.post("/register/earlier-file", {"has_earlier_file": "yes"})
    assert claim.headers["location"] == "/register/claim"
    page = await client.follow(claim)
    assert on_file not in page.text
    assert "نورة" not in page.text
    assert (await client.post("/register/claim", {"code": "000000"})).status_code == 422
    code = code_in(await last_message_to(on_file))
    tied = await client.post("/register/claim", {"code": code})
    assert tied.headers["location"] == "/register/password"
    await client.post("/register/password", {})
    await client.post("/register/check")
    account = await Account.objects().first()
    assert account is not None
    assert account.person_id == person_id


@pytest.mark.parametrize("has_account", [True, False])
async def test_the_claim_page_tells_nothing_of_whether_a_file_exists(
    client: Client, has_account: bool
) -> None:
    mobile = a_mobile()
    person_id = await a_person(mobile=mobile, national_id=ID_OF_NOURA)
    if has_account:
        await Account.insert(
            Account(id=person_id, person_id=person_id, status="active", made_at=datetime.now(UTC))
        )
    pages = []
    for number in ("", ID_OF_NOURA):
        browser = client.new()
        await prove(browser, a_mobile())
        for step in ("name", "birth-date", "sex"):
            await browser.post(f"/register/{step}", ANSWERS[step])
        await browser.post("/register/identity", {"national_id": number})
        await browser.post("/register/home", ANSWERS["home"])
        pages.append(
            await browser.follow(await browser.post("/register/earlier-file", {"has_earlier_file": "yes"}))
        )
    assert pages[0].text == pages[1].text


async def test_a_file_with_an_account_gets_no_claim_code(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    before = await Message.count()
    await prove(client, an_email())
    for step in ("name", "birth-date", "sex", "identity", "home"):
        await client.post(f"/register/{step}", ANSWERS[step])
    await client.post("/register/earlier-file", {"has_earlier_file": "yes"})
    assert await Message.count() == before + 1


async def test_two_browsers_never_share_a_registration(client: Client) -> None:
    await prove(client, a_mobile())
    await client.post("/register/name", ANSWERS["name"])
    other = client.new()
    await prove(other, a_mobile())
    assert "الحويطي" not in (await other.get("/register/name")).text
    assert await Passage.count() == 2


@pytest.mark.parametrize("typed", ["\u202eabc", "a\x00b", "﷽" * 300, "🧕" * 100, "' OR 1=1 --", "<script>"])
async def test_strange_strings_meet_words_and_never_a_failure(client: Client, typed: str) -> None:
    for path, field in (("/register", "address"), ("/sign-in", "address"), ("/password-reset", "address")):
        page = await client.new().post(path, {field: typed, "password": typed})
        assert page.status_code == 422
        assert "<script>" not in page.text.split("<body>")[1]
    await prove(client, a_mobile())
    fields = ("first_name", "father_name", "grandfather_name", "family_name")
    page = await client.post("/register/name", dict.fromkeys(fields, typed))
    assert page.status_code in {303, 422}
