"""A counselor's own calendar: days with their stretches, and who comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from wethaq.counseling.diary import Span, busy_cells, calendar_of, span_of, working_times
from wethaq.counseling.guard import held_spans
from wethaq.counseling.loading import HIDDEN
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.cells import Stretch
from wethaq.counseling.policy.day_view import Booked, DayStretch, stretches_of_day
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.statuses import TAKES_CELLS
from wethaq.counseling.records import Appointment, Counselor, MeetingRoom
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, RoomRow
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people

SHOWN = [status.value for status in TAKES_CELLS if status.value not in HIDDEN]


@dataclass(frozen=True, slots=True)
class Entry:
    """An appointment with the names of those who come; only their counselor sees them so."""

    appointment: Appointment
    names: tuple[str, ...]
    room: MeetingRoom | None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day, drawn whole."""

    on: date
    stretches: Sequence[DayStretch]
    entries: dict[UUID, Entry]
    is_closed: bool
    is_ramadan: bool

    @property
    def appointments(self) -> list[Entry]:
        """Its appointments, the earliest first."""
        own = [each for each in self.entries.values() if riyadh_date(each.appointment.starts_at) == self.on]
        return sorted(own, key=lambda each: each.appointment.starts_at)


async def calendar_days(
    counselor: Counselor, first_on: date, days: int, *, now: datetime
) -> list[CalendarDay]:
    """Return some days of a counselor's calendar; a fixed number of queries, but for the names."""
    stretch = Stretch(first_on, days)
    span = span_of(stretch)
    working_time = (await working_times([counselor], span))[counselor.id]
    calendar = await calendar_of(first_on - timedelta(days=1), stretch.dates[-1] + timedelta(days=1))
    held = await _held(counselor.id, span, now=now)
    entries = await _entries(counselor.id, first_on, stretch.dates[-1])
    booked = [
        Booked(each.appointment.id, each.appointment.starts_at, each.appointment.ends_at) for each in entries
    ]
    return [
        _day(
            on,
            stretches_of_day(on, working_time=working_time, calendar=calendar, booked=booked, held=held),
            entries,
            calendar,
        )
        for on in stretch.dates
    ]


async def entries_of(rows: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Return appointments with the names of those who come, in the order given."""
    appointments = [Appointment.of(row) for row in rows]
    names = await _names([each.id for each in appointments])
    rooms = await _rooms({each.room_id for each in appointments if each.room_id})
    return [
        Entry(each, tuple(names.get(each.id, ())), rooms.get(each.room_id) if each.room_id else None)
        for each in appointments
    ]


def _day(
    on: date, stretches: Sequence[DayStretch], entries: Sequence[Entry], calendar: SeasonCalendar
) -> CalendarDay:
    ids = {one.appointment_id for one in stretches}
    return CalendarDay(
        on=on,
        stretches=stretches,
        entries={one.appointment.id: one for one in entries if one.appointment.id in ids},
        is_closed=on in calendar.closed_on,
        is_ramadan=on in calendar.ramadan_on,
    )


async def _entries(counselor_id: UUID, first_on: date, last_on: date) -> list[Entry]:
    """Return what is booked; the night before the first day may reach into it."""
    rows = (
        await AppointmentRow.select()
        .where(
            AppointmentRow.counselor_id == counselor_id,
            AppointmentRow.starts_on >= first_on - timedelta(days=1),
            AppointmentRow.starts_on <= last_on,
            AppointmentRow.status.is_in(SHOWN),
        )
        .order_by(AppointmentRow.starts_at)
    )
    return await entries_of(rows)


async def _held(counselor_id: UUID, span: Span, *, now: datetime) -> list[int]:
    held = await held_spans([counselor_id], span.first, span.end, now=now)
    busy = await busy_cells([counselor_id], span)
    return [*chain(*held[counselor_id]), *busy[counselor_id]]


async def _names(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Return who comes to which appointment; whom nobody knows yet (an invited spouse) has no name."""
    names: dict[UUID, list[str]] = {}
    if not ids:
        return names
    rows = await AttendeeRow.select(AttendeeRow.appointment_id, AttendeeRow.person_id).where(
        AttendeeRow.appointment_id.is_in(list(ids)), AttendeeRow.status == AttendeeStatus.COMING.value
    )
    for row in rows:
        if row["person_id"] is not None:
            person = await people.get_person(row["person_id"])
            names.setdefault(row["appointment_id"], []).append(person.full_name)
    return names


async def _rooms(ids: set[UUID]) -> dict[UUID, MeetingRoom]:
    rows = await RoomRow.select().where(RoomRow.id.is_in(list(ids))) if ids else []
    return {row["id"]: MeetingRoom.of(row) for row in rows}
