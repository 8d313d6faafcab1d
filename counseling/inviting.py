"""A spouse's answer, and what follows from it: the appointment is confirmed, or given up (policy S2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from wethaq.counseling import attending, telling
from wethaq.counseling.agreeing import Missing, find_missing, give_missing
from wethaq.counseling.changing import cancel_for_want_of
from wethaq.counseling.confirming import confirm
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.invitations import is_unanswered
from wethaq.counseling.policy.statuses import (
    AHEAD,
    AcceptancePath,
    AppointmentHasMovedOnError,
    AppointmentStatus,
)
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow, AttendeeRow
from wethaq.counseling.terms import current_figures
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.people import service as people

STANDSTILL: Final = timedelta(days=7)
"""For so long the clock may have stood still; what is older is the desk's to look at."""


async def accept_invitation(token: str, *, actor: Actor, now: datetime) -> Appointment:
    """Come along: the appointment is confirmed unless an officer has still to say yes."""
    async with transaction():
        attendee = await attending.join(token, actor=actor, now=now)
        appointment = await get_appointment(attendee.appointment_id)
        figures = await current_figures(appointment.service)
        is_ready = figures.path is AcceptancePath.AT_ONCE or appointment.entered_by is not None
        if appointment.status is AppointmentStatus.REQUESTED and is_ready:
            return await confirm(appointment, actor=actor, now=now)
        if appointment.status is AppointmentStatus.CONFIRMED:
            await telling.confirmed(appointment, now=now, only=attendee.id)
    return appointment


@dataclass(frozen=True, slots=True)
class Asked:
    """What an invited one is asked for before they agree: what they haven't read, and haven't consented to."""

    inviter: str
    missing: Missing


async def look_at_invitation(token: str, *, actor: Actor, now: datetime) -> Asked:
    """Return what an invitation asks of whoever has signed in, with the first name of who sent it.

    The name is told behind the sign-in alone: the link may lie open in anybody's hand, and a
    number that was mistyped must not tell a stranger who goes to counseling. The first name is
    enough to know one's own spouse, and too little to know a stranger.
    Raises AppointmentNotFoundError, OwnInvitationError.
    """
    found = await attending.find_invitation(token, now=now)
    if actor.person_id is None:
        raise NotFoundError
    if actor.person_id in {found.appointment.person_id, found.appointment.guardian_id}:
        raise attending.OwnInvitationError
    asked_by = found.appointment.guardian_id or found.appointment.person_id
    inviter = (await people.contact_of(asked_by)).name.split(" ")[0] if asked_by else ""
    return Asked(inviter, await find_missing(actor.person_id, now=now))


async def agree_and_accept(token: str, *, text_id: UUID | None, actor: Actor, now: datetime) -> Appointment:
    """Take the responsibilities on, give one's own consent to the text that was shown, and come along.

    One transaction: whoever is refused (the time was taken, the invitation has ended) has given nothing.
    """
    async with transaction():
        asked = await look_at_invitation(token, actor=actor, now=now)
        await give_missing(asked.missing, text_id=text_id, actor=actor, now=now)
        return await accept_invitation(token, actor=actor, now=now)


async def give_up_unanswered(*, actor: Actor, now: datetime) -> int:
    """Give up what has waited too long for an answer, and return how many; its time goes back to others.

    Whoever asked for it reads the same words as after a no: silence isn't told on anybody either.
    """
    rows = await _invited(now)
    count = 0
    for row in rows:
        async with transaction():
            appointment = await get_appointment(row["appointment_id"])
            if appointment.status not in AHEAD or not is_unanswered(
                row["invited_at"], appointment.starts_at, now
            ):
                continue
            try:
                await cancel_for_want_of(appointment, actor=actor, now=now)
            except AppointmentHasMovedOnError:  # Answered, or cancelled, a moment ago.
                continue
            count += 1
    return count


async def refuse_invitation(token: str, *, actor: Actor, now: datetime) -> None:
    """Stay away: a couple's appointment is given up, and whoever asked for it reads only that it can't take place."""
    async with transaction():
        found = await attending.refuse_invitation(token, actor=actor, now=now)
        await cancel_for_want_of(found.appointment, actor=actor, now=now)


async def _invited(now: datetime) -> list[dict[str, Any]]:
    """Return the open seats of what is ahead, or began while no worker ran."""
    rows = await AppointmentRow.select(AppointmentRow.id).where(
        AppointmentRow.status.is_in([status.value for status in AHEAD]),
        AppointmentRow.starts_at > now - STANDSTILL,
    )
    ids = [row["id"] for row in rows]
    if not ids:
        return []
    seats: list[dict[str, Any]] = await AttendeeRow.select(
        AttendeeRow.appointment_id, AttendeeRow.invited_at
    ).where(AttendeeRow.appointment_id.is_in(ids), AttendeeRow.status == AttendeeStatus.INVITED.value)
    return seats
