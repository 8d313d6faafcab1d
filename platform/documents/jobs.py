"""The clock's work for documents."""

from datetime import datetime, timedelta

from wethaq.platform.documents.uploads import sweep_orphans
from wethaq.platform.jobs import job


@job("documents.sweep_orphans", every=timedelta(days=1))
async def sweep_orphans_daily(now: datetime) -> None:
    await sweep_orphans(now)


JOBS = (sweep_orphans_daily,)
