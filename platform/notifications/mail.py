"""An e-mail as it goes over the wire: plain text and HTML, right to left in Arabic."""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from functools import lru_cache
from typing import Any, Final

from wethaq.platform.invitations.mail_parts import attach_calendar, organizer_of
from wethaq.platform.localisation import direction, gettext, use_language
from wethaq.platform.notifications.blocks import message_blocks
from wethaq.platform.notifications.errors import ForeignOrganizerError, PermanentDeliveryError
from wethaq.platform.notifications.outbox import OutgoingMessage
from wethaq.platform.web.rendering import render

SENDERS_KEPT: Final = 8
"""One a language."""


class MailPolicy(EmailPolicy):
    """The policy of the standard library, which encodes our own Arabic name anew for each mail; here it is kept."""

    def fold_binary(self, name: str, value: str) -> bytes:
        return _folded_sender(value) if name == "From" else super().fold_binary(name, value)


# A relay that knows no 8BITMIME would rewrite an Arabic mail, and break its signature by that (RFC 6376, 5.3).
_BY_THE_BOOK: Final = SMTP.clone(cte_type="7bit")
SEVEN_BITS: Final = MailPolicy(linesep=SMTP.linesep, cte_type="7bit")
_ADDRESS = re.compile(r"[^@\s,;<>()\[\]\\\"\x00-\x1f\x7f]{1,64}@[^@\s,;<>()\[\]\\\"\x00-\x1f\x7f]{1,250}")


def build_mail(message: OutgoingMessage, *, sender: str, now: datetime) -> EmailMessage:
    """Return the e-mail of a message, with the calendar object that belongs to it.

    The Message-ID comes from the outbox, so a message that is sent twice
    after a crash is recognised as one by mail programs. `EmailMessage` refuses
    line breaks in headers, and none reach it. An invitation carries no
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
    mail = EmailMessage(policy=SEVEN_BITS)
    with use_language(message.language):
        mail["From"] = Address(gettext("Wethaq Family Association"), addr_spec=sender)
    mail["To"] = message.address
    mail["Subject"] = message.subject
    mail["Date"] = now
    mail["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    mail["Content-Language"] = message.language
    if message.calendar is None:
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body)
    mail.add_alternative(mail_html(message), subtype="html")
    if message.calendar is not None:
        attach_calendar(mail, message.calendar)
    return mail


@lru_cache(maxsize=SENDERS_KEPT)
def _folded_sender(value: str) -> bytes:
    return _BY_THE_BOOK.fold_binary("From", value)


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
