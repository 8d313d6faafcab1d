"""The committee's pages: members hear and vote, officers release, everybody else finds nothing."""

import re
from uuid import UUID

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, signed_in
from tests.platform.committee.builders import Committee, a_case, a_committee, a_meeting, an_item, decide, sit
from wethaq.platform import audit
from wethaq.platform.actors import Role
from wethaq.platform.committee import agenda, decisions, meetings
from wethaq.platform.committee.policy.meetings import ItemStatus, MeetingStatus
from wethaq.platform.committee.policy.voting import Choice
from wethaq.platform.intake import service as intake
from wethaq.platform.web.dependencies import provide_now


@pytest.fixture
async def committee(client: Client) -> Committee:
    return await a_committee()


async def _browser(client: Client, committee: Committee, number: int) -> Client:
    return await signed_in(client, committee.members[number].account_id)


MEETING = {
    "held_day": "12",
    "held_month": "6",
    "held_year": "1448",
    "held_calendar": "hijri",
    "starts_at": "16:30",
    "place": "القاعة",
}


async def test_a_meeting_runs_from_the_call_to_the_sealed_minutes(
    client: Client, committee: Committee
) -> None:
    chair = await _browser(client, committee, 0)
    request = await a_case(now=provide_now())
    called = await chair.post("/committee/meetings", MEETING)
    assert called.status_code == 303, called.text
    room = called.headers["location"]
    assert (await chair.post(f"{room}/agenda", {"requests": str(request.id)})).status_code == 303
    assert (await chair.post(f"{room}/opening")).status_code == 303
    present = {"present": [str(member.id) for member in committee.members]}
    assert (await chair.post(f"{room}/attendance", present)).status_code == 303
    page = await chair.get(room)
    item = re.search(r"/committee/items/[0-9a-f-]{36}", page.text)
    assert item
    assert (await chair.post(f"{item.group()}/voting")).status_code == 303
    for number in range(4):
        member = await _browser(client, committee, number)
        assert (await member.get(item.group())).status_code == 200
        assert (await member.post(f"{item.group()}/votes", {"choice": "accept"})).status_code == 303
        assert (await member.post(f"{item.group()}/votes", {"choice": "refuse"})).status_code == 409
    counted = await chair.post(f"{item.group()}/decision", {"reasons": ["A1"], "explanation": ""})
    assert counted.status_code == 303, counted.text
    assert (await chair.get(item.group())).status_code == 200
    assert (await chair.post(f"{room}/closing", {"remarks": ""})).status_code == 303
    assert (await chair.get(f"{room}/minutes.pdf")).content.startswith(b"%PDF")
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    waiting = await officer.get("/committee/decisions")
    assert request.number is not None
    assert request.number in waiting.text
    decision = re.search(r"/committee/decisions/[0-9a-f-]{36}", waiting.text)
    assert decision
    assert (await officer.get(f"{decision.group()}/letter.pdf")).content.startswith(b"%PDF")
    assert (await officer.post(f"{decision.group()}/release")).status_code == 409


async def _an_open_item(committee: Committee) -> tuple[UUID, UUID]:
    now = provide_now()
    request = await a_case(now=now)
    meeting_id = await a_meeting(committee, now=now)
    item_id = await an_item(meeting_id, request.id, now=now)
    await sit(committee, meeting_id, now=now)
    return meeting_id, item_id


async def test_each_reading_of_a_case_is_noted_for_the_applicant(
    client: Client, committee: Committee
) -> None:
    _, item_id = await _an_open_item(committee)
    member = await _browser(client, committee, 1)
    page = await member.get(f"/committee/items/{item_id}")
    assert "نورة" in page.text
    item = await agenda.get_item(item_id)

    request = await intake.get_request(item.request_id)
    openings = await audit.list_openings(request.person_id, 10)
    assert "committee_study" in {opening.purpose for opening in openings}


async def test_a_member_who_steps_back_no_longer_sees_the_case(client: Client, committee: Committee) -> None:
    _, item_id = await _an_open_item(committee)
    member = await _browser(client, committee, 2)
    assert "نورة" in (await member.get(f"/committee/items/{item_id}")).text
    answer = await member.post(f"/committee/items/{item_id}/recusal", {"reason": "جار للأسرة"})
    assert answer.status_code == 303
    page = await member.get(f"/committee/items/{item_id}")
    assert page.status_code == 200
    assert "نورة" not in page.text
    assert (await member.post(f"/committee/items/{item_id}/votes", {"choice": "accept"})).status_code == 409


async def test_a_decided_case_closes_again_to_the_members(client: Client, committee: Committee) -> None:
    _, item_id = await _an_open_item(committee)
    await decide(committee, item_id, Choice.ACCEPT, now=provide_now())
    member = await _browser(client, committee, 1)
    assert "نورة" not in (await member.get(f"/committee/items/{item_id}")).text


async def test_an_unanswered_form_keeps_the_page_and_names_the_field(
    client: Client, committee: Committee
) -> None:
    _, item_id = await _an_open_item(committee)
    chair = await _browser(client, committee, 0)
    await chair.post(f"/committee/items/{item_id}/voting")
    answer = await chair.post(f"/committee/items/{item_id}/votes", {})
    assert answer.status_code == 422
    assert 'href="#choice"' in answer.text
    answer = await chair.post("/committee/meetings", {"held_day": "31", "starts_at": "25:00"})
    assert answer.status_code == 422


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COUNSELOR, Role.VOLUNTEER, Role.CALL_CENTRE_AGENT])
async def test_other_roles_have_no_business_here(client: Client, committee: Committee, role: Role) -> None:
    meeting_id, item_id = await _an_open_item(committee)
    other = await signed_in(client, await a_member_of_staff(role))
    for path in (
        "/committee",
        f"/committee/meetings/{meeting_id}",
        f"/committee/items/{item_id}",
        "/committee/decisions",
    ):
        assert (await other.get(path)).status_code == 403, path


async def test_an_officer_prepares_the_agenda_and_reads_no_case(client: Client, committee: Committee) -> None:
    meeting_id, item_id = await _an_open_item(committee)
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    assert (await officer.get(f"/committee/meetings/{meeting_id}")).status_code == 200
    assert (await officer.get(f"/committee/items/{item_id}")).status_code == 403
    assert (await officer.post(f"/committee/meetings/{meeting_id}/opening")).status_code == 403


async def test_a_beneficiary_and_a_stranger_see_nothing_of_it(client: Client, committee: Committee) -> None:
    beneficiary = await signed_in(client, await a_beneficiary())
    assert (await beneficiary.get("/committee")).status_code == 403
    assert (await client.get("/committee")).status_code in {303, 401}


async def test_two_tabs_count_a_vote_once(client: Client, committee: Committee) -> None:
    _, item_id = await _an_open_item(committee)
    chair, other_tab = await _browser(client, committee, 0), await _browser(client, committee, 0)
    await chair.post(f"/committee/items/{item_id}/voting")
    for number in range(3):
        await (await _browser(client, committee, number)).post(
            f"/committee/items/{item_id}/votes", {"choice": "refuse"}
        )
    first = await chair.post(f"/committee/items/{item_id}/decision", {"reasons": ["R1"]})
    second = await other_tab.post(f"/committee/items/{item_id}/decision", {"reasons": ["R2"]})
    assert (first.status_code, second.status_code) == (303, 409)
    decision = await decisions.find_decision_of_item(item_id)
    assert decision is not None
    assert [reason.code for reason in decision.reasons] == ["R1"]
    assert (await agenda.get_item(item_id)).status is ItemStatus.DECIDED


async def test_a_manager_gives_seats_and_changes_the_rules(client: Client, committee: Committee) -> None:
    manager = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    newcomer = await a_member_of_staff(Role.COMMITTEE_MEMBER, name="ليلى الشمري")
    assert (
        await manager.post("/committee/members", {"account": str(newcomer), "seat": "alternate"})
    ).status_code == 303
    rules = {
        "quorum_per_cent": "60",
        "quorum_minimum": "4",
        "has_casting_vote": "yes",
        "reason": "قرار المجلس 7",
    }
    assert (await manager.post("/committee/members/rules", rules)).status_code == 303
    page = await manager.get("/committee/members")
    assert "ليلى الشمري" in page.text
    assert "60%" in page.text
    member = await _browser(client, committee, 1)
    assert (await member.post("/committee/members/rules", rules)).status_code == 403


async def test_a_called_off_meeting_gives_its_requests_back(client: Client, committee: Committee) -> None:
    now = provide_now()
    request = await a_case(now=now)
    meeting_id = await a_meeting(committee, now=now)
    await an_item(meeting_id, request.id, now=now)
    chair = await _browser(client, committee, 0)
    assert (await chair.post(f"/committee/meetings/{meeting_id}/cancellation")).status_code == 303
    assert (await meetings.get_meeting(meeting_id)).status is MeetingStatus.CANCELLED
    assert request.id in {case.id for case in await agenda.list_cases_without_meeting()}
