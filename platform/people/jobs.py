"""The clock's work for people."""

from datetime import datetime, timedelta

from wethaq.platform.jobs import job
from wethaq.platform.people import service


@job("people.end_guardianships_at_majority", every=timedelta(hours=24))
async def end_guardianships(now: datetime) -> None:
    """Close in the records what majority has ended already for every rule that asks."""
    await service.end_guardianships_at_majority(now)


JOBS = (end_guardianships,)
