"""Staff accounts: invited by an administrator, set up by their owner, never seen by anybody else."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.client import Client
from tests.platform.accounts.builders import (
    PASSWORD,
    a_beneficiary,
    a_member_of_staff,
    actor_for,
    an_email,
    last_message_to,
    signed_in,
)
from wethaq.platform.accounts.addresses import AddressTakenError, read_address
from wethaq.platform.accounts.demo import NotADemonstrationError, make_demo_account
from wethaq.platform.accounts.staff import create_staff
from wethaq.platform.accounts.tables import Account, Invitation, RoleGrant
from wethaq.platform.actors import SYSTEM, Role
from wethaq.platform.errors import ForbiddenError

STAFF_PASSWORD = "بومة صامتة على سطح مدرسة قديمة"


async def an_administrator(client: Client) -> Client:
    return await signed_in(client, await a_member_of_staff(Role.ADMINISTRATOR, name="سلطان"))


async def invite(browser: Client, address: str, *roles: Role) -> str:
    """Invite by the page; return the path of the set-up link in the message."""
    answer = await browser.post(
        "/desk/staff/new", {"name": "مها العنزي", "address": address, "roles": [role.value for role in roles]}
    )
    assert answer.status_code == 303, answer.text
    link = re.search(r"https://wethaq\.test(/staff-setup/\S+)", await last_message_to(address))
    assert link
    return link.group(1)


async def test_a_colleague_is_invited_sets_a_password_and_the_second_step(client: Client) -> None:
    address = an_email()
    link = await invite(await an_administrator(client), address, Role.RELATIONS_OFFICER)
    assert (await client.get(link)).status_code == 200
    weak = await client.post(link, {"password": "short"})
    assert weak.status_code == 422
    answer = await client.post(link, {"password": STAFF_PASSWORD})
    assert answer.headers["location"] == "/sign-in/enrolment"
    assert (await client.get("/account")).status_code == 303
    assert (await client.get(link)).status_code == 404
    again = await client.new().post("/sign-in", {"address": address, "password": STAFF_PASSWORD})
    assert again.headers["location"] == "/sign-in/enrolment"


async def test_a_link_is_worth_nothing_after_three_days_or_when_replaced(client: Client) -> None:
    administrator = await an_administrator(client)
    link = await invite(administrator, an_email(), Role.TRAINER)
    account = await Account.objects().where(Account.status == "invited").first()
    assert account is not None
    await administrator.post(f"/desk/staff/{account.id}/invitation")
    assert (await client.get(link)).status_code == 404
    other = await invite(administrator, an_email(), Role.TRAINER)
    await Invitation.update(
        {Invitation.made_at: datetime.now(UTC) - timedelta(days=3, seconds=1)}, force=True
    )
    assert (await client.post(other, {"password": STAFF_PASSWORD})).status_code == 404


async def test_an_invited_colleague_can_not_be_entered_by_reset_or_code(client: Client) -> None:
    address = an_email()
    await invite(await an_administrator(client), address, Role.TRAINER)
    await client.post("/password-reset", {"address": address})
    assert not re.search(r"\d{6}", await last_message_to(address))


async def test_who_gave_a_role_and_who_took_it_back_is_kept(client: Client) -> None:
    officer = await a_member_of_staff(Role.RELATIONS_OFFICER)
    administrator = await an_administrator(client)
    await administrator.post(f"/desk/staff/{officer}/roles", {"roles": ["trainer", "committee_member"]})
    assert (await actor_for(officer)).roles == {Role.TRAINER, Role.COMMITTEE_MEMBER}
    old = await RoleGrant.objects().where(RoleGrant.role == "relations_officer").first()
    assert old is not None
    assert old.revoked_by is not None
    page = await administrator.get(f"/desk/staff/{officer}")
    assert "سلطان" in page.text


async def test_an_administrator_changes_everybodys_roles_but_their_own(client: Client) -> None:
    account = await a_member_of_staff(Role.ADMINISTRATOR)
    browser = await signed_in(client, account)
    assert (await browser.post(f"/desk/staff/{account}/roles", {"roles": ["trainer"]})).status_code == 409
    assert (await browser.post(f"/desk/staff/{account}/deactivation")).status_code == 409


async def test_a_mixture_of_administrator_and_case_work_is_refused_on_the_form(client: Client) -> None:
    browser = await an_administrator(client)
    page = await browser.post(
        "/desk/staff/new", {"name": "مها", "address": an_email(), "roles": ["administrator", "counselor"]}
    )
    assert page.status_code == 422
    assert 'value="counselor" checked' in page.text
    none = await browser.post("/desk/staff/new", {"name": "مها", "address": an_email()})
    assert none.status_code == 422
    assert 'href="#roles"' in none.text


async def test_an_address_in_use_is_named_on_the_form(client: Client) -> None:
    address = an_email()
    await a_member_of_staff(Role.TRAINER, address=address)
    browser = await an_administrator(client)
    page = await browser.post("/desk/staff/new", {"name": "مها", "address": address, "roles": ["trainer"]})
    assert page.status_code == 422
    with pytest.raises(AddressTakenError):
        await create_staff(
            "مها", read_address(address), frozenset({Role.TRAINER}), actor=SYSTEM, now=datetime.now(UTC)
        )


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.BENEFICIARY, Role.GUARDIAN, Role.RESEARCHER})
)
async def test_no_other_role_opens_the_staff_pages(client: Client, role: Role) -> None:
    browser = await signed_in(client, await a_member_of_staff(role))
    member = await a_member_of_staff(Role.TRAINER)
    for path in ("/desk/staff", "/desk/staff/new", f"/desk/staff/{member}"):
        assert (await browser.get(path)).status_code == 403
    for path in ("roles", "invitation", "deactivation"):
        assert (await browser.post(f"/desk/staff/{member}/{path}", {"roles": ["manager"]})).status_code == 403
    with pytest.raises(ForbiddenError):
        await create_staff(
            "x",
            read_address(an_email()),
            frozenset({role}),
            actor=await actor_for(member),
            now=datetime.now(UTC),
        )


async def test_a_beneficiarys_account_is_not_on_the_staff_pages(client: Client) -> None:
    account = await a_beneficiary()
    browser = await an_administrator(client)
    assert (await browser.get(f"/desk/staff/{account}")).status_code == 404
    assert (await browser.post(f"/desk/staff/{account}/deactivation")).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
async def test_every_page_of_ones_own_account_opens(client: Client, language: str) -> None:
    for account in (await a_beneficiary(), await a_member_of_staff(Role.MANAGER)):
        browser = await signed_in(client, account)
        for path in (
            "/account",
            "/account/password",
            "/account/second-step",
            "/account/sessions",
            "/account/step-up",
        ):
            page = await browser.get(language + path)
            assert page.status_code == 200, path
            assert "no-store" in page.headers["cache-control"]


async def test_accounts_with_known_passwords_exist_only_in_a_demonstration(database: None) -> None:
    with pytest.raises(NotADemonstrationError):
        await make_demo_account(
            uuid4(),
            read_address(an_email()),
            password=PASSWORD,
            now=datetime.now(UTC),
        )
