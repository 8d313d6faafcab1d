"""While a vote is open, whoever presides sees it come in; nobody's file is opened by looking again."""

from uuid import UUID

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_member_of_staff, signed_in
from tests.platform.committee.builders import Committee, a_case, a_committee, a_meeting, an_item, sit
from wethaq.platform import audit
from wethaq.platform.actors import Role
from wethaq.platform.committee import agenda
from wethaq.platform.intake import service as intake
from wethaq.platform.web.dependencies import provide_now

HTMX = {"hx-request": "true"}


@pytest.fixture
async def committee(client: Client) -> Committee:
    return await a_committee()


@pytest.fixture
async def case(committee: Committee) -> tuple[str, str]:
    """The addresses of a meeting and of a case before it."""
    now = provide_now()
    request = await a_case(now=now)
    meeting_id = await a_meeting(committee, now=now)
    item_id = await an_item(meeting_id, request.id, now=now)
    await sit(committee, meeting_id, now=now)
    return f"/committee/meetings/{meeting_id}", f"/committee/items/{item_id}"


async def a_browser(client: Client, committee: Committee, number: int) -> Client:
    return await signed_in(client, committee.members[number].account_id)


async def test_the_chair_watches_a_vote_only_while_it_is_open(
    client: Client, committee: Committee, case: tuple[str, str]
) -> None:
    room, item = case
    chair, member = [await a_browser(client, committee, number) for number in (0, 1)]
    assert "every 4s" not in (await chair.get(item)).text
    await chair.post(f"{item}/voting")
    assert "every 4s" in (await chair.get(item)).text
    assert "every 5s" in (await chair.get(room)).text
    assert "every " not in (await member.get(item)).text
    await member.post(f"{item}/votes", {"choice": "accept"})
    before_own_vote = await chair.get(f"{item}/figures", headers=HTMX)
    assert "<html" not in before_own_vote.text
    assert "figures-again" not in before_own_vote.text, "the chair votes before seeing how it stands"
    await chair.post(f"{item}/votes", {"choice": "accept"})
    assert "figures-again" in (await chair.get(f"{item}/figures", headers=HTMX)).text
    part = await chair.get(room, headers=HTMX)
    assert ("<html" in part.text, "صوتان" in part.text) == (False, True)
    for number in (2, 3):
        other = await a_browser(client, committee, number)
        await other.post(f"{item}/votes", {"choice": "accept"})
    await chair.post(f"{item}/decision", {"reasons": ["A1"], "explanation": ""})
    assert "every " not in (await chair.get(f"{item}/figures", headers=HTMX)).text


async def test_looking_again_opens_no_file(
    client: Client, committee: Committee, case: tuple[str, str]
) -> None:
    _, item = case
    chair = await a_browser(client, committee, 0)
    request = await intake.get_request((await agenda.get_item(UUID(item.rsplit("/", 1)[1]))).request_id)
    before = len(await audit.list_openings(request.person_id))
    assert (await chair.get(f"{item}/figures", headers=HTMX)).status_code == 200
    plain = await chair.get(f"{item}/figures")
    assert plain.headers["location"] == item
    assert len(await audit.list_openings(request.person_id)) == before


async def test_figures_are_for_members(client: Client, case: tuple[str, str]) -> None:
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    assert (await officer.get(f"{case[1]}/figures", headers=HTMX)).status_code == 403


async def test_attendance_is_saved_at_each_tick(
    client: Client, committee: Committee, case: tuple[str, str]
) -> None:
    room, _ = case
    chair = await a_browser(client, committee, 0)
    two = {"present": [str(member.id) for member in committee.members[:2]]}
    part = await chair.post(f"{room}/attendance", two, headers=HTMX)
    assert (part.status_code, "<html" in part.text) == (200, False)
    assert part.text.count(" checked") == 2
    assert (await chair.post(f"{room}/attendance", two)).status_code == 303
