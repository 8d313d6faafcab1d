"""From a kept time to an appointment: sent by the family, accepted at once or by an officer (policy H5)."""

import json
from datetime import datetime
from uuid import UUID

from wethaq.counseling import guard, telling
from wethaq.counseling.attending import add_attendees, awaits_consent
from wethaq.counseling.bookings import (
    Booking,
    claim_booking,
    end_booking,
    ensure_is_open,
    ensure_may_book,
    get_made_booking,
)
from wethaq.counseling.cases import find_or_open_case
from wethaq.counseling.freed_times import note_freed_time
from wethaq.counseling.holding import get_living_hold
from wethaq.counseling.loading import HIDDEN, get_appointment, get_desk_appointment
from wethaq.counseling.moving_on import move_to
from wethaq.counseling.policy.access import ensure_accepter
from wethaq.counseling.policy.changes import ChangeReasonMissingError
from wethaq.counseling.policy.statuses import (
    AppointmentHasMovedOnError,
    AppointmentStatus,
    status_when_sent,
)
from wethaq.counseling.records import Appointment
from wethaq.counseling.terms import current_figures
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.intake.numbering import beneficiary_number, next_service_number

NUMBERS: str = "C"
"""The letter of counseling's own series of numbers: C-1448-00012."""


async def send_booking(booking_id: UUID, *, actor: Actor, now: datetime) -> Appointment:
    """Make an appointment of the time that is kept, and tell whoever comes.

    Sending it twice is harmless: the second time gives what the first has made.
    Raises HoldEndedError, ConsentRequiredError.
    """
    async with transaction():
        await claim_booking(booking_id)
        booking = await get_made_booking(booking_id, actor=actor)
        if (made := await _sent_before(booking)) is not None:
            return made
        ensure_is_open(booking)
        await ensure_may_book(booking.person_id, now=now)
        held = await get_living_hold(booking, now=now)
        await end_booking(booking_id, now=now)
        return await send_held(held, booking, actor=actor, now=now)


async def send_held(held: Appointment, booking: Booking, *, actor: Actor, now: datetime) -> Appointment:
    """Make an appointment of a hold with what was chosen and typed, in the caller's transaction."""
    await add_attendees(held, booking, actor=actor, now=now)
    waits = booking.choices.spouse_address is not None
    figures = await current_figures(held.service)
    status = status_when_sent(figures.path, awaits_consent=waits)
    if booking.is_on_behalf and not waits:
        status = AppointmentStatus.CONFIRMED  # The officer who books has said yes by booking.
    sent = await _settle(held, booking, status, now=now)
    await audit.record(
        f"counseling.appointment_{status.value}", held.id, actor=actor, now=now, person_id=held.person_id
    )
    if waits:
        await telling.spouse_invited(sent, now=now)
    await _tell(sent, now=now)
    return sent


async def accept_appointment(appointment_id: UUID, *, actor: Actor, now: datetime) -> Appointment:
    """Say yes as an officer; a couple's waits for the spouse who hasn't agreed (AppointmentHasMovedOnError)."""
    ensure_accepter(actor)
    async with transaction():
        appointment = await get_desk_appointment(appointment_id, actor=actor)
        if await awaits_consent(appointment.id):
            raise AppointmentHasMovedOnError
        return await confirm(appointment, actor=actor, now=now)


async def confirm(appointment: Appointment, *, actor: Actor, now: datetime) -> Appointment:
    """Confirm what was asked for, in the caller's transaction, and tell whoever comes."""
    moved = await move_to(appointment, AppointmentStatus.CONFIRMED, confirmed_at=now)
    await _register(moved, now=now)
    await audit.record(
        "counseling.appointment_confirmed",
        moved.id,
        actor=actor,
        now=now,
        person_id=moved.person_id,
    )
    await telling.confirmed(moved, now=now)
    return moved


async def decline_appointment(
    appointment_id: UUID, reason: str, *, actor: Actor, now: datetime
) -> Appointment:
    """Say no as an officer; the family reads why, and the time goes back to others."""
    ensure_accepter(actor)
    if not reason.strip():
        raise ChangeReasonMissingError
    async with transaction():
        appointment = await get_desk_appointment(appointment_id, actor=actor)
        declined = await move_to(appointment, AppointmentStatus.DECLINED, reason=reason, ended_at=now)
        await guard.release(appointment_id)
        await note_freed_time(appointment, now=now)
        await audit.record(
            "counseling.appointment_declined",
            appointment_id,
            actor=actor,
            now=now,
            person_id=declined.person_id,
        )
        await telling.declined(declined, reason, now=now)
    return declined


async def _sent_before(booking: Booking) -> Appointment | None:
    """Return what a booking has become; who presses twice sees it confirmed instead of nothing."""
    if booking.ended_at is None or booking.appointment_id is None:
        return None
    appointment = await get_appointment(booking.appointment_id)
    return None if appointment.status.value in HIDDEN else appointment


async def _settle(
    held: Appointment, booking: Booking, status: AppointmentStatus, *, now: datetime
) -> Appointment:
    """Give the appointment its number, its case and what was typed, and keep its cells for good."""
    case_id = await find_or_open_case(held.counselor_id, booking.person_id, held.service, now=now)
    moved = await move_to(
        held,
        status,
        number=await next_service_number(NUMBERS, now=now),
        case_id=case_id,
        answers=json.dumps(booking.answers) if booking.answers else None,
        asked_at=now,
        confirmed_at=now if status is AppointmentStatus.CONFIRMED else None,
    )
    await guard.keep(held.id, held_until=None)
    await _register(moved, now=now)
    return moved


async def _register(appointment: Appointment, *, now: datetime) -> None:
    """Give whoever has an appointment confirmed a beneficiary number (H6)."""
    if appointment.status is AppointmentStatus.CONFIRMED and appointment.person_id is not None:
        await beneficiary_number(appointment.person_id, now=now)


async def _tell(sent: Appointment, *, now: datetime) -> None:
    if sent.status is AppointmentStatus.CONFIRMED:
        await telling.confirmed(sent, now=now)
    else:
        await telling.asked(sent, now=now)
