"""What a guest's calendar answers to an invitation (RFC 5546, section 3.2.3)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from enum import StrEnum
from typing import Final

from wethaq.platform.invitations.content import Block, read_calendars
from wethaq.platform.invitations.errors import UnreadableCalendarError
from wethaq.platform.invitations.invitation import MAX_SEQUENCE
from wethaq.platform.invitations.moments import Clocks, UnreadableMomentError, read_line
from wethaq.platform.invitations.wording import address_of

MAX_SEQUENCE_DIGITS: Final = 10


class Answer(StrEnum):
    """PARTSTAT, as far as a guest can choose it."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"


@dataclass(frozen=True)
class Reply:
    """A guest's answer.

    It is a statement of whoever wrote the mail: compare `guest` with the
    invitation's, show the answer, and let it move no appointment by itself.
    An answer to an older `sequence`, or older than the one known, is stale.
    """

    uid: str
    sequence: int
    guest: str
    answer: Answer
    answered_at: datetime


def parse_reply(ics: bytes) -> Reply:
    """Return the answer in a calendar object.

    Raises:
        UnreadableCalendarError: it is no reply of exactly one guest to one event.
        CalendarTooLargeError: it is larger than any reply.
    """
    calendar, *others = read_calendars(ics)
    events = calendar.inner("VEVENT")
    if others or calendar.value("METHOD").upper() != "REPLY" or len(events) != 1:
        raise UnreadableCalendarError
    return _reply(events[0])


def reply_in_mail(mail: Message) -> Reply | None:
    """Return the answer that a mail carries; nothing where it carries none."""
    for part in mail.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/calendar" else None
        if isinstance(content, bytes) and b"REPLY" in content:
            return parse_reply(content)
    return None


def _reply(event: Block) -> Reply:
    guests = event.lines.get("ATTENDEE", [])
    guest = address_of(guests[0].value) if len(guests) == 1 else None
    if event.is_broken or guest is None or not event.value("UID"):
        raise UnreadableCalendarError
    try:
        answer = Answer(guests[0].param("PARTSTAT").lower())
    except ValueError:
        raise UnreadableCalendarError from None
    return Reply(event.value("UID"), _sequence(event), guest, answer, _answered_at(event))


def _sequence(event: Block) -> int:
    """Return the number of the invitation that was answered; some programs leave a 0 out."""
    text = event.value("SEQUENCE") or "0"
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_SEQUENCE_DIGITS):
        raise UnreadableCalendarError
    return min(int(text), MAX_SEQUENCE)


def _answered_at(event: Block) -> datetime:
    stamp = event.first("DTSTAMP")
    if stamp is None:
        raise UnreadableCalendarError
    try:
        return read_line(stamp, Clocks({}, UTC)).instant
    except UnreadableMomentError:
        raise UnreadableCalendarError from None
