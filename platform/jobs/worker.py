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


class BackgroundWorker:
    """The loop as a task beside the site, for an association that runs one process."""

    def __init__(self) -> None:
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, clock: Callable[[], datetime]) -> None:
        """Begin to work in the running event loop."""
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(work(clock, self._stop), name="wethaq-worker")

    async def stop(self) -> None:
        """Let the round that is under way end; harmless when none was started."""
        self._stop.set()
        if self._task is not None:
            await self._task
            self._task = None


WORKER = BackgroundWorker()
