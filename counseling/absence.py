"""Staying away from an appointment that somebody else asked for, or from a group: for oneself alone.

A couple's appointment is given up with it (policy S2); a group goes on.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from wethaq.counseling import guard, telling
from wethaq.counseling.changing import cancel_for_want_of
from wethaq.counseling.links import use_link
from wethaq.counseling.loading import get_attended_appointment
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.changes import ensure_can_leave
from wethaq.counseling.policy.statuses import AppointmentHasMovedOnError
from wethaq.counseling.records import Appointment, Attendee, AttendeeRole
from wethaq.counseling.tables import AttendeeRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError

LEAVERS = frozenset({AttendeeRole.SPOUSE, AttendeeRole.MEMBER})
"""Who asked for an appointment cancels it instead, and children go where their guardian goes."""


async def stay_away(appointment_id: UUID, *, actor: Actor, now: datetime) -> Appointment:
    """Say in one's own account that one doesn't come. Raises AlreadyBegunError, AppointmentHasMovedOnError."""
    async with transaction():
        appointment, attendee = await get_attended_appointment(appointment_id, actor=actor)
        await leave(appointment, attendee, actor=actor, now=now)
    return appointment


async def stay_away_by_link(token: str, *, actor: Actor, now: datetime) -> Appointment:
    """Say it by a one-time link."""
    async with transaction():
        appointment, attendee = await use_link(token, now=now)
        await leave(appointment, attendee, actor=actor, now=now)
    return appointment


async def leave(appointment: Appointment, attendee: Attendee, *, actor: Actor, now: datetime) -> None:
    """Take one who attends out, in the caller's transaction."""
    if attendee.role not in LEAVERS or attendee.person_id is None:
        raise NotFoundError
    ensure_can_leave(appointment.status, appointment.starts_at, now)
    if appointment.is_group:
        await telling.left(appointment, await _with_next_sequence(attendee), now=now)
        await guard.release(appointment.id, only=[attendee.person_id])
    else:
        await cancel_for_want_of(appointment, actor=actor, now=now)
    await _mark_not_coming(attendee, now=now)
    await audit.record(
        "counseling.attendee_left", appointment.id, actor=actor, now=now, person_id=attendee.person_id
    )


async def _with_next_sequence(attendee: Attendee) -> Attendee:
    """Count this guest's calendar entry up alone: the others' hasn't changed."""
    sequence = attendee.sequence + 1
    await AttendeeRow.update({AttendeeRow.sequence: sequence}).where(AttendeeRow.id == attendee.id)
    return replace(attendee, sequence=sequence)


async def _mark_not_coming(attendee: Attendee, *, now: datetime) -> None:
    left = (
        await AttendeeRow.update(
            {AttendeeRow.status: AttendeeStatus.NOT_COMING.value, AttendeeRow.answered_at: now}
        )
        .where(AttendeeRow.id == attendee.id, AttendeeRow.status == AttendeeStatus.COMING.value)
        .returning(AttendeeRow.id)
    )
    if not left:
        raise AppointmentHasMovedOnError
