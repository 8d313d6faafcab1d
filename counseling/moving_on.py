"""The one place where an appointment's status changes."""

from typing import Any

from wethaq.counseling.loading import get_appointment
from wethaq.counseling.policy.statuses import (
    AppointmentHasMovedOnError,
    AppointmentStatus,
    ensure_can_move,
)
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.database.sealing import seal_values


async def move_to(appointment: Appointment, status: AppointmentStatus, **values: Any) -> Appointment:
    """Change the status where it is still what was read. Raises AppointmentHasMovedOnError."""
    ensure_can_move(appointment.status, status)
    written: dict[Any, Any] = {
        **seal_values(AppointmentRow, appointment.id, values),
        "status": status.value,
        "held_until": None,
    }
    won = (
        await AppointmentRow.update(written)
        .where(AppointmentRow.id == appointment.id, AppointmentRow.status == appointment.status.value)
        .returning(AppointmentRow.id)
    )
    if not won:
        raise AppointmentHasMovedOnError
    return await get_appointment(appointment.id)
