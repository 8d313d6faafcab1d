"""The clock's work for counseling."""

from datetime import datetime, timedelta

from wethaq.counseling.holding import let_holds_lapse
from wethaq.platform.actors import SYSTEM
from wethaq.platform.jobs import job


@job("counseling.let_holds_lapse", every=timedelta(minutes=1))
async def lapse_holds(now: datetime) -> None:
    await let_holds_lapse(actor=SYSTEM, now=now)


JOBS = (lapse_holds,)
