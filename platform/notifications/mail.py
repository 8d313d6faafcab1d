"""An e-mail as it goes over the wire: plain text and HTML, right to left in Arabic."""

import re
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Final

from wethaq.platform.invitations.mail_parts import organizer_of, with_calendar
from wethaq.platform.invitations.mime import header, header_words, multipart, text_part
from wethaq.platform.localisation import direction, gettext, use_language
from wethaq.platform.notifications.blocks import message_blocks
from wethaq.platform.notifications.errors import ForeignOrganizerError, PermanentDeliveryError
from wethaq.platform.notifications.outbox import OutgoingMessage
from wethaq.platform.web.rendering import render

_ADDRESS: Final = re.compile(
    r"[^@\s,;<>()\[\]\\\"\x00-\x1f\x7f]{1,64}@[^@\s,;<>()\[\]\\\"\x00-\x1f\x7f]{1,250}"
)


def build_mail(message: OutgoingMessage, *, sender: str, now: datetime) -> bytes:
    """Return the e-mail of a message, with the calendar object that belongs to it.

    The Message-ID comes from the outbox, so a message that is sent twice
    after a crash is recognised as one by mail programs. An invitation carries no
    Auto-Submitted, since mail programs don't offer to answer what a machine
    wrote.

    Raises:
        ForeignOrganizerError: the calendar's organizer is somebody else.
        PermanentDeliveryError: the address is none.
    """
    if message.calendar is not None:
        ensure_is_organizer(sender, message.calendar)
    if not _ADDRESS.fullmatch(message.address):
        raise PermanentDeliveryError("bad_address")
    return _head(message, sender, now) + _content(message)


def ensure_is_organizer(sender: str, calendar: str) -> None:
    """Refuse an invitation by anybody but its organizer, whom alone calendars obey. Raises ForeignOrganizerError."""
    if organizer_of(calendar) != sender.lower():
        raise ForeignOrganizerError


def mail_html(message: OutgoingMessage) -> str:
    """Return the HTML of a message, made of the same words as its plain text."""
    with use_language(message.language):
        values: dict[str, Any] = {
            "language": message.language,
            "direction": direction(message.language),
            "subject": message.subject,
            "blocks": message_blocks(message.body),
        }
        return render("messages/mail.html", **values)


def _head(message: OutgoingMessage, sender: str, now: datetime) -> bytes:
    with use_language(message.language):
        name = header_words(gettext("Wethaq Family Association"))
    headers = [
        header("From", f"{name}\r\n <{sender}>"),
        header("To", message.address),
        header("Subject", header_words(message.subject)),
        header("Date", format_datetime(now)),
        header("Message-ID", f"<{message.id}@{sender.rpartition('@')[2]}>"),
        header("Content-Language", message.language),
    ]
    if message.calendar is None:
        headers.append(header("Auto-Submitted", "auto-generated"))
    return b"".join([*headers, header("MIME-Version", "1.0")])


def _content(message: OutgoingMessage) -> bytes:
    texts = text_part("plain", message.body), text_part("html", mail_html(message))
    boundary = f"=_{message.id.hex}"
    if message.calendar is None:
        return multipart("alternative", boundary, *texts)
    return with_calendar(texts, message.calendar, boundary)
