"""A calendar that somebody subscribes to: when they are busy here, and with nobody's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from icalendar import Event, vDuration, vUri

from wethaq.platform.invitations.invitation import ensure_is_sequence, ensure_is_span, shown_summary
from wethaq.platform.invitations.messages import new_calendar, organizer_address, plain_event, written
from wethaq.platform.invitations.wording import clean_line, ensure_is_link, ensure_is_uid
from wethaq.platform.localisation import Language, gettext, use_language

REFRESH_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """An hour of a staff calendar; `url` opens it at the desk, behind the sign-in.

    There is no field for a guest on purpose: the feed's secret link lives in
    phones and in other companies' servers.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    place: str | None = None
    summary: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        ensure_is_uid(self.uid)
        ensure_is_sequence(self.sequence)
        ensure_is_span(self.starts_at, self.ends_at)
        if self.url is not None:
            ensure_is_link(self.url)


def feed_ics(entries: Iterable[FeedEntry], *, organizer: str, language: Language, now: datetime) -> str:
    """Return a feed of appointments (RFC 5546, section 3.2.1: PUBLISH has no ATTENDEE)."""
    calendar = new_calendar("PUBLISH")
    with use_language(language):
        calendar.add("x-wr-calname", gettext("Wethaq appointments"))
    calendar.add("x-published-ttl", vDuration(REFRESH_EVERY))
    for entry in entries:
        calendar.add_component(_event(entry, organizer, language, now))
    return written(calendar)


def _event(entry: FeedEntry, organizer: str, language: Language, now: datetime) -> Event:
    event = plain_event(entry.uid, entry.sequence, entry.starts_at, entry.ends_at, now)
    event.add("summary", shown_summary(entry.summary, language))
    event.add("organizer", organizer_address(organizer, language))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    if place := clean_line(entry.place):
        event.add("location", place)
    if entry.url:
        event.add("url", vUri(entry.url))
    return event
