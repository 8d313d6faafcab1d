"""What an invitation says: one appointment, one guest, and nothing that others shouldn't read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from wethaq.platform.errors import N_
from wethaq.platform.invitations.errors import UnfitInvitationError
from wethaq.platform.invitations.wording import clean_line, ensure_is_link, ensure_is_uid, mail_uri
from wethaq.platform.localisation import Language, gettext, use_language

NEUTRAL_SUMMARY: Final = N_("Appointment – Wethaq")
ORGANIZER_NAME: Final = N_("Wethaq Family Association")
MAX_SEQUENCE: Final = 2**31 - 1
DAY_BEFORE: Final = timedelta(days=1)
TWO_HOURS_BEFORE: Final = timedelta(hours=2)


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """An appointment as one guest's calendar shows it.

    Each guest gets an invitation of their own, so that spouses don't read
    each other's address. A calendar is seen by a family, by colleagues and
    on a locked screen: without a `summary` that the guest chose, it says
    neither what the appointment is for nor with whom.

    Args:
        uid: the same for the whole life of this guest's entry.
        sequence: grows by one with each change of time or place, and with the cancellation.
        organizer: the address from which all our invitations are sent, now and later.
        manage_url: the page where the guest changes or cancels.
        link: the address of a video meeting, instead of a place or beside it.
        alarms: how long before the start the guest's device rings.

    Raises:
        UnfitInvitationError: calendars would misread it.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    language: Language
    organizer: str
    guest: str
    manage_url: str
    guest_name: str | None = None
    place: str | None = None
    link: str | None = None
    summary: str | None = None
    alarms: tuple[timedelta, ...] = (DAY_BEFORE, TWO_HOURS_BEFORE)

    def __post_init__(self) -> None:
        ensure_is_uid(self.uid)
        ensure_is_sequence(self.sequence)
        ensure_is_span(self.starts_at, self.ends_at)
        mail_uri(self.organizer)
        mail_uri(self.guest)
        ensure_is_link(self.manage_url)
        if self.link is not None:
            ensure_is_link(self.link)
        if any(before < timedelta() for before in self.alarms):
            raise UnfitInvitationError("alarm_after_start")


def shown_summary(summary: str | None, language: Language) -> str:
    """Return the words that were chosen, or the neutral ones in the reader's language."""
    with use_language(language):
        return clean_line(summary) or gettext(NEUTRAL_SUMMARY)


def organizer_name(language: Language) -> str:
    """Return the name beside our address, the same as in the mail's From."""
    with use_language(language):
        return gettext(ORGANIZER_NAME)


def ensure_is_span(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse times that depend on who reads them: only UTC is the same everywhere."""
    if starts_at.utcoffset() != timedelta() or ends_at.utcoffset() != timedelta():
        raise UnfitInvitationError("not_in_utc")
    if ends_at <= starts_at:
        raise UnfitInvitationError("ends_before_start")


def ensure_is_sequence(sequence: int) -> None:
    if not 0 <= sequence <= MAX_SEQUENCE:
        raise UnfitInvitationError("bad_sequence")


def ensure_is_revision(sequence: int) -> None:
    """Refuse a change that carries the number of the first invitation: calendars would ignore it."""
    if sequence < 1:
        raise UnfitInvitationError("sequence_not_raised")
