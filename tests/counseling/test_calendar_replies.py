"""Answers of calendars: of the invited address alone, of the newest revision, shown and moving nothing."""

from datetime import datetime, timedelta

import pytest

from tests.client import Client
from tests.counseling.people import NOW, a_counselor, a_family, an_appointment, open_counseling
from tests.counseling.visits import a_visitor, ahead, real_now
from wethaq.counseling import changing
from wethaq.counseling.loading import get_appointment, list_attendees
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.replies import take_reply
from wethaq.counseling.tables import AttendeeRow
from wethaq.platform.actors import Channel
from wethaq.platform.invitations.replies import Answer, Reply

HERS = "noura@mail.example"


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_counseling()
    await a_counselor()


def _reply(uid: str, *, guest: str = HERS, answer: Answer = Answer.DECLINED, at: datetime = NOW) -> Reply:
    return Reply(uid=uid, sequence=0, guest=guest, answer=answer, answered_at=at)


async def test_an_answer_is_kept_and_moves_nothing() -> None:
    family = await a_family(now=real_now(), email=HERS, preferred_channel=Channel.EMAIL)
    appointment = await an_appointment(family, ahead(), now=real_now())
    [seat] = await list_attendees(appointment.id)
    assert await take_reply(_reply(seat.uid), now=NOW)
    [seat] = await list_attendees(appointment.id)
    assert seat.calendar_answer == "declined"
    assert (await get_appointment(appointment.id)).status is AppointmentStatus.CONFIRMED


async def test_others_and_the_unknown_are_not_believed() -> None:
    family = await a_family(now=real_now(), email=HERS, preferred_channel=Channel.EMAIL)
    appointment = await an_appointment(family, ahead(), now=real_now())
    [seat] = await list_attendees(appointment.id)
    assert not await take_reply(_reply(seat.uid, guest="other@mail.example"), now=NOW)
    assert not await take_reply(_reply("nobody@appointments.wethaq"), now=NOW)
    [seat] = await list_attendees(appointment.id)
    assert seat.calendar_answer is None


async def test_a_stale_answer_changes_nothing() -> None:
    family = await a_family(now=real_now(), email=HERS, preferred_channel=Channel.EMAIL)
    appointment = await an_appointment(family, ahead(), now=real_now())
    [seat] = await list_attendees(appointment.id)
    await take_reply(_reply(seat.uid, answer=Answer.ACCEPTED), now=NOW)
    assert await take_reply(_reply(seat.uid, at=NOW - timedelta(minutes=1)), now=NOW)
    await changing.reschedule_appointment(appointment.id, ahead(10), actor=family, now=real_now())
    assert await take_reply(_reply(seat.uid, at=NOW + timedelta(minutes=1)), now=NOW)
    [seat] = await list_attendees(appointment.id)
    assert seat.calendar_answer is None


async def test_the_family_reads_that_its_calendar_declined(client: Client) -> None:
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now())
    await AttendeeRow.update({AttendeeRow.calendar_answer: "declined"}).where(
        AttendeeRow.appointment_id == appointment.id
    )
    assert "الموعد ما زال قائمًا" in (await browser.get(f"/counseling/appointments/{appointment.id}")).text


async def test_my_file_begins_with_the_next_appointment(client: Client) -> None:
    browser, actor = await a_visitor(client)
    assert "/counseling/appointments/" not in (await browser.get("/my-file")).text
    later = await an_appointment(actor, ahead(days=9), now=real_now())
    sooner = await an_appointment(actor, ahead(), now=real_now())
    page = (await browser.get("/my-file")).text
    assert page.index(str(sooner.id)) < page.index(str(later.id))
    assert "موعدك القادم" in page
    assert "الزواج" not in page.split('id="requests-title"')[0]
