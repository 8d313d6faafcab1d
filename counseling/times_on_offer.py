"""The free times as a page shows them: at a glance, one day opened, or a week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from wethaq.counseling.finding import DAYS_AT_A_GLANCE, Wanted, find_times
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.terms import bookable
from wethaq.platform.localisation.dates import RIYADH, riyadh_date

WEEK: Final = 7
NOON: Final = 12
EVENING: Final = 17
DAWN: Final = 5
GROUPS: Final = (PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.EVENING)


@dataclass(frozen=True, slots=True)
class DayOnOffer:
    """One day with its free times, the earliest first."""

    on: date
    starts: Sequence[datetime]

    @property
    def first(self) -> datetime | None:
        return self.starts[0] if self.starts else None

    @property
    def by_part(self) -> list[tuple[PartOfDay, list[datetime]]]:
        """Return the parts of the day that have times."""
        parts = [(part, [start for start in self.starts if part_of(start) is part]) for part in GROUPS]
        return [(part, starts) for part, starts in parts if starts]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesOnOffer:
    """Some days with their free times, and where the ways earlier and later lead.

    `is_week`: every time of every day is shown. `first_free_on` is the first day
    with a time at all, looked for only where these days have none; None there
    means that nothing is free up to the horizon.
    """

    days: Sequence[DayOnOffer]
    opened_on: date | None
    is_week: bool
    earlier_on: date | None
    later_on: date | None
    first_free_on: date | None

    @property
    def first_on(self) -> date:
        return self.days[0].on

    @property
    def last_on(self) -> date:
        return self.days[-1].on

    @property
    def is_empty(self) -> bool:
        return not any(day.starts for day in self.days)


@dataclass(frozen=True, slots=True)
class Looking:
    """What of the offer somebody looks at; all of it are dates, so an address tells nothing."""

    first_on: date | None = None
    opened_on: date | None = None
    week_on: date | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Looking":
        """Read the dates of an address; what is no date isn't there."""
        return cls(*(_date(query.get(name, "")) for name in ("from", "day", "week")))


def part_of(start: datetime) -> PartOfDay:
    """Return the part of the day; the night after midnight belongs to the evening."""
    hour = start.astimezone(RIYADH).hour
    if DAWN <= hour < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if NOON <= hour < EVENING else PartOfDay.EVENING


async def list_times(wanted: Wanted, looking: Looking, *, now: datetime) -> TimesOnOffer:
    """Return the days that somebody looks at, never before today or over the horizon."""
    today = riyadh_date(now)
    last = today + timedelta(days=(await bookable(wanted.service)).horizon_days)
    length = WEEK if looking.week_on else DAYS_AT_A_GLANCE
    first = min(max(looking.week_on or looking.first_on or looking.opened_on or today, today), last)
    offer = await find_times(wanted, first, length, now=now)
    days = [DayOnOffer(on, starts) for on, starts in offer.starts_by_day().items() if on <= last]
    after = first + timedelta(days=length)
    is_empty = not any(day.starts for day in days)
    return TimesOnOffer(
        days=days,
        opened_on=looking.opened_on if not looking.week_on else None,
        is_week=looking.week_on is not None,
        earlier_on=max(first - timedelta(days=length), today) if first > today else None,
        later_on=after if after <= last else None,
        first_free_on=await _first_free_day(wanted, after, last, now=now) if is_empty else None,
    )


async def _first_free_day(wanted: Wanted, on: date, last: date, *, now: datetime) -> date | None:
    """Look on, two weeks at a time, for the first day that has a time."""
    while on <= last:
        offer = await find_times(wanted, on, DAYS_AT_A_GLANCE, now=now)
        free = [day for day, start in offer.first_by_day().items() if start is not None]
        if free:
            return free[0]
        on += timedelta(days=DAYS_AT_A_GLANCE)
    return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
