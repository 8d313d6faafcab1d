"""What follows when somebody takes the consent to counseling back: appointments ahead go, nothing new is booked."""

from datetime import datetime
from uuid import UUID

from wethaq.counseling.bookings import end_booking, list_open_bookings
from wethaq.counseling.changing import cancel_for_want_of
from wethaq.counseling.groups import leave_groups
from wethaq.counseling.holding import give_hold_up
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.policy.statuses import AHEAD
from wethaq.counseling.purposes import PROCESSING
from wethaq.counseling.tables import AppointmentRow, AttendeeRow
from wethaq.counseling.waiting import end_waiting_of
from wethaq.platform.actors import SYSTEM
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_

ENDING_OF_APPOINTMENTS = N_("Cancelling counseling appointments")


async def end_appointments_without_consent(person_id: UUID, purpose: str, *, now: datetime) -> None:
    """Cancel what is ahead, throw away what was begun, leave the waitlist; may be called again."""
    if purpose != PROCESSING.code:
        return
    async with transaction():
        for booking in await list_open_bookings(person_id):
            await give_hold_up(booking)
            await end_booking(booking.id, now=now)
        for appointment_id in await _appointments_ahead(person_id, now=now):
            await cancel_for_want_of(await get_appointment(appointment_id), actor=SYSTEM, now=now)
        await leave_groups(person_id, actor=SYSTEM, now=now)
        await end_waiting_of(person_id, "withdrawal", now=now)


async def _appointments_ahead(person_id: UUID, *, now: datetime) -> list[UUID]:
    """Return what somebody attends and hasn't begun; a group goes on without them."""
    seats = await AttendeeRow.select(AttendeeRow.appointment_id).where(AttendeeRow.person_id == person_id)
    ids = [row["appointment_id"] for row in seats]
    if not ids:
        return []
    rows = await AppointmentRow.select(AppointmentRow.id).where(
        AppointmentRow.id.is_in(ids),
        AppointmentRow.status.is_in([status.value for status in AHEAD]),
        AppointmentRow.starts_at > now,
        AppointmentRow.is_group.eq(False),
    )
    return [row["id"] for row in rows]
