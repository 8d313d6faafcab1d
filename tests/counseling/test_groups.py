"""Group sessions: as many come as there are seats, and nobody learns who else does."""

import asyncio
from typing import Any

import pytest

from tests.client import Client
from tests.counseling.people import a_counselor, a_family, an_appointment, an_officer, open_counseling
from tests.counseling.visits import a_visitor, ahead, messages, newest_link, real_now
from tests.platform.accounts.builders import a_beneficiary, actor_for, signed_in
from wethaq.counseling import absence, changing
from wethaq.counseling.groups import join_group, list_group_sessions
from wethaq.counseling.opening_groups import open_group_session
from wethaq.counseling.policy.access import NotTheirPartError
from wethaq.counseling.policy.bookings import JustTakenError
from wethaq.counseling.policy.services import Modality, NoSeatLeftError
from wethaq.counseling.purposes import PROCESSING
from wethaq.counseling.withdrawal import end_appointments_without_consent
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent

GROUPS = "/counseling/groups"
TOPICS = ("العناية بالوالدين", "Caring for parents at home")


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_counseling()


async def _a_group(seats: int = 10, **changes: Any) -> Any:
    counselor = await a_counselor()
    details: dict[str, Any] = {"actor": an_officer(), "now": real_now(), "topics": TOPICS} | changes
    return await open_group_session(counselor, "group", ahead(), Modality.VIDEO, seats, **details)


async def _seats_left() -> int:
    [session] = await list_group_sessions(now=real_now())
    return session.seats_left


async def test_of_fifty_who_join_ten_come_in() -> None:
    group = await _a_group()
    families = [await a_family(now=real_now()) for _ in range(50)]

    async def join(family: Actor) -> bool:
        try:
            await join_group(group.id, actor=family, now=real_now())
        except NoSeatLeftError:
            return False
        return True

    assert sum(await asyncio.gather(*(join(family) for family in families))) == 10
    assert await _seats_left() == 0
    assert len(await messages("counseling_confirmed")) == 10


async def test_a_seat_is_taken_once_and_left_for_another() -> None:
    group = await _a_group(2)
    family = await a_family(now=real_now())
    for _ in range(2):
        await join_group(group.id, actor=family, now=real_now())
    assert await _seats_left() == 1
    await absence.stay_away(group.id, actor=family, now=real_now())
    assert await _seats_left() == 2
    assert len(await messages("counseling_left")) == 1
    await join_group(group.id, actor=family, now=real_now())
    assert await _seats_left() == 1
    assert len(await messages("counseling_confirmed")) == 2


async def test_nobody_sits_in_two_places() -> None:
    group = await _a_group()
    await a_counselor()
    family = await a_family(now=real_now())
    await an_appointment(family, ahead(9, 30), now=real_now())
    with pytest.raises(JustTakenError):
        await join_group(group.id, actor=family, now=real_now())


async def test_only_staff_with_a_part_in_it_open_one() -> None:
    with pytest.raises(NotTheirPartError):
        await _a_group(actor=await a_family(now=real_now()))
    with pytest.raises(NoSeatLeftError):
        await _a_group(11)


async def test_a_withdrawn_consent_leaves_the_group_and_the_group_goes_on() -> None:
    group = await _a_group()
    first, second = await a_family(now=real_now()), await a_family(now=real_now())
    for family in (first, second):
        await join_group(group.id, actor=family, now=real_now())
    assert first.person_id
    await end_appointments_without_consent(first.person_id, PROCESSING.code, now=real_now())
    assert await _seats_left() == 9


async def test_everybody_sees_the_list_and_a_seat_needs_consent(client: Client) -> None:
    group = await _a_group()
    listed = await client.get(GROUPS)
    assert TOPICS[0] in listed.text
    assert (await client.get(f"{GROUPS}/{group.id}")).headers["location"].startswith("/sign-in")
    account = await a_beneficiary()
    browser = await signed_in(client, account)
    assert (await browser.get(f"{GROUPS}/{group.id}")).status_code == 200
    refused = await browser.post(f"{GROUPS}/{group.id}/members")
    assert refused.status_code == 422
    text = await consent.current_text(PROCESSING.code)
    form = {"is_read": "yes", "agrees": "yes", "text_id": str(text.id)}
    sent = await browser.post(f"{GROUPS}/{group.id}/members", form)
    assert sent.headers["location"] == f"/counseling/appointments/{group.id}?done=accepted"
    page = await browser.follow(sent)
    assert page.status_code == 200
    assert "/absence" in page.text
    assert "/times" not in page.text


async def test_nobody_reads_who_else_is_in_the_group(client: Client) -> None:
    group = await _a_group()
    other = await a_family(now=real_now(), first_name="هيفاء")
    await join_group(group.id, actor=other, now=real_now())
    browser, actor = await a_visitor(client)
    await join_group(group.id, actor=actor, now=real_now())
    page = await browser.get(f"/counseling/appointments/{group.id}")
    assert "هيفاء" not in page.text
    assert actor.person_id
    for row in await messages(to=actor.person_id):
        assert "هيفاء" not in row["body"]
        assert TOPICS[0] not in row["body"]
        assert TOPICS[0] not in (row["calendar"] or "")


async def test_a_member_leaves_by_link_and_moves_nothing(client: Client) -> None:
    group = await _a_group()
    account = await a_beneficiary()
    actor = await actor_for(account)
    _, actor = await a_visitor(client)
    await join_group(group.id, actor=actor, now=real_now())
    assert actor.person_id
    link = await newest_link(actor.person_id)
    assert (await client.get(f"{link}/times")).status_code == 404
    await client.get(f"{link}/absence")
    assert (await client.post(f"{link}/absence")).headers["location"] == "/appointments/done/left"
    assert await _seats_left() == 10


async def test_a_cancelled_session_tells_everybody() -> None:
    group = await _a_group()
    for _ in range(3):
        await join_group(group.id, actor=await a_family(now=real_now()), now=real_now())
    await changing.cancel_by_staff(group.id, "المستشارة مريضة", actor=an_officer(), now=real_now())
    assert len(await messages("counseling_cancelled")) == 3
    assert await list_group_sessions(now=real_now()) == []
