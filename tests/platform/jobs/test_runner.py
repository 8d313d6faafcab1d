"""Each job runs once among all processes, and again after a death."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from wethaq.platform.jobs import Job, install_jobs, job, leases, run_due, work
from wethaq.platform.jobs.registry import LEASE
from wethaq.platform.jobs.tables import JobState

HOUR = timedelta(hours=1)


def a_job(runs: list[datetime], name: str = "test.count", error: Exception | None = None) -> Job:
    async def count(now: datetime) -> None:
        runs.append(now)
        await asyncio.sleep(0)
        if error:
            raise error

    return job(name, every=HOUR)(count)


async def test_a_due_job_runs_once_however_many_runners_ask_at_once(database: None, now: datetime) -> None:
    runs: list[datetime] = []
    counting = a_job(runs)
    await asyncio.gather(*(run_due(now, [counting]) for _ in range(10)))
    assert runs == [now]


async def test_it_is_due_again_after_its_step_and_not_before(database: None, now: datetime) -> None:
    runs: list[datetime] = []
    counting = a_job(runs)
    for moment in (now, now + HOUR - timedelta(seconds=1), now + HOUR):
        await run_due(moment, [counting])
    assert runs == [now, now + HOUR]


async def test_the_lease_of_a_dead_process_runs_out(database: None, now: datetime) -> None:
    runs: list[datetime] = []
    counting = a_job(runs)
    assert await leases.claim(counting, now=now), "The process that dies takes the lease."
    await run_due(now + LEASE - timedelta(seconds=1), [counting])
    assert runs == []
    await run_due(now + LEASE, [counting])
    assert runs == [now + LEASE]


async def test_who_lost_the_lease_changes_nothing_at_the_end(database: None, now: datetime) -> None:
    counting = a_job([])
    lost = await leases.claim(counting, now=now)
    held = await leases.claim(counting, now=now + LEASE)
    assert lost
    assert held
    await leases.finish(counting, lost, started_at=now, error=None, took=timedelta())
    assert not await leases.renew(lost, until=now + HOUR)
    assert await leases.renew(held, until=now + HOUR)


async def test_a_job_that_fails_is_noted_without_its_words_and_others_still_run(
    database: None, now: datetime
) -> None:
    runs: list[datetime] = []
    failing = a_job([], "test.fails", ValueError("0501234567"))
    assert await run_due(now, [failing, a_job(runs)]) == ["test.fails", "test.count"]
    row = await JobState.select().where(JobState.name == "test.fails").first()
    assert row is not None
    assert (row["failures"], row["last_error"], row["lease"]) == (1, "ValueError", None)
    assert runs == [now]


def test_two_jobs_with_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="share a name"):
        install_jobs([a_job([]), a_job([])])


async def test_the_worker_goes_on_until_it_is_stopped(
    database: None, now: datetime, tick: Callable[[], datetime]
) -> None:
    runs: list[datetime] = []
    stop = asyncio.Event()

    async def count_to_three(moment: datetime) -> None:
        runs.append(moment)
        if len(runs) == 3:
            stop.set()

    install_jobs([job("test.three", every=HOUR)(count_to_three)])
    try:
        await asyncio.wait_for(work(tick, stop, timedelta(milliseconds=1)), 20)
    finally:
        install_jobs([])
    assert len(runs) == 3


@pytest.fixture
def tick(now: datetime) -> Callable[[], datetime]:
    """A clock that is an hour later each time it is asked."""
    moment = now

    def read() -> datetime:
        nonlocal moment
        moment += HOUR
        return moment

    return read
