"""The appointments ahead that a changed plan has left outside: listed until somebody has solved them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from wethaq.counseling.diary import Span, calendar_of, working_times
from wethaq.counseling.policy.cells import cell_at, cell_from
from wethaq.counseling.policy.conflicts import BookedAppointment, Conflict, find_conflicts
from wethaq.counseling.policy.plans import Leave, WeeklyPlan
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AHEAD
from wethaq.counseling.records import Counselor
from wethaq.counseling.tables import AppointmentRow

A_DAY = timedelta(days=1)


async def conflicts_of_all(counselors: Sequence[Counselor], *, now: datetime) -> list[Conflict]:
    """Return the conflicts of some counselors as things stand, the soonest first."""
    found: list[Conflict] = []
    for counselor in counselors:
        found += await conflicts_under(counselor, now=now)
    return sorted(found, key=lambda conflict: (conflict.appointment.starts_at, str(conflict.appointment.id)))


async def conflicts_under(
    counselor: Counselor,
    *,
    now: datetime,
    plans: Sequence[WeeklyPlan] | None = None,
    more_leave: Sequence[Leave] = (),
) -> list[Conflict]:
    """Return what would not fit under other plans or with more leave than there is."""
    booked = await _booked(counselor.id, now=now)
    if not booked:
        return []
    last = max(each.ends_at for each in booked)
    span = Span(cell_at(now - A_DAY), cell_from(last + A_DAY))
    working_time = (await working_times([counselor], span))[counselor.id]
    if plans is not None:
        working_time = replace(working_time, plans=tuple(plans))
    working_time = replace(working_time, leave=(*working_time.leave, *more_leave))
    calendar = await calendar_of((now - A_DAY).date(), (last + A_DAY).date())
    return find_conflicts(booked, working_time, calendar, now)


async def _booked(counselor_id: UUID, *, now: datetime) -> list[BookedAppointment]:
    rows = await AppointmentRow.select(
        AppointmentRow.id,
        AppointmentRow.starts_at,
        AppointmentRow.ends_at,
        AppointmentRow.modality,
        AppointmentRow.is_outside_plan,
    ).where(
        AppointmentRow.counselor_id == counselor_id,
        AppointmentRow.status.is_in([status.value for status in AHEAD]),
        AppointmentRow.starts_at > now,
    )
    return [
        BookedAppointment(
            row["id"],
            row["starts_at"],
            row["ends_at"],
            Modality(row["modality"]),
            is_outside_plan=bool(row["is_outside_plan"]),
        )
        for row in rows
    ]
