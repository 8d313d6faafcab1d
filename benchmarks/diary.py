"""The diary that both sides keep: the same week, the same days, the same load.

A counselor works from Sunday to Thursday, 9 to 17, in appointments of half an hour:
sixteen a day. Every past working day that is needed was full.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

RIYADH = ZoneInfo("Asia/Riyadh")
LENGTH = timedelta(minutes=30)
OPENS, CLOSES = time(9), time(17)
WORKING_DAYS = frozenset({6, 0, 1, 2, 3})
"""As Python counts: Monday is 0."""
SHORT_PAST = 300
LONG_PAST = 10 * SHORT_PAST
"""Appointments of one counselor that are over: four weeks, and nearly a year."""


def today() -> date:
    return datetime.now(RIYADH).date()


def starts_of(on: date) -> list[time]:
    """List the sixteen starts of a day."""
    moment, starts = datetime.combine(on, OPENS), []
    while moment + LENGTH <= datetime.combine(on, CLOSES):
        starts.append(moment.time())
        moment += LENGTH
    return starts


def past_starts(count: int) -> Iterator[datetime]:
    """Go back in time over the working days before today."""
    on = today()
    while count > 0:
        on -= timedelta(days=1)
        if on.weekday() not in WORKING_DAYS:
            continue
        for start in starts_of(on)[:count]:
            yield datetime.combine(on, start)
        count -= len(starts_of(on))


def coming_days() -> tuple[date, date]:
    """Return two working days soon: one on which nobody comes, and one with a single free time left."""
    days = (today() + timedelta(days=step) for step in range(2, 12))
    empty, full = [on for on in days if on.weekday() in WORKING_DAYS][:2]
    return empty, full


def taken_starts_of(on: date) -> list[time]:
    """List what is booked on the full day: all but its first time, which no prayer ever touches."""
    return starts_of(on)[1:]
