"""The parts of a mail that carry an invitation, in the order that mail programs look for."""

import re
from email.message import EmailMessage
from typing import Final

from wethaq.platform.invitations.errors import UnfitInvitationError
from wethaq.platform.invitations.wording import address_of

FILE_NAME: Final = "invite.ics"
_METHOD: Final = re.compile(r"^METHOD:([A-Z]+)\r$", re.MULTILINE)
_ORGANIZER: Final = re.compile(r"^ORGANIZER[:;].*?(mailto:[^\r]+)\r$", re.MULTILINE)


def attach_calendar(mail: EmailMessage, ics: str) -> None:
    """Add a calendar object to a mail that has its plain text and its HTML already.

    The result is multipart/mixed[multipart/alternative[plain, HTML,
    calendar], invite.ics]: mail programs show the buttons only for a calendar
    that is an alternative of the text, and read its method from the type as
    well (RFC 6047, section 2.4); others offer the file. base64 keeps its
    line ends as they are.

    Raises:
        UnfitInvitationError: the text has no method.
    """
    mail.add_alternative(
        ics, subtype="calendar", charset="utf-8", cte="base64", params={"method": _found(_METHOD, ics)}
    )
    mail.add_attachment(ics.encode("utf-8"), maintype="application", subtype="ics", filename=FILE_NAME)


def organizer_of(ics: str) -> str | None:
    """Return the organizer's address of an object of ours; it must be the mail's From."""
    return address_of(_found(_ORGANIZER, ics.replace("\r\n ", "")))


def _found(pattern: re.Pattern[str], ics: str) -> str:
    match = pattern.search(ics)
    if match is None:
        raise UnfitInvitationError("incomplete")
    return match[1]
