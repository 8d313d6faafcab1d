"""Words that are safe inside a calendar object: one line, nothing invisible, nothing that reads as syntax."""

import re
from typing import Final
from urllib.parse import quote, unquote

from wethaq.platform.invitations.errors import UnfitInvitationError
from wethaq.platform.localisation.normalise import normalise_email, single_line

NAME_MAX_LENGTH: Final = 100
LINE_MAX_LENGTH: Final = 200
_SYNTAX_IN_NAMES: Final = re.compile(r'["^\\<>;:,]+')
_ADDRESS_MARKS: Final = "@!$'*+-._~"
_LINK: Final = re.compile(r"https?://[!-~]{1,2000}")
_UID: Final = re.compile(r"[A-Za-z0-9._@-]{8,255}")


def clean_line(value: str | None) -> str | None:
    """Return a text of one line without controls; nothing for an empty one."""
    return (single_line(value) or "")[:LINE_MAX_LENGTH].strip() or None


def clean_name(value: str | None) -> str | None:
    """Return a name that fits in CN without quoting.

    Quotes can't be written there at all (RFC 5545, section 3.2), and several
    readers cut a quoted name at the first colon or semicolon in it.
    """
    words = _SYNTAX_IN_NAMES.sub(" ", value or "")
    return (single_line(words) or "")[:NAME_MAX_LENGTH].strip() or None


def mail_uri(address: str) -> str:
    """Return an address as a mailto URI (RFC 6068, section 2).

    Raises:
        UnfitInvitationError: the address is none.
    """
    if normalise_email(address) is None:
        raise UnfitInvitationError("bad_address")
    return f"mailto:{quote(address, safe=_ADDRESS_MARKS)}"


def address_of(uri: str) -> str | None:
    """Return the mailbox that a mailto URI names, in lower case; nothing where it names none."""
    scheme, _, address = uri.partition(":")
    return normalise_email(unquote(address)) if scheme.strip().lower() == "mailto" else None


def ensure_is_link(value: str) -> None:
    if not _LINK.fullmatch(value):
        raise UnfitInvitationError("bad_link")


def ensure_is_uid(value: str) -> None:
    """Refuse what calendars might change on its way back to us: the UID is all that finds the entry again."""
    if not _UID.fullmatch(value):
        raise UnfitInvitationError("bad_uid")
