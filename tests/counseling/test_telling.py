"""What people are told: each of their own seat only, by ways that are safe, in calendars that follow."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.counseling.builders import SUNDAY, at
from tests.counseling.people import (
    NOW,
    a_booking,
    a_counselor,
    a_family,
    a_room,
    agree,
    an_appointment,
    an_officer,
    open_counseling,
)
from tests.platform.accounts.builders import a_person
from wethaq.counseling import changing, confirming, holding, inviting, terms
from wethaq.counseling.attending import OwnInvitationError
from wethaq.counseling.loading import AppointmentNotFoundError, get_appointment
from wethaq.counseling.offered_services import OFFERED
from wethaq.counseling.policy.changes import CancellationTooLateError
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentHasMovedOnError, AppointmentStatus
from wethaq.counseling.purposes import PROCESSING
from wethaq.counseling.withdrawal import end_appointments_without_consent
from wethaq.platform.actors import Actor, Channel, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.database.sealing import open_row
from wethaq.platform.intake.starting import ResponsibilitiesUnreadError
from wethaq.platform.localisation import gettext, use_language
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people.policy.contact import SafeContactRule

NINE = at(SUNDAY, 9)
HIS, HERS = "fahad@mail.example", "noura@mail.example"


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_counseling()


async def _messages(kind: str | None = None) -> list[dict[str, Any]]:
    rows = [open_row(Message, row) for row in await Message.select().order_by(Message.created_at)]
    return [row for row in rows if kind in {None, row["kind"]}]


def _unfolded(ics: str) -> str:
    return ics.replace("\r\n ", "")


def _value(ics: str, name: str) -> str:
    found = re.search(rf"^{name}[:;](.*)$", _unfolded(ics), re.MULTILINE)
    assert found, name
    return found[1].strip()


async def _a_couple() -> tuple[Actor, Actor, Any]:
    """She books for both; returns her, him, and what was asked for."""
    await a_counselor()
    await a_room()
    her = await a_family(email=HERS, preferred_channel=Channel.EMAIL, first_name="نورة")
    booking = await a_booking(her, service="couple", modality=Modality.IN_PERSON, spouse_address=HIS)
    await holding.hold_time(booking.id, NINE, actor=her, now=NOW)
    asked = await confirming.send_booking(booking.id, actor=her, now=NOW)
    person = await a_person(email=HIS, first_name="فهد", preferred_channel=Channel.EMAIL)
    him = Actor(account_id=her.account_id, person_id=person, roles=frozenset({Role.BENEFICIARY}))
    return her, him, asked


async def _token() -> str:
    body = (await _messages("counseling_spouse_invited"))[-1]["body"]
    found = re.search(r"/counseling/invitations/([\w-]+)", body)
    assert found
    return found[1]


async def test_a_confirmed_appointment_goes_into_the_calendar() -> None:
    await a_counselor()
    family = await a_family(email=HERS, preferred_channel=Channel.EMAIL)
    appointment = await an_appointment(family, NINE)
    assert appointment.status is AppointmentStatus.CONFIRMED
    assert appointment.number
    assert appointment.number.startswith("C-1448-")
    (message,) = await _messages("counseling_confirmed")
    assert _value(message["calendar"], "METHOD") == "REQUEST"
    assert _value(message["calendar"], "DTSTART") == "20261206T060000Z"
    assert _value(message["calendar"], "SEQUENCE") == "0"


async def test_a_calendar_follows_a_move_and_a_cancellation() -> None:
    await a_counselor()
    family = await a_family(email=HERS, preferred_channel=Channel.EMAIL)
    appointment = await an_appointment(family, NINE)
    await changing.reschedule_appointment(appointment.id, at(SUNDAY, 10, 30), actor=family, now=NOW)
    await changing.cancel_appointment(appointment.id, actor=family, now=NOW)
    calendars = [message["calendar"] for message in await _messages() if message["calendar"]]
    assert len({_value(ics, "UID") for ics in calendars}) == 1
    assert [_value(ics, "SEQUENCE") for ics in calendars] == ["0", "1", "2"]
    assert [_value(ics, "METHOD") for ics in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    assert _value(calendars[1], "DTSTART") == "20261206T073000Z"
    assert "VALARM" not in calendars[2]


async def test_a_couple_is_confirmed_once_both_have_agreed() -> None:
    _, him, asked = await _a_couple()
    assert asked.status is AppointmentStatus.REQUESTED
    assert await _messages("counseling_confirmed") == []
    token = await _token()
    with pytest.raises(ResponsibilitiesUnreadError):
        await inviting.accept_invitation(token, actor=him, now=NOW)
    assert him.person_id
    await agree(him.person_id, him)
    confirmed = await inviting.accept_invitation(token, actor=him, now=NOW)
    assert confirmed.status is AppointmentStatus.CONFIRMED
    with pytest.raises(AppointmentNotFoundError):
        await inviting.accept_invitation(token, actor=him, now=NOW)


async def test_neither_of_a_couple_reads_of_the_other() -> None:
    _, him, _ = await _a_couple()
    assert him.person_id
    await agree(him.person_id, him)
    await inviting.accept_invitation(await _token(), actor=him, now=NOW)
    sent = {message["address"]: message for message in await _messages("counseling_confirmed")}
    assert set(sent) == {HIS, HERS}
    for own, other, name in ((HIS, HERS, "نورة"), (HERS, HIS, "فهد")):
        said = sent[own]["subject"] + sent[own]["body"] + _unfolded(sent[own]["calendar"])
        assert other not in said
        assert name not in said
        assert own in _unfolded(sent[own]["calendar"])


async def test_the_one_who_asked_cannot_accept_for_the_other() -> None:
    her, _, _ = await _a_couple()
    with pytest.raises(OwnInvitationError):
        await inviting.accept_invitation(await _token(), actor=her, now=NOW)


async def test_a_refused_invitation_gives_the_hour_back_and_blames_nobody() -> None:
    _, _, asked = await _a_couple()
    await inviting.refuse_invitation(await _token(), actor=Actor(), now=NOW)
    assert (await get_appointment(asked.id)).status is AppointmentStatus.CANCELLED
    (message,) = await _messages("counseling_incomplete")
    assert message["address"] == HERS
    assert "فهد" not in message["body"]
    assert (await an_appointment(await a_family(), NINE)).status is AppointmentStatus.CONFIRMED


async def test_no_message_names_the_trouble() -> None:
    her, him, asked = await _a_couple()
    assert him.person_id
    await agree(him.person_id, him)
    await inviting.accept_invitation(await _token(), actor=him, now=NOW)
    await changing.reschedule_appointment(asked.id, at(SUNDAY, 10, 15), actor=her, now=NOW)
    await changing.cancel_appointment(asked.id, actor=her, now=NOW)
    for language in ("ar", "en"):
        with use_language(language):
            titles = [gettext(service.title) for service in OFFERED]
        for message in await _messages():
            said = (message["subject"] or "") + (message["body"] or "") + _unfolded(message["calendar"] or "")
            assert not [title for title in titles if title in said]


async def test_a_telephone_that_others_read_says_only_that_there_is_a_message() -> None:
    await a_counselor()
    family = await a_family(safe_contact=frozenset({SafeContactRule.NO_CONTENT}))
    await an_appointment(family, NINE)
    (message,) = await _messages("counseling_confirmed")
    assert "2026" not in message["body"]
    assert "/appointments/link/" not in message["body"]


async def test_an_officer_accepts_where_the_service_says_so() -> None:
    await a_counselor()
    manager = Actor(account_id=None, roles=frozenset({Role.MANAGER}))
    await terms.change_service_figures(
        "marital", {}, is_accepted_by_officer=True, reason="ضغط المواعيد", actor=manager, now=NOW
    )
    family = await a_family(email=HERS, preferred_channel=Channel.EMAIL)
    asked = await an_appointment(family, NINE)
    assert asked.status is AppointmentStatus.REQUESTED
    assert [message["calendar"] for message in await _messages("counseling_asked")] == [None]
    accepted = await confirming.accept_appointment(asked.id, actor=an_officer(), now=NOW)
    assert accepted.status is AppointmentStatus.CONFIRMED
    with pytest.raises(AppointmentHasMovedOnError):
        await confirming.decline_appointment(asked.id, "لا يوجد", actor=an_officer(), now=NOW)


async def test_a_family_that_comes_too_late_to_cancel_is_told_to_call() -> None:
    await a_counselor()
    family = await a_family()
    appointment = await an_appointment(family, NINE)
    with pytest.raises(CancellationTooLateError):
        await changing.cancel_appointment(appointment.id, actor=family, now=NINE - timedelta(hours=3))


async def test_another_family_cannot_tell_that_the_appointment_exists() -> None:
    await a_counselor()
    appointment = await an_appointment(await a_family(), NINE)
    with pytest.raises(AppointmentNotFoundError):
        await changing.cancel_appointment(appointment.id, actor=await a_family(), now=NOW)


async def test_a_withdrawn_consent_ends_what_is_ahead() -> None:
    await a_counselor()
    family = await a_family(email=HERS, preferred_channel=Channel.EMAIL)
    appointment = await an_appointment(family, NINE)
    assert family.person_id
    consent.register_withdrawal_hook(
        "counseling.processing", end_appointments_without_consent, name="counseling-test"
    )
    await consent.withdraw(family.person_id, PROCESSING.code, actor=family, now=NOW)
    assert (await get_appointment(appointment.id)).status is AppointmentStatus.CANCELLED
    assert len(await _messages("counseling_incomplete")) == 1
