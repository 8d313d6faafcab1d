"""Arrivals at reception."""

from datetime import datetime
from uuid import UUID

from wethaq.counseling.loading import get_desk_appointment
from wethaq.counseling.moving_on import move_to
from wethaq.counseling.policy.attendance import ensure_can_check_in
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction


async def check_in(appointment_id: UUID, *, actor: Actor, now: datetime) -> Appointment:
    """Note that somebody has come, so that the counselor knows. Raises CheckInNotOpenError."""
    async with transaction():
        appointment = await get_desk_appointment(appointment_id, actor=actor)
        ensure_can_check_in(appointment.status, appointment.starts_at, appointment.ends_at, now)
        arrived = await move_to(appointment, AppointmentStatus.CHECKED_IN, checked_in_at=now)
        await audit.record(
            "counseling.appointment_checked_in",
            appointment_id,
            actor=actor,
            now=now,
            person_id=appointment.person_id,
        )
    return arrived
