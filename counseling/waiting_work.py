"""What waits for a counselor: notes that aren't written, cases without a next appointment, conflicts, and figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from wethaq.counseling.conflict_list import conflicts_of_all
from wethaq.counseling.desk_calendar import Entry, entries_of
from wethaq.counseling.policy.conflicts import Conflict
from wethaq.counseling.policy.statuses import AHEAD, AppointmentStatus
from wethaq.counseling.purposes import NOTES
from wethaq.counseling.records import Counselor
from wethaq.counseling.tables import AppointmentRow, CaseRow, NoteRow
from wethaq.platform.consent import service as consent
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people

NOTES_AWAITED_FOR: Final = timedelta(days=14)
"""After that nobody remembers well enough to write, and the reminder only presses."""
BOOKED: Final = [
    AppointmentStatus.CONFIRMED.value,
    AppointmentStatus.CHECKED_IN.value,
    AppointmentStatus.ATTENDED.value,
    AppointmentStatus.NO_SHOW.value,
]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that has no appointment ahead."""

    id: UUID
    person_name: str
    service: str


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """What a counselor might do next."""

    unwritten: Sequence[Entry]
    without_next: Sequence[OpenCase]
    conflicts: Sequence[Conflict]


@dataclass(frozen=True, slots=True)
class Workload:
    """A counselor's own figures: hours booked and attended, and cases that are open."""

    week_booked: timedelta
    week_attended: timedelta
    month_booked: timedelta
    month_attended: timedelta
    open_cases: int


async def what_waits(counselor: Counselor, *, now: datetime) -> WaitingWork:
    """Return what waits for a counselor."""
    return WaitingWork(
        unwritten=await _unwritten(counselor.id, now=now),
        without_next=await _cases_without_next(counselor.id, now=now),
        conflicts=await conflicts_of_all([counselor], now=now),
    )


async def workload_of(counselor_id: UUID, *, now: datetime) -> Workload:
    """Return a counselor's hours of this week (Sunday to Saturday) and this month, and their open cases."""
    today = riyadh_date(now)
    week = first_of_week(today)
    month = today.replace(day=1)
    after_month = (month + timedelta(days=32)).replace(day=1)
    rows = await AppointmentRow.select(
        AppointmentRow.starts_on, AppointmentRow.starts_at, AppointmentRow.ends_at, AppointmentRow.status
    ).where(
        AppointmentRow.counselor_id == counselor_id,
        AppointmentRow.starts_on >= min(week, month),
        AppointmentRow.starts_on < max(week + timedelta(days=7), after_month),
        AppointmentRow.status.is_in(BOOKED),
    )
    this_week = [row for row in rows if week <= row["starts_on"] < week + timedelta(days=7)]
    this_month = [row for row in rows if month <= row["starts_on"] < after_month]
    cases = await CaseRow.count().where(CaseRow.counselor_id == counselor_id, CaseRow.ended_at.is_null())
    return Workload(_hours(this_week), _attended(this_week), _hours(this_month), _attended(this_month), cases)


def first_of_week(on: date) -> date:
    """Return the Sunday with which a week begins in the Kingdom."""
    return on - timedelta(days=(on.weekday() + 1) % 7)


async def _unwritten(counselor_id: UUID, *, now: datetime) -> list[Entry]:
    """Return what took place lately and has no note, as far as the person lets notes be written."""
    rows = (
        await AppointmentRow.select()
        .where(
            AppointmentRow.counselor_id == counselor_id,
            AppointmentRow.status == AppointmentStatus.ATTENDED.value,
            AppointmentRow.starts_at > now - NOTES_AWAITED_FOR,
            AppointmentRow.case_id.is_not_null(),
        )
        .order_by(AppointmentRow.starts_at)
    )
    ids = [row["id"] for row in rows]
    written = (
        await NoteRow.select(NoteRow.appointment_id).where(NoteRow.appointment_id.is_in(ids)) if ids else []
    )
    done = {row["appointment_id"] for row in written}
    open_rows = [row for row in rows if row["id"] not in done and await _agrees(row, now=now)]
    return await entries_of(open_rows)


async def _agrees(row: dict[str, Any], *, now: datetime) -> bool:
    return row["person_id"] is not None and await consent.has_consent(row["person_id"], NOTES.code, now=now)


async def _cases_without_next(counselor_id: UUID, *, now: datetime) -> list[OpenCase]:
    rows = await CaseRow.select(CaseRow.id, CaseRow.person_id, CaseRow.service).where(
        CaseRow.counselor_id == counselor_id, CaseRow.ended_at.is_null()
    )
    ahead = await AppointmentRow.select(AppointmentRow.case_id).where(
        AppointmentRow.counselor_id == counselor_id,
        AppointmentRow.status.is_in([status.value for status in AHEAD]),
        AppointmentRow.starts_at > now,
    )
    planned = {row["case_id"] for row in ahead}
    return [
        OpenCase(row["id"], (await people.get_person(row["person_id"])).full_name, row["service"])
        for row in rows
        if row["id"] not in planned
    ]


def _hours(rows: Sequence[dict[str, Any]]) -> timedelta:
    return sum((row["ends_at"] - row["starts_at"] for row in rows), timedelta())


def _attended(rows: Sequence[dict[str, Any]]) -> timedelta:
    return _hours([row for row in rows if row["status"] == AppointmentStatus.ATTENDED.value])
