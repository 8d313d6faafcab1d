"""Many lives at once, each step at its own moment, all in the order of time."""

import heapq
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from itertools import count

Life = AsyncIterator[datetime]
"""Yields the moment of its next step, then takes the step when it is resumed."""


async def live_until(end: datetime, lives: Iterable[Life]) -> int:
    """Run all lives side by side in the order of time and return the number of steps.

    A step that would lie after `end` is never taken: the life goes on in the future.
    """
    serial = count()
    waiting: list[tuple[datetime, int, Life]] = []
    for life in lives:
        await _advance(life, waiting, serial, end)
    steps = 0
    while waiting:
        _, _, life = heapq.heappop(waiting)
        await _advance(life, waiting, serial, end)
        steps += 1
    return steps


async def _advance(
    life: Life, waiting: list[tuple[datetime, int, Life]], serial: "count[int]", end: datetime
) -> None:
    at = await anext(life, None)
    if at is not None and at <= end:
        heapq.heappush(waiting, (at, next(serial), life))
