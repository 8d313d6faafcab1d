"""Her guardian: asked once she allows it, by a link that is good for two weeks, in an account of his own.

A guardian who can't be asked, or who holds her back without a reason, is a matter for staff
and counseling (Personal Status Law: the obstruction, عضل, goes to the court). It is never shown as hers.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from wethaq.platform.errors import N_, RefusedError

LINK_LASTS: Final = timedelta(days=14)
ANOTHER_LINK_AFTER: Final = timedelta(hours=1)
SILENT_AFTER: Final = timedelta(days=3)


class Escalation(StrEnum):
    """Why staff have to do something before her guardian can answer, or after he did."""

    NO_WALI = "no_wali"
    NOT_ALLOWED_YET = "not_allowed_yet"
    NO_ACCOUNT_YET = "no_account_yet"
    SILENT = "silent"
    REFUSED = "refused"
    OBSTRUCTION = "obstruction"


class NoWaliError(RefusedError):
    """There is nobody to contact."""

    message = N_("No guardian is named in your file yet. Please name him first, or talk to your matchmaker.")


class OtherNumberError(RefusedError):
    """The link was passed on, or he registered by another address."""

    message = N_(
        "Please sign in with the mobile number to which we sent this link. If that isn't possible, call us."
    )


def can_note_obstruction(why: Escalation) -> bool:
    """Tell whether an obstruction can be written down: of a guardian who is named, and once."""
    return why not in {Escalation.NO_WALI, Escalation.OBSTRUCTION}


def may_send_link(invited_at: datetime | None, *, now: datetime) -> bool:
    """Tell whether another link may go out, so that nobody's phone is flooded."""
    return invited_at is None or invited_at + ANOTHER_LINK_AFTER <= now


def escalation(
    *, is_named: bool, is_allowed: bool, is_linked: bool, has_obstruction: bool, waited: timedelta
) -> Escalation | None:
    """Return what stands in the way of a guardian's answer; None while it is simply awaited."""
    if not is_named:
        return Escalation.NO_WALI
    if has_obstruction:
        return Escalation.OBSTRUCTION
    if not is_allowed:
        return Escalation.NOT_ALLOWED_YET
    if waited < SILENT_AFTER:
        return None
    return Escalation.SILENT if is_linked else Escalation.NO_ACCOUNT_YET
