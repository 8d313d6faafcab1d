"""Forgetting what counseling knew of a family, five years after their last appointment (PDPL art. 18)."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from wethaq.counseling.tables import (
    AppointmentRow,
    AttendeeRow,
    BookingRow,
    CaseRow,
    FreedTimeRow,
    LinkRow,
    MeasureRow,
    NoteOpeningRow,
    NoteRow,
    ReferralRow,
    ReminderRow,
    UrgentCallRow,
    WaitlistEntryRow,
    WaitlistOfferRow,
)
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction

KEPT: Final = timedelta(days=5 * 365)
UNSENT_KEPT: Final = timedelta(days=30)
BATCH: Final = 200


async def forget_old_cases(*, actor: Actor, now: datetime) -> int:
    """Destroy the cases whose last appointment is five years past, with everything written in them.

    Of the appointments their time and outcome stay, for the figures, without a person.
    """
    del actor
    rows = await CaseRow.raw(
        "SELECT id FROM counseling_case WHERE opened_at < {} AND NOT EXISTS (SELECT 1 FROM counseling_appointment "
        "WHERE counseling_appointment.case_id = counseling_case.id AND counseling_appointment.ends_at >= {}) "
        "LIMIT {}",
        now - KEPT,
        now - KEPT,
        BATCH,
    )
    for row in rows:
        await _forget_case(row["id"])
    return len(rows)


async def forget_unsent_bookings(*, actor: Actor, now: datetime) -> int:
    """Destroy what was begun and never sent, a month after the last change, and lapsed holds with it."""
    del actor
    before = now - UNSENT_KEPT
    bookings = await BookingRow.delete().where(BookingRow.changed_at < before).returning(BookingRow.id)
    lapsed = (
        await AppointmentRow.delete()
        .where(
            AppointmentRow.status == "lapsed",
            AppointmentRow.held_until.is_null() | (AppointmentRow.held_until < before),
        )
        .returning(AppointmentRow.id)
    )
    return len(bookings) + len(lapsed)


async def forget_old_waiting(*, actor: Actor, now: datetime) -> int:
    """Destroy waitlist entries and urgent calls five years after they ended."""
    del actor
    before = now - KEPT
    entries = (
        await WaitlistEntryRow.delete()
        .where(WaitlistEntryRow.ended_at < before)
        .returning(WaitlistEntryRow.id)
    )
    if entries:
        await WaitlistOfferRow.delete().where(WaitlistOfferRow.entry_id.is_in([row["id"] for row in entries]))
    await FreedTimeRow.delete().where(FreedTimeRow.ended_at < before)
    calls = await UrgentCallRow.delete().where(UrgentCallRow.ended_at < before).returning(UrgentCallRow.id)
    return len(entries) + len(calls)


async def _forget_case(case_id: UUID) -> None:
    async with transaction():
        appointments = await AppointmentRow.select(AppointmentRow.id).where(AppointmentRow.case_id == case_id)
        await _forget_seats([row["id"] for row in appointments])
        nobody: dict[Any, Any] = {
            AppointmentRow.person_id: None,
            AppointmentRow.guardian_id: None,
            AppointmentRow.case_id: None,
            AppointmentRow.reason: None,
            AppointmentRow.answers: None,
            AppointmentRow.family_words: None,
        }
        await AppointmentRow.update(nobody).where(AppointmentRow.case_id == case_id)
        for table in (NoteRow, NoteOpeningRow, MeasureRow, ReferralRow):
            await table.delete().where(table.case_id == case_id)
        await CaseRow.delete().where(CaseRow.id == case_id)


async def _forget_seats(appointment_ids: list[UUID]) -> None:
    if not appointment_ids:
        return
    seats = (
        await AttendeeRow.delete()
        .where(AttendeeRow.appointment_id.is_in(appointment_ids))
        .returning(AttendeeRow.id)
    )
    ids = [row["id"] for row in seats]
    if ids:
        await LinkRow.delete().where(LinkRow.attendee_id.is_in(ids))
        await ReminderRow.delete().where(ReminderRow.attendee_id.is_in(ids))
