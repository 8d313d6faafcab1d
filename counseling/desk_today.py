"""What a counselor sees first: the day with what is free in it, who is next, what waits, and tomorrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wethaq.counseling.desk_calendar import CalendarDay, Entry, calendar_days
from wethaq.counseling.policy.cells import cell_at
from wethaq.counseling.policy.day_view import DayStretch, StretchKind, lines_of_day
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Counselor
from wethaq.counseling.waiting_work import WaitingWork, Workload, what_waits, workload_of
from wethaq.platform.localisation.dates import riyadh_date

GOING_ON: Final = (
    AppointmentStatus.REQUESTED,
    AppointmentStatus.CONFIRMED,
    AppointmentStatus.CHECKED_IN,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the day; `is_now` where the present lies in it."""

    stretch: DayStretch
    entry: Entry | None
    is_now: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page of the day."""

    day: CalendarDay
    lines: Sequence[Line]
    next_up: Entry | None
    waiting: WaitingWork
    tomorrow: CalendarDay
    workload: Workload


async def see_today(counselor: Counselor, *, now: datetime) -> Today:
    """Return a counselor's day."""
    day, tomorrow = await calendar_days(counselor, riyadh_date(now), 2, now=now)
    return Today(
        day=day,
        lines=list_lines(day, now),
        next_up=_next(day, now) or _next(tomorrow, now),
        waiting=await what_waits(counselor, now=now),
        tomorrow=tomorrow,
        workload=await workload_of(counselor.id, now=now),
    )


def list_lines(day: CalendarDay, now: datetime) -> list[Line]:
    """Return a day as lines to read."""
    present = cell_at(now)
    return [
        Line(
            stretch=stretch,
            entry=day.entries[stretch.appointment_id] if stretch.appointment_id else None,
            is_now=stretch.first_cell <= present < stretch.end_cell,
            is_over=stretch.end_cell <= present,
        )
        for stretch in lines_of_day(day.stretches)
        if stretch.kind is not StretchKind.OFF
    ]


def _next(day: CalendarDay, now: datetime) -> Entry | None:
    """Return who is here or comes next."""
    ahead = (
        each
        for each in day.appointments
        if each.appointment.status in GOING_ON and each.appointment.ends_at > now
    )
    return next(ahead, None)
