"""A series: the same hour every few weeks, some times over."""

from datetime import datetime, timedelta
from typing import Final

from wethaq.counseling.policy.bookings import TooFarAheadError
from wethaq.platform.errors import N_, RefusedError

MOST_TIMES: Final = 12
MOST_WEEKS_BETWEEN: Final = 8
LONGEST_AHEAD: Final = timedelta(days=366)


class SeriesTooLongError(RefusedError):
    """Nobody knows the half-year after the next."""

    status = 422
    message = N_("Plan between 1 and 12 appointments, at most 8 weeks apart.")


def starts_of_series(first: datetime, every_weeks: int, count: int) -> list[datetime]:
    """Return the starts: the Kingdom knows no summer time, so the hour on the wall stays the same.

    Raises SeriesTooLongError.
    """
    if not (1 <= count <= MOST_TIMES and 1 <= every_weeks <= MOST_WEEKS_BETWEEN):
        raise SeriesTooLongError
    return [first + timedelta(weeks=every_weeks * number) for number in range(count)]


def ensure_within_a_year(starts_at: datetime, now: datetime) -> None:
    """Refuse what is further ahead than plans and holidays are known: a slip of the year."""
    if starts_at - now > LONGEST_AHEAD:
        raise TooFarAheadError
