"""Coming in: by password, by code, by the second step; and what strangers learn of it, which is nothing."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import httpx
import pyotp
import pytest

from tests.client import Client
from tests.platform.accounts.builders import (
    PASSWORD,
    a_beneficiary,
    a_member_of_staff,
    a_mobile,
    app_code,
    give_second_step,
    last_message_to,
    signed_in,
)
from wethaq.platform.accounts.tables import Passage, Session
from wethaq.platform.actors import Role
from wethaq.platform.database.sealing import open_row
from wethaq.platform.security.tables import TotpDevice

COOKIE = "__Host-sid"
OFFICER = "officer@example.org"


def code_in(message: str) -> str:
    found = re.search(r"\d{6}", message)
    assert found, message
    return found.group()


def same_page(one: httpx.Response, other: httpx.Response, *typed: str) -> bool:
    """Compare two pages but for what was typed."""
    texts = [one.text, other.text]
    for word in typed:
        texts = [text.replace(word, "") for text in texts]
    return one.status_code == other.status_code and texts[0] == texts[1]


async def test_a_beneficiary_signs_in_by_mobile_in_any_spelling(client: Client) -> None:
    await a_beneficiary("+966501112223")
    for spelling in ("0501112223", "٠٥٠١١١٢٢٢٣", "00966501112223", "+966 50 111 2223"):
        browser = client.new()
        answer = await browser.post("/sign-in", {"address": spelling, "password": PASSWORD})
        assert answer.headers["location"] == "/my-file"
        assert browser.http.cookies.get(COOKIE)


async def test_a_wrong_password_and_an_unknown_mobile_look_the_same(client: Client) -> None:
    known, unknown = a_mobile(), a_mobile()
    await a_beneficiary(known)
    one = await client.post("/sign-in", {"address": known, "password": "not this one at all"})
    other = await client.post("/sign-in", {"address": unknown, "password": "not this one at all"})
    assert one.status_code == 422
    assert same_page(one, other, known, unknown)


async def test_a_closed_or_invited_staff_account_looks_like_none(client: Client) -> None:
    await a_member_of_staff(Role.TRAINER, address=OFFICER)
    from wethaq.platform.accounts.tables import Account

    await Account.update({Account.status: "deactivated"}, force=True)
    one = await client.post("/sign-in", {"address": OFFICER, "password": PASSWORD})
    other = await client.post("/sign-in", {"address": "nobody@example.org", "password": PASSWORD})
    assert same_page(one, other, OFFICER, "nobody@example.org")


@pytest.mark.parametrize("path", ["/sign-in/code", "/password-reset", "/register"])
async def test_asking_for_a_code_tells_nothing_of_an_account(client: Client, path: str) -> None:
    known, unknown = a_mobile(), a_mobile()
    await a_beneficiary(known)
    browsers = client.new(), client.new()
    answers = [await b.post(path, {"address": a}) for b, a in zip(browsers, (known, unknown), strict=True)]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    pages = [await b.follow(answer) for b, answer in zip(browsers, answers, strict=True)]
    assert same_page(pages[0], pages[1], known, unknown)
    tries = [await b.post(str(pages[0].url.path), {"code": "000000", "password": PASSWORD}) for b in browsers]
    assert tries[0].status_code == 422
    assert same_page(tries[0], tries[1], known, unknown)


async def test_the_password_is_never_sent_back(client: Client) -> None:
    page = await client.post("/sign-in", {"address": "not an address", "password": "a secret of mine"})
    assert page.status_code == 422
    assert "a secret of mine" not in page.text
    assert 'value="not an address"' in page.text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%0d%0aSet-Cookie:x",
        "javascript:alert(1)",
        "/sign-in",
    ],
)
async def test_no_redirect_leads_off_the_site_or_round_in_a_circle(client: Client, target: str) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    answer = await client.post("/sign-in", {"address": mobile, "password": PASSWORD}, params={"next": target})
    assert answer.status_code == 303
    assert "evil" not in answer.headers["location"].split("?")[0]
    assert not answer.headers["location"].startswith(("//", "/\\", "http", "/sign-in"))


async def test_the_page_that_was_asked_for_opens_after_the_sign_in(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    door = await client.get("/account/sessions?from=mail")
    assert door.headers["location"] == "/sign-in?next=%2Faccount%2Fsessions%3Ffrom%3Dmail"
    page = await client.follow(door)
    action = re.search(r'action="(/sign-in\?[^"]*)"', page.text)
    assert action
    answer = await client.post(action.group(1), {"address": mobile, "password": PASSWORD})
    assert answer.headers["location"] == "/account/sessions?from=mail"


async def test_an_english_reader_stays_english(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    answer = await client.post("/en/sign-in", {"address": mobile, "password": PASSWORD})
    assert answer.headers["location"] == "/en/my-file"


async def test_the_tenth_wrong_password_is_the_last_for_a_while(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    pages = [
        await client.post("/sign-in", {"address": mobile, "password": "wrong wrong wrong"}) for _ in range(5)
    ]
    assert pages[-1].status_code == 429
    assert "no-store" in pages[-1].headers["cache-control"]
    right = await client.post("/sign-in", {"address": mobile, "password": PASSWORD})
    assert right.status_code == 429


async def test_a_stranger_who_guesses_does_not_lock_the_owner_out(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    for _ in range(6):
        await client.post("/sign-in", {"address": mobile, "password": "wrong wrong wrong"})
    home = Client(client.app)
    home.http = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=client.app, client=("203.0.113.7", 1)),
        base_url="https://wethaq.test",
    )
    answer = await home.post("/sign-in", {"address": mobile, "password": PASSWORD})
    assert answer.status_code == 303
    await home.http.aclose()


async def test_no_phone_is_flooded_with_codes(client: Client) -> None:
    mobile = a_mobile()
    answers = [await client.new().post("/sign-in/code", {"address": mobile}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]


async def test_a_second_code_within_a_minute_is_refused_beside_the_field(client: Client) -> None:
    await client.post("/sign-in/code", {"address": a_mobile()})
    page = await client.post("/sign-in/code/another")
    assert page.status_code == 422
    await Passage.update({Passage.code_sent_at: datetime.now(UTC) - timedelta(minutes=2)}, force=True)
    assert (await client.post("/sign-in/code/another")).status_code == 303


async def test_a_code_by_text_message_signs_in_once(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile, password=None)
    await client.post("/sign-in/code", {"address": mobile})
    code = code_in(await last_message_to(mobile))
    answer = await client.post("/sign-in/code/check", {"code": f"{code[:3]} {code[3:]}"})
    assert answer.headers["location"] == "/my-file"
    again = await client.new().post("/sign-in/code/check", {"code": code})
    assert again.headers["location"].startswith("/sign-in?lost")


async def test_the_code_of_one_visitor_is_worth_nothing_to_another(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    owner, thief = client.new(), client.new()
    await owner.post("/sign-in/code", {"address": mobile})
    code = code_in(await last_message_to(mobile))
    await thief.post("/sign-in/code", {"address": a_mobile()})
    assert (await thief.post("/sign-in/code/check", {"code": code})).status_code == 422


async def test_five_guesses_use_a_code_up(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    await client.post("/sign-in/code", {"address": mobile})
    code = code_in(await last_message_to(mobile))
    wrong = "111111" if code != "111111" else "222222"
    for _ in range(5):
        await client.post("/sign-in/code/check", {"code": wrong})
    assert (await client.post("/sign-in/code/check", {"code": code})).status_code == 422


async def test_staff_are_not_let_in_by_a_message_alone(client: Client) -> None:
    await a_member_of_staff(Role.RELATIONS_OFFICER, address=OFFICER)
    await client.post("/sign-in/code", {"address": OFFICER})
    assert not re.search(r"\d{6}", await last_message_to(OFFICER))


async def test_staff_need_the_second_step(client: Client) -> None:
    await a_member_of_staff(Role.RELATIONS_OFFICER, address=OFFICER)
    answer = await client.post("/sign-in", {"address": OFFICER, "password": PASSWORD})
    assert answer.headers["location"] == "/sign-in/second-factor"
    assert not client.http.cookies.get(COOKIE)
    wrong = await client.post("/sign-in/second-factor", {"code": "000000"})
    assert wrong.status_code == 422
    right = await client.post("/sign-in/second-factor", {"code": app_code()})
    assert right.headers["location"] == "/desk"


async def test_one_app_code_used_from_three_places_at_once_lets_in_exactly_one(client: Client) -> None:
    await a_member_of_staff(Role.RELATIONS_OFFICER, address=OFFICER)
    browsers = [client.new() for _ in range(3)]
    for browser in browsers:
        await browser.post("/sign-in", {"address": OFFICER, "password": PASSWORD})
    code = app_code()
    answers = await asyncio.gather(*(b.post("/sign-in/second-factor", {"code": code}) for b in browsers))
    assert sum(answer.status_code == 303 for answer in answers) == 1
    assert await Session.count() == 1


async def test_a_code_of_the_app_is_not_replayed_after_its_use(client: Client) -> None:
    await a_member_of_staff(Role.RELATIONS_OFFICER, address=OFFICER)
    code = app_code()
    await client.post("/sign-in", {"address": OFFICER, "password": PASSWORD})
    assert (await client.post("/sign-in/second-factor", {"code": code})).status_code == 303
    thief = client.new()
    await thief.post("/sign-in", {"address": OFFICER, "password": PASSWORD})
    assert (await thief.post("/sign-in/second-factor", {"code": code})).status_code == 422


async def test_the_first_sign_in_of_staff_sets_the_second_step_up(client: Client) -> None:
    await a_member_of_staff(Role.TRAINER, address=OFFICER, has_second_step=False)
    answer = await client.post("/sign-in", {"address": OFFICER, "password": PASSWORD})
    assert answer.headers["location"] == "/sign-in/enrolment"
    page = await client.follow(answer)
    assert "<svg" in page.text
    assert "style=" not in page.text
    row = await TotpDevice.select().first()
    assert row is not None
    secret = open_row(TotpDevice, row)["secret"]
    assert (await client.post("/sign-in/enrolment", {"code": "000000"})).status_code == 422
    codes = await client.post("/sign-in/enrolment", {"code": pyotp.TOTP(secret).now()})
    recovery = re.findall(r"<li>([0-9a-z-]{14})</li>", codes.text)
    assert len(recovery) == 10
    assert (await client.get("/account")).status_code == 200
    other = client.new()
    await other.post("/sign-in", {"address": OFFICER, "password": PASSWORD})
    assert (await other.post("/sign-in/second-factor", {"code": recovery[0]})).status_code == 303
    third = client.new()
    await third.post("/sign-in", {"address": OFFICER, "password": PASSWORD})
    assert (await third.post("/sign-in/second-factor", {"code": recovery[0]})).status_code == 422


async def test_the_public_may_turn_the_second_step_on_and_off_and_staff_may_not_go_without(
    client: Client,
) -> None:
    browser = await signed_in(client, await a_beneficiary())
    await browser.post("/account/second-step")
    row = await TotpDevice.select().first()
    assert row is not None
    secret = open_row(TotpDevice, row)["secret"]
    page = await browser.post("/account/second-step/enrolment", {"code": pyotp.TOTP(secret).now()})
    assert page.status_code == 200
    assert (await browser.post("/account/second-step/removal")).status_code == 303
    staff = await a_member_of_staff(Role.TRAINER)
    officer = await signed_in(client, staff)
    assert (await officer.post("/account/second-step/removal")).status_code == 409


async def test_a_forgotten_password_is_replaced_by_a_code_and_sessions_end(client: Client) -> None:
    mobile = a_mobile()
    account = await a_beneficiary(mobile)
    elsewhere = await signed_in(client, account)
    await client.post("/password-reset", {"address": mobile})
    code = code_in(await last_message_to(mobile))
    weak = await client.post("/password-reset/check", {"code": code, "password": "12345"})
    assert weak.status_code == 422
    assert f'value="{code}"' in weak.text
    done = await client.post("/password-reset/check", {"code": code, "password": "غزال يقرأ خريطة النجوم"})
    assert done.status_code == 303
    assert (await client.get("/account")).status_code == 200
    assert (await elsewhere.get("/account")).status_code == 303
    old = await client.new().post("/sign-in", {"address": mobile, "password": PASSWORD})
    assert old.status_code == 422


async def test_a_reset_of_staff_still_asks_for_the_app(client: Client) -> None:
    await a_member_of_staff(Role.TRAINER, address=OFFICER)
    await client.post("/password-reset", {"address": OFFICER})
    code = code_in(await last_message_to(OFFICER))
    done = await client.post(
        "/password-reset/check", {"code": code, "password": "غزال يقرأ خريطة النجوم كل ليلة"}
    )
    assert done.headers["location"] == "/sign-in/second-factor"
    assert not client.http.cookies.get(COOKIE)


async def test_a_second_step_of_the_public_is_asked_for_after_a_code_too(client: Client) -> None:
    mobile = a_mobile()
    await give_second_step(await a_beneficiary(mobile))
    await client.post("/sign-in/code", {"address": mobile})
    answer = await client.post("/sign-in/code/check", {"code": code_in(await last_message_to(mobile))})
    assert answer.headers["location"] == "/sign-in/second-factor"


async def test_whoever_took_too_long_starts_again_with_a_word_why(client: Client) -> None:
    for path in ("/sign-in/second-factor", "/sign-in/enrolment", "/sign-in/code/check"):
        answer = await client.get(path)
        assert answer.headers["location"] == "/sign-in?lost=1"
    assert (await client.get("/sign-in?lost=1")).status_code == 200
