"""Reminders before an appointment: to each who comes, once for each start, by ways that are safe for them.

What was sent is noted in the message's own transaction, under a unique key:
two workers at once, or one that died and was started again, send no second one.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from wethaq.counseling import telling
from wethaq.counseling.policy.reminders import due_reminder, kind_of
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow, ReminderRow
from wethaq.counseling.terms import all_figures
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction

BATCH: Final = 100
REMINDER: Final = "counseling_reminder"


async def send_reminders(*, now: datetime) -> int:
    """Send what is due, and return how many messages that were."""
    figures = {service: each.reminders for service, each in (await all_figures()).items()}
    longest = max((lead for leads in figures.values() for lead in leads), default=timedelta(0))
    sent = 0
    last: tuple[datetime, UUID | None] = (now, None)
    while batch := await _confirmed_after(last, now + longest):
        for appointment in batch:
            told_at = appointment.moved_at or appointment.confirmed_at or now
            lead = due_reminder(appointment.starts_at, told_at, figures[appointment.service], now)
            if lead is not None:
                sent += await _remind(appointment, lead, now=now)
        last = (batch[-1].starts_at, batch[-1].id)
    return sent


async def _confirmed_after(last: tuple[datetime, UUID | None], until: datetime) -> list[Appointment]:
    """Return the next batch of what is confirmed, in order of start; `last` is where the one before ended."""
    starts_at, last_id = last
    later: Any = AppointmentRow.starts_at > starts_at
    if last_id is not None:
        later = later | ((AppointmentRow.starts_at == starts_at) & (AppointmentRow.id > last_id))
    rows = (
        await AppointmentRow.select()
        .where(later, AppointmentRow.starts_at <= until)
        .where(AppointmentRow.status == AppointmentStatus.CONFIRMED.value)
        .order_by(AppointmentRow.starts_at, AppointmentRow.id)
        .limit(BATCH)
    )
    return [Appointment.of(row) for row in rows]


async def _remind(appointment: Appointment, lead: timedelta, *, now: datetime) -> int:
    """Remind everybody of one appointment who hasn't been, unless it has moved or ended since it was read."""
    sent = 0
    async with transaction():
        if not await _is_still_so(appointment):
            return 0
        for reader in await telling.readers_of(appointment):
            if await _note(reader.attendee.id, lead, appointment.starts_at, now=now):
                await telling.tell_reader(appointment, reader, REMINDER, {}, now=now)
                sent += 1
    return sent


async def _is_still_so(appointment: Appointment) -> bool:
    """Look once more, and make whoever cancels or moves it at this moment wait."""
    still = (
        await AppointmentRow.update({AppointmentRow.status: AppointmentStatus.CONFIRMED.value})
        .where(
            AppointmentRow.id == appointment.id,
            AppointmentRow.status == AppointmentStatus.CONFIRMED.value,
            AppointmentRow.starts_at == appointment.starts_at,
        )
        .returning(AppointmentRow.id)
    )
    return bool(still)


async def _note(attendee_id: UUID, lead: timedelta, starts_at: datetime, *, now: datetime) -> bool:
    row = ReminderRow(
        id=new_id(), attendee_id=attendee_id, kind=kind_of(lead), of_start_at=starts_at, sent_at=now
    )
    is_there = await ReminderRow.exists().where(
        ReminderRow.attendee_id == attendee_id,
        ReminderRow.kind == kind_of(lead),
        ReminderRow.of_start_at == starts_at,
    )
    if is_there:
        return False
    try:
        async with savepoint():
            await ReminderRow.insert(row)
    except UNIQUE_VIOLATIONS:  # Another worker was quicker.
        return False
    return True
