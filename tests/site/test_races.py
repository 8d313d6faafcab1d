"""Many at once, at two server processes on one database: each thing happens once."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from tests.platform.accounts.builders import (
    a_beneficiary,
    a_member_of_staff,
    a_mobile,
    actor_for,
    last_message_to,
)
from tests.platform.committee.builders import a_committee, a_sitting
from tests.platform.intake.builders import a_filled_draft, a_submitted_request, open_intake
from tests.site.servers import Server, running_servers
from wethaq.platform.accounts.sessions import start_session
from wethaq.platform.accounts.tables import Account, Session
from wethaq.platform.actors import Role
from wethaq.platform.committee import voting
from wethaq.platform.committee.tables import VoteRow
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.standing import current_hash
from wethaq.platform.intake.tables import Assignment, Declaration, Request
from wethaq.platform.people.tables import PersonRow

AT_ONCE = 50
Posts = list[tuple[httpx.AsyncClient, str, dict[str, str]]]


@pytest.fixture
async def servers(database: None, tmp_path: Path) -> AsyncIterator[list[Server]]:
    await open_intake()
    async with running_servers(tmp_path, 2, WORKS_WHILE_SERVING="false") as running:
        yield running
        assert "failure" not in "".join(server.said for server in running)


async def _session(account_id: UUID, *, is_staff: bool = False) -> str:
    now = datetime.now(UTC)
    return (await start_session(account_id, is_staff=is_staff, device="Firefox · Linux", now=now))[1]


async def _at_once(posts: Posts) -> Counter[int]:
    """Send all forms at the same moment; nobody may meet a broken page."""
    answers = await asyncio.gather(*(browser.post(path, data=form) for browser, path, form in posts))
    statuses = Counter(answer.status_code for answer in answers)
    assert max(statuses) < 500, statuses
    return statuses


async def _by_turns(
    servers: list[Server], account: UUID, path: str, form: dict[str, str], staff: bool
) -> Posts:
    """Let one person send the same form fifty times, by turns to the one server and the other."""
    token = await _session(account, is_staff=staff)
    both = [server.signed_in(token) for server in servers]
    return [(both[turn % 2][0], path, both[turn % 2][1] | form) for turn in range(AT_ONCE)]


async def test_fifty_votes_of_one_member_at_once_are_one_vote(servers: list[Server]) -> None:
    now = datetime.now(UTC)
    committee = await a_committee()
    _, item, _ = await a_sitting(committee, now=now)
    await voting.open_vote(item, actor=committee.chair, now=now)
    member = committee.members[1].account_id
    posts = await _by_turns(servers, member, f"/committee/items/{item}/votes", {"choice": "accept"}, True)
    for turn, (_, _, form) in enumerate(posts):
        form["choice"] = ("accept", "refuse", "abstain")[turn % 3]
    statuses = await _at_once(posts)
    assert statuses == {303: 1, 409: AT_ONCE - 1}
    assert await VoteRow.count() == 1


async def test_fifty_signatures_at_once_make_one_request_with_one_number(servers: list[Server]) -> None:
    account = await a_beneficiary()
    draft = await a_filled_draft(await actor_for(account), now=datetime.now(UTC))
    form = {"seen_hash": await current_hash(draft), "is_confirmed": "yes", "signed_name": "نورة سالم العطوي"}
    statuses = await _at_once(
        await _by_turns(servers, account, f"/requests/{draft.id}/declaration", form, False)
    )
    assert set(statuses) <= {303, 409}
    request = await get_request(draft.id)
    assert request.status is RequestStatus.SUBMITTED
    assert str(request.number).endswith("-00001")
    assert (await Declaration.count(), await Request.count()) == (1, 1)


async def test_many_families_that_submit_at_once_get_numbers_without_a_gap(servers: list[Server]) -> None:
    posts: Posts = []
    for turn in range(AT_ONCE // 2):
        account = await a_beneficiary()
        draft = await a_filled_draft(await actor_for(account), now=datetime.now(UTC))
        browser, token = servers[turn % 2].signed_in(await _session(account))
        form = {
            "seen_hash": await current_hash(draft),
            "is_confirmed": "yes",
            "signed_name": "نورة سالم العطوي",
        }
        posts.append((browser, f"/requests/{draft.id}/declaration", token | form))
    assert set(await _at_once(posts)) == {303}
    numbers = sorted(row["number"][-5:] for row in await Request.select(Request.number))
    assert numbers == [f"{number:05d}" for number in range(1, AT_ONCE // 2 + 1)]


REGISTRATION = {
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
    "earlier-file": {"has_earlier_file": "no"},
    "password": {"password": ""},
}


async def _code_of(mobile: str) -> str:
    found = re.search(r"\d{6}", await last_message_to(mobile))
    assert found
    return found.group()


async def _proved(server: Server, mobile: str) -> httpx.AsyncClient:
    """Walk to the last page of a registration."""
    browser = server.browser()
    asked = await browser.post("/register", data={"address": mobile})
    browser.headers["cookie"] = asked.headers["set-cookie"].partition(";")[0]
    assert (await browser.post("/register/code", data={"code": await _code_of(mobile)})).status_code == 303
    for step, answers in REGISTRATION.items():
        assert (await browser.post(f"/register/{step}", data=answers)).status_code == 303, step
    return browser


async def test_fifty_registrations_at_once_of_one_mobile_make_one_account(servers: list[Server]) -> None:
    """Three windows got to the last page before any of them was sent; each is sent again and again."""
    mobile = a_mobile()
    windows = [await _proved(servers[turn % 2], mobile) for turn in range(3)]
    copies = [servers[turn % 2].browser(windows[turn % 3].headers["cookie"]) for turn in range(AT_ONCE)]
    await _at_once([(copy, "/register/check", {}) for copy in copies])
    assert (await Account.count(), await PersonRow.count()) == (1, 1)


async def test_fifty_uses_at_once_of_one_code_open_one_session(servers: list[Server]) -> None:
    mobile = a_mobile()
    await a_beneficiary(mobile)
    browser = servers[0].browser()
    asked = await browser.post("/sign-in/code", data={"address": mobile})
    browser.headers["cookie"] = asked.headers["set-cookie"].partition(";")[0]
    code = await _code_of(mobile)
    copies = [servers[turn % 2].browser(browser.headers["cookie"]) for turn in range(AT_ONCE)]
    await _at_once([(copy, "/sign-in/code/check", {"code": code}) for copy in copies])
    assert await Session.count() == 1


async def test_two_officers_who_take_a_request_up_at_once_leave_it_with_one(servers: list[Server]) -> None:
    applicant = await actor_for(await a_beneficiary())
    request = await a_submitted_request(applicant, now=datetime.now(UTC) - timedelta(hours=1))
    posts: Posts = []
    for turn in range(10):
        officer = await a_member_of_staff(Role.RELATIONS_OFFICER)
        browser, token = servers[turn % 2].signed_in(await _session(officer, is_staff=True))
        posts.append((browser, f"/desk/requests/{request.id}/steps/verification", token))
    assert await _at_once(posts) == {303: 1, 409: 9}
    assert await Assignment.count().where(Assignment.ended_at.is_null()) == 1
