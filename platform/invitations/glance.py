"""What an object of ours is about, at a glance: for people who look at a message and not into a calendar."""

from dataclasses import dataclass
from datetime import UTC, datetime

from wethaq.platform.invitations.content import read_calendars
from wethaq.platform.invitations.errors import UnreadableCalendarError
from wethaq.platform.invitations.moments import Clocks, UnreadableMomentError, read_line


@dataclass(frozen=True)
class CalendarEntry:
    """When an appointment is, and whether the object takes it out of the calendar.

    Of two objects with the same `uid`, the one of the higher `sequence` is the
    later state (RFC 5546, section 2.1.5).
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool


def entry_in(ics: str) -> CalendarEntry:
    """Return the first entry of a calendar object.

    Raises:
        UnreadableCalendarError: it has no entry with a beginning and an end.
    """
    calendar = read_calendars(ics.encode())[0]
    event = next(iter(calendar.inner("VEVENT")), None)
    if event is None:
        raise UnreadableCalendarError
    lines = [event.first(name) for name in ("DTSTART", "DTEND")]
    try:
        starts_at, ends_at = (read_line(line, Clocks({}, UTC)).instant for line in lines if line)
    except (UnreadableMomentError, ValueError):
        raise UnreadableCalendarError from None
    return CalendarEntry(
        uid=event.value("UID"),
        sequence=int(event.value("SEQUENCE") or 0),
        starts_at=starts_at,
        ends_at=ends_at,
        is_cancelled=calendar.value("METHOD").upper() == "CANCEL",
    )
