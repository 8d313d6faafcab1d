"""The clock's work for matching."""

from datetime import datetime, timedelta

from wethaq.matching.ending import expire_overdue
from wethaq.platform.actors import SYSTEM
from wethaq.platform.jobs import job


@job("matching.expire_overdue", every=timedelta(minutes=1))
async def expire(now: datetime) -> None:
    await expire_overdue(actor=SYSTEM, now=now)


JOBS = (expire,)
