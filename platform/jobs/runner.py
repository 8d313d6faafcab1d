"""Running what is due, once among all processes."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from wethaq.platform.jobs import leases
from wethaq.platform.jobs.registry import LEASE, Job, installed_jobs

_log = structlog.get_logger("wethaq.jobs")
_RENEWALS_A_LEASE = 4


async def run_due(now: datetime, jobs: Sequence[Job] | None = None) -> list[str]:
    """Run every job that is due and free, one after another; return their names.

    A job that fails is noted and tried again later; it doesn't stop the others.
    """
    ran = []
    for job in installed_jobs() if jobs is None else jobs:
        lease = await leases.claim(job, now=now)
        if lease is not None:
            await _run(job, lease, now)
            ran.append(job.name)
    return ran


async def _run(job: Job, lease: UUID, now: datetime) -> None:
    started, error = time.monotonic(), None
    renewal = asyncio.create_task(_keep(lease, now))
    try:
        await job.run(now)
    # A job may fail in any way; the runner must go on to the next.
    except Exception as failure:  # noqa: BLE001
        error = failure
        _log.error("job_failed", job=job.name, error=type(failure).__name__, exc_info=failure)
    finally:
        renewal.cancel()
        with suppress(asyncio.CancelledError):
            await renewal
    took = timedelta(seconds=time.monotonic() - started)
    await leases.finish(job, lease, started_at=now, error=error, took=took)


async def _keep(lease: UUID, now: datetime) -> None:
    """Renew the lease of a long job, counting from the moment of its claim."""
    step = LEASE / _RENEWALS_A_LEASE
    elapsed = timedelta()
    while True:
        await asyncio.sleep(step.total_seconds())
        elapsed += step
        if not await leases.renew(lease, until=now + elapsed + LEASE):
            return
