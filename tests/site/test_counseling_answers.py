"""Links, invitations, offers and seats that are taken fifty times at two server processes: each counts once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.counseling.invariants import ensure_sound
from tests.counseling.people import a_counselor, a_family, an_appointment, an_officer
from tests.counseling.visits import ahead, messages, newest_link, real_now
from tests.site.racing import Race, a_race, appointments, at_once, choose, statuses
from wethaq.counseling import changing, waiting
from wethaq.counseling.offering import offer_freed_times
from wethaq.counseling.opening_groups import open_group_session
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.tables import AttendeeRow, WaitlistEntryRow
from wethaq.platform.actors import SYSTEM

MANY = pytest.mark.parametrize(
    "many", [pytest.param(20, id="short"), pytest.param(50, id="long", marks=pytest.mark.proof)]
)


@pytest.fixture
async def race(database: None, tmp_path: Path) -> AsyncIterator[Race]:
    async with a_race(tmp_path) as race:
        yield race


@MANY
async def test_a_signed_link_changes_one_thing_however_often_it_is_used(race: Race, many: int) -> None:
    """Half of the uses cancel and half move: what passes first is what holds."""
    await a_counselor(hours=(9, 15))
    family = await a_family(now=real_now())
    await an_appointment(family, ahead(), now=real_now())
    race.before = await ensure_sound(real_now())
    assert family.person_id
    link = await newest_link(family.person_id)
    moves = [{"starts_at": ahead(10, 15).isoformat()}, {"words": ""}]
    answers = await at_once(
        browser.post(f"{link}/{('move', 'cancellation')[turn % 2]}", data=moves[turn % 2])
        for turn, browser in enumerate(race.strangers(many))
    )
    assert statuses(answers) == {303: 1, 404: many - 1}
    moved, cancelled = await messages("counseling_moved"), await messages("counseling_cancelled")
    assert len(moved) + len(cancelled) == 1
    assert [row["sequence"] for row in await AttendeeRow.select(AttendeeRow.sequence)] == [1]


@MANY
async def test_an_invitation_is_accepted_once(race: Race, many: int) -> None:
    """Two people hold the link that was meant for one, and both press many times."""
    await a_counselor(hours=(9, 15))
    her = await race.family(books=False)
    await choose(her, service="couple", modality=Modality.VIDEO, spouse_address="fahad@mail.example")
    assert (await her.book(ahead())).status_code == 303
    [message] = await messages("counseling_spouse_invited")
    link = message["body"][message["body"].index("/counseling/invitations/") :].split()[0]
    guests = await race.families(2, books=False)
    answers = await at_once(guests[turn % 2].post(f"{link}/acceptance") for turn in range(many))
    assert statuses(answers) == {303: 1, 404: many - 1}
    assert len(await appointments("confirmed")) == 1
    spouses = [row for row in await AttendeeRow.select() if row["role"] == "spouse"]
    assert [row["status"] for row in spouses] == ["coming"]
    assert len(await messages("counseling_confirmed")) == len(
        {(row["person_id"], row["channel"]) for row in await messages("counseling_confirmed")}
    )


@MANY
async def test_an_earlier_time_is_taken_once(race: Race, many: int) -> None:
    """By the link of the message and in the account at once, while a neighbour reaches for the same hour."""
    await a_counselor(hours=(9, 15))
    family, neighbour = await race.family(books=False), await race.family()
    own = await an_appointment(family.actor, ahead(days=9), now=real_now())
    await waiting.wait_for_earlier(own.id, actor=family.actor, now=real_now())
    other = await a_family(now=real_now())
    freed = await an_appointment(other, ahead(), now=real_now())
    await changing.cancel_appointment(freed.id, actor=other, now=real_now())
    assert await offer_freed_times(actor=SYSTEM, now=real_now()) == 1
    race.before = await ensure_sound(real_now())
    link = await newest_link(family.person_id, under="/appointments/earlier/")
    answers = await at_once(
        [
            neighbour.hold(ahead()),
            *(browser.post(f"{link}/acceptance") for browser in race.strangers(many)),
        ]
    )
    assert answers[0].status_code == 409
    assert statuses(answers[1:]) == {303: 1, 404: many - 1}
    assert len(await messages("counseling_moved")) == 1
    assert [row["starts_at"] for row in await appointments("confirmed")] == [ahead()]
    assert await WaitlistEntryRow.count().where(WaitlistEntryRow.ended_at.is_null()) == 0


async def test_ten_seats_are_given_to_ten_of_fifty(race: Race) -> None:
    counselor = await a_counselor()
    group = await open_group_session(
        counselor, "group", ahead(), Modality.VIDEO, 10, actor=an_officer(), now=real_now()
    )
    guests = await race.families(50, books=False)
    answers = await at_once(guest.post(f"/counseling/groups/{group.id}/members") for guest in guests)
    assert statuses(answers) == {303: 10, 409: 40}
    assert await AttendeeRow.count().where(AttendeeRow.status == "coming") == 10
    assert len({row["person_id"] for row in await messages("counseling_confirmed")}) == 10
