"""Days and times as calendars write them: on a clock of their own, in UTC, or on no clock at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final

from icalendar import vDuration

from wethaq.platform.invitations.content import Line
from wethaq.platform.invitations.time_zones import zone_named

YEARS: Final = range(1900, 2200)
_FORM: Final = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_DURATION: Final = re.compile(r"\+?P[0-9DTHMSW]{1,20}", re.ASCII)


class UnreadableMomentError(ValueError):
    """A time that is none, or on a clock that nobody knows: a guess would block the wrong hour."""


@dataclass(frozen=True)
class Moment:
    """A time on the wall and the zone of the wall; a whole day begins at its midnight."""

    wall: datetime
    zone: tzinfo
    is_day: bool = False

    @property
    def instant(self) -> datetime:
        return instant_of(self.wall, self.zone)


@dataclass(frozen=True)
class Clocks:
    """The zones that a calendar declares, and the one for times that name none."""

    declared: Mapping[str, tzinfo]
    own: tzinfo

    def named(self, name: str) -> tzinfo:
        """Return a zone by its TZID; no name means the calendar's own. Raises UnreadableMomentError."""
        zone = zone_named(name, self.declared) if name else self.own
        if zone is None:
            raise UnreadableMomentError("zone")
        return zone


def instant_of(wall: datetime, zone: tzinfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)


def read_line(line: Line, clocks: Clocks) -> Moment:
    """Return the time of a property with one value. Raises UnreadableMomentError."""
    return read_moment(line.value, clocks.named(line.param("TZID")), clocks)


def read_moment(text: str, zone: tzinfo, clocks: Clocks) -> Moment:
    """Return a written time; `zone` is that of the property. Raises UnreadableMomentError."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise UnreadableMomentError("form")
    day, clock, is_utc = match.groups()
    try:
        wall = datetime.fromisoformat(f"{day}T{clock or '000000'}")
    except ValueError:
        raise UnreadableMomentError("no such time") from None
    if wall.year not in YEARS:
        raise UnreadableMomentError("year")
    if clock is None:
        return Moment(wall, clocks.own, is_day=True)
    return Moment(wall, UTC if is_utc else zone)


def last_wall(text: str, of: Moment, clocks: Clocks) -> datetime:
    """Return a rule's UNTIL on the clock of the first time; a bare day counts to its end."""
    end = read_moment(text, of.zone, clocks)
    if end.is_day:
        return datetime.combine(end.wall, time.max)
    return end.wall.replace(tzinfo=end.zone).astimezone(of.zone).replace(tzinfo=None)


def read_duration(text: str) -> timedelta:
    """Return how long something lasts. Raises UnreadableMomentError."""
    if not _DURATION.fullmatch(text.strip()):
        raise UnreadableMomentError("duration")
    try:
        length: timedelta = vDuration.from_ical(text.strip())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        raise UnreadableMomentError("duration") from None
    return length
