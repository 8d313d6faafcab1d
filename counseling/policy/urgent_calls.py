"""Urgent calls: by when we promise to call, and how a call may end.

The promise counts the hours in which somebody is at the desk; what can't wait
for those is for 911 and 1919, which the page says first.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, islice
from typing import Final

from wethaq.counseling.policy.offers import PartOfDay
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.localisation.dates import RIYADH, riyadh_date
from wethaq.platform.localisation.working_calendar import is_working_day

OPENS: Final = time(8)
CLOSES: Final = time(20)
"""The hours of the desk on working days, in Riyadh's time."""
CALL_WITHIN: Final = timedelta(hours=2)
CALL_WITHIN_IN_DANGER: Final = timedelta(minutes=30)
SAFE_HOURS: Final = {
    PartOfDay.ANY: (OPENS, CLOSES),
    PartOfDay.MORNING: (OPENS, time(12)),
    PartOfDay.AFTERNOON: (time(12), time(17)),
    PartOfDay.EVENING: (time(17), CLOSES),
}
"""When a call does no harm, as the person says: never outside it, however urgent."""
FURTHEST_DAYS: Final = 60
"""No holidays last so long."""


class CallOutcome(StrEnum):
    """How an urgent call ended."""

    SPOKEN = "spoken"
    NOT_REACHED = "not_reached"
    REFERRED = "referred"
    """Handed to the emergency line or to a partner who can protect."""
    NOT_NEEDED = "not_needed"


OUTCOME_WORDS: Final = {
    CallOutcome.SPOKEN: N_("We spoke"),
    CallOutcome.NOT_REACHED: N_("Not reached"),
    CallOutcome.REFERRED: N_("Handed to those who can protect"),
    CallOutcome.NOT_NEEDED: N_("No longer needed"),
}


class CallTakenError(RefusedError):
    """A colleague was faster: two calls to one person may do harm."""

    message = N_("A colleague has taken this call a moment ago.")


class CallNotTakenError(RefusedError):
    """Who ends a call is who made it."""

    message = N_("Take the call first; who made it writes how it ended.")


def due_at(asked_at: datetime, *, is_in_danger: bool, part_of_day: PartOfDay = PartOfDay.ANY) -> datetime:
    """Return by when we call: the time limit, counted in the desk's hours that are safe for the person."""
    left = CALL_WITHIN_IN_DANGER if is_in_danger else CALL_WITHIN
    for opens, closes in _hours(riyadh_date(asked_at), part_of_day):
        start = max(asked_at, opens)
        if start + left <= closes:
            return start + left
        left -= max(closes - start, timedelta())
    raise ValueError(asked_at)


def _hours(on: date, part_of_day: PartOfDay) -> Iterator[tuple[datetime, datetime]]:
    first, last = SAFE_HOURS[part_of_day]
    for days in islice(count(), FURTHEST_DAYS):
        day = on + timedelta(days=days)
        if is_working_day(day):
            yield _moment(day, first), _moment(day, last)


def _moment(on: date, at: time) -> datetime:
    return datetime.combine(on, at, RIYADH).astimezone(UTC)
