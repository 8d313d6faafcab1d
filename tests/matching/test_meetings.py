"""The meeting: set, moved, called off, held; neutral in every calendar, and never two in one room."""

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from tests.matching.builders import NOW
from tests.matching.people import open_matching
from tests.matching.proposals_world import Pair, a_pair, a_plan, a_proposal
from tests.platform.accounts.builders import an_email
from wethaq.matching import answering, meeting_keeping
from wethaq.matching.policy.meetings import (
    MeetingOutcome,
    MeetingTimeError,
    NotMetYetError,
    TimeTakenError,
)
from wethaq.matching.policy.stages import ProposalHasMovedOnError, Stage
from wethaq.matching.proposals import get_proposal
from wethaq.matching.tables import MeetingRow
from wethaq.platform.actors import SYSTEM
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import open_row
from wethaq.platform.errors import NotFoundError
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people import service as people
from wethaq.platform.people.records import PersonDetails

pytestmark = pytest.mark.usefixtures("database")
SOON = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching()


async def a_meeting_to_set() -> tuple[Pair, UUID]:
    pair = await a_pair()
    for person_id in (pair.woman.person_id, pair.man.person_id):
        person = await people.get_person(person_id)
        await people.update_person(person_id, _with_email(person), actor=SYSTEM, now=NOW)
    return pair, await a_proposal(pair, Stage.MEETING)


def _with_email(person: Any) -> Any:
    values = {each.name: getattr(person, each.name) for each in fields(PersonDetails)}
    return PersonDetails(**{**values, "email": an_email()})


async def entries(person_id: UUID) -> list[Any]:
    rows = await Message.select().where(Message.person_id == person_id).order_by(Message.created_at)
    calendars = [open_row(Message, row)["calendar"] for row in rows]
    return [Calendar.from_ical(each).walk("VEVENT")[0] for each in calendars if each]


async def set_at(pair: Pair, proposal_id: UUID, starts_at: datetime, **changes: object) -> None:
    plan = a_plan(pair, starts_at, **changes)
    await meeting_keeping.set_meeting(proposal_id, plan, actor=pair.staff, now=NOW)


async def test_each_gets_an_entry_of_their_own_that_names_nobody() -> None:
    pair, proposal_id = await a_meeting_to_set()
    await set_at(pair, proposal_id, SOON)
    [hers], [his] = await entries(pair.woman.person_id), await entries(pair.man.person_id)
    assert hers["UID"] != his["UID"]
    for entry in (hers, his):
        text = entry.to_ical().decode().replace("\r\n ", "")
        assert entry["DTSTART"].dt == SOON
        for secret in ("matching", "زواج", "نظرة", "مح", "فهد", str(proposal_id), "room"):
            assert secret not in text
    assert "سالم عبدالله" not in hers.to_ical().decode().split("ATTENDEE")[0]


async def test_a_moved_meeting_moves_in_the_calendar_and_an_ended_one_leaves_it() -> None:
    pair, proposal_id = await a_meeting_to_set()
    await set_at(pair, proposal_id, SOON)
    await set_at(pair, proposal_id, SOON + timedelta(days=1))
    await answering.decline_proposal(proposal_id, actor=pair.man.actor, now=NOW)
    told = await entries(pair.woman.person_id)
    assert [int(each["SEQUENCE"]) for each in told] == [0, 1, 2]
    assert len({each["UID"] for each in told}) == 1
    assert told[-1]["STATUS"] == "CANCELLED"
    assert await MeetingRow.count().where(MeetingRow.cancelled_at.is_null()) == 0


@pytest.mark.parametrize("starts_in", [timedelta(hours=11), timedelta(days=21)])
async def test_not_before_two_families_can_come_nor_after_the_stage(starts_in: timedelta) -> None:
    pair, proposal_id = await a_meeting_to_set()
    with pytest.raises(MeetingTimeError):
        await set_at(pair, proposal_id, NOW + starts_in)


async def test_a_room_and_a_host_are_at_one_meeting() -> None:
    pair, one = await a_meeting_to_set()
    second, other = await a_meeting_to_set()
    host = new_id()
    await set_at(pair, one, SOON, room="الأولى", host_id=host)
    with pytest.raises(TimeTakenError):
        await set_at(second, other, SOON + timedelta(minutes=30), room="الأولى")
    with pytest.raises(TimeTakenError):
        await set_at(second, other, SOON, host_id=host)
    await set_at(pair, one, SOON, room="الأولى", host_id=host)
    await set_at(second, other, SOON + timedelta(minutes=45), room="الأولى", host_id=host)


async def test_no_answer_before_the_meeting_and_three_days_after_it() -> None:
    pair, proposal_id = await a_meeting_to_set()
    with pytest.raises(NotMetYetError):
        await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=NOW)
    await set_at(pair, proposal_id, SOON)
    with pytest.raises(NotMetYetError):
        await meeting_keeping.record_meeting(proposal_id, MeetingOutcome.HELD, actor=pair.staff, now=NOW)
    await meeting_keeping.record_meeting(proposal_id, MeetingOutcome.HELD, actor=pair.staff, now=SOON)
    with pytest.raises(ProposalHasMovedOnError):
        await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=SOON + timedelta(days=3))
    await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=SOON)
    await answering.agree_to_step(proposal_id, actor=pair.man.actor, now=SOON)
    assert (await get_proposal(proposal_id)).rule.stage is Stage.ENGAGED


async def test_a_meeting_that_was_not_held_can_be_set_again() -> None:
    pair, proposal_id = await a_meeting_to_set()
    await set_at(pair, proposal_id, SOON)
    await meeting_keeping.record_meeting(proposal_id, MeetingOutcome.NOT_HELD, actor=pair.staff, now=SOON)
    plan = a_plan(pair, SOON + timedelta(days=2))
    await meeting_keeping.set_meeting(proposal_id, plan, actor=pair.staff, now=SOON)
    await meeting_keeping.cancel_meeting(proposal_id, actor=pair.staff, now=SOON)
    assert await meeting_keeping.find_meeting(proposal_id) is None


async def test_another_matchmaker_finds_nothing_to_set() -> None:
    _, proposal_id = await a_meeting_to_set()
    other = await a_pair()
    with pytest.raises(NotFoundError):
        await set_at(other, proposal_id, SOON)
