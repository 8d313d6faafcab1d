"""The one place where an appointment's status changes, and its time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling.cases import find_or_open_case
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.placing import Place
from wethaq.counseling.policy.statuses import (
    AppointmentHasMovedOnError,
    AppointmentStatus,
    ensure_can_move,
)
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.database.prepared import update_that
from wethaq.platform.database.sealing import seal_values


async def move_to(appointment: Appointment, status: AppointmentStatus, **values: Any) -> Appointment:
    """Change the status where it is still what was read. Raises AppointmentHasMovedOnError."""
    ensure_can_move(appointment.status, status)
    written = {
        **seal_values(AppointmentRow, appointment.id, values),
        "status": status.value,
        "held_until": None,
    }
    is_still = "WHERE id = {} AND status = {}"
    if not await update_that(AppointmentRow, written, is_still, appointment.id, appointment.status.value):
        raise AppointmentHasMovedOnError
    return await get_appointment(appointment.id)


async def write_move(
    appointment: Appointment,
    starts_at: datetime,
    placed: Place,
    reason: str | None,
    *,
    counts: bool,
    now: datetime,
) -> None:
    """Write the new time where nobody has changed it since. Raises AppointmentHasMovedOnError."""
    values: dict[Any, Any] = seal_values(
        AppointmentRow,
        appointment.id,
        {
            **placed.columns(starts_at),
            "case_id": await _case(appointment, placed.counselor_id, now=now),
            "reason": reason,
            "times_moved": appointment.times_moved + counts,
            "moved_at": now,
        },
    )
    won = (
        await AppointmentRow.update(values)
        .where(
            AppointmentRow.id == appointment.id,
            AppointmentRow.status == appointment.status.value,
            AppointmentRow.starts_at == appointment.starts_at,
        )
        .returning(AppointmentRow.id)
    )
    if not won:
        raise AppointmentHasMovedOnError


async def _case(appointment: Appointment, counselor_id: UUID, *, now: datetime) -> UUID | None:
    """Return the family's case with whoever meets it: another counselor doesn't read the first one's."""
    if appointment.person_id is None or counselor_id == appointment.counselor_id:
        return appointment.case_id
    return await find_or_open_case(counselor_id, appointment.person_id, appointment.service, now=now)
