"""Keeping a time for some minutes while the questionnaire is filled."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling import guard
from wethaq.counseling.bookings import Booking, claim_booking, get_own_booking
from wethaq.counseling.finding import Wanted
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.placing import place
from wethaq.counseling.policy.holds import HOLD, ensure_hold_lives, ensure_may_hold, held_until, is_held
from wethaq.counseling.policy.services import ensure_attendees
from wethaq.counseling.policy.statuses import AHEAD, AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow, BookingRow
from wethaq.counseling.terms import bookable
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import places, rows_that, update_that
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction


async def hold_time(
    booking_id: UUID, starts_at: datetime, *, actor: Actor, now: datetime, reason: str | None = None
) -> Appointment:
    """Keep a time for a booking; the one that it kept before goes back to others.

    Staff may go outside the plan on somebody's behalf, and say why.
    Raises JustTakenError and the other refusals of `policy/bookings.py`,
    TooManyOpenAppointmentsError, TooFewAttendeesError.
    """
    async with transaction():
        await claim_booking(booking_id)
        booking = await get_own_booking(booking_id, actor=actor)
        wanted = booking.choices.wanted(booking.person_id)
        ensure_attendees(await bookable(wanted.service), wanted.count)
        if not booking.is_on_behalf:
            ensure_may_hold(await count_open_appointments(booking.person_id, now=now))
        await give_hold_up(booking)
        appointment_id = await keep_time(booking, wanted, starts_at, reason, until=now + HOLD, now=now)
        kept = {"appointment_id": appointment_id, "changed_at": now}
        await update_that(BookingRow, kept, "WHERE id = {}", booking_id)
        await audit.record(
            "counseling.time_held", appointment_id, actor=actor, now=now, person_id=booking.person_id
        )
    return await get_appointment(appointment_id)


async def extend_hold(booking: Booking, *, now: datetime) -> datetime | None:
    """Let the hold live on while the family is active; return its end, or None where there is none any more."""
    appointment = await find_hold(booking)
    if appointment is None or appointment.held_until is None or appointment.held_at is None:
        return None
    if appointment.held_until <= now:
        return None
    until = held_until(appointment.held_at, now)
    is_still = "WHERE id = {} AND status = {}"
    held = AppointmentStatus.HELD.value
    if not await update_that(AppointmentRow, {"held_until": until}, is_still, appointment.id, held):
        return None
    await guard.keep(appointment.id, held_until=until)
    return until


async def find_hold(booking: Booking) -> Appointment | None:
    """Return the time that a booking keeps, whether or not it is over."""
    if booking.appointment_id is None:
        return None
    appointment = await get_appointment(booking.appointment_id)
    return appointment if appointment.status is AppointmentStatus.HELD else None


async def find_living_hold(booking: Booking, *, now: datetime) -> Appointment | None:
    """Return the time that a booking keeps, as long as it is kept."""
    held = await find_hold(booking)
    return held if held and held.held_until and is_held(held.held_until, now) else None


async def has_living_hold(booking: Booking, *, now: datetime) -> bool:
    """Tell whether a booking keeps a time."""
    return await find_living_hold(booking, now=now) is not None


async def get_living_hold(booking: Booking, *, now: datetime) -> Appointment:
    """Return the time that a booking keeps. Raises HoldEndedError."""
    appointment = await find_hold(booking)
    ensure_hold_lives(appointment.held_until if appointment and appointment.held_until else now, now)
    assert appointment is not None  # noqa: S101 - a hold that isn't there has just been refused.
    return appointment


async def give_hold_up(booking: Booking) -> None:
    """Give a booking's time back to others, in the caller's transaction."""
    appointment = await find_hold(booking)
    if appointment is not None:
        await guard.lapse(appointment.id)


async def let_holds_lapse(*, actor: Actor, now: datetime) -> int:
    """End the holds whose time is over, and return how many; nothing depends on its being done in time."""
    rows = await AppointmentRow.select(AppointmentRow.id).where(
        AppointmentRow.status == AppointmentStatus.HELD.value, AppointmentRow.held_until <= now
    )
    count = 0
    for row in rows:
        async with transaction():
            if await guard.lapse(row["id"]):
                await audit.record("counseling.hold_lapsed", row["id"], actor=actor, now=now)
                count += 1
    return count


async def count_open_appointments(person_id: UUID, *, now: datetime) -> int:
    """Count what somebody has ahead; a series that a counselor plans isn't counted."""
    ahead = await rows_that(
        AppointmentRow,
        "WHERE person_id = {} AND starts_at > {} AND series_id IS NULL"
        f" AND status IN {places(len(AHEAD))}",
        *(person_id, now, *(status.value for status in AHEAD)),
        only=("id",),
    )
    return len(ahead)


async def keep_time(
    booking: Booking,
    wanted: Wanted,
    starts_at: datetime,
    reason: str | None,
    *,
    until: datetime,
    now: datetime,
) -> UUID:
    """Keep a time until a moment, in the caller's transaction, and return the hold's id."""
    appointment_id = new_id()
    placed = await place(
        appointment_id,
        wanted,
        starts_at,
        held_until=until,
        now=now,
        staff_reason=reason,
        is_by_staff=booking.is_on_behalf,
    )
    values: dict[str, Any] = {
        "id": appointment_id,
        **placed.values(wanted, starts_at),
        "status": AppointmentStatus.HELD.value,
        "person_id": booking.person_id,
        "guardian_id": booking.guardian_id,
        "is_urgent": booking.is_urgent,
        "reason": reason if placed.is_outside_plan else None,
        "channel": booking.channel.value,
        "entered_by": booking.entered_by,
        "held_at": now,
        "held_until": until,
    }
    await insert_sealed(AppointmentRow, values)
    return appointment_id
