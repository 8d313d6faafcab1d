"""One appointment as its counselor sees it: facts, who comes and how to reach them, and the way so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wethaq.counseling.desk_calendar import SHOWN
from wethaq.counseling.loading import list_attendees
from wethaq.counseling.meeting_places import MeetingPlace, how_to_meet, video_link
from wethaq.counseling.policy.attendance import CHECK_IN_OPENS, NO_SHOW_AFTER, lateness
from wethaq.counseling.policy.statuses import AppointmentStatus, can_move
from wethaq.counseling.reading_intake import has_intake, open_appointment
from wethaq.counseling.records import Appointment, Attendee
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.actors import Actor
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Person


@dataclass(frozen=True, slots=True)
class Guest:
    """One who comes; an invited spouse who hasn't agreed has no file yet."""

    attendee: Attendee
    person: Person | None


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be recorded now."""

    check_in: bool
    attended: bool
    no_show: bool


@dataclass(frozen=True, slots=True)
class SeenAppointment:
    """Everything on an appointment's page."""

    appointment: Appointment
    guests: Sequence[Guest]
    place: MeetingPlace
    link: str | None
    has_intake: bool
    late: timedelta | None
    steps: Steps
    others: Sequence[Appointment]
    """The other appointments of the case, the latest first."""


async def see_appointment(appointment_id: UUID, *, actor: Actor, now: datetime) -> SeenAppointment:
    """Return an appointment to its counselor, and put on record that it was opened."""
    appointment = await open_appointment(appointment_id, actor=actor, now=now)
    came_at = appointment.checked_in_at
    return SeenAppointment(
        appointment=appointment,
        guests=[Guest(each, await _person(each)) for each in await list_attendees(appointment_id)],
        place=await how_to_meet(appointment),
        link=await video_link(appointment),
        has_intake=await has_intake(appointment_id),
        late=lateness(appointment.starts_at, came_at) if came_at else None,
        steps=possible_steps(appointment, now),
        others=[
            each for each in await appointments_of_case(appointment.case_id) if each.id != appointment_id
        ],
    )


async def appointments_of_case(case_id: UUID | None) -> list[Appointment]:
    """Return what took place, was missed, or lies ahead in a case, the latest first."""
    if case_id is None:
        return []
    rows = (
        await AppointmentRow.select()
        .where(AppointmentRow.case_id == case_id, AppointmentRow.status.is_in(SHOWN))
        .order_by(AppointmentRow.starts_at, ascending=False)
    )
    return [Appointment.of(row) for row in rows]


def possible_steps(appointment: Appointment, now: datetime) -> Steps:
    """Return which buttons a page shows; the rules have the last word (policy/attendance.py)."""
    status, starts_at = appointment.status, appointment.starts_at
    may_arrive = starts_at - CHECK_IN_OPENS <= now < appointment.ends_at
    return Steps(
        check_in=can_move(status, AppointmentStatus.CHECKED_IN) and may_arrive,
        attended=can_move(status, AppointmentStatus.ATTENDED) and now >= starts_at,
        no_show=can_move(status, AppointmentStatus.NO_SHOW) and now >= starts_at + NO_SHOW_AFTER,
    )


async def _person(attendee: Attendee) -> Person | None:
    return await people.get_person(attendee.person_id) if attendee.person_id else None
