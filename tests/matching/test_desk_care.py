"""Guardians who hold something up and calls after the wedding: the matchmaker's own, recorded once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.matching.desk import AtDesk, a_kept_profile, a_matchmaker
from tests.matching.people import a_profile, open_matching
from wethaq.matching.purposes import FOLLOW_UP
from wethaq.matching.tables import FollowUpRow, ProfileRow, ProposalRow, WaliRow, YesRow
from wethaq.platform.actors import Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, row_by_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people.records import Sex

CARE = "/en/desk/matching/care"


@pytest.fixture
async def now(database: None) -> datetime:
    moment = datetime.now(UTC)
    await open_matching(now=moment)
    return moment


@pytest.fixture
async def desk(client: Client, now: datetime) -> AtDesk:
    return await a_matchmaker(client, now=now)


async def _stuck_with_a_guardian(woman: UUID, now: datetime, *, days: int = 4) -> None:
    """Both have said yes to his being asked; he opened the link and says nothing."""
    at = now - timedelta(days=days)
    proposal_id, man = new_id(), await a_profile(Sex.MALE, now=now)
    values = {"id": proposal_id, "woman_id": woman, "man_id": man, "stage": "photo", "entered_at": at}
    await insert_sealed(
        ProposalRow, {**values, "asked_first": "woman", "told": "man,wali,woman", "made_at": at}
    )
    for party in ("woman", "man"):
        yes = {"id": new_id(), "proposal_id": proposal_id, "party": party, "stage": "photo", "said_at": at}
        await insert_row(YesRow, yes)
    wali = {"id": new_id(), "profile_id": woman, "name": "سعد", "relation": "father", "made_at": at}
    await insert_sealed(WaliRow, {**wali, "may_be_contacted_at": at, "linked_at": at})


async def _due_call(profile_id: UUID, now: datetime) -> UUID:
    call_id = new_id()
    values = {"id": call_id, "contract_id": new_id(), "profile_id": profile_id, "after_months": 6}
    await insert_row(FollowUpRow, {**values, "due_on": riyadh_date(now) - timedelta(days=1)})
    profile = await row_by_id(ProfileRow, profile_id)
    assert profile
    owner = Actor(account_id=new_id(), person_id=profile["person_id"], roles=frozenset({Role.BENEFICIARY}))
    text = await consent.current_text(FOLLOW_UP.code)
    await consent.grant(profile["person_id"], FOLLOW_UP.code, text_id=text.id, actor=owner, now=now)
    return call_id


async def test_a_silent_guardian_is_listed_and_an_obstruction_is_kept_for_staff(
    desk: AtDesk, now: datetime
) -> None:
    woman = await a_kept_profile(desk, now=now)
    await _stuck_with_a_guardian(woman, now)
    page = await desk.browser.get(CARE)
    assert "answered for three days" in page.text
    assert "1 conversation waits for you" in (await desk.browser.get("/en/desk/matching")).text
    path = f"{CARE}/profiles/{woman}/obstruction"
    empty = await desk.browser.post(path, {"words": ""})
    assert empty.status_code == 422
    sent = await desk.browser.post(path, {"words": "يرفض كل متقدم"})
    assert sent.status_code == 303
    [row] = await WaliRow.select()
    assert open_row(WaliRow, row)["obstruction"] == "يرفض كل متقدم"
    after = await desk.browser.get(CARE)
    assert "lead to counseling" in after.text
    assert "يرفض كل متقدم" not in after.text
    assert (await desk.browser.post(path, {"words": "مرة أخرى"})).status_code == 404


async def test_a_guardian_who_was_asked_today_is_simply_awaited(desk: AtDesk, now: datetime) -> None:
    woman = await a_kept_profile(desk, now=now)
    await _stuck_with_a_guardian(woman, now, days=0)
    assert "No guardian holds anything up" in (await desk.browser.get(CARE)).text
    assert (await desk.browser.get(f"{CARE}/profiles/{woman}/obstruction")).status_code == 404


async def test_a_call_is_recorded_once(desk: AtDesk, now: datetime) -> None:
    call_id = await _due_call(await a_kept_profile(desk, now=now), now)
    path = f"{CARE}/calls/{call_id}"
    assert "6 months after the contract" in (await desk.browser.get(CARE)).text
    refused = await desk.browser.post(path, {"words": "بخير"})
    assert refused.status_code == 422
    assert "بخير" in refused.text
    assert (await desk.browser.post(path, {"answer": "well", "words": "بخير"})).status_code == 303
    assert (await desk.browser.post(path, {"answer": "parted"})).status_code == 404
    row = await row_by_id(FollowUpRow, call_id)
    assert row
    assert row["answer"] == "well"


async def test_what_is_another_matchmakers_is_not_there(client: Client, desk: AtDesk, now: datetime) -> None:
    woman = await a_kept_profile(desk, now=now)
    await _stuck_with_a_guardian(woman, now)
    call_id = await _due_call(woman, now)
    other = await a_matchmaker(client.new(), name="ريم العطوي", now=now)
    page = await other.browser.get(CARE)
    assert "No guardian holds anything up" in page.text
    assert "No call is due" in page.text
    for path in (f"{CARE}/calls/{call_id}", f"{CARE}/profiles/{woman}/obstruction"):
        assert (await other.browser.get(path)).status_code == 404
        assert (await other.browser.post(path, {"answer": "well", "words": "x"})).status_code == 404
