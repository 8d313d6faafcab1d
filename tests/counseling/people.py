"""Families, counselors and appointments in the database, made through the service functions."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from tests.platform.accounts.builders import a_person
from wethaq.counseling import bookings, confirming, holding, planning, staffing
from wethaq.counseling.choices import Choices
from wethaq.counseling.consent_texts import TEXTS
from wethaq.counseling.offered_services import OFFERED
from wethaq.counseling.policy.plans import WeeklyPlan, Window
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.purposes import PROCESSING, PURPOSES
from wethaq.counseling.records import Appointment
from wethaq.platform.actors import SYSTEM, Actor, Channel, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.intake import starting
from wethaq.platform.people.policy.guardianship import Relation
from wethaq.platform.people.records import Sex

NOW = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
"""Tuesday morning; the week of SUNDAY (tests/counseling/builders.py) is the next one."""
_names = count(1)


async def open_counseling() -> None:
    """Publish what people are asked to agree to, as app.py does."""
    consent.declare_purposes(PURPOSES)
    consent.offer_wordings(TEXTS)
    await consent.publish_wordings(consent.offered_wordings(), actor=SYSTEM, now=NOW)


async def a_counselor(
    *, account_id: UUID | None = None, hours: tuple[int, int] = (9, 12), **changes: Any
) -> UUID:
    """A counselor who works every day, without prayer gaps unless asked for; returns the counselor's id."""
    number = next(_names)
    details: dict[str, Any] = {
        "name_ar": f"أ. ليلى العنزي {number}",
        "name_en": f"Laila Alenazi {number}",
        "sex": Sex.FEMALE,
        "services": frozenset(service.code for service in OFFERED),
        "has_prayer_gaps": False,
    }
    counselor_id = await staffing.appoint_counselor(
        account_id or uuid4(), staffing.CounselorDetails(**details | changes), actor=SYSTEM, now=NOW
    )
    week = ((Window(time(hours[0]), time(hours[1])),),) * 7
    await planning.save_plan(counselor_id, WeeklyPlan(date(2026, 1, 1), week), actor=SYSTEM, now=NOW)
    return counselor_id


async def a_room(seats: int = 4) -> UUID:
    details = staffing.RoomDetails(name_ar="غرفة السكينة", name_en="Sakina room", seats=seats)
    return await staffing.add_room(details, actor=SYSTEM, now=NOW)


async def a_family(*, now: datetime = NOW, **changes: Any) -> Actor:
    """Somebody with a file who has read the responsibilities and agreed to counseling."""
    person_id = await a_person(**{"mobile": f"+96655{next(_names):07d}", **changes})
    actor = Actor(account_id=uuid4(), person_id=person_id, roles=frozenset({Role.BENEFICIARY}))
    await agree(person_id, actor, now=now)
    return actor


async def agree(person_id: UUID, actor: Actor, *, now: datetime = NOW) -> None:
    """Read and agree to what comes first: for oneself, or as a mother for her child."""
    await starting.acknowledge_responsibilities(person_id, actor=actor, now=now)
    text = await consent.current_text(PROCESSING.code)
    guardian = None
    if actor.person_id is not None and actor.person_id != person_id:
        guardian = consent.GuardianConsent(actor.person_id, Relation.MOTHER.value)
    await consent.grant(person_id, PROCESSING.code, text_id=text.id, guardian=guardian, actor=actor, now=now)


def an_agent(*, channel: Channel = Channel.PHONE) -> Actor:
    return Actor(account_id=uuid4(), roles=frozenset({Role.CALL_CENTRE_AGENT}), channel=channel)


def an_officer() -> Actor:
    return Actor(account_id=uuid4(), roles=frozenset({Role.RELATIONS_OFFICER}))


def by_phone(**changes: Any) -> Choices:
    return Choices(**{"service": "marital", "modality": Modality.PHONE, **changes})


async def a_booking(actor: Actor, *, now: datetime = NOW, **choices: Any) -> bookings.Booking:
    booking = await bookings.begin_booking(actor=actor, now=now)
    return await bookings.save_choices(booking.id, by_phone(**choices), actor=actor, now=now)


async def a_hold(actor: Actor, starts_at: datetime, *, now: datetime = NOW, **choices: Any) -> Appointment:
    booking = await a_booking(actor, now=now, **choices)
    return await holding.hold_time(booking.id, starts_at, actor=actor, now=now)


async def an_appointment(
    actor: Actor, starts_at: datetime, *, now: datetime = NOW, **choices: Any
) -> Appointment:
    booking = await a_booking(actor, now=now, **choices)
    await holding.hold_time(booking.id, starts_at, actor=actor, now=now)
    return await confirming.send_booking(booking.id, actor=actor, now=now)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)
