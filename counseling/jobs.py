"""The clock's work for counseling."""

from datetime import datetime, timedelta

from wethaq.counseling import guard
from wethaq.counseling.busy_import import read_all_sources
from wethaq.counseling.holding import let_holds_lapse
from wethaq.platform.actors import SYSTEM
from wethaq.platform.jobs import job


@job("counseling.let_holds_lapse", every=timedelta(minutes=1))
async def lapse_holds(now: datetime) -> None:
    await let_holds_lapse(actor=SYSTEM, now=now)


@job("counseling.sweep_past", every=timedelta(hours=6))
async def sweep(now: datetime) -> None:
    while await guard.sweep_past(now=now):
        pass


@job("counseling.read_busy_times", every=timedelta(minutes=15))
async def read_busy_times(now: datetime) -> None:
    await read_all_sources(now=now)


JOBS = (lapse_holds, sweep, read_busy_times)
