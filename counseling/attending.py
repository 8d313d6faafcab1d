"""Who attends: the applicant, children, and a spouse who is asked and agrees in an account of their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling import guard
from wethaq.counseling.bookings import Booking
from wethaq.counseling.loading import AppointmentNotFoundError, get_appointment, list_attendees
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.bookings import Resource, ResourceKind
from wethaq.counseling.policy.cells import cell_at, cell_from
from wethaq.counseling.policy.statuses import AHEAD
from wethaq.counseling.purposes import PROCESSING
from wethaq.counseling.records import Appointment, Attendee, AttendeeRole
from wethaq.counseling.tables import AttendeeRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.intake.starting import ensure_responsibilities_read
from wethaq.platform.security.tokens import new_token, token_digest

UID_DOMAIN = "appointments.wethaq"


class OwnInvitationError(RefusedError):
    """Whoever asked for the appointment is in it already."""

    message = N_(
        "This invitation is for the one who comes with you. They open it in an account of their own."
    )


@dataclass(frozen=True, slots=True)
class SpouseInvitation:
    """An invitation whose link was opened: what may be said before somebody agrees is only when and how."""

    appointment: Appointment
    attendee: Attendee


async def add_attendees(appointment: Appointment, booking: Booking, *, actor: Actor, now: datetime) -> None:
    """Write down who comes, in the caller's transaction; a spouse is invited and hasn't agreed yet."""
    del actor
    people = [(booking.person_id, AttendeeRole.APPLICANT)]
    people += [(child, AttendeeRole.FAMILY) for child in booking.choices.children]
    for person_id, role in people:
        await add_attendee(appointment.id, role, now=now, person_id=person_id)
    if booking.choices.spouse_address is not None:
        await add_attendee(
            appointment.id, AttendeeRole.SPOUSE, now=now, address=booking.choices.spouse_address
        )


async def add_attendee(
    appointment_id: UUID,
    role: AttendeeRole,
    *,
    now: datetime,
    person_id: UUID | None = None,
    address: str | None = None,
) -> UUID:
    """Give somebody a seat, with a calendar entry of their own (one UID for life)."""
    attendee_id = new_id()
    values: dict[str, Any] = {
        "id": attendee_id,
        "appointment_id": appointment_id,
        "person_id": person_id,
        "role": role.value,
        "status": (AttendeeStatus.COMING if person_id else AttendeeStatus.INVITED).value,
        "address": address,
        "invited_at": now,
        "answered_at": now if person_id else None,
        "uid": f"{attendee_id}@{UID_DOMAIN}",
        "sequence": 0,
    }
    return await insert_sealed(AttendeeRow, values)


async def awaits_consent(appointment_id: UUID) -> bool:
    """Tell whether somebody who was invited hasn't answered yet."""
    return any(each.status is AttendeeStatus.INVITED for each in await list_attendees(appointment_id))


async def new_invitation_token(attendee_id: UUID, *, now: datetime) -> str:
    """Make the link of an invitation, in the caller's transaction; one sent before is worth nothing any more."""
    token = new_token()
    await AttendeeRow.update(
        {AttendeeRow.token_digest: token_digest(token), AttendeeRow.invited_at: now}
    ).where(AttendeeRow.id == attendee_id)
    return token


async def find_invitation(token: str, *, now: datetime) -> SpouseInvitation:
    """Return the invitation of a link that can still be answered. Raises AppointmentNotFoundError."""
    row = await AttendeeRow.select().where(AttendeeRow.token_digest == token_digest(token)).first()
    if row is None or row["status"] != AttendeeStatus.INVITED.value:
        raise AppointmentNotFoundError
    appointment = await get_appointment(row["appointment_id"])
    if appointment.status not in AHEAD or appointment.starts_at <= now:
        raise AppointmentNotFoundError
    return SpouseInvitation(appointment, Attendee.of(row))


async def join(token: str, *, actor: Actor, now: datetime) -> Attendee:
    """Take the seat that an invitation offers: in one's own account, after one's own consent.

    Raises ConsentRequiredError, JustTakenError (one can't be in two places), OwnInvitationError.
    """
    if actor.person_id is None:
        raise NotFoundError
    async with transaction():
        found = await find_invitation(token, now=now)
        if actor.person_id in {found.appointment.person_id, found.appointment.guardian_id}:
            raise OwnInvitationError
        await ensure_responsibilities_read(actor.person_id)
        await consent.require(actor.person_id, PROCESSING.code, now=now)
        await _answer(found.attendee, AttendeeStatus.COMING, now=now, person_id=actor.person_id)
        own = range(cell_at(found.appointment.starts_at), cell_from(found.appointment.ends_at))
        seat = {Resource(ResourceKind.PERSON, actor.person_id): own}
        await guard.take(found.appointment.id, seat, held_until=None, now=now)
        await audit.record(
            "counseling.invitation_accepted",
            found.appointment.id,
            actor=actor,
            now=now,
            person_id=actor.person_id,
        )
    return found.attendee


async def refuse_invitation(token: str, *, actor: Actor, now: datetime) -> SpouseInvitation:
    """Say no; no account and no reason is asked for."""
    async with transaction():
        found = await find_invitation(token, now=now)
        await _answer(found.attendee, AttendeeStatus.NOT_COMING, now=now)
        await audit.record("counseling.invitation_refused", found.appointment.id, actor=actor, now=now)
    return found


async def _answer(attendee: Attendee, status: AttendeeStatus, *, now: datetime, **values: Any) -> None:
    written: dict[Any, Any] = {"status": status.value, "answered_at": now, "token_digest": None, **values}
    won = (
        await AttendeeRow.update(written)
        .where(AttendeeRow.id == attendee.id, AttendeeRow.status == AttendeeStatus.INVITED.value)
        .returning(AttendeeRow.id)
    )
    if not won:
        raise AppointmentNotFoundError
