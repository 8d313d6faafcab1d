"""The minutes for which a time is kept while the questionnaire is filled.

A hold takes its cells as a booking does. It lives on while the family is
active, so that nobody is thrown out in mid-sentence, but not for ever: what
was typed survives its end, the time goes back to others.
"""

from datetime import datetime, timedelta
from typing import Final

from wethaq.platform.errors import N_, RefusedError

HOLD: Final = timedelta(minutes=10)
LONGEST_HOLD: Final = timedelta(minutes=40)
"""However busily somebody types."""
HOLDS_A_PERSON: Final = 1
OPEN_APPOINTMENTS_A_PERSON: Final = 3
"""By default; a series that a counselor plans isn't counted."""


class HoldEndedError(RefusedError):
    """The time was kept long enough."""

    message = N_(
        "The time was kept for you and has been released. Your answers are still here; choose a time again."
    )


class TooManyOpenAppointmentsError(RefusedError):
    """Appointments in store for one are missing for others."""

    message = N_("You already have several appointments ahead. Attend or cancel one before you book another.")


def held_until(held_at: datetime, now: datetime) -> datetime:
    """Return when a hold ends if the family was last active at `now`."""
    return min(now + HOLD, held_at + LONGEST_HOLD)


def is_held(until: datetime, now: datetime) -> bool:
    """Tell whether a hold still keeps its cells."""
    return now < until


def ensure_hold_lives(until: datetime, now: datetime) -> None:
    """Refuse to book on a hold that has ended, even if nobody has taken the time since."""
    if not is_held(until, now):
        raise HoldEndedError


def ensure_may_hold(open_appointments: int, *, limit: int = OPEN_APPOINTMENTS_A_PERSON) -> None:
    """Refuse a further appointment to somebody who has many ahead.

    A second hold needs no rule: it replaces the first (`HOLDS_A_PERSON`), so
    that nobody keeps a whole day by opening tabs.
    """
    if open_appointments >= limit:
        raise TooManyOpenAppointmentsError
