"""Appointments as the desk sees them: that there is one, when, how and with whom; never why.

`DeskAppointment` has no service and nothing that was typed, so that no page
of the desk can show by mistake what it hasn't got (design/security.md, Access).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wethaq.counseling.diary import list_counselors
from wethaq.counseling.loading import HIDDEN, AppointmentNotFoundError, get_desk_appointment
from wethaq.counseling.policy.access import ensure_accepter, ensure_booker
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment, Counselor, MeetingRoom
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, RoomRow
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.people import service as people


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAppointment:
    """What the desk may know of an appointment. A group's session has no person."""

    id: UUID
    number: str | None
    status: AppointmentStatus
    person_id: UUID | None
    person_name: str | None
    counselor: Counselor
    room: MeetingRoom | None
    modality: Modality
    starts_at: datetime
    ends_at: datetime
    seats: int
    channel: Channel
    entered_by: UUID | None
    is_group: bool
    is_urgent: bool
    is_outside_plan: bool
    awaits_consent: bool
    asked_at: datetime | None
    checked_in_at: datetime | None


async def list_requested(*, actor: Actor, now: datetime) -> list[DeskAppointment]:
    """Return what waits for an officer's yes or no, and what waits for a spouse's; the soonest first."""
    ensure_accepter(actor)
    rows = (
        await AppointmentRow.select()
        .where(AppointmentRow.status == AppointmentStatus.REQUESTED.value, AppointmentRow.starts_at > now)
        .order_by(AppointmentRow.starts_at)
    )
    return await seen_by_desk(rows, actor=actor)


async def list_day(
    on: date, *, actor: Actor, counselor_id: UUID | None = None, room_id: UUID | None = None
) -> list[DeskAppointment]:
    """Return a day's appointments, of everybody or of one counselor or room, in the order of the day."""
    ensure_booker(actor)
    query = (
        AppointmentRow.select()
        .where(AppointmentRow.starts_on == on, AppointmentRow.status.not_in(HIDDEN))
        .order_by(AppointmentRow.starts_at)
    )
    if counselor_id is not None:
        query = query.where(AppointmentRow.counselor_id == counselor_id)
    if room_id is not None:
        query = query.where(AppointmentRow.room_id == room_id)
    return await seen_by_desk(await query, actor=actor)


async def find_by_number(number: str, *, actor: Actor) -> UUID:
    """Return which appointment a number names. Raises AppointmentNotFoundError."""
    ensure_booker(actor)
    row = await AppointmentRow.select(AppointmentRow.id).where(AppointmentRow.number == number).first()
    if row is None:
        raise AppointmentNotFoundError
    return (await get_desk_appointment(row["id"], actor=actor)).id


async def see_appointment(appointment_id: UUID, *, actor: Actor) -> DeskAppointment:
    """Return one appointment as the desk sees it. Raises AppointmentNotFoundError."""
    await get_desk_appointment(appointment_id, actor=actor)
    rows = await AppointmentRow.select().where(AppointmentRow.id == appointment_id)
    return (await seen_by_desk(rows, actor=actor))[0]


async def seen_by_desk(rows: Sequence[Mapping[str, Any]], *, actor: Actor) -> list[DeskAppointment]:
    """Return appointments as the desk sees them; a colleague's own aren't their business as staff."""
    found = [each for each in map(Appointment.of, rows) if not _is_own(each, actor)]
    counselors = {each.id: each for each in await list_counselors(only={one.counselor_id for one in found})}
    rooms = await _rooms({one.room_id for one in found if one.room_id})
    waiting = await _awaiting([one.id for one in found])
    names = {one.person_id: await _name_of(one.person_id) for one in found}
    return [
        DeskAppointment(
            **{name: getattr(each, name) for name in _SAME},
            person_name=names[each.person_id],
            counselor=counselors[each.counselor_id],
            room=rooms.get(each.room_id) if each.room_id else None,
            awaits_consent=each.id in waiting,
        )
        for each in found
    ]


_SAME = DeskAppointment.__dataclass_fields__.keys() & Appointment.__dataclass_fields__.keys()


def _is_own(appointment: Appointment, actor: Actor) -> bool:
    return actor.person_id is not None and actor.person_id in {appointment.person_id, appointment.guardian_id}


async def _rooms(ids: set[UUID]) -> dict[UUID, MeetingRoom]:
    rows = await RoomRow.select().where(RoomRow.id.is_in(list(ids))) if ids else []
    return {row["id"]: MeetingRoom.of(row) for row in rows}


async def _awaiting(ids: list[UUID]) -> set[UUID]:
    """Return the appointments of which an invited spouse hasn't answered yet."""
    if not ids:
        return set()
    rows = await AttendeeRow.select(AttendeeRow.appointment_id).where(
        AttendeeRow.appointment_id.is_in(ids), AttendeeRow.status == AttendeeStatus.INVITED.value
    )
    return {row["appointment_id"] for row in rows}


async def _name_of(person_id: UUID | None) -> str | None:
    return (await people.get_person(person_id)).full_name if person_id else None
