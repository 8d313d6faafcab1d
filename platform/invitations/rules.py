"""What a repetition rule says: read with suspicion, and asked day by day (RFC 5545, section 3.3.10)."""

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import product
from typing import Final

MAX_LENGTH: Final = 500
MAX_TIMES: Final = 48
MAX_INTERVAL: Final = 1000
MAX_COUNT: Final = 100_000
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?\d{1,7}", re.ASCII)
_DAYS_CHOSEN: Final = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
_KNOWN: Final = {
    *("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYSETPOS", *_DAYS_CHOSEN),
    *("BYHOUR", "BYMINUTE", "BYSECOND"),
}


class UntrustedRuleError(ValueError):
    """A rule that is wrong, or that no calendar of a person has."""


class Frequency(StrEnum):
    """FREQ, less the minutes and the seconds: no appointment repeats by those."""

    YEARLY = "YEARLY"
    MONTHLY = "MONTHLY"
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"
    HOURLY = "HOURLY"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule that was judged harmless; empty tuples leave everything open.

    `weekdays` are pairs of a number in the month or year (0: each) and a
    weekday; `times` are distances from the beginning of a day (of the hour,
    for a rule by the hour).
    """

    frequency: Frequency
    interval: int
    count: int | None
    until: datetime | None
    week_start: int
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    year_days: tuple[int, ...]
    weeks: tuple[int, ...]
    weekdays: tuple[tuple[int, int], ...]
    hours: tuple[int, ...]
    times: tuple[timedelta, ...]
    positions: tuple[int, ...]

    def has_day(self, day: datetime) -> bool:
        """Tell whether the rule's choices let a day (or, by the hour, an hour) pass."""
        year_day, year_length = day.timetuple().tm_yday, days_in_year(day.year)
        return (
            (not self.months or day.month in self.months)
            and (not self.hours or day.hour in self.hours)
            and _is_among(self.month_days, day.day, monthrange(day.year, day.month)[1])
            and _is_among(self.year_days, year_day, year_length)
            and (not self.weeks or _is_among(self.weeks, *self._week_of(day)))
            and (not self.weekdays or self._has_weekday(day, year_day, year_length))
        )

    def _has_weekday(self, day: datetime, year_day: int, year_length: int) -> bool:
        """Tell whether it is such a weekday: the second of its month, or of its year where no month is said."""
        place, length = year_day, year_length
        if self.frequency is Frequency.MONTHLY or self.months:
            place, length = day.day, monthrange(day.year, day.month)[1]
        numbers = {0, (place - 1) // 7 + 1, (place - 1 - length) // 7}
        is_numbered = self.frequency in {Frequency.MONTHLY, Frequency.YEARLY}
        return any(
            weekday == day.weekday() and (number in numbers or not is_numbered)
            for number, weekday in self.weekdays
        )

    def _week_of(self, day: datetime) -> tuple[int, int]:
        """Return the week's number and how many its year has; a week belongs where its fourth day lies."""
        middle = day - timedelta(days=(day.weekday() - self.week_start) % 7 - 3)
        last = datetime(middle.year, 12, 28)  # noqa: DTZ001 - a day in the last week of every year
        last_middle = last - timedelta(days=(last.weekday() - self.week_start) % 7 - 3)
        return _week_number(middle), _week_number(last_middle)


def days_in_year(year: int) -> int:
    return 366 if isleap(year) else 365


def read_rule(text: str, first: datetime, read_moment: Callable[[str], datetime]) -> Rule:
    """Read a rule whose first time is `first`. Raises UntrustedRuleError."""
    parts = _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency not in set(Frequency):
        raise UntrustedRuleError("frequency")
    if not any(name in parts for name in _DAYS_CHOSEN):
        parts |= _days_meant(frequency, parts, first)
    return Rule(
        frequency=Frequency(frequency),
        interval=_number(parts.get("INTERVAL", "1"), 1, MAX_INTERVAL),
        count=_number(parts["COUNT"], 1, MAX_COUNT) if "COUNT" in parts else None,
        until=read_moment(parts["UNTIL"]) if "UNTIL" in parts else None,
        week_start=_weekday(parts.get("WKST", "MO"))[1],
        months=_numbers(parts, "BYMONTH", 1, 12),
        month_days=_numbers(parts, "BYMONTHDAY", -31, 31),
        year_days=_numbers(parts, "BYYEARDAY", -366, 366),
        weeks=_numbers(parts, "BYWEEKNO", -53, 53),
        weekdays=tuple(_weekday(day) for day in parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
        hours=_numbers(parts, "BYHOUR", 0, 23) if frequency == Frequency.HOURLY else (),
        times=_times(parts, first, is_hourly=frequency == Frequency.HOURLY),
        positions=_numbers(parts, "BYSETPOS", -366, 366),
    )


def _parts(text: str) -> dict[str, str]:
    if len(text) > MAX_LENGTH:
        raise UntrustedRuleError("too long")
    pairs = [part.partition("=") for part in text.strip().upper().split(";") if part]
    parts = {name: value for name, _, value in pairs}
    if len(parts) != len(pairs) or not parts.keys() <= _KNOWN:
        raise UntrustedRuleError("parts")
    return parts


def _days_meant(frequency: str, parts: Mapping[str, str], first: datetime) -> dict[str, str]:
    """Say outright which days a bare rule means: those of its first time."""
    if frequency == Frequency.WEEKLY:
        return {"BYDAY": _WEEKDAYS[first.weekday()]}
    if frequency == Frequency.MONTHLY:
        return {"BYMONTHDAY": str(first.day)}
    if frequency == Frequency.YEARLY:
        return {"BYMONTH": parts.get("BYMONTH", str(first.month)), "BYMONTHDAY": str(first.day)}
    return {}


def _times(parts: Mapping[str, str], first: datetime, *, is_hourly: bool) -> tuple[timedelta, ...]:
    hours = _numbers(parts, "BYHOUR", 0, 23) or (first.hour,)
    minutes = _numbers(parts, "BYMINUTE", 0, 59) or (first.minute,)
    seconds = _numbers(parts, "BYSECOND", 0, 59) or (first.second,)
    if is_hourly:
        hours = (0,)
    if len(hours) * len(minutes) * len(seconds) > MAX_TIMES:
        raise UntrustedRuleError("too many times")
    clocks = product(hours, minutes, seconds)
    return tuple(timedelta(hours=hour, minutes=minute, seconds=second) for hour, minute, second in clocks)


def _week_number(middle: datetime) -> int:
    return (middle.timetuple().tm_yday - 1) // 7 + 1


def _is_among(chosen: tuple[int, ...], place: int, length: int) -> bool:
    """Tell whether a place was chosen, counted from the beginning or, below zero, from the end."""
    return not chosen or place in chosen or place - length - 1 in chosen


def _numbers(parts: Mapping[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    """Return a list of numbers in order; a zero stands only where counting begins with it."""
    if name not in parts:
        return ()
    numbers = sorted({_number(number, least, most) for number in parts[name].split(",")})
    if least < 0 and 0 in numbers:
        raise UntrustedRuleError("zero")
    return tuple(numbers)


def _weekday(text: str) -> tuple[int, int]:
    match = _WEEKDAY.fullmatch(text)
    number = _number(match[1], -53, 53) if match and match[1] else None
    if match is None or number == 0:
        raise UntrustedRuleError("weekday")
    return number or 0, _WEEKDAYS.index(match[2])


def _number(text: str, least: int, most: int) -> int:
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise UntrustedRuleError("number")
    return int(text)
