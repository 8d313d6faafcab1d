"""A calendar that somebody subscribes to: when they are busy here, and with nobody's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from wethaq.platform.invitations.invitation import ensure_is_sequence, ensure_is_span, shown_summary
from wethaq.platform.invitations.messages import event_head, organizer_line, place_line
from wethaq.platform.invitations.wording import ensure_is_link, ensure_is_uid
from wethaq.platform.invitations.writing import block, calendar_text, duration, text
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
    with use_language(language):
        name = text("X-WR-CALNAME", gettext("Wethaq appointments"))
    events = (line for entry in entries for line in _event(entry, organizer, language, now))
    return calendar_text("PUBLISH", name, f"X-PUBLISHED-TTL:{duration(REFRESH_EVERY)}", *events)


def _event(entry: FeedEntry, organizer: str, language: Language, now: datetime) -> tuple[str, ...]:
    summary = shown_summary(entry.summary, language)
    lines = (
        *event_head(summary, entry.uid, entry.sequence, entry.starts_at, entry.ends_at, now),
        "CLASS:PRIVATE",
        *place_line(entry.place),
        organizer_line(organizer, language),
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        *([f"URL:{entry.url}"] if entry.url else []),
    )
    return block("VEVENT", *lines)
