"""How many tries there are, and how long to wait between them: pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FREE_TRIES: Final = 3
"""Whoever mistypes a password twice waits for nothing."""
FIRST_DELAY: Final = timedelta(seconds=2)
LONGEST_DELAY: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries in any `window`; a growing delay between them if `is_slowing`."""

    most: int
    window: timedelta = timedelta(hours=1)
    is_slowing: bool = True


PER_ACCOUNT: Final = Limit(most=10)
"""Counted for each pair of account and address (`account_key`), so that a
stranger's tries never lock the owner out."""

PER_ADDRESS: Final = Limit(most=100, is_slowing=False)
"""Many people share one address behind a mobile network, hence no delay."""


def account_key(account: str, address: str) -> str:
    """Name the pair of account and network address that `PER_ACCOUNT` counts."""
    return f"{account}|{address}"


def recent_tries(tries: Sequence[datetime], limit: Limit, now: datetime) -> list[datetime]:
    """Return the tries that still count."""
    return [at for at in tries if at > now - limit.window]


def next_try_at(tries: Sequence[datetime], limit: Limit, now: datetime) -> datetime:
    """Return when the next try is allowed: `now`, or a later time.

    `tries` are in order of time. A full window opens when its oldest counted
    try leaves it; before that the delay doubles with each try after the third.
    """
    recent = recent_tries(tries, limit, now)
    allowed_at = now
    if len(recent) >= limit.most:
        allowed_at = max(allowed_at, recent[-limit.most] + limit.window)
    if limit.is_slowing and len(recent) >= FREE_TRIES:
        allowed_at = max(allowed_at, recent[-1] + _delay_after(len(recent)))
    return allowed_at


def _delay_after(count: int) -> timedelta:
    delay: timedelta = min(LONGEST_DELAY, FIRST_DELAY * 2 ** (count - FREE_TRIES))
    return delay
