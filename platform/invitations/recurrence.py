"""The times at which something repeats, counted within limits (RFC 5545, section 3.3.10).

The rule comes from outside, and thirty letters can ask for more work than a
computer does in a year: dateutil looks for the 30th of February until the
year 9999. Here every period that is looked at is paid for, and none is
looked at after the end of the time that is asked about.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from wethaq.platform.invitations.errors import CalendarTooLargeError
from wethaq.platform.invitations.rules import Frequency, Rule, days_in_year, read_rule

COST_OF_A_RULE: Final = 20
MONTHS: Final = 12


@dataclass
class Budget:
    """The work that one calendar may cause, in steps of some ten microseconds."""

    steps: int = 150_000

    def spend(self, steps: int) -> None:
        """Pay for work before it is done. Raises CalendarTooLargeError."""
        self.steps -= steps
        if self.steps < 0:
            raise CalendarTooLargeError


def occurrences(
    text: str,
    first: datetime,
    *,
    since: datetime,
    until: datetime,
    read_moment: Callable[[str], datetime],
    budget: Budget,
) -> Iterator[datetime]:
    """Yield the repetitions of `first` that lie from `since` to `until`, by the clock on the wall.

    All times are naive; `read_moment` brings the rule's UNTIL to the same clock.

    Raises:
        UntrustedRuleError: the rule is wrong or asks for too much by itself.
        CalendarTooLargeError: the calendar's budget is used up.
    """
    budget.spend(COST_OF_A_RULE)
    rule = read_rule(text, first, read_moment)
    end = until if rule.until is None else min(until, rule.until)
    # Only a rule that counts its times must be followed from its beginning.
    start = first if rule.count is not None else max(first, since)
    found = (moment for moment in _moments(rule, first, start, end, budget) if moment >= first)
    for moment in islice(found, rule.count):
        if moment > end:
            return
        if moment >= since:
            yield moment


def _moments(
    rule: Rule, first: datetime, start: datetime, end: datetime, budget: Budget
) -> Iterator[datetime]:
    """Yield the rule's times from the period of `start` to that of `end`, in order."""
    for period in _periods(rule, first, start):
        if period > end:
            return
        days = [period + timedelta(days=day) for day in range(_days_in(rule.frequency, period))]
        budget.spend(len(days))
        times = [day + clock for day in days if rule.has_day(day) for clock in rule.times]
        budget.spend(len(times))
        yield from (times[place] for place in _places(rule.positions, len(times)))


def _periods(rule: Rule, first: datetime, start: datetime) -> Iterator[datetime]:
    """Yield the beginnings of the periods that the rule visits, from the one in which `start` lies."""
    match rule.frequency:
        case Frequency.YEARLY:
            skipped = (start.year - first.year) // rule.interval
            for year in range(first.year + skipped * rule.interval, 10_000, rule.interval):
                yield datetime(year, 1, 1)  # noqa: DTZ001 - the clock on the wall
        case Frequency.MONTHLY:
            month = first.year * MONTHS + first.month - 1
            skipped = (start.year * MONTHS + start.month - 1 - month) // rule.interval
            for number in range(month + skipped * rule.interval, 10_000 * MONTHS, rule.interval):
                yield datetime(number // MONTHS, number % MONTHS + 1, 1)  # noqa: DTZ001 - the clock on the wall
        case _:
            yield from _even_periods(rule, first, start)


def _even_periods(rule: Rule, first: datetime, start: datetime) -> Iterator[datetime]:
    """Yield hours, days or weeks, which are all of one length on the wall."""
    length, period = timedelta(days=1), first.replace(hour=0, minute=0, second=0)
    if rule.frequency is Frequency.WEEKLY:
        length, period = timedelta(weeks=1), period - timedelta(days=(period.weekday() - rule.week_start) % 7)
    elif rule.frequency is Frequency.HOURLY:
        length, period = timedelta(hours=1), first.replace(minute=0, second=0)
    step = length * rule.interval
    period += (start - period) // step * step
    while True:
        yield period
        period += step


def _days_in(frequency: Frequency, period: datetime) -> int:
    """Return how many days to look at; an hour is looked at as the beginning of its day's part."""
    match frequency:
        case Frequency.YEARLY:
            return days_in_year(period.year)
        case Frequency.MONTHLY:
            following = (period + timedelta(days=31)).replace(day=1)
            return (following - period).days
        case Frequency.WEEKLY:
            return 7
        case _:
            return 1


def _places(positions: tuple[int, ...], length: int) -> list[int]:
    """Return the places in a period's times that BYSETPOS keeps; without it, all."""
    if not positions:
        return list(range(length))
    places = {position - 1 if position > 0 else length + position for position in positions}
    return sorted(place for place in places if 0 <= place < length)
