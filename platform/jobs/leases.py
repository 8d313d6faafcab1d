"""Claiming a job so that no other process runs it, and giving it back."""

from datetime import datetime, timedelta
from uuid import UUID

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.jobs.policy import next_run_at
from wethaq.platform.jobs.registry import LEASE, Job
from wethaq.platform.jobs.tables import JobState


async def claim(job: Job, *, now: datetime) -> UUID | None:
    """Return a lease on the job when it is due and nobody holds it, else None.

    One conditional UPDATE decides, so two processes can't both win.
    """
    await _ensure_row(job, now)
    lease = new_id()
    won = (
        await JobState.update(
            {JobState.lease: lease, JobState.leased_until: now + LEASE, JobState.last_started_at: now}
        )
        .where(
            JobState.name == job.name,
            JobState.next_run_at <= now,
            (JobState.leased_until.is_null()) | (JobState.leased_until <= now),
        )
        .returning(JobState.id)
    )
    return lease if won else None


async def renew(lease: UUID, *, until: datetime) -> bool:
    """Hold the job longer; False when the lease was lost meanwhile."""
    kept = (
        await JobState.update({JobState.leased_until: until})
        .where(JobState.lease == lease)
        .returning(JobState.id)
    )
    return bool(kept)


async def finish(
    job: Job, lease: UUID, *, started_at: datetime, error: BaseException | None, took: timedelta
) -> None:
    """Give the job back and set when it is due again. A lost lease changes nothing."""
    row = await JobState.select(JobState.failures).where(JobState.lease == lease).first()
    if row is None:
        return
    failures = row["failures"] + 1 if error else 0
    await JobState.update(
        {
            JobState.lease: None,
            JobState.leased_until: None,
            JobState.last_finished_at: started_at + took,
            JobState.next_run_at: next_run_at(started_at, job.every, failures),
            JobState.failures: failures,
            # Only the kind of error: its text could hold what a person wrote.
            JobState.last_error: type(error).__name__[:120] if error else None,
        }
    ).where(JobState.lease == lease)


async def _ensure_row(job: Job, now: datetime) -> None:
    row = JobState(id=new_id(), name=job.name, next_run_at=now)
    if not await JobState.exists().where(JobState.name == job.name):
        await JobState.insert(row).on_conflict(target=JobState.name, action="DO NOTHING")
