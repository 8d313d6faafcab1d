"""Group sessions: a few seats with one counselor; who sits there is nobody else's business.

The session's row is locked before its seats are counted, so that of many who
join at once exactly as many come in as there are seats, on both engines.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling import guard, telling
from wethaq.counseling.absence import leave
from wethaq.counseling.agreeing import find_missing, give_missing
from wethaq.counseling.attending import add_attendee
from wethaq.counseling.bookings import ensure_may_book
from wethaq.counseling.loading import AppointmentNotFoundError, get_appointment, get_counselor
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.bookings import Resource, ResourceKind
from wethaq.counseling.policy.cells import cell_at, cell_from
from wethaq.counseling.policy.services import NoSeatLeftError
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment, Attendee, AttendeeRole, Counselor
from wethaq.counseling.tables import AppointmentRow, AttendeeRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.numbering import beneficiary_number


@dataclass(frozen=True, slots=True)
class GroupSession:
    """A session that is coming, with the seats that are left."""

    appointment: Appointment
    counselor: Counselor
    seats_left: int


async def list_group_sessions(*, now: datetime) -> list[GroupSession]:
    """Return the sessions that are coming, the soonest first, full ones too."""
    rows = (
        await AppointmentRow.select()
        .where(
            AppointmentRow.is_group.eq(True),
            AppointmentRow.status == AppointmentStatus.CONFIRMED.value,
            AppointmentRow.starts_at > now,
        )
        .order_by(AppointmentRow.starts_at)
    )
    taken = await _taken([row["id"] for row in rows])
    return [
        GroupSession(each, await get_counselor(each.counselor_id), max(each.seats - taken[each.id], 0))
        for each in map(Appointment.of, rows)
    ]


async def get_group_session(appointment_id: UUID, *, now: datetime) -> GroupSession:
    """Return a session that one may still join. Raises AppointmentNotFoundError."""
    for session in await list_group_sessions(now=now):
        if session.appointment.id == appointment_id:
            return session
    raise AppointmentNotFoundError


async def join_group(appointment_id: UUID, *, actor: Actor, now: datetime) -> Appointment:
    """Take a seat; whoever has one already keeps it.

    Raises NoSeatLeftError, JustTakenError (one can't be in two places), ConsentRequiredError.
    """
    if actor.person_id is None:
        raise NotFoundError
    async with transaction():
        await ensure_may_book(actor.person_id, now=now)
        appointment = await _lock(appointment_id, now=now)
        seat = await _seat_of(appointment_id, actor.person_id)
        if seat is not None and seat.status is AttendeeStatus.COMING:
            return appointment
        if (await _taken([appointment_id]))[appointment_id] >= appointment.seats:
            raise NoSeatLeftError
        seat_id = await _take_seat(appointment, seat, actor.person_id, now=now)
        await beneficiary_number(actor.person_id, now=now)
        await telling.confirmed(appointment, now=now, only=seat_id)
        await audit.record(
            "counseling.group_joined", appointment_id, actor=actor, now=now, person_id=actor.person_id
        )
    return appointment


async def join_group_agreeing(
    appointment_id: UUID, *, text_id: UUID | None, actor: Actor, now: datetime
) -> Appointment:
    """Agree to what is still asked and take a seat, in one transaction: without a seat nothing was agreed to."""
    if actor.person_id is None:
        raise NotFoundError
    async with transaction():
        missing = await find_missing(actor.person_id, now=now)
        await give_missing(missing, text_id=text_id, actor=actor, now=now)
        return await join_group(appointment_id, actor=actor, now=now)


async def leave_groups(person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take somebody out of every group ahead, in the caller's transaction: their consent has ended."""
    rows = await AttendeeRow.select().where(
        AttendeeRow.person_id == person_id,
        AttendeeRow.role == AttendeeRole.MEMBER.value,
        AttendeeRow.status == AttendeeStatus.COMING.value,
    )
    for row in rows:
        appointment = await get_appointment(row["appointment_id"])
        if appointment.status is AppointmentStatus.CONFIRMED and appointment.starts_at > now:
            await leave(appointment, Attendee.of(row), actor=actor, now=now)


async def _lock(appointment_id: UUID, *, now: datetime) -> Appointment:
    """Make everybody else who joins wait until this one has a seat or none."""
    locked = (
        await AppointmentRow.update({AppointmentRow.is_group: True})
        .where(
            AppointmentRow.id == appointment_id,
            AppointmentRow.is_group.eq(True),
            AppointmentRow.status == AppointmentStatus.CONFIRMED.value,
            AppointmentRow.starts_at > now,
        )
        .returning(AppointmentRow.id)
    )
    if not locked:
        raise AppointmentNotFoundError
    return await get_appointment(appointment_id)


async def _seat_of(appointment_id: UUID, person_id: UUID) -> Attendee | None:
    row = (
        await AttendeeRow.select()
        .where(AttendeeRow.appointment_id == appointment_id, AttendeeRow.person_id == person_id)
        .first()
    )
    return Attendee.of(row) if row else None


async def _take_seat(
    appointment: Appointment, seat: Attendee | None, person_id: UUID, *, now: datetime
) -> UUID:
    """Sit down, again where somebody had left; their calendar's entry lives on with a higher number."""
    own = range(cell_at(appointment.starts_at), cell_from(appointment.ends_at))
    cells = {Resource(ResourceKind.PERSON, person_id): own}
    await guard.take(appointment.id, cells, held_until=None, now=now)
    if seat is None:
        return await add_attendee(appointment.id, AttendeeRole.MEMBER, now=now, person_id=person_id)
    values: dict[Any, Any] = {
        AttendeeRow.status: AttendeeStatus.COMING.value,
        AttendeeRow.answered_at: now,
        AttendeeRow.sequence: AttendeeRow.sequence + 1,
    }
    await AttendeeRow.update(values).where(AttendeeRow.id == seat.id)
    return seat.id


async def _taken(appointment_ids: list[UUID]) -> Counter[UUID]:
    if not appointment_ids:
        return Counter()
    rows = await AttendeeRow.select(AttendeeRow.appointment_id).where(
        AttendeeRow.appointment_id.is_in(appointment_ids),
        AttendeeRow.status == AttendeeStatus.COMING.value,
    )
    return Counter(row["appointment_id"] for row in rows)
