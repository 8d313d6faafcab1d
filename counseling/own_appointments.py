"""What a family sees of its own appointments: when, how, with whom, and what it may still change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.counseling import telling
from wethaq.counseling.absence import LEAVERS
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.loading import (
    AppointmentNotFoundError,
    get_attended_appointment,
    get_counselor,
    list_attendees,
    list_own_appointments,
    speaker_of,
)
from wethaq.counseling.meeting_places import MeetingPlace, how_to_meet, video_link
from wethaq.counseling.offered_services import OfferedService, find_service
from wethaq.counseling.policy.changes import OpenChanges, open_changes
from wethaq.counseling.policy.meeting import is_link_shown
from wethaq.counseling.policy.statuses import AHEAD, AppointmentStatus
from wethaq.counseling.records import Appointment, Attendee, AttendeeRole, Counselor
from wethaq.counseling.terms import current_figures
from wethaq.platform.actors import Actor
from wethaq.platform.people import service as people

TO_COME = AHEAD | {AppointmentStatus.CHECKED_IN}


@dataclass(frozen=True, slots=True)
class Line:
    """An appointment in a list."""

    appointment: Appointment
    counselor: Counselor
    service: OfferedService


@dataclass(frozen=True, slots=True)
class OwnList:
    """Appointments ahead, the next one first, and past ones, the latest first."""

    ahead: Sequence[Line]
    past: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Companion:
    """One of those who come; a name only where the reader gave it themselves (a child of theirs)."""

    attendee: Attendee
    is_reader: bool
    name: str | None


@dataclass(frozen=True, slots=True)
class OwnAppointment:
    """One appointment as one who attends sees it; `is_speaker` asked for it and changes it for everybody."""

    appointment: Appointment
    seat: Attendee
    is_speaker: bool
    may_leave: bool
    counselor: Counselor
    service: OfferedService
    place: MeetingPlace
    changes: OpenChanges
    video: str | None
    companions: Sequence[Companion]
    series: Sequence[Line]
    """The other appointments on the same way with the same counselor."""


async def list_own(*, actor: Actor, now: datetime) -> OwnList:
    """Return everything the actor attends or asked for."""
    lines = await _lines(await list_own_appointments(actor=actor))
    ahead = [line for line in lines if _is_ahead(line.appointment, now)]
    past = [line for line in lines if not _is_ahead(line.appointment, now)]
    return OwnList(ahead, past[::-1])


async def find_next(*, actor: Actor, now: datetime) -> Appointment | None:
    """Return the next appointment of the actor, if one is ahead."""
    own = await list_own_appointments(actor=actor)
    return next((each for each in own if _is_ahead(each, now)), None)


async def compose_own(appointment_id: UUID, *, actor: Actor, now: datetime) -> OwnAppointment:
    """Return one of the actor's appointments. Raises AppointmentNotFoundError."""
    appointment, seat = await get_attended_appointment(appointment_id, actor=actor)
    figures = await current_figures(appointment.service)
    changes = open_changes(
        appointment.status,
        appointment.starts_at,
        now,
        figures.change_rules,
        times_moved=appointment.times_moved,
    )
    is_shown = is_link_shown(appointment.status, appointment.starts_at, appointment.ends_at, now)
    return OwnAppointment(
        appointment=appointment,
        seat=seat,
        is_speaker=actor.person_id == await speaker_of(appointment),
        may_leave=seat.role in LEAVERS and appointment.status in AHEAD and appointment.starts_at > now,
        counselor=await get_counselor(appointment.counselor_id),
        service=find_service(appointment.service),
        place=await how_to_meet(appointment),
        changes=changes,
        video=await video_link(appointment) if is_shown else None,
        companions=await _companions(appointment, seat, actor=actor),
        series=await _series(appointment, actor=actor),
    )


async def own_calendar_entry(appointment_id: UUID, *, actor: Actor, now: datetime) -> str:
    """Return the actor's own entry of a confirmed appointment as a file for a calendar."""
    appointment, seat = await get_attended_appointment(appointment_id, actor=actor)
    if appointment.status is not AppointmentStatus.CONFIRMED or actor.person_id is None:
        raise AppointmentNotFoundError
    return await telling.calendar_entry(appointment, seat, actor.person_id, now=now)


async def _companions(appointment: Appointment, seat: Attendee, *, actor: Actor) -> list[Companion]:
    """Return who comes; of a group nobody but the reader, whose business the others aren't."""
    speaker = await speaker_of(appointment)
    shown = [seat] if appointment.is_group else await list_attendees(appointment.id)
    return [
        Companion(each, each.id == seat.id, await _name(each) if actor.person_id == speaker else None)
        for each in shown
    ]


async def _name(attendee: Attendee) -> str | None:
    if attendee.role is not AttendeeRole.FAMILY or attendee.person_id is None:
        return None
    return (await people.contact_of(attendee.person_id)).name.split(" ")[0]


async def _series(appointment: Appointment, *, actor: Actor) -> list[Line]:
    own = await list_own_appointments(actor=actor)
    same = [
        each
        for each in own
        if each.id != appointment.id and each.case_id is not None and each.case_id == appointment.case_id
    ]
    return await _lines(same)


async def _lines(appointments: Sequence[Appointment]) -> list[Line]:
    ids = {each.counselor_id for each in appointments}
    counselors = {each.id: each for each in await list_counselors(only=ids)} if ids else {}
    return [Line(each, counselors[each.counselor_id], find_service(each.service)) for each in appointments]


def _is_ahead(appointment: Appointment, now: datetime) -> bool:
    return appointment.status in TO_COME and appointment.ends_at > now
