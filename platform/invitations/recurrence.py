"""The days on which something repeats, counted within limits (RFC 5545, section 3.3.10).

The rule comes from outside, and a rule of thirty letters can ask for more
work than a computer does in a year. So every rule is judged before it runs,
runs only up to the end of the time that is asked about, and pays for its steps.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from dateutil import rrule
from dateutil.relativedelta import relativedelta

from wethaq.platform.invitations.errors import CalendarTooLargeError

MAX_RULE_LENGTH: Final = 500
MAX_TIMES: Final = 48
MAX_INTERVAL: Final = 1000
_FREQUENCIES: Final = {
    "YEARLY": rrule.YEARLY,
    "MONTHLY": rrule.MONTHLY,
    "WEEKLY": rrule.WEEKLY,
    "DAILY": rrule.DAILY,
    "HOURLY": rrule.HOURLY,
}
"""No appointment repeats by the minute or the second."""
_PERIODS: Final = {
    rrule.YEARLY: relativedelta(years=1),
    rrule.MONTHLY: relativedelta(months=1),
    rrule.WEEKLY: relativedelta(weeks=1),
    rrule.DAILY: relativedelta(days=1),
    rrule.HOURLY: relativedelta(hours=1),
}
_SHORTEST_PERIOD: Final = {
    rrule.YEARLY: timedelta(days=365),
    rrule.MONTHLY: timedelta(days=28),
    rrule.WEEKLY: timedelta(weeks=1),
    rrule.DAILY: timedelta(days=1),
    rrule.HOURLY: timedelta(hours=1),
}
_LONGEST_PERIOD: Final = _SHORTEST_PERIOD | {
    rrule.YEARLY: timedelta(days=366),
    rrule.MONTHLY: timedelta(days=31),
}
_COST: Final = {rrule.YEARLY: 40, rrule.MONTHLY: 6, rrule.WEEKLY: 2, rrule.DAILY: 1, rrule.HOURLY: 1}
_COST_OF_A_RULE: Final = 20
_LISTS: Final = (
    *("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"),
    *("BYHOUR", "BYMINUTE", "BYSECOND"),
)
_DAYS_CHOSEN: Final = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY")
_WEEKDAYS: Final = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), rrule.weekdays, strict=True))
_WEEKDAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class UntrustedRuleError(ValueError):
    """A rule that is wrong, or that no calendar of a person has."""


@dataclass
class Budget:
    """The work that one calendar may cause, in steps of some microseconds."""

    steps: int = 300_000

    def spend(self, steps: int) -> None:
        """Pay for work before it is done. Raises CalendarTooLargeError."""
        self.steps -= steps
        if self.steps < 0:
            raise CalendarTooLargeError


@dataclass(frozen=True)
class _Rule:
    frequency: int
    interval: int
    count: int | None
    until: datetime | None
    choices: Mapping[str, Any]


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
    rule = _read(text, first, read_moment)
    end = until if rule.until is None else min(until, rule.until)
    start = first if rule.count is not None else _skipped_to(rule, first, since)
    if start > end:
        return
    budget.spend(_COST_OF_A_RULE + _steps(rule, start, end) * _COST[rule.frequency])
    found = rrule.rrule(rule.frequency, dtstart=start, interval=rule.interval, until=end, **rule.choices)
    for moment in islice(found, rule.count):
        budget.spend(1)
        if moment >= since:
            yield moment


def _steps(rule: _Rule, start: datetime, end: datetime) -> int:
    """Return how many periods are visited; without choices each of them gives one time, so COUNT ends it."""
    periods = (end - start) // (_SHORTEST_PERIOD[rule.frequency] * rule.interval)
    is_plain = rule.count is not None and not rule.choices.keys() - {"wkst"}
    return min(periods, rule.count or 0) if is_plain else periods


def _skipped_to(rule: _Rule, first: datetime, since: datetime) -> datetime:
    """Return a start near `since` from which the same times follow.

    Years of past weeks would cost as much as the future. Whole intervals
    are skipped, one less than possible, so the rhythm stays as it was.
    """
    interval = _LONGEST_PERIOD[rule.frequency] * rule.interval
    intervals = (since - first) // interval - 1
    if intervals < 1:
        return first
    start = first
    if rule.frequency in {rrule.MONTHLY, rrule.YEARLY}:
        start = first.replace(day=1, month=1 if rule.frequency == rrule.YEARLY else first.month)
    skipped: datetime = start + _PERIODS[rule.frequency] * (rule.interval * intervals)
    return skipped


def _read(text: str, first: datetime, read_moment: Callable[[str], datetime]) -> _Rule:
    """Judge a rule and read it."""
    if len(text) > MAX_RULE_LENGTH:
        raise UntrustedRuleError("too long")
    parts = _parts(text)
    frequency = _FREQUENCIES.get(parts.pop("FREQ", ""))
    if frequency is None:
        raise UntrustedRuleError("frequency")
    interval = _number(parts.pop("INTERVAL", "1"), 1, MAX_INTERVAL)
    count = _number(parts.pop("COUNT"), 1, 10**6) if "COUNT" in parts else None
    until = read_moment(parts.pop("UNTIL")) if "UNTIL" in parts else None
    choices = _choices(parts)
    if _times_in_a_period(choices) > MAX_TIMES:
        raise UntrustedRuleError("too many times")
    return _Rule(frequency, interval, count, until, choices | _days_meant(frequency, parts, first))


def _parts(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.strip().upper().split(";") if part]
    parts = {name: value for name, _, value in pairs}
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_LISTS}
    if len(parts) != len(pairs) or not parts.keys() <= known:
        raise UntrustedRuleError("parts")
    return parts


def _choices(parts: Mapping[str, str]) -> dict[str, Any]:
    choices: dict[str, Any] = {
        name.lower(): [_number(number, -366, 366) for number in parts[name].split(",")]
        for name in _LISTS
        if name in parts
    }
    if "WKST" in parts:
        choices["wkst"] = _weekday(parts["WKST"])
    if "BYDAY" in parts:
        choices["byweekday"] = [_weekday(day) for day in parts["BYDAY"].split(",")]
    return choices


def _days_meant(frequency: int, parts: Mapping[str, str], first: datetime) -> dict[str, Any]:
    """Say outright which days a bare rule means: those of its first time, wherever we begin to count."""
    if any(name in parts for name in _DAYS_CHOSEN) or frequency not in {rrule.MONTHLY, rrule.YEARLY}:
        return {}
    is_bare_year = frequency == rrule.YEARLY and "BYMONTH" not in parts
    return {"bymonthday": [first.day]} | ({"bymonth": [first.month]} if is_bare_year else {})


def _times_in_a_period(choices: Mapping[str, Any]) -> int:
    hours, minutes, seconds = (len(choices.get(name, [0])) for name in ("byhour", "byminute", "bysecond"))
    return hours * minutes * seconds


def _weekday(text: str) -> Any:
    match = _WEEKDAY.fullmatch(text)
    if match is None:
        raise UntrustedRuleError("weekday")
    day = _WEEKDAYS[match[2]]
    return day(_number(match[1], -53, 53)) if match[1] else day


def _number(text: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[+-]?\d{1,7}", text, re.ASCII) or not least <= int(text) <= most:
        raise UntrustedRuleError("number")
    return int(text)
