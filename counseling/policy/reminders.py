"""Which reminder is due: each once, none so late that it is no use, none on the heels of another message."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

AFTER_MESSAGE: Final = timedelta(hours=1)
"""Who has just booked or moved knows it."""


def due_reminder(
    starts_at: datetime, told_at: datetime, reminders: Iterable[timedelta], now: datetime
) -> timedelta | None:
    """Return the reminder to send now, as its time before the start; None where none is due.

    Of several that are due, after a standstill, only the last goes out: nobody
    is told «tomorrow» and «in two hours» in one minute. One whose moment came
    before the family was told of this time, or right after, isn't sent at all.
    """
    due = [
        lead
        for lead in reminders
        if starts_at - lead <= now < starts_at and starts_at - lead >= told_at + AFTER_MESSAGE
    ]
    return min(due, default=None)


def kind_of(lead: timedelta) -> str:
    """Return the name under which a reminder is noted as sent."""
    return f"{lead // timedelta(hours=1)}h"
