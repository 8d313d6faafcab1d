"""Who may write and read a counselor's notes, and for how long a supervisor's opening lasts."""

from datetime import datetime, timedelta
from typing import Final

from wethaq.platform.errors import N_, RefusedError

OPENING_LASTS: Final = timedelta(minutes=30)
LEAST_REASON: Final = 15
"""Letters: “complaint” alone explains nothing to the person who will read it."""


class OpeningReasonMissingError(RefusedError):
    """Nobody's notes are opened without a written reason."""

    status = 422
    message = N_(
        "Write in a sentence why the notes must be opened. "
        "The counselor will read it, and the person sees that it happened."
    )


class NoteReplacedError(RefusedError):
    """A correction corrects what stands, not what was corrected before."""

    message = N_("This note has been corrected already. Correct the newest one.")


def ensure_reason(reason: str) -> None:
    """Refuse an opening without a reason that says something."""
    if len(reason.strip()) < LEAST_REASON:
        raise OpeningReasonMissingError


def is_open(expires_at: datetime, now: datetime) -> bool:
    """Tell whether an opening still lasts."""
    return now < expires_at
