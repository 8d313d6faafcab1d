"""The free times to which a family may move its appointment: of the same counselor, in the same way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from wethaq.counseling.changing import wanted_elsewhere
from wethaq.counseling.finding import DAYS_AT_A_GLANCE, find_nearest, find_times
from wethaq.counseling.loading import get_own_appointment
from wethaq.counseling.policy.cells import cell_at, day_of
from wethaq.counseling.policy.changes import ensure_move_is_open
from wethaq.counseling.records import Appointment
from wethaq.counseling.terms import current_figures
from wethaq.platform.actors import Actor


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """Free starts by day, days without any left out; where there are more to look at, from which day."""

    appointment: Appointment
    days: Mapping[date, Sequence[datetime]]
    earlier_from: date | None
    later_from: date | None


async def list_times_for_move(
    appointment_id: UUID, first_on: date | None, *, actor: Actor, now: datetime
) -> FreeTimes:
    """Return where an own appointment may move. Raises MoveTooLateError, MovedTooOftenError."""
    appointment = await get_own_appointment(appointment_id, actor=actor)
    return await free_times_for(appointment, first_on, now=now)


async def free_times_for(appointment: Appointment, first_on: date | None, *, now: datetime) -> FreeTimes:
    """Return two weeks of free times; a day before today or over the horizon is none to begin with."""
    figures = await current_figures(appointment.service)
    ensure_move_is_open(
        appointment.status,
        appointment.starts_at,
        now,
        figures.change_rules,
        times_moved=appointment.times_moved,
    )
    today = day_of(cell_at(now))
    last = today + timedelta(days=figures.horizon_days)
    first = min(max(first_on or today, today), last)
    offer = await find_times(await wanted_elsewhere(appointment), first, DAYS_AT_A_GLANCE, now=now)
    step = timedelta(days=DAYS_AT_A_GLANCE)
    days = {on: _others(starts, appointment) for on, starts in offer.starts_by_day().items()}
    return FreeTimes(
        appointment=appointment,
        days={on: starts for on, starts in days.items() if starts},
        earlier_from=max(first - step, today) if first > today else None,
        later_from=first + step if first + step <= last else None,
    )


async def nearest_to(appointment: Appointment, starts_at: datetime, *, now: datetime) -> FreeTimes:
    """Return the free times nearest to one that was just taken, as the page shows them."""
    days: dict[date, list[datetime]] = {}
    for start in await find_nearest(await wanted_elsewhere(appointment), starts_at, now=now):
        if start != appointment.starts_at:
            days.setdefault(day_of(cell_at(start)), []).append(start)
    return FreeTimes(appointment, days, None, day_of(cell_at(now)))


def _others(starts: list[datetime], appointment: Appointment) -> list[datetime]:
    """Leave out the appointment's own time, which is free to it alone."""
    return [start for start in starts if start != appointment.starts_at]
