"""The clock's work for retention."""

from datetime import datetime, timedelta

from wethaq.platform.actors import SYSTEM
from wethaq.platform.jobs import job
from wethaq.platform.retention.schedule import destroy_what_is_due


@job("retention.destroy_what_is_due", every=timedelta(days=1))
async def destroy_daily(now: datetime) -> None:
    await destroy_what_is_due(actor=SYSTEM, now=now)


JOBS = (destroy_daily,)
