"""Session fixation and reuse: fourteen ways to use a session that isn't yours, none of which works."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.client import Client
from tests.platform.accounts.builders import (
    PASSWORD,
    a_beneficiary,
    a_member_of_staff,
    a_mobile,
    actor_for,
    app_code,
    signed_in,
)
from wethaq.platform.accounts.role_grants import change_roles
from wethaq.platform.accounts.staff import deactivate_staff
from wethaq.platform.accounts.tables import Passage, Session
from wethaq.platform.actors import SYSTEM, Role
from wethaq.platform.security.tokens import token_digest

COOKIE = "__Host-sid"


async def is_inside(browser: Client) -> bool:
    return (await browser.get("/account")).status_code == 200


def token_of(browser: Client) -> str:
    return str(browser.http.cookies.get(COOKIE) or "")


def with_token(client: Client, token: str, name: str = COOKIE) -> Client:
    browser = client.new()
    browser.http.cookies.set(name, token, domain="wethaq.test")
    return browser


async def a_signed_in_browser(client: Client) -> Client:
    return await signed_in(client, await a_beneficiary())


async def age(seen: timedelta, started: timedelta | None = None) -> None:
    now = datetime.now(UTC)
    await Session.update(
        {Session.last_seen_at: now - seen, Session.started_at: now - (started or seen)}, force=True
    )


async def test_1_a_token_that_a_stranger_made_up_opens_nothing(client: Client) -> None:
    assert not await is_inside(with_token(client, "A" * 43))


async def test_2_a_planted_token_does_not_survive_the_sign_in(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    victim = with_token(client, "planted" * 6)
    await victim.post("/sign-in", {"address": mobile, "password": PASSWORD})
    assert await is_inside(victim)
    assert token_of(victim) != "planted" * 6
    assert not await is_inside(with_token(client, "planted" * 6))


async def test_3_signing_in_again_gives_a_new_token_and_ends_the_old(client: Client) -> None:
    mobile = a_mobile()
    account = await a_beneficiary(mobile)
    browser = await signed_in(client, account)
    before = token_of(browser)
    await browser.post("/sign-in", {"address": mobile, "password": PASSWORD})
    assert token_of(browser) != before
    assert not await is_inside(with_token(client, before))


async def test_4_a_signed_out_token_is_worth_nothing(client: Client) -> None:
    browser = await a_signed_in_browser(client)
    token = token_of(browser)
    await browser.post("/sign-out")
    assert token_of(browser) == ""
    assert not await is_inside(with_token(client, token))


async def test_5_an_idle_token_is_worth_nothing(client: Client) -> None:
    browser = await a_signed_in_browser(client)
    await age(timedelta(minutes=31))
    assert not await is_inside(browser)


async def test_6_a_staff_token_is_idle_after_fifteen_minutes(client: Client) -> None:
    browser = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    await age(timedelta(minutes=14))
    assert await is_inside(browser)
    await age(timedelta(minutes=15, seconds=1))
    assert not await is_inside(browser)


async def test_7_a_token_in_constant_use_ends_at_its_absolute_limit(client: Client) -> None:
    browser = await a_signed_in_browser(client)
    await age(timedelta(seconds=5), started=timedelta(hours=12, seconds=1))
    assert not await is_inside(browser)


async def test_8_the_token_before_a_step_up_is_worth_nothing(client: Client) -> None:
    browser = await a_signed_in_browser(client)
    before = token_of(browser)
    await browser.post("/account/step-up", {"proof": PASSWORD})
    assert token_of(browser) != before
    assert await is_inside(browser)
    assert not await is_inside(with_token(client, before))


async def test_9_a_change_of_roles_ends_the_token(client: Client) -> None:
    account = await a_member_of_staff(Role.RELATIONS_OFFICER)
    browser = await signed_in(client, account)
    await change_roles(account, frozenset({Role.TRAINER}), actor=SYSTEM, now=datetime.now(UTC))
    assert not await is_inside(browser)


async def test_10_a_change_of_password_ends_the_other_tokens(client: Client) -> None:
    account = await a_beneficiary()
    here, elsewhere = await signed_in(client, account), await signed_in(client, account)
    changed = await here.post(
        "/account/password", {"current_password": PASSWORD, "password": "سحابة خضراء فوق مرفأ قديم"}
    )
    assert changed.status_code == 303
    assert await is_inside(here)
    assert not await is_inside(elsewhere)


async def test_11_a_closed_account_is_out_at_once(client: Client) -> None:
    account = await a_member_of_staff(Role.RELATIONS_OFFICER)
    browser = await signed_in(client, account)
    await deactivate_staff(account, actor=SYSTEM, now=datetime.now(UTC))
    assert not await is_inside(browser)


async def test_12_a_session_ended_from_the_list_is_worth_nothing(client: Client) -> None:
    account = await a_beneficiary()
    here, elsewhere = await signed_in(client, account), await signed_in(client, account)
    await here.post("/account/sessions/others/ending")
    assert await is_inside(here)
    assert not await is_inside(elsewhere)


async def test_13_what_the_database_keeps_is_no_token(client: Client) -> None:
    await a_signed_in_browser(client)
    row = await Session.objects().first()
    assert row is not None
    assert not await is_inside(with_token(client, row.token_digest))


async def test_14_a_half_open_door_is_no_session(client: Client) -> None:
    """After the password, before the code of the app, nobody is signed in: not by the passage either."""
    browser = client.new()
    await a_member_of_staff(Role.RELATIONS_OFFICER, address="officer@example.org")
    await browser.post("/sign-in", {"address": "officer@example.org", "password": PASSWORD})
    passage = str(browser.http.cookies.get("__Host-passage"))
    assert await Passage.exists().where(Passage.token_digest == token_digest(passage))
    assert not await is_inside(browser)
    assert not await is_inside(with_token(client, passage))


async def test_the_name_without_its_prefix_counts_for_nothing(client: Client) -> None:
    browser = await a_signed_in_browser(client)
    assert not await is_inside(with_token(client, token_of(browser), name="sid"))


async def test_another_persons_session_cannot_be_ended_nor_told_from_none(client: Client) -> None:
    mine, theirs = await a_signed_in_browser(client), await a_signed_in_browser(client)
    row = await Session.objects().where(Session.token_digest == token_digest(token_of(theirs))).first()
    assert row is not None
    page = await mine.post(f"/account/sessions/{row.id}/ending")
    assert page.status_code == 404
    assert await is_inside(theirs)


async def test_the_cookie_is_tied_to_host_and_script_cannot_read_it(client: Client) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    answer = await client.post("/sign-in", {"address": mobile, "password": PASSWORD})
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(COOKIE))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


async def test_a_staff_cookie_does_not_come_along_from_other_sites(client: Client) -> None:
    await a_member_of_staff(Role.RELATIONS_OFFICER, address="officer@example.org")
    await client.post("/sign-in", {"address": "officer@example.org", "password": PASSWORD})
    answer = await client.post("/sign-in/second-factor", {"code": app_code()})
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(COOKIE))
    assert "SameSite=strict" in cookie.split("; ")


@pytest.mark.parametrize("path", ["/sign-in", "/register", "/password-reset", "/sign-in/code", "/signed-out"])
async def test_an_anonymous_get_writes_nothing_and_sets_no_cookie(client: Client, path: str) -> None:
    page = await client.get(path)
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert await Session.count() == 0
    assert await Passage.count() == 0


async def test_reading_pages_notes_the_use_at_most_once_a_minute(client: Client) -> None:
    browser = await a_signed_in_browser(client)
    row = await Session.objects().first()
    assert row is not None
    await browser.get("/account")
    again = await Session.objects().first()
    assert again is not None
    assert again.last_seen_at == row.last_seen_at
    await age(timedelta(minutes=2))
    await browser.get("/account")
    touched = await Session.objects().first()
    assert touched is not None
    assert touched.last_seen_at > row.last_seen_at


async def test_the_administrator_needs_a_fresh_proof_to_change_anything(client: Client) -> None:
    account = await a_member_of_staff(Role.ADMINISTRATOR)
    browser = await signed_in(client, account)
    await Session.update({Session.proved_at: datetime.now(UTC) - timedelta(minutes=11)}, force=True)
    answer = await browser.get("/desk/staff/new")
    assert answer.status_code == 303
    door = await browser.follow(answer)
    assert door.headers["location"].startswith("/account/step-up?next=%2Fdesk%2Fstaff%2Fnew")
    proved = await browser.post(door.headers["location"], {"proof": app_code()})
    assert proved.headers["location"] == "/desk/staff/new"
    assert (await browser.get("/desk/staff/new")).status_code == 200
    assert (await actor_for(account)).has(Role.ADMINISTRATOR)


async def test_a_first_password_needs_a_fresh_proof_since_there_is_no_present_one_to_ask_for(
    client: Client,
) -> None:
    browser = await signed_in(client, await a_beneficiary(password=None))
    new = {"password": "سحابة خضراء فوق مرفأ قديم"}
    await Session.update({Session.proved_at: datetime.now(UTC) - timedelta(minutes=11)}, force=True)
    for answer in (await browser.get("/account/password"), await browser.post("/account/password", new)):
        assert answer.headers["location"].startswith("/sign-in")
    await Session.update({Session.proved_at: datetime.now(UTC)}, force=True)
    assert (await browser.post("/account/password", new)).headers["location"] == "/account?changed=password"
