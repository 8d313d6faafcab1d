"""Whom an earlier time is offered to when one falls free: one after the other, in order.

The time is held for the one who is asked; it isn't sent to everybody at once,
because being beaten to it by somebody with a quicker phone is no service.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.counseling.policy.preferences import CounselorProfile, Preference, suits
from wethaq.counseling.policy.services import Modality

ANSWER_TIME: Final = timedelta(minutes=60)
"""How long a freed time is kept for the one who is asked, by default."""
SHORTEST_ANSWER_TIME: Final = timedelta(minutes=15)
"""Nobody is asked what they hardly have time to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistEntry:
    """A family that waits; `current_start` is the appointment they have, if they have one."""

    id: UUID
    service_code: str
    modality: Modality
    joined_at: datetime
    preference: Preference
    current_start: datetime | None = None
    travel_time: timedelta = timedelta(hours=2)
    """How long before a start they must know of it."""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class FreedTime:
    """A time that fell free, with its counselor; `length` is what is free from then on, without buffers."""

    starts_at: datetime
    length: timedelta
    counselor: CounselorProfile


def order_of(entry: WaitlistEntry) -> tuple[bool, bool, datetime, UUID]:
    """Return an entry's place: the urgent, then those without any appointment, then who has waited longest."""
    return not entry.is_urgent, entry.current_start is not None, entry.joined_at, entry.id


def would_help(entry: WaitlistEntry, freed: FreedTime, length: timedelta, now: datetime) -> bool:
    """Tell whether a freed time is one the family could take and would rather have."""
    is_earlier = entry.current_start is None or freed.starts_at < entry.current_start
    return (
        is_earlier
        and length <= freed.length
        and answer_until(entry, freed, now) - now >= SHORTEST_ANSWER_TIME
        and suits(freed.counselor, entry.preference, entry.service_code, entry.modality)
    )


def next_in_line(
    entries: Iterable[WaitlistEntry],
    freed: FreedTime,
    now: datetime,
    *,
    lengths: dict[str, timedelta],
    already_asked: Collection[UUID] = (),
) -> WaitlistEntry | None:
    """Return whom to ask next; nobody is asked twice for one time.

    `lengths` gives each service's length by its code.
    """
    waiting = (entry for entry in entries if entry.id not in already_asked)
    fitting = (
        entry
        for entry in waiting
        if entry.service_code in lengths and would_help(entry, freed, lengths[entry.service_code], now)
    )
    return min(fitting, key=order_of, default=None)


def answer_until(entry: WaitlistEntry, freed: FreedTime, now: datetime) -> datetime:
    """Return until when the time is kept: an hour, but not so long that the family couldn't come any more."""
    return min(now + ANSWER_TIME, freed.starts_at - entry.travel_time)
