"""The clock's work for consent: tell the dependents of a withdrawal until each has done its part."""

from datetime import datetime, timedelta

from wethaq.platform.consent.withdrawal import retry_withdrawals
from wethaq.platform.jobs import job


@job("consent.propagate_withdrawals", every=timedelta(minutes=1))
async def propagate_withdrawals(now: datetime) -> None:
    await retry_withdrawals(now)


JOBS = (propagate_withdrawals,)
