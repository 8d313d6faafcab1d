"""Working days: Sunday to Thursday, without the Kingdom's holidays.

The reply to a request is promised in working days (policy H5, G1), and the
clock stands while the applicant is awaited.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

import holidays

from wethaq.platform.localisation.dates import riyadh_date

WORKING_WEEKDAYS: Final = frozenset({6, 0, 1, 2, 3})
"""Sunday to Thursday, as `date.weekday()` counts them."""
ONE_DAY: Final = timedelta(days=1)

Pause = tuple[date, date]
"""From a day until the day the clock runs again, which counts. A pause that still lasts ends today."""


@cache
def holidays_of(year: int) -> frozenset[date]:
    """Return a year's public holidays: both Eids, National Day and Founding Day."""
    return frozenset(holidays.country_holidays("SA", years=year))


def is_working_day(on: date) -> bool:
    """Tell whether the association's office is open on a day."""
    return on.weekday() in WORKING_WEEKDAYS and on not in holidays_of(on.year)


def next_working_day(on: date) -> date:
    """Return the day itself if the office is open, else the first day on which it is."""
    while not is_working_day(on):
        on += ONE_DAY
    return on


def add_working_days(start: date | datetime, days: int) -> date:
    """Return the `days`-th working day after `start`; the day itself doesn't count."""
    return working_deadline(start, days)


def working_deadline(start: date | datetime, days: int, pauses: Sequence[Pause] = ()) -> date:
    """Return the last day for something promised in `days` working days.

    A day counts when the office is open and no pause covers it. With no days
    promised, it is the first open day from `start` on.
    """
    on = riyadh_date(start)
    if days <= 0:
        return next_working_day(on)
    counted = 0
    while counted < days:
        on += ONE_DAY
        counted += is_working_day(on) and not _is_paused(on, pauses)
    return on


def working_days_between(start: date | datetime, end: date | datetime, pauses: Sequence[Pause] = ()) -> int:
    """Count the working days after `start` up to and including `end`, pauses left out."""
    first, last = riyadh_date(start), riyadh_date(end)
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(is_working_day(day) and not _is_paused(day, pauses) for day in days)


def _is_paused(on: date, pauses: Sequence[Pause]) -> bool:
    return any(riyadh_date(begun) <= on < riyadh_date(ended) for begun, ended in pauses)
