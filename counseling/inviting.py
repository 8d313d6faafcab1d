"""A spouse's answer, and what follows from it: the appointment is confirmed, or given up (policy S2)."""

from datetime import datetime

from wethaq.counseling import attending, telling
from wethaq.counseling.changing import cancel_for_want_of
from wethaq.counseling.confirming import confirm
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.policy.statuses import AcceptancePath, AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.counseling.terms import current_figures
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction


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


async def refuse_invitation(token: str, *, actor: Actor, now: datetime) -> None:
    """Stay away: a couple's appointment is given up, and whoever asked for it reads only that it can't take place."""
    async with transaction():
        found = await attending.refuse_invitation(token, actor=actor, now=now)
        await cancel_for_want_of(found.appointment, actor=actor, now=now)
