"""The only ways to counseling's rows: as somebody of the family, as staff with a part in it, or as a rule of ours.

"Not yours" looks exactly like "not there".
"""

from uuid import UUID

from wethaq.counseling.policy.access import BOOKERS, is_their_counselor
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment, Attendee, Counselor
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, CounselorRow
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import row_by_id, rows_where
from wethaq.platform.errors import NotFoundError
from wethaq.platform.people import service as people

HIDDEN = [AppointmentStatus.HELD.value, AppointmentStatus.LAPSED.value]
"""What was never sent is nobody's appointment yet."""


class AppointmentNotFoundError(NotFoundError):
    """There is no such appointment, or it isn't the reader's."""


async def get_appointment(appointment_id: UUID) -> Appointment:
    """Return an appointment without asking who wants it; for rules of the house, never for a page."""
    row = await row_by_id(AppointmentRow, appointment_id)
    if row is None:
        raise AppointmentNotFoundError
    return Appointment.of(row)


async def list_attendees(appointment_id: UUID) -> list[Attendee]:
    """Return who attends, the applicant first."""
    rows = await rows_where(AttendeeRow, appointment_id=appointment_id)
    attendees = [Attendee.of(row) for row in rows]
    return sorted(attendees, key=lambda each: (each.role.value != "applicant", each.role.value, str(each.id)))


async def get_own_appointment(appointment_id: UUID, *, actor: Actor) -> Appointment:
    """Return an appointment that the actor asked for, or asked for as a guardian.

    Who merely attends sees it too (`get_attended_appointment`) but changes it for nobody else.
    """
    appointment = await get_appointment(appointment_id)
    if actor.person_id is None or appointment.status.value in HIDDEN:
        raise AppointmentNotFoundError
    if actor.person_id != await speaker_of(appointment):
        raise AppointmentNotFoundError
    return appointment


async def get_attended_appointment(appointment_id: UUID, *, actor: Actor) -> tuple[Appointment, Attendee]:
    """Return an appointment to somebody who attends it, with their own seat in it."""
    appointment = await get_appointment(appointment_id)
    if actor.person_id is None or appointment.status.value in HIDDEN:
        raise AppointmentNotFoundError
    for attendee in await list_attendees(appointment_id):
        if attendee.person_id is None or attendee.status is AttendeeStatus.NOT_COMING:
            continue
        if actor.person_id == await reader_for(attendee.person_id, appointment):
            return appointment, attendee
    raise AppointmentNotFoundError


async def get_desk_appointment(appointment_id: UUID, *, actor: Actor) -> Appointment:
    """Return an appointment to its counselor or to the desk, which sees that there is one and not why.

    A person's own appointment isn't their business as staff.
    """
    appointment = await get_appointment(appointment_id)
    counselor = await get_counselor(appointment.counselor_id)
    is_own = actor.person_id is not None and actor.person_id in {
        appointment.person_id,
        appointment.guardian_id,
    }
    may_see = actor.has(*BOOKERS) or is_their_counselor(actor, counselor.account_id)
    if is_own or not may_see or appointment.status.value in HIDDEN:
        raise AppointmentNotFoundError
    return appointment


async def get_counselors_appointment(appointment_id: UUID, *, actor: Actor) -> Appointment:
    """Return an appointment to its own counselor and nobody else."""
    appointment = await get_desk_appointment(appointment_id, actor=actor)
    if not is_their_counselor(actor, (await get_counselor(appointment.counselor_id)).account_id):
        raise AppointmentNotFoundError
    return appointment


async def list_own_appointments(*, actor: Actor) -> list[Appointment]:
    """Return what the actor attends, or has asked for as a guardian, the soonest first."""
    if actor.person_id is None:
        return []
    seats = await AttendeeRow.select(AttendeeRow.appointment_id).where(
        AttendeeRow.person_id == actor.person_id, AttendeeRow.status != AttendeeStatus.NOT_COMING.value
    )
    ids = [row["appointment_id"] for row in seats]
    is_own = (AppointmentRow.person_id == actor.person_id) | (AppointmentRow.guardian_id == actor.person_id)
    rows = (
        await AppointmentRow.select()
        .where(is_own | AppointmentRow.id.is_in(ids) if ids else is_own, AppointmentRow.status.not_in(HIDDEN))
        .order_by(AppointmentRow.starts_at)
    )
    own = [Appointment.of(row) for row in rows]
    return [each for each in own if each.id in ids or actor.person_id == await speaker_of(each)]


async def get_counselor(counselor_id: UUID) -> Counselor:
    """Return a counselor. Raises NotFoundError."""
    row = await row_by_id(CounselorRow, counselor_id)
    if row is None:
        raise NotFoundError
    return Counselor.of(row)


async def find_own_counselor(*, actor: Actor) -> Counselor | None:
    """Return the actor as a counselor, if they are one."""
    if actor.account_id is None:
        return None
    rows = await rows_where(CounselorRow, account_id=actor.account_id)
    return Counselor.of(rows[0]) if rows else None


async def speaker_of(appointment: Appointment) -> UUID | None:
    """Return who reads about an appointment and changes it: the guardian while there is one, else the person."""
    if appointment.person_id is None:
        return None
    return await reader_for(appointment.person_id, appointment)


async def reader_for(person_id: UUID, appointment: Appointment, *, guardian_id: UUID | None = None) -> UUID:
    """Return who reads what concerns one who attends: a child's guardian, as long as the guardianship lasts.

    A parent who brings their children is given by `guardian_id`; else it is the one who asked for a child.
    """
    guardian_id = guardian_id or appointment.guardian_id
    if guardian_id is None or guardian_id == person_id:
        return person_id
    return guardian_id if await people.has_verified_guardian(person_id, guardian_id) else person_id
