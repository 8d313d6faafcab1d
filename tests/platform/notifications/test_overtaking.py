"""Messages that failed come back later; an invitation must not come back after the change of the same appointment."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.platform.invitations.builders import an_invitation
from tests.platform.notifications.builders import RecordingCourier, a_mail, the_message
from tests.platform.people.builders import a_person
from wethaq.platform.actors import Channel
from wethaq.platform.invitations.glance import entry_in
from wethaq.platform.invitations.messages import request_ics
from wethaq.platform.notifications import outbox
from wethaq.platform.notifications.delivery import deliver_due
from wethaq.platform.notifications.errors import TemporaryDeliveryError
from wethaq.platform.notifications.policy import LEASE
from wethaq.platform.notifications.service import invite
from wethaq.platform.settings import get_settings

pytestmark = pytest.mark.usefixtures("database")
HOUR = timedelta(hours=1)
OTHER_UID = "0199a1b2-ffff-7e4f-8a5b-6c7d8e9f0a1b@wethaq.test"


def ics(now: datetime, sequence: int = 0, **changes: str) -> str:
    return request_ics(
        an_invitation(organizer=get_settings().mail_from, sequence=sequence, **changes), now=now
    )


async def delivered(now: datetime, error: Exception | None = None) -> list[tuple[str, int]]:
    """Deliver what is due and return the entries and their numbers in the order of their going."""
    courier = RecordingCourier(error=error)
    await deliver_due(now, couriers={Channel.EMAIL: courier}, jitter=lambda: 0)
    entries = [entry_in(message.calendar) for message in courier.carried if message.calendar]
    return [(entry.uid, entry.sequence) for entry in entries]


async def state(message_id: UUID) -> tuple[object, object]:
    row = await the_message(message_id)
    return row["status"], row["last_error"]


async def test_an_invitation_that_failed_does_not_come_after_its_change(now: datetime) -> None:
    first = await a_mail(now, calendar=ics(now))
    await delivered(now, TemporaryDeliveryError("smtp_451"))
    await a_mail(now + timedelta(seconds=1), calendar=ics(now, 1))
    assert [number for _, number in await delivered(now + timedelta(seconds=1))] == [1]
    assert await delivered(now + HOUR) == []
    assert await state(first) == ("dead", "overtaken")


async def test_what_a_dead_process_may_have_sent_does_not_come_after_its_change(now: datetime) -> None:
    first = await a_mail(now, calendar=ics(now))
    assert await outbox.claim(first, now=now), "The process dies right after this."
    await a_mail(now + timedelta(seconds=1), calendar=ics(now, 1))
    assert [number for _, number in await delivered(now + timedelta(seconds=1))] == [1]
    assert await delivered(now + LEASE) == []


async def test_in_good_times_both_arrive_in_their_order(now: datetime) -> None:
    await a_mail(now, calendar=ics(now))
    await a_mail(now + timedelta(seconds=1), calendar=ics(now, 1))
    assert [number for _, number in await delivered(now + timedelta(seconds=2))] == [0, 1]


async def test_an_invitation_whose_change_waits_as_well_is_sent(now: datetime) -> None:
    await a_mail(now, calendar=ics(now))
    later = now + timedelta(seconds=1)
    await a_mail(later, calendar=ics(now, 1))
    await delivered(later, TemporaryDeliveryError("smtp_451"))
    assert [number for _, number in await delivered(now + HOUR)] == [0, 1]


async def test_other_appointments_and_other_people_overtake_nothing(now: datetime) -> None:
    noura = await a_person(preferred_channel=Channel.EMAIL, email="noura@example.com")
    saad = await a_person(preferred_channel=Channel.EMAIL, email="saad@example.com", mobile="+966507654321")
    first, other, foreign = ics(now), ics(now, 1, uid=OTHER_UID), ics(now, 1)
    words = {"name": "نورة"}
    await invite(noura.id, "test_reply", words, make_calendar=lambda _: first, now=now)
    await delivered(now, TemporaryDeliveryError("smtp_451"))
    await invite(noura.id, "test_reply", words, make_calendar=lambda _: other, now=now)
    await invite(saad.id, "test_reply", words, make_calendar=lambda _: foreign, now=now)
    await delivered(now)
    assert [number for _, number in await delivered(now + HOUR)] == [0]
