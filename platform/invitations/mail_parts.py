"""The parts of a mail that carry an invitation, in the order that mail programs look for."""

import re
from typing import Final

from wethaq.platform.invitations.errors import UnfitInvitationError
from wethaq.platform.invitations.mime import LINE_END, base64_lines, header, multipart, part
from wethaq.platform.invitations.wording import address_of

FILE_NAME: Final = "invite.ics"
_METHOD: Final = re.compile(r"^METHOD:([A-Z]+)\r$", re.MULTILINE)
_ORGANIZER: Final = re.compile(r"^ORGANIZER[:;].*?(mailto:[^\r]+)\r$", re.MULTILINE)


def with_calendar(texts: tuple[bytes, ...], ics: str, boundary: str) -> bytes:
    """Return the plain text and the HTML of a mail together with a calendar object.

    The result is multipart/mixed[multipart/alternative[plain, HTML,
    calendar], invite.ics]: mail programs show the buttons only for a calendar
    that is an alternative of the text, and read its method from the type as
    well (RFC 6047, section 2.4); others offer the file. base64 keeps its
    line ends as they are.

    Raises:
        UnfitInvitationError: the text has no method.
    """
    coded = base64_lines(ics.encode()) + LINE_END
    method = _found(_METHOD, ics)
    calendar = part(f'text/calendar; charset="utf-8"; method="{method}"', "base64", coded)
    disposition = header("Content-Disposition", f'attachment; filename="{FILE_NAME}"')
    file = part("application/ics", "base64", coded, disposition)
    return multipart("mixed", f"{boundary}.mixed", multipart("alternative", boundary, *texts, calendar), file)


def organizer_of(ics: str) -> str | None:
    """Return the organizer's address of an object of ours; it must be the mail's From."""
    return address_of(_found(_ORGANIZER, ics.replace("\r\n ", "")))


def _found(pattern: re.Pattern[str], ics: str) -> str:
    match = pattern.search(ics)
    if match is None:
        raise UnfitInvitationError("incomplete")
    return match[1]
