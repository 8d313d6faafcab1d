"""An invitation reaches a calendar by mail, whatever way its guest prefers, and only in the guest's own words."""

from datetime import datetime, timedelta
from email import message_from_bytes
from typing import Any

import pytest

from tests.platform.invitations.builders import an_invitation, lines_named
from tests.platform.notifications.builders import RecordingCourier, the_message
from tests.platform.people.builders import a_person
from wethaq.platform.actors import Channel
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.invitations.messages import cancel_ics, request_ics
from wethaq.platform.notifications.delivery import deliver_due, forget_delivered_content
from wethaq.platform.notifications.errors import ForeignOrganizerError
from wethaq.platform.notifications.mail import build_mail
from wethaq.platform.notifications.message_export import export_messages
from wethaq.platform.notifications.outbox import claim
from wethaq.platform.notifications.policy import CONTENT_KEPT, LEASE
from wethaq.platform.notifications.service import Guest, invite, send_to_address
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.people.service import Person
from wethaq.platform.settings import get_settings

pytestmark = pytest.mark.usefixtures("database")
NOBODY_TO_ASK = "no calendar object is written where nobody can receive one"


def ours(**changes: Any) -> Any:
    return an_invitation(organizer=get_settings().mail_from, **changes)


async def invited(person: Person, now: datetime) -> Any:
    def make_calendar(guest: Guest) -> str:
        invitation = ours(guest=guest.email, guest_name=guest.name, language=guest.language)
        return request_ics(invitation, now=now)

    return await invite(person.id, "test_reply", {"name": "نورة"}, make_calendar=make_calendar, now=now)


async def sent_to(person: Person) -> list[dict[str, Any]]:
    rows = await Message.select().where(Message.person_id == person.id).order_by(Message.channel)
    return [open_row(Message, row) for row in rows]


async def test_the_invitation_is_written_for_the_person_and_travels_with_the_mail(now: datetime) -> None:
    person = await a_person(preferred_channel=Channel.EMAIL, email="noura@example.com")
    message_id = await invited(person, now)
    (mail,) = await sent_to(person)
    assert (mail["id"], mail["channel"]) == (message_id, "email")
    assert "mailto:noura@example.com" in lines_named(mail["calendar"], "ATTENDEE")[0]


async def test_who_prefers_text_messages_gets_the_invitation_by_mail_and_then_the_text(now: datetime) -> None:
    person = await a_person(preferred_channel=Channel.SMS, email="noura@example.com")
    message_id = await invited(person, now)
    mail, text = await sent_to(person)
    assert (mail["id"], mail["channel"], text["channel"]) == (message_id, "email", "sms")
    assert mail["calendar"]
    assert text["calendar"] is None


async def test_the_text_beside_an_invitation_is_as_quiet_as_any_other(now: datetime) -> None:
    rules = frozenset({SafeContactRule.NO_CONTENT})
    person = await a_person(preferred_channel=Channel.SMS, email="noura@example.com", safe_contact=rules)
    await invited(person, now)
    assert (await sent_to(person))[1]["body"] == "لديك رسالة جديدة في ملفك."


async def test_where_no_text_may_come_the_mail_comes_alone(now: datetime) -> None:
    rules = frozenset({SafeContactRule.NO_TEXT_MESSAGES})
    person = await a_person(preferred_channel=Channel.SMS, email="noura@example.com", safe_contact=rules)
    await invited(person, now)
    assert [row["channel"] for row in await sent_to(person)] == ["email"]


@pytest.mark.parametrize(
    ("rules", "channel"), [(frozenset(), "sms"), (frozenset({SafeContactRule.NO_TEXT_MESSAGES}), "none")]
)
async def test_without_an_email_it_is_a_message_like_any_other(
    rules: frozenset[SafeContactRule], channel: str, now: datetime
) -> None:
    person = await a_person(email=None, safe_contact=rules)

    def make_calendar(guest: Guest) -> str:
        raise AssertionError(NOBODY_TO_ASK)

    await invite(person.id, "test_reply", {"name": "نورة"}, make_calendar=make_calendar, now=now)
    assert [(row["channel"], row["calendar"]) for row in await sent_to(person)] == [(channel, None)]


async def test_an_invitation_in_another_name_is_refused_where_it_is_made(now: datetime) -> None:
    person = await a_person(preferred_channel=Channel.EMAIL, email="noura@example.com")
    foreign = request_ics(an_invitation(organizer="counselor@wethaq.test"), now=now)
    with pytest.raises(ForeignOrganizerError):
        await _invite_in_transaction(person, foreign, now)
    assert not await Message.exists()


async def _invite_in_transaction(person: Person, calendar: str, now: datetime) -> None:
    async with transaction():
        await invite(person.id, "test_reply", {"name": "نورة"}, make_calendar=lambda _: calendar, now=now)


async def test_a_second_delivery_is_the_same_to_every_octet_of_the_calendar(now: datetime) -> None:
    """At least once means sometimes twice; DTSTAMP tells calendars that nothing is new (RFC 5546, 2.1.5)."""
    message_id = await _a_mailed_invitation(now)
    claims = [await claim(message_id, now=now), await claim(message_id, now=now + LEASE)]
    first, second = (
        _read(build_mail(message, sender=get_settings().mail_from, now=now + LEASE))
        for message in claims
        if message
    )
    assert _calendars(first) == _calendars(second)
    assert first["Message-ID"] == second["Message-ID"]
    assert f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}".encode() in _calendars(second)[0]


async def _a_mailed_invitation(now: datetime) -> Any:
    return await send_to_address(
        Channel.EMAIL,
        "noura@example.com",
        "test_reply",
        {"name": "نورة"},
        language="ar",
        calendar=request_ics(ours(), now=now),
        now=now,
    )


def _read(mail: bytes) -> Any:
    return message_from_bytes(mail)


def _calendars(mail: Any) -> list[bytes]:
    return [
        part.get_payload(decode=True)
        for part in mail.walk()
        if part.get_content_type() in {"text/calendar", "application/ics"}
    ]


async def test_the_database_does_not_hold_the_invitation_in_clear(now: datetime) -> None:
    row = await the_message(await _a_mailed_invitation(now))
    assert "VCALENDAR" not in str(row)
    assert "noura" not in str(row)


async def test_the_invitation_is_forgotten_with_the_words(now: datetime) -> None:
    message_id = await _a_mailed_invitation(now)
    await deliver_due(now, couriers={Channel.EMAIL: RecordingCourier()}, jitter=lambda: 0)
    await forget_delivered_content(now + CONTENT_KEPT + timedelta(hours=1))
    row = await the_message(message_id)
    assert (row["status"], row["calendar"]) == ("sent", None)


async def test_a_copy_of_ones_data_says_that_an_invitation_came_along(now: datetime) -> None:
    person = await a_person(preferred_channel=Channel.EMAIL, email="noura@example.com")
    await invited(person, now)
    cancelled = cancel_ics(ours(sequence=1), now=now)
    await invite(person.id, "test_reply", {"name": "نورة"}, make_calendar=lambda _: cancelled, now=now)
    (section,) = await export_messages(person.id, now=now)
    attached = sorted(value for facts in section.records for name, value in facts if name == "Attached")
    assert [words.partition(":")[0] for words in attached] == ["إلغاء موعد", "دعوة تقويم"]
    assert all("2026" in words for words in attached)
