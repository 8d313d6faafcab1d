"""The clock's work for matching."""

from datetime import datetime, timedelta

from wethaq.matching.ending import expire_overdue
from wethaq.matching.following_files import follow_files
from wethaq.matching.proof_reminding import remind_of_proofs
from wethaq.matching.round_keeping import make_weekly_round, plan_waiting_rounds
from wethaq.platform.actors import SYSTEM
from wethaq.platform.jobs import job


@job("matching.expire_overdue", every=timedelta(minutes=1))
async def expire(now: datetime) -> None:
    await expire_overdue(actor=SYSTEM, now=now)


@job("matching.follow_files", every=timedelta(minutes=2))
async def follow(now: datetime) -> None:
    await follow_files(now=now)


@job("matching.plan_rounds", every=timedelta(seconds=5))
async def plan_rounds(now: datetime) -> None:
    await plan_waiting_rounds(now=now)


@job("matching.make_weekly_round", every=timedelta(hours=1))
async def make_round_of_the_week(now: datetime) -> None:
    await make_weekly_round(now=now)


@job("matching.remind_of_proofs", every=timedelta(hours=3))
async def remind(now: datetime) -> None:
    await remind_of_proofs(now=now)


JOBS = (expire, follow, plan_rounds, make_round_of_the_week, remind)
