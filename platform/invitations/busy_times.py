"""The hours in which somebody's other calendar says that they are busy, and nothing else of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from wethaq.platform.invitations.content import Block, read_calendars
from wethaq.platform.invitations.moments import (
    Clocks,
    Moment,
    UnreadableMomentError,
    instant_of,
    last_wall,
    read_duration,
    read_line,
    read_moment,
)
from wethaq.platform.invitations.recurrence import Budget, occurrences
from wethaq.platform.invitations.time_zones import declared_zones, zone_named
from wethaq.platform.localisation.dates import RIYADH

ONE_DAY: Final = timedelta(days=1)
MAX_LENGTH: Final = timedelta(days=400)
"""The longest time asked about, and the longest entry that is believed."""


@dataclass(frozen=True, order=True)
class BusyTime:
    """A stretch in UTC that is taken."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class ImportedCalendar:
    """What a calendar keeps busy, and how many of its entries could not be understood."""

    busy: tuple[BusyTime, ...]
    unread: int


@dataclass(frozen=True)
class _Reading:
    """What is the same for all entries of a calendar."""

    since: datetime
    until: datetime
    clocks: Clocks
    replaced: Mapping[str, set[datetime]]
    budget: Budget


def busy_times_from_ics(
    ics: bytes, *, since: datetime, until: datetime, zone: tzinfo = RIYADH
) -> ImportedCalendar:
    """Return the busy times of a calendar of others, cut to the time asked about and joined where they meet.

    An entry that can't be understood is counted instead of guessed, so that
    the counselor can be told. `zone` is for whole days and for times that
    name no zone, unless the calendar names one.

    Raises:
        UnreadableCalendarError: it is no calendar.
        CalendarTooLargeError: it holds or repeats more than a person does.
    """
    until = min(until, since + MAX_LENGTH)
    busy: list[BusyTime] = []
    unread, budget = 0, Budget()
    for calendar in read_calendars(ics):
        clocks, events = _clocks_of(calendar, zone), calendar.inner("VEVENT")
        reading = _Reading(
            since.astimezone(UTC), until.astimezone(UTC), clocks, _replaced(events, clocks), budget
        )
        for event in events:
            try:
                busy += _busy_times(event, reading)
            except (ValueError, OverflowError):
                unread += 1
    return ImportedCalendar(tuple(joined(busy)), unread)


def joined(times: Iterable[BusyTime]) -> Iterator[BusyTime]:
    """Yield the same hours without overlaps, the earliest first."""
    current: BusyTime | None = None
    for time in sorted(times):
        if current is not None and time.starts_at <= current.ends_at:
            current = BusyTime(current.starts_at, max(current.ends_at, time.ends_at))
            continue
        if current is not None:
            yield current
        current = time
    if current is not None:
        yield current


def _clocks_of(calendar: Block, default: tzinfo) -> Clocks:
    declared = declared_zones(calendar.inner("VTIMEZONE"))
    return Clocks(declared, zone_named(calendar.value("X-WR-TIMEZONE"), declared) or default)


def _replaced(events: Iterable[Block], clocks: Clocks) -> defaultdict[str, set[datetime]]:
    """Return, by UID, the repetitions that have an entry of their own (RFC 5545, section 3.8.4.4)."""
    found: defaultdict[str, set[datetime]] = defaultdict(set)
    for event in events:
        line = event.first("RECURRENCE-ID")
        if line is not None:
            try:
                found[event.value("UID")].add(read_line(line, clocks).instant)
            except (UnreadableMomentError, OverflowError):
                event.is_broken = True
    return found


def _busy_times(event: Block, reading: _Reading) -> list[BusyTime]:
    """Return when one entry keeps its owner busy. Raises ValueError where it can't be understood."""
    if _is_free(event):
        return []
    first_line = event.first("DTSTART")
    if event.is_broken or first_line is None:
        raise UnreadableMomentError("broken")
    first = read_line(first_line, reading.clocks)
    length = _length(event, first, reading.clocks)
    walls = set(_walls(event, first, length, reading)) - set(_listed("EXDATE", event, first, reading))
    is_replacement = event.first("RECURRENCE-ID") is not None
    replaced = set() if is_replacement else reading.replaced.get(event.value("UID"), set())
    spans = (_span(wall, first, length) for wall in walls if instant_of(wall, first.zone) not in replaced)
    return [cut for span in spans if (cut := _cut(span, reading))]


def _is_free(event: Block) -> bool:
    return (
        event.value("STATUS").upper() == "CANCELLED"
        or event.value("TRANSP").upper() == "TRANSPARENT"
        or event.value("X-MICROSOFT-CDO-BUSYSTATUS").upper() == "FREE"
    )


def _length(event: Block, first: Moment, clocks: Clocks) -> timedelta:
    """Return how long the entry lasts; a bare day lasts a day, a bare time no time (section 3.6.1)."""
    end_line = event.first("DTEND")
    if end_line is not None:
        end = read_line(end_line, clocks)
        length = end.wall - first.wall if first.is_day else end.instant - first.instant
    elif duration := event.value("DURATION"):
        length = read_duration(duration)
    else:
        length = ONE_DAY if first.is_day else timedelta()
    if length < timedelta() or length > MAX_LENGTH:
        raise UnreadableMomentError("length")
    return max(length, ONE_DAY) if first.is_day else length


def _walls(event: Block, first: Moment, length: timedelta, reading: _Reading) -> Iterator[datetime]:
    """Yield the times at which the entry begins, on its own clock."""
    yield first.wall
    yield from _listed("RDATE", event, first, reading)
    since = _wall(reading.since - length - ONE_DAY, first.zone)
    until = _wall(reading.until + ONE_DAY, first.zone)
    for line in event.lines.get("RRULE", ()):
        yield from occurrences(
            line.value,
            first.wall,
            since=since,
            until=until,
            read_moment=lambda text: last_wall(text, first, reading.clocks),
            budget=reading.budget,
        )


def _listed(name: str, event: Block, first: Moment, reading: _Reading) -> Iterator[datetime]:
    """Yield the times of a list, on the clock of the first time; of a period, its beginning."""
    for line in event.lines.get(name, ()):
        zone = reading.clocks.named(line.param("TZID")) if line.param("TZID") else first.zone
        for text in line.value.split(","):
            reading.budget.spend(1)
            moment = read_moment(text.partition("/")[0], zone, reading.clocks)
            if moment.is_day and not first.is_day:
                yield datetime.combine(moment.wall, first.wall.time())
            else:
                yield moment.wall if moment.is_day else _wall(moment.instant, first.zone)


def _wall(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _span(wall: datetime, first: Moment, length: timedelta) -> BusyTime:
    """Return one repetition: whole days by the clock on the wall, times by their length."""
    starts_at = instant_of(wall, first.zone)
    ends_at = instant_of(wall + length, first.zone) if first.is_day else starts_at + length
    return BusyTime(starts_at, ends_at)


def _cut(span: BusyTime, reading: _Reading) -> BusyTime | None:
    starts_at, ends_at = max(span.starts_at, reading.since), min(span.ends_at, reading.until)
    return BusyTime(starts_at, ends_at) if starts_at < ends_at else None
