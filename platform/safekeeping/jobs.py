"""The clock's work for safety."""

from datetime import datetime, timedelta

from wethaq.platform.jobs import job
from wethaq.platform.safekeeping.daily_root import send_daily_root
from wethaq.platform.security.limits import delete_stale_attempts
from wethaq.platform.security.one_time_codes import delete_expired_codes
from wethaq.platform.settings import get_settings


@job("safekeeping.daily_root", every=timedelta(hours=1))
async def send_root_of_yesterday(now: datetime) -> None:
    await send_daily_root(get_settings().audit_root_recipients, now=now)


@job("safekeeping.forget_codes_and_tries", every=timedelta(days=1))
async def forget_codes_and_tries(now: datetime) -> None:
    await delete_expired_codes(now=now)
    await delete_stale_attempts(now=now)


JOBS = (send_root_of_yesterday, forget_codes_and_tries)
