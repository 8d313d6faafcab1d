"""How long an invitation to come along waits for its answer.

The hour is kept meanwhile, and whoever asked for it has to know in time
whether it takes place.
"""

from datetime import datetime, timedelta
from typing import Final

ANSWER_TIME: Final = timedelta(hours=48)
BEFORE_START: Final = timedelta(hours=6)
LEAST_TIME: Final = timedelta(hours=1)
"""Whoever is invited a few hours before the start has at least this long, or until it begins."""


def answer_until(invited_at: datetime, starts_at: datetime) -> datetime:
    """Return until when an invitation may be answered: two days, or six hours before, whichever is sooner."""
    until = min(invited_at + ANSWER_TIME, starts_at - BEFORE_START)
    return min(max(until, invited_at + LEAST_TIME), starts_at)


def is_unanswered(invited_at: datetime, starts_at: datetime, now: datetime) -> bool:
    """Tell whether an invitation has waited long enough."""
    return now >= answer_until(invited_at, starts_at)
