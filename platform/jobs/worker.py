"""The loop of `wethaq worker`, and of `wethaq serve` where it works too."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from wethaq.platform.jobs.runner import run_due

PAUSE = timedelta(seconds=2)
_log = structlog.get_logger("wethaq.jobs")


async def work(clock: Callable[[], datetime], stop: asyncio.Event, pause: timedelta = PAUSE) -> None:
    """Run what is due, wait, and begin anew until `stop` is set.

    A database that is away for a while must not end the worker.
    """
    while not stop.is_set():
        try:
            await run_due(clock())
        # Whatever happened is logged; the next round may find the world in order.
        except Exception as failure:  # noqa: BLE001
            _log.error("round_failed", error=type(failure).__name__, exc_info=failure)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause.total_seconds())
