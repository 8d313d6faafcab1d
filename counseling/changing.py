"""Cancelling and moving: by the family with notice, by staff with a reason; calendars follow."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling import guard, telling
from wethaq.counseling.finding import Wanted, wanted_again
from wethaq.counseling.freed_times import note_freed_time
from wethaq.counseling.loading import (
    get_appointment,
    get_desk_appointment,
    get_own_appointment,
    list_attendees,
)
from wethaq.counseling.moving_on import move_to, write_move
from wethaq.counseling.placing import place
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.changes import (
    ensure_can_cancel,
    ensure_can_reschedule,
    ensure_can_take_earlier,
    ensure_staff_can_cancel,
    ensure_staff_can_reschedule,
)
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow, AttendeeRow
from wethaq.counseling.terms import current_figures
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.sealing import update_sealed
from wethaq.platform.database.transaction import transaction

ENDED = "counseling.appointment_cancelled"


async def cancel_appointment(
    appointment_id: UUID, *, actor: Actor, now: datetime, words: str = ""
) -> Appointment:
    """Cancel on the family's behalf and leave the hour free for others. Raises CancellationTooLateError."""
    async with transaction():
        appointment = await get_own_appointment(appointment_id, actor=actor)
        return await cancel_with_notice(appointment, actor=actor, now=now, words=words)


async def cancel_with_notice(
    appointment: Appointment, *, actor: Actor, now: datetime, words: str = ""
) -> Appointment:
    """Cancel as a family may, whichever way it proved to be it: by account or by link.

    Its `words` are for us; whoever else was to come doesn't read them.
    """
    rules = (await current_figures(appointment.service)).change_rules
    ensure_can_cancel(appointment.status, appointment.starts_at, now, rules)
    if words:
        await update_sealed(AppointmentRow, appointment.id, {"family_words": words})
    return await _cancel(appointment, None, actor=actor, now=now)


async def cancel_by_staff(appointment_id: UUID, reason: str, *, actor: Actor, now: datetime) -> Appointment:
    """Cancel as staff; the family reads the reason."""
    async with transaction():
        appointment = await get_desk_appointment(appointment_id, actor=actor)
        ensure_staff_can_cancel(appointment.status, appointment.starts_at, now, reason)
        return await _cancel(appointment, reason, actor=actor, now=now)


async def cancel_for_want_of(appointment: Appointment, *, actor: Actor, now: datetime) -> Appointment:
    """Give up what lacks a consent or a spouse, in the caller's transaction; nobody is told whose."""
    return await _cancel(appointment, None, actor=actor, now=now, kind="counseling_incomplete")


async def reschedule_appointment(
    appointment_id: UUID, starts_at: datetime, *, actor: Actor, now: datetime
) -> Appointment:
    """Move an appointment to another free time of the same counselor.

    Raises JustTakenError, MoveTooLateError, MovedTooOftenError.
    """
    async with transaction():
        appointment = await get_own_appointment(appointment_id, actor=actor)
        return await move_with_notice(appointment, starts_at, actor=actor, now=now)


async def move_with_notice(
    appointment: Appointment,
    starts_at: datetime,
    *,
    actor: Actor,
    now: datetime,
    wanted: Wanted | None = None,
) -> Appointment:
    """Move as a family may, whichever way it proved to be it."""
    rules = (await current_figures(appointment.service)).change_rules
    ensure_can_reschedule(
        appointment.status,
        appointment.starts_at,
        starts_at,
        now,
        rules,
        times_moved=appointment.times_moved,
    )
    return await _move(appointment, starts_at, wanted, counts=True, actor=actor, now=now)


async def move_earlier(
    appointment: Appointment,
    starts_at: datetime,
    counselor_id: UUID,
    *,
    promised_at: datetime,
    actor: Actor,
    now: datetime,
) -> Appointment:
    """Move to the earlier time that we offered, in the caller's transaction; it uses up no move.

    What was on offer when it was promised is on offer now: the notice that has run out since is ours.
    """
    ensure_can_take_earlier(appointment.status, appointment.starts_at, starts_at, now)
    wanted = await wanted_elsewhere(appointment, counselor_id)
    return await _move(
        appointment, starts_at, wanted, counts=False, actor=actor, now=now, promised_at=promised_at
    )


async def move_by_staff(
    appointment_id: UUID,
    starts_at: datetime,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
    counselor_id: UUID | None = None,
) -> Appointment:
    """Move as staff, also outside the plan and to another counselor; the family reads the reason."""
    async with transaction():
        appointment = await get_desk_appointment(appointment_id, actor=actor)
        ensure_staff_can_reschedule(appointment.status, appointment.starts_at, starts_at, now, reason)
        wanted = await wanted_elsewhere(appointment, counselor_id)
        return await _move(appointment, starts_at, wanted, counts=False, reason=reason, actor=actor, now=now)


async def _cancel(
    appointment: Appointment,
    reason: str | None,
    *,
    actor: Actor,
    now: datetime,
    kind: str = "counseling_cancelled",
) -> Appointment:
    cancelled = await move_to(appointment, AppointmentStatus.CANCELLED, reason=reason, ended_at=now)
    await guard.release(appointment.id)
    await note_freed_time(appointment, now=now)
    await raise_sequences(appointment.id)
    await audit.record(ENDED, appointment.id, actor=actor, now=now, person_id=appointment.person_id)
    await telling.cancelled(cancelled, reason, now=now, kind=kind)
    return cancelled


async def _move(
    appointment: Appointment,
    starts_at: datetime,
    wanted: Wanted | None,
    *,
    counts: bool,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    promised_at: datetime | None = None,
) -> Appointment:
    placed = await place(
        appointment.id,
        wanted or await wanted_elsewhere(appointment),
        starts_at,
        held_until=None,
        now=promised_at or now,
        staff_reason=reason,
        is_by_staff=reason is not None,
    )
    await write_move(appointment, starts_at, placed, reason, counts=counts, now=now)
    await note_freed_time(appointment, now=now)
    await raise_sequences(appointment.id)
    moved = await get_appointment(appointment.id)
    details = {"times_moved": moved.times_moved}
    await audit.record(
        "counseling.appointment_moved",
        moved.id,
        actor=actor,
        now=now,
        person_id=moved.person_id,
        details=details,
    )
    await telling.moved(moved, reason, now=now)
    return moved


async def raise_sequences(appointment_id: UUID) -> None:
    """Count every guest's calendar entry up: without it calendars ignore the change (RFC 5546, section 2.1.4).

    What a calendar answered was meant for the time before.
    """
    values: dict[Any, Any] = {
        AttendeeRow.sequence: AttendeeRow.sequence + 1,
        AttendeeRow.calendar_answer: None,
    }
    await AttendeeRow.update(values).where(AttendeeRow.appointment_id == appointment_id)


async def wanted_elsewhere(appointment: Appointment, counselor_id: UUID | None = None) -> Wanted:
    """Return what moving an appointment looks for: everybody who comes must be free."""
    coming = [
        each.person_id
        for each in await list_attendees(appointment.id)
        if each.person_id is not None and each.status is AttendeeStatus.COMING
    ]
    return wanted_again(appointment, coming, appointment.seats, counselor_id=counselor_id)
